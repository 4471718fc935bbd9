"""Whether a short number is given as one to call, and is no year, count, price or emergency number."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.span import Span
from safelint.nlp.cues import all_places, words_between
from safelint.nlp.normal import normalise
from safelint.nlp.numbers import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.matchers.directory import Directory, Name
    from safelint.model.rulebook import Cues, Helpline
    from safelint.nlp.numbers import Number
    from safelint.nlp.passage import Passage

Names = list[tuple[Span, tuple["Name", ...]]]
"""Where the names of services stand in a block, and whose they are."""

BESIDE = 80  # how far from a number the words can stand that say whose it is, in code points
FAR = 240  # how far within its sentence a number's words are looked for
_REACH = 10  # how many words after “call” a short number still counts
CLOSE = 3  # … when it is one of another country, or looks like a year
_FOUR = 4
_WORD = regex.compile(r"[^\W_]+")


class Callers:
    """The words by which a text gives numbers to call, and the readers who are to call them."""

    def __init__(self, known: Directory, cues: Cues, audience: Sequence[str]) -> None:
        self._known = known
        self._cues = cues
        self._audience = tuple(audience)

    def places(self, role: str, passage: Passage, lo: int, hi: int) -> list[Span]:
        """Where the cues of a role stand in a stretch of a block."""
        return all_places(self._cues.roles.get(role, ()), passage, lo, hi)

    def words(self, role: str) -> Iterator[str]:
        """The first words of the cues of a role, normalised."""
        return (trigger for phrase in self._cues.roles.get(role, ()) for trigger in phrase.triggers)

    def says(self, role: str, passage: Passage, span: Span) -> bool:
        """Whether the sentence at ``span`` holds a cue of a role."""
        region = passage.sentence(span)
        return bool(self.places(role, passage, region.start, region.end))

    def called(self, passage: Passage, number: Number, line: Helpline, names: Names, above: Names) -> bool:
        """Whether a short number is given as one to call.

        Args:
            passage: the block it stands in.
            number: the number.
            line: the helpline it would be.
            names: the services named in the block.
            above: those named in the block before it.
        """
        span, digits = number.span, number.digits
        abroad = line.country not in self._audience
        if abroad and self._known.emergency(digits, self._audience):
            return False
        if any(place.start <= span.end + 1 for place in self.places("counted", passage, span.end, span.end + 20)):
            return False
        sentence = passage.sentence(span)
        region = Span(max(sentence.start, span.start - FAR), min(sentence.end, span.end + FAR))
        # A name stands in the same sentence, or, for a number that is no year, in the one before.
        near = region if len(digits) <= _FOUR else Span(max(0, span.start - BESIDE), region.end)
        own = line.id in owners(names, near)
        before = passage.normal[region.start : span.start].rstrip(" (")
        year = len(digits) == _FOUR and "1000" <= digits < "2100"
        dates = self.places("dates", passage, region.start, span.start)
        dates += self.places("perhaps-dates", passage, region.start, span.start) if year else []
        dated = any(place.end >= region.start + len(before) for place in dates)
        if self._alone(passage, line, above) or (own and not (year and dated)):
            return True
        if dated and len(digits) <= _FOUR:
            return False
        reach = CLOSE if (abroad and len(digits) <= _FOUR) or year else _REACH
        calls = self.places("direct", passage, region.start, span.start)
        if calls and words_between(passage, calls[-1].end, span.start) <= reach:
            return True
        return not year and self.by_line(passage, span, region)

    def offered(self, passage: Passage, span: Span, names: Names) -> bool:
        """Whether an unknown short number is given as one to call: after “call”, or close to a service's name."""
        if self.places("counted", passage, span.end, span.end + 20):
            return False
        start = passage.sentence(span).start
        calls = self.places("direct", passage, start, span.start)
        if calls and words_between(passage, calls[-1].end, span.start) <= _REACH:
            return True
        if passage.text[span.end :].lstrip()[:1].isalnum():
            return False
        gaps = [(place.end, span.start) for place, _ in names if start <= place.start and place.end <= span.start]
        gaps += [(span.end, place.start) for place, _ in names if place.start >= span.end]
        return any(words_between(passage, lo, hi) < _REACH for lo, hi in gaps)

    def _alone(self, passage: Passage, line: Helpline, above: Names) -> bool:
        """Whether the number fills a block under a heading such as “Helpline”, or after one that names the service."""
        if len(passage.text) > BESIDE or len(_WORD.findall(passage.text)) > CLOSE:
            return False
        column = normalise(passage.block.column)
        headed = bool(column) and any(word in column for word in self.words("line"))
        return headed or any(name.line.id == line.id for _, named in above for name in named)

    def by_line(self, passage: Passage, span: Span, region: Span) -> bool:
        """Whether “helpline” or the like stands within a few words."""
        for place in self.places("line", passage, region.start, region.end):
            lo, hi = (place.end, span.start) if place.end <= span.start else (span.end, place.start)
            if words_between(passage, lo, max(lo, hi)) <= SHORT:
                return True
        return False


def owners(names: Names, region: Span) -> set[str]:
    """The ids of the services named in a region of a block."""
    first = bisect_left(names, region.start, key=lambda one: one[0].end)
    last = bisect_left(names, region.end, key=lambda one: one[0].start)
    return {name.line.id for _, owned in names[first:last] for name in owned}
