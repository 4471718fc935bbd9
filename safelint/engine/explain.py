"""Why a line was reported or not: every rule word on it, what matched, and what excused it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.engine.lint import lint
from safelint.engine.reading import read
from safelint.model.explanation import Entry, Explanation, Sentence
from safelint.model.finding import Excerpt
from safelint.model.pattern import Dependency, HelplineState, Missing, Phrase, Together, Tokens
from safelint.model.span import Lines, Span
from safelint.nlp.readout import parsed_tokens, plain_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.engine.matching import Parser
    from safelint.engine.reading import Reading
    from safelint.matchers.triggers import Hit
    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import Finding
    from safelint.model.pattern import Pattern
    from safelint.model.report import FileResult
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.model.source import Source
    from safelint.nlp.passage import Passage

_WORDS: dict[type, str] = {
    Phrase: "phrase",
    Tokens: "tokens",
    Dependency: "dependency",
    Together: "together",
    Missing: "missing",
    HelplineState: "helpline",
}


class _Heard:
    """The parser, with a memory of what it was asked to parse."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self.docs: dict[str, Any] = {}

    def tokens(self, texts: Sequence[str]) -> Sequence[Any]:
        return self._parser.tokens(texts)

    def parse(self, texts: Sequence[str]) -> Sequence[Any]:
        docs = self._parser.parse(texts)
        self.docs.update(zip(texts, docs, strict=True))
        return docs


def explain(
    document: Document,
    source: Source,
    book: Rulebook,
    choice: Choice,
    parser: Parser,
    line: int,
    column: int = 0,
) -> Explanation:
    """What safelint made of one line.

    Args:
        document: the parsed file.
        source: its text.
        book: the rule book.
        choice: the rules that run.
        parser: for the sentences that need it.
        line: the 1-based line asked about.
        column: the 1-based column of the sentence asked about; 0 for all of the line.
    """
    lines = Lines(source.text)
    if not 1 <= line <= len(lines.starts):
        return Explanation(document.path, line, len(lines.starts))
    heard = _Heard(parser)
    result = lint(document, source, book, choice, heard)
    reading = read(document, lines, book, choice)
    here = _place(lines, line, column, reading)
    entries = tuple(_entries(result, here, {rule.id: rule for rule in book.rules}))
    return Explanation(
        document.path,
        line,
        len(lines.starts),
        column,
        Excerpt(lines.line(line).rstrip("\r\n"), lines.starts[line - 1]),
        entries,
        tuple(_others(reading, here, said=bool(entries))),
        tuple(_sentences(reading, here, lines, heard, entries)),
        result,
    )


def _place(lines: Lines, line: int, column: int, reading: Reading) -> Span:
    """The stretch of the source asked about: the line, or the sentence at the column."""
    start, end = lines.bounds(line)
    if column:
        at = start + column - 1
        for passage in reading.passages:
            for sentence in passage.sentences:
                place = passage.block.offsets.to_source(sentence)
                if place.start <= at < place.end:
                    return place
    return Span(start, end + 1)


def _entries(result: FileResult, here: Span, rules: dict[str, Rule]) -> Iterator[Entry]:
    for outcome, findings in (
        ("reported", result.findings),
        ("excused", result.excused),
        ("suppressed", result.suppressed),
        ("below", result.below),
    ):
        for finding in findings:
            if finding.start.offset < here.end and here.start <= finding.end.offset:
                yield Entry(outcome, finding, *_part(rules[finding.rule], finding))


def _part(rule: Rule, finding: Finding) -> tuple[str, int, int]:
    """Which part of ``find:`` a finding is from: its word, its number there, and of how many."""
    pattern = next((one for one in rule.find if finding.because in _written(one)), rule.find[0])
    alike = [written for one in rule.find if type(one) is type(pattern) for written in _written(one)]
    at = alike.index(finding.because) + 1 if finding.because in alike else 1
    return _WORDS[type(pattern)], at, len(alike)


def _written(pattern: Pattern) -> list[str]:
    return [one.written for one in pattern.words] if isinstance(pattern, Together) else [pattern.written]


def _others(reading: Reading, here: Span, *, said: bool) -> list[tuple[str, str]]:
    """The rules whose words stand on the line and whose other conditions did not hold."""
    gated: dict[str, str] = {}
    for passage, hit in _hits(reading):
        place = passage.block.offsets.to_source(hit.span)
        if hit.rule is None or not place.overlaps(here):
            continue
        if hit.rule.about and not reading.about.intersection(hit.rule.about):
            gated[hit.rule.id] = "only in documents about " + ", ".join(hit.rule.about)
        elif not said:
            gated.setdefault(hit.rule.id, "its words stand here, and the rest of its pattern does not")
    return sorted(gated.items())


def _hits(reading: Reading) -> Iterator[tuple[Passage, Hit]]:
    """Every place where a literal of a rule or topic stands, with its block."""
    return ((passage, hit) for passage, found in zip(reading.passages, reading.hits, strict=True) for hit in found)


def _sentences(
    reading: Reading, here: Span, lines: Lines, heard: _Heard, entries: Sequence[Entry]
) -> Iterator[Sentence]:
    """The sentences with words of a rule, as the rules saw them; parsed only when a rule asked for it.

    Of an endless sentence each rule word has seen another part: those around the matches are taken first.
    """
    wanted: dict[tuple[int, Span], bool] = {}
    for passage, hit in _hits(reading):
        place = passage.block.offsets.to_source(hit.span)
        if hit.rule is not None and place.overlaps(here):
            matched = any(one.finding.rule == hit.rule.id and _over(one.finding, place) for one in entries)
            key = passage.index, passage.sentence(hit.span)
            wanted[key] = wanted.get(key, False) or matched
    kept: list[tuple[int, Span]] = []
    for block, span in sorted(wanted, key=lambda one: (not wanted[one], one)):
        if not any(other == block and taken.overlaps(span) for other, taken in kept):
            kept.append((block, span))
    for block, span in sorted(kept):
        passage = reading.passages[block]
        doc = heard.docs.get(passage.text[span.start : span.end])
        tokens = plain_tokens(passage, span) if doc is None else parsed_tokens(doc, passage, span)
        start = passage.block.offsets.to_source(span).start
        yield Sentence(lines.at(start), doc is not None, tuple(tokens))


def _over(finding: Finding, place: Span) -> bool:
    return finding.start.offset < place.end and place.start < finding.end.offset
