"""Findings as LanguageTool's matches: in UTF-16, each with one stretch of text and what could be written there."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING, Any

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.rule import Severity
from safelint.model.span import Span
from safelint.nlp.sentences import sentences
from safelint.reporters.mask import MASK, covering, masked_file
from safelint.server.units import Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.finding import Finding
    from safelint.model.fix import Edit
    from safelint.model.report import FileResult
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.server.annotated import Annotated

# Code points of context on either side, as LanguageTool gives them, and what stands for the rest.
_AROUND = 40
_CUT = "..."
_OFFERED = 10
_BLANK = regex.compile(r"\n\s*\n")
# A replacement may take in words around those found, but no more than a reader sees at a glance.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """A stretch of the text, and what could be written there, best first."""

    span: Span
    values: tuple[str, ...] = ()


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, in order; a blank line ends one, too."""
    found: list[Span] = []
    at = 0
    for end, start in [*(blank.span() for blank in _BLANK.finditer(text)), (len(text), len(text))]:
        found += [one.shift(at) for one in sentences(text[at:end])]
        at = start
    return found


def matches(result: FileResult, annotated: Annotated, book: Rulebook) -> list[dict[str, Any]]:
    """One match for each finding, in the order of the text, words about methods covered."""
    shown = masked_file(result).findings
    rules = {rule.id: rule for rule in book.rules}
    offers = _offers(shown, annotated)
    around = _Around(annotated.text, result)
    return [
        _match(one, offer, rules[one.rule], annotated, around, book) for one, offer in zip(shown, offers, strict=True)
    ]


class _Around:
    """What stands around a finding, words about methods covered."""

    def __init__(self, text: str, result: FileResult) -> None:
        self._shown = covering(result)(text, 0)
        self._sentences = sentence_spans(text)
        self._starts = [one.start for one in self._sentences]

    def sentence(self, span: Span) -> str:
        """The sentence a finding begins in."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0:
            return ""
        one = self._sentences[at]
        return self._shown[one.start : one.end]

    def context(self, span: Span) -> dict[str, Any]:
        """A few words on either side."""
        start, end = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(self._shown))
        before, after = _CUT * bool(start), _CUT * (end < len(self._shown))
        text = before + self._shown[start:end].replace("\n", " ") + after
        units, low = Units(text), span.start - start + len(before)
        offset = units.at(low)
        return {"text": text, "offset": offset, "length": units.at(low + len(span)) - offset}


def _match(
    finding: Finding, offer: Offer, rule: Rule, annotated: Annotated, around: _Around, book: Rulebook
) -> dict[str, Any]:
    offset, length = annotated.place(offer.span)
    advice = finding.severity is Severity.ADVICE
    urls = [book.sources[one].url for one in finding.sources if one in book.sources]
    return {
        "message": _message(finding, offer),
        "shortMessage": rule.title,
        "replacements": [{"value": value} for value in offer.values],
        "offset": offset,
        "length": length,
        "context": around.context(offer.span),
        "sentence": around.sentence(offer.span),
        "type": {"typeName": "Hint" if advice else "Other"},
        "rule": {
            "id": finding.rule,
            "description": rule.title,
            "issueType": "style",
            "urls": [{"value": url} for url in dict.fromkeys(urls) if url],
            "category": {"id": finding.topic, "name": category(finding.topic)},
            "tags": ["picky"] if advice else [],
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def category(topic: str) -> str:
    """The name of a topic, for people."""
    return topic.replace("-", " ").capitalize()


def _message(finding: Finding, offer: Offer) -> str:
    """What is said, with the suggestions that a program can't write in place."""
    told = [one for one in finding.suggestions if MASK not in one]
    if offer.values or not told:
        return finding.message
    return f"{finding.message} Instead: {' · '.join(f'“{one}”' for one in told)}."


def _offers(findings: Sequence[Finding], annotated: Annotated) -> list[Offer]:
    """What could be written for each finding; where two would write over each other, only for the weightier one."""
    offers = [_offer(one, annotated) for one in findings]
    taken: list[tuple[int, int]] = []
    for at in sorted(range(len(offers)), key=lambda at: (findings[at].severity.rank, offers[at].span)):
        span = offers[at].span
        if not offers[at].values:
            continue
        place = bisect_right(taken, (span.start, span.end))
        if (place and taken[place - 1][1] > span.start) or (place < len(taken) and taken[place][0] < span.end):
            offers[at] = Offer(_own(findings[at]))
        else:
            insort(taken, (span.start, span.end))
    return offers


def _own(finding: Finding) -> Span:
    return Span(finding.start.offset, finding.end.offset)


def _offer(finding: Finding, annotated: Annotated) -> Offer:
    """The stretch that holds the words found and every edit, and that stretch as each suggestion would have it."""
    own = _own(finding)
    ways = (finding.fix.edits, *finding.fix.alternatives) if finding.fix else ()
    ways = tuple(way for way in ways if way)
    if not ways:
        return Offer(own)
    span = Span(
        min(own.start, *(edit.start for way in ways for edit in way)),
        max(own.end, *(edit.end for way in ways for edit in way)),
    )
    if len(span) > _LONGEST or not annotated.unmarked(span):
        return Offer(own)
    old = annotated.text[span.start : span.end]
    values = dict.fromkeys(_written(annotated.text, span, way) for way in ways)
    return Offer(span, tuple(value for value in values if value != old)[:_OFFERED])


def _written(text: str, span: Span, edits: Sequence[Edit]) -> str:
    """The stretch ``span`` of ``text`` after ``edits``."""
    parts, at = [], span.start
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at : span.end]])
