"""One document against the rule book: scan, match, excuse, and part what is shown from what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.engine import credited, overlap, suppress, triage
from safelint.engine.findings import Maker
from safelint.engine.matching import find, judged, longest
from safelint.engine.reading import read
from safelint.fixes.place import Words
from safelint.model.report import FileResult
from safelint.model.span import Lines

if TYPE_CHECKING:
    from safelint.engine.matching import Parser
    from safelint.engine.memory import Memory
    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import Finding
    from safelint.model.rulebook import Rulebook
    from safelint.model.source import Source


def lint(
    document: Document,
    source: Source,
    book: Rulebook,
    choice: Choice,
    parser: Parser,
    *,
    today: str = "",
    assume: frozenset[str] = frozenset(),
    memory: Memory | None = None,
) -> FileResult:
    """Lint one document.

    Args:
        document: what a reader sees.
        source: the file it came from, for positions.
        book: the rule book.
        choice: which of its rules run, and how.
        parser: parses the sentences that need it; untouched when none does.
        today: ISO date for suppressions that expire; empty to let none expire.
        assume: topics taken for granted, as when one example sentence stands for a whole article.
        memory: what was found out about earlier texts, with the same rule book and parser.
    """
    lines = Lines(source.text)
    reading = read(document, lines, book, choice, assume, memory)
    maker = Maker(reading, source, lines, Words(book.cues))
    standing: list[Finding] = []
    excused: list[Finding] = []
    earned: list[Finding] = []
    for match in longest(find(reading, choice, book, parser)):
        rule = reading.rules[match.rule]
        because, lower = judged(rule, match, reading, book, choice)
        if rule.id not in choice.rules:  # a credit
            earned += [maker.make(rule, rule.severity, match, None)] if because is None else []
            continue
        finding = maker.make(rule, triage.severity(rule, match, choice), match, because)
        if because is None:
            standing.append(triage.lowered(finding, lower))
        else:
            excused.append(finding)
    shown, giving_way = overlap.part(standing)
    suppressed: list[Finding] = []
    remarks: list[str] = []
    if choice.suppress:
        known = [*(rule.id for rule in book.rules), *{rule.topic for rule in book.rules}] if document.directives else ()
        shown, suppressed, remarks = suppress.part(shown, document, lines, known, today)
    findings, below = triage.part(shown, choice.min_severity)
    return FileResult(
        path=document.path,
        format=document.format,
        language=document.language or "en",
        audience=choice.audience,
        topics=tuple(sorted(reading.about)),
        findings=findings,
        excused=triage.in_order([*excused, *giving_way]),
        suppressed=triage.in_order(suppressed),
        below=below,
        helplines=reading.helplines,
        notes=(*source.notes, *remarks),
        credits=credited.earned(earned, standing),
        title=source.title,
        address=source.address,
    )
