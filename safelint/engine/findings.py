"""A match into a finding: message, words, place, suggestion and fingerprint."""

from __future__ import annotations

import re
from collections import Counter
from sys import intern
from typing import TYPE_CHECKING

from safelint.fixes.suggest import suggest
from safelint.model.dataclass import replace
from safelint.model.digest import sha256
from safelint.model.finding import Excerpt, Finding, Related
from safelint.model.pattern import HelplineState, Missing
from safelint.nlp.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.engine.reading import Reading
    from safelint.fixes.place import Words
    from safelint.model.finding import Excuse
    from safelint.model.fix import Fix
    from safelint.model.match import Match
    from safelint.model.rule import Rule, Severity
    from safelint.model.source import Source
    from safelint.model.span import Lines, Span
    from safelint.nlp.passage import Passage

# How much of a long source line a report shows around a finding, in code points.
_AROUND = 100
_LONGEST_LINE = 240
# How far beside a block the source can matter for an edit in it, in code points.
_BESIDE = 4


class Maker:
    """Makes the findings of one document and counts how often each stands there, for fingerprints."""

    def __init__(self, reading: Reading, source: Source, lines: Lines, words: Words) -> None:
        self._passages = reading.passages
        self._known = reading.known
        self._source = source
        self._lines = lines
        self._words = words
        self._seen: Counter[tuple[str, str]] = Counter()
        # Several findings stand on one line, and a large report holds the line once.
        self._line: Excerpt | None = None

    def make(self, rule: Rule, severity: Severity, match: Match, excuse: Excuse | None) -> Finding:
        """The finding for one match; call in text order, so that fingerprints count from the top."""
        passage = self._passages[match.block]
        place = passage.block.offsets.to_source(match.span)
        start, end = self._lines.at(place.start), self._lines.at(place.end)
        whole = any(isinstance(one, Missing) or (isinstance(one, HelplineState) and one.whole) for one in rule.find)
        found = passage.text[match.span.start : match.span.end]
        suggestions, fix = self._offered(rule, match, passage)
        suggestions = suggestions or tuple(text for name, text in match.values if name == "instead" and text)
        return Finding(
            rule=rule.id,
            topic=rule.topic,
            severity=severity,
            confidence=rule.confidence,
            message=intern(_said(rule.say, {"found": found, **dict(match.values)}.items())),
            found=intern(found),
            start=start,
            end=end,
            excerpt=self._excerpt(start.line, start.column, len(place)),
            scope="document" if whole else "text",
            suggestions=suggestions,
            fix=fix,
            related=tuple(self._related(passage, match.related)),
            sources=rule.sources,
            fingerprint=self._fingerprint(rule, passage, match.span, whole=whole),
            because=match.because,
            excuse=excuse,
            anchor=self._source.anchor(place.start),
        )

    def _offered(self, rule: Rule, match: Match, passage: Passage) -> tuple[tuple[str, ...], Fix | None]:
        """What could stand instead of the words found; remembered from where the block's source stood before."""
        if not rule.use:
            return (), None
        text, segments = self._lines.text, passage.block.offsets.segments
        start = min((one.source for one in segments), default=0)
        end = max((one.source + one.source_length for one in segments), default=len(passage.text))
        shape = tuple((one.text, one.length, one.source - start, one.source_length) for one in segments)
        # An edit looks no further than this beside the block: see ``fixes.edits``.
        key = (replace(match, block=0), shape, text[max(0, start - _BESIDE) : start], text[start : end + _BESIDE])
        offers = self._known[match.block].own.offers
        if key not in offers:
            suggestions, fix = suggest(rule, match, passage, self._words, text)
            offers[key] = suggestions, fix and fix.shift(-start)
        suggestions, fix = offers[key]
        return suggestions, fix and fix.shift(start)

    def _related(self, passage: Passage, spans: Iterable[Span]) -> Iterable[Related]:
        for span in spans:
            place = passage.block.offsets.to_source(span)
            yield Related(self._lines.at(place.start), self._lines.at(place.end), passage.text[span.start : span.end])

    def _excerpt(self, line: int, column: int, length: int) -> Excerpt:
        start, end = self._lines.bounds(line)
        if end - start <= _LONGEST_LINE:
            if self._line is None or self._line.offset != start:
                self._line = Excerpt(self._lines.text[start:end], start)
            return self._line
        lo = max(start, start + column - 1 - _AROUND)
        hi = min(end, start + column - 1 + min(length, _AROUND) + _AROUND)
        return Excerpt(self._lines.text[lo:hi], lo, lo > start, hi < end)

    def _fingerprint(self, rule: Rule, passage: Passage, span: Span, *, whole: bool) -> str:
        sentence = passage.sentence(span)
        words = "" if whole else " ".join(normalise(passage.text[sentence.start : sentence.end]).split())
        self._seen[rule.id, words] += 1
        text = f"{rule.id}\0{words}\0{self._seen[rule.id, words]}"
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _said(message: str, values: Iterable[tuple[str, str]]) -> str:
    """A message with its ``{found}``, ``{instead}`` and the like filled in; without the sentence that nothing fills."""
    for name, value in values:
        if not value:
            message = re.sub(r"\s*[^.!?]*\{" + name + r"\}[^.!?]*[.!?]?", "", message)
        message = message.replace("{" + name + "}", value)
    return message
