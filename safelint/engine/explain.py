"""Why a line was reported or not: every rule word on it, what matched, and what excused it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.engine.lint import lint
from safelint.engine.reading import read
from safelint.model.span import Lines, Span

if TYPE_CHECKING:
    from safelint.engine.matching import Parser
    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import Finding
    from safelint.model.rulebook import Rulebook
    from safelint.model.source import Source


def explain(document: Document, source: Source, book: Rulebook, choice: Choice, parser: Parser, line: int) -> str:
    """What safelint made of one line, in plain text.

    Args:
        document: the parsed file.
        source: its text.
        book: the rule book.
        choice: the rules that run.
        parser: for the sentences that need it.
        line: the 1-based line asked about.
    """
    lines = Lines(source.text)
    if not 1 <= line <= len(lines.starts):
        return f"{document.path} has {len(lines.starts)} lines; there is no line {line}.\n"
    result = lint(document, source, book, choice, parser)
    out = [f"{document.path}:{line}", f"    {lines.line(line).strip()[:200]}", ""]
    groups = (
        ("Reported", result.findings),
        ("Not reported, a context excused it", result.excused),
        ("Not reported, a comment asked for it", result.suppressed),
        ("Below the severity shown", result.below),
    )
    said = False
    for title, findings in groups:
        for finding in findings:
            if finding.start.line <= line <= finding.end.line:
                said = True
                out += [f"{title}: {finding.rule}", *_details(finding), ""]
    out += _others(document, book, choice, lines, line, said=said)
    out.append("This document is taken to be about: " + (", ".join(result.topics) or "none of the topics") + ".")
    return "\n".join(out) + "\n"


def _details(finding: Finding) -> list[str]:
    out = [f"    words     “{finding.found}”", f"    matched   {finding.because}", f"    message   {finding.message}"]
    if finding.excuse is not None:
        out.append(f"    excused   {finding.excuse.because}: {finding.excuse.evidence}")
    if finding.suppression is not None:
        out.append(f"    comment   line {finding.suppression.line}: {finding.suppression.reason or 'no reason given'}")
    if finding.suggestions:
        out.append("    instead   " + " · ".join(finding.suggestions))
    return out


def _others(document: Document, book: Rulebook, choice: Choice, lines: Lines, line: int, *, said: bool) -> list[str]:
    """The rules whose words stand on the line and whose other conditions did not hold."""
    start = lines.starts[line - 1]
    here = Span(start, start + len(lines.line(line)) + 1)
    reading = read(document, lines, book, choice)
    gated: dict[str, str] = {}
    for hit in reading.hits:
        place = document.blocks[hit.passage].offsets.to_source(hit.span)
        if hit.rule is None or not place.overlaps(here):
            continue
        if hit.rule.about and not reading.about.intersection(hit.rule.about):
            topics = ", ".join(hit.rule.about)
            gated[hit.rule.id] = f"only in documents about {topics}"
        elif not said:
            gated.setdefault(hit.rule.id, "its words stand here, and the rest of its pattern does not")
    if not gated and not said:
        return ["No rule's words stand on this line.", ""]
    return [*(f"Looked at: {rule} ({why})" for rule, why in sorted(gated.items())), *([""] if gated else [])]
