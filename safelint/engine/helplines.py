"""Which helplines a document names, and whether they serve its readers."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from safelint.engine.addresses import bare
from safelint.engine.anchors import Anchors
from safelint.engine.directory import EVERYWHERE, Entry, directory, printed
from safelint.model.finding import HelplineMention
from safelint.model.rulebook import Cues
from safelint.model.span import Span
from safelint.nlp.cues import all_places, words_between
from safelint.nlp.normal import normalise
from safelint.nlp.numbers import SHORT, digits_of, known_in, runs, spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.engine.directory import Directory, Name
    from safelint.model.document import Document, Link
    from safelint.model.rulebook import Helpline, Rulebook
    from safelint.model.span import Lines
    from safelint.nlp.numbers import Number
    from safelint.nlp.passage import Passage

_BESIDE = 80  # how far from a number the words can stand that say whose it is, in code points
_FAR = 240  # how far within its sentence a number's words are looked for
_REACH = 10  # how many words after “call” a short number still counts
_CLOSE = 3  # … when it is one of another country, or looks like a year
_TELEPHONE = 7  # fewest digits of a number that is no short code
_OLD = frozenset({"retired", "renamed", "wrong"})
_KEYWORD = re.compile(r"\b([A-Z0-9]{2,})\W{1,3}\w{1,3}\W{1,3}$")
_WORD = re.compile(r"[^\W_]+")
_FOUR = 4

Names = list[tuple[Span, tuple["Name", ...]]]


def find(
    document: Document,
    passages: Sequence[Passage],
    lines: Lines,
    book: Rulebook,
    audience: Sequence[str],
    about: frozenset[str] = frozenset(),
) -> tuple[HelplineMention, ...]:
    """Every helpline number, address and name in a document, with its state for the readers' countries.

    Args:
        document: for its links.
        passages: its blocks.
        lines: of its source, for positions.
        book: for the helplines known, and the cues ``helpline``.
        audience: ISO 3166 codes; empty accepts any country's.
        about: topics of the document, for what to offer instead.
    """
    finder = _Finder(directory(book), book.cues.get("helpline", Cues("helpline", {}, {})), lines, audience, about)
    named = [[(Span(start, end), names) for start, end, names in finder.known.names(one)] for one in passages]
    for passage, names in zip(passages, named, strict=True):
        finder.numbers(passage, names)
    links = [*document.links, *bare(lines.text, finder.known.hosts, document.links)]
    anchors = Anchors(passages) if links else None
    for link in links:
        finder.link(link, anchors)
    for passage, names in zip(passages, named, strict=True):
        finder.names(passage, names)
    return tuple(sorted(finder.found, key=lambda one: (one.start.offset, one.end.offset, one.helpline)))


class _Finder:
    """Collects the mentions of one document."""

    def __init__(
        self, known: Directory, cues: Cues, lines: Lines, audience: Sequence[str], about: frozenset[str]
    ) -> None:
        self.known = known
        self.found: list[HelplineMention] = []
        self._cues = cues
        self._lines = lines
        self._audience = tuple(audience)
        offered = known.offered(self._audience, about)
        self._pages = frozenset(self._words("pages"))
        self._offer = printed(offered) if offered else ""

    def numbers(self, passage: Passage, names: Names) -> None:
        """Every telephone number of a block that is a helpline's, or is given as one."""
        text = passage.text
        if not any(char.isdigit() for char in text):
            return
        taken = []
        for number in spelt(text, self.known.by_digits):
            taken.append(number.span)
            self._number(passage, number, names)
        for run in runs(text):
            hits = list(known_in(run, self.known.by_digits))
            for number in hits:
                if not any(number.span.overlaps(other) for other in taken):
                    self._number(passage, number, names)
            if not hits and not any(run.whole.span.overlaps(other) for other in taken):
                self._stranger(passage, run.whole, names)

    def _number(self, passage: Passage, number: Number, names: Names) -> None:
        entries = [one for one in self.known.by_digits[number.digits] if self._fits(one, passage, number.span)]
        if not entries:
            return
        near = Span(max(0, number.span.start - _FAR), number.span.end + _FAR)
        ids = _owners(names, near) if len(entries) > 1 else set()
        best = min(entries, key=lambda one: self._rank(one, ids)).line
        if len(number.digits) <= SHORT and not self._called(passage, number, best, names):
            return
        self._add(passage, number.span, best, self._state(best, passage, number.span))

    def _fits(self, entry: Entry, passage: Passage, span: Span) -> bool:
        """Whether the word to text, or the name that an entry asks for, stands by the number."""
        if entry.keyword and entry.line.state in _OLD:
            word = _KEYWORD.search(passage.text[max(0, span.start - _BESIDE) : span.start].upper())
            return word is not None and word[1] == entry.keyword
        if entry.line.beside:
            near = passage.normal[max(0, span.start - _BESIDE) : span.end + _BESIDE]
            return any(normalise(name) in near for name in entry.line.beside)
        return True

    def _rank(self, entry: Entry, named: set[str]) -> tuple[bool, bool, bool, bool, int]:
        """Sorts the line that fits best first: one asked for by name, the readers' country, the current one."""
        line = entry.line
        asked = line.state in _OLD and bool(entry.keyword or line.beside)
        return not asked, self._abroad(line), line.id not in named, line.state in _OLD, -self.known.size[line.country]

    def _state(self, line: Helpline, passage: Passage | None, span: Span) -> str:
        if line.state in _OLD:
            if passage is not None and line.state != "wrong" and self._says("former", passage, span):
                return "former"
            return "mistyped" if line.state == "wrong" else line.state
        return "wrong-country" if self._abroad(line) else "current"

    def _abroad(self, line: Helpline) -> bool:
        """Whether a line serves other countries than the readers'."""
        return bool(self._audience) and line.country not in (*self._audience, EVERYWHERE)

    def _called(self, passage: Passage, number: Number, line: Helpline, names: Names) -> bool:
        """Whether a short number is given as one to call, and is no year, count, price or emergency number."""
        span, digits = number.span, number.digits
        abroad = line.country not in self._audience
        if abroad and self.known.emergency(digits, self._audience):
            return False
        if any(place.start <= span.end + 1 for place in self._places("counted", passage, span.end, span.end + 20)):
            return False
        sentence = passage.sentence(span)
        region = Span(max(sentence.start, span.start - _FAR), min(sentence.end, span.end + _FAR))
        # A name stands in the same sentence, or, for a number that is no year, in the one before.
        near = region if len(digits) <= _FOUR else Span(max(0, span.start - _BESIDE), region.end)
        own = line.id in _owners(names, near)
        before = passage.normal[region.start : span.start].rstrip(" (")
        year = len(digits) == _FOUR and "1000" <= digits < "2100"
        dates = self._places("dates", passage, region.start, span.start)
        dates += self._places("perhaps-dates", passage, region.start, span.start) if year else []
        dated = any(place.end >= region.start + len(before) for place in dates)
        if self._alone(passage) or (own and not (year and dated)):
            return True
        if dated and len(digits) <= _FOUR:
            return False
        reach = _CLOSE if (abroad and len(digits) <= _FOUR) or year else _REACH
        calls = self._places("direct", passage, region.start, span.start)
        if calls and words_between(passage, calls[-1].end, span.start) <= reach:
            return True
        return not year and self._by_line(passage, span, region)

    def _alone(self, passage: Passage) -> bool:
        """Whether the number fills a table cell under a heading such as “Helpline”."""
        column = normalise(passage.block.column)
        few = bool(column) and len(passage.text) <= _BESIDE and len(_WORD.findall(passage.text)) <= _CLOSE
        return few and any(word in column for word in self._words("line"))

    def _by_line(self, passage: Passage, span: Span, region: Span) -> bool:
        """Whether “helpline” or the like stands within a few words."""
        for place in self._places("line", passage, region.start, region.end):
            lo, hi = (place.end, span.start) if place.end <= span.start else (span.end, place.start)
            if words_between(passage, lo, max(lo, hi)) <= SHORT:
                return True
        return False

    def _stranger(self, passage: Passage, number: Number, names: Names) -> None:
        """A number that is no helpline's: one mistyped, or one of a helpline nobody has told us of."""
        span, digits = number.span, number.digits
        if not _TELEPHONE <= len(digits) <= _TELEPHONE * 2:
            return
        around = Span(max(0, span.start - _BESIDE), min(len(passage.text), span.end + _BESIDE))
        line = self._places("line", passage, around.start, around.end)
        ids = _owners(names, around)
        if (not line and not ids) or self._places("against", passage, around.start, around.end):
            return
        meant = [one for one in self.known.nearest(digits) if one.id in ids or (line and one.country in self._audience)]
        if meant:
            better = meant[0].instead or printed(meant[0])
            self._add(passage, span, meant[0], "mistyped", instead=better)
        else:
            place = passage.block.offsets.to_source(span)
            start, end = self._lines.at(place.start), self._lines.at(place.end)
            text = passage.text[span.start : span.end]
            self.found.append(HelplineMention(text, "unknown", "", start, end, passage.index, span))

    def link(self, link: Link, anchors: Anchors | None) -> None:
        """A link that leads to a helpline: ``tel:``, ``sms:``, or an address."""
        scheme, _, rest = link.target.partition(":")
        if scheme.lower() in {"tel", "sms"}:
            entries = self.known.by_digits.get(digits_of(rest.partition("?")[0].lower()), ())
            options = [one for one in entries if not one.line.beside and not (one.keyword and one.line.state in _OLD)]
        else:
            options = [Entry(line) for line in self.known.linked(link.target, self._pages)]
        if options:
            best = min(options, key=lambda one: self._rank(one, set())).line
            block, span = anchors.of(link) if anchors else (-1, Span(0, 0))
            mention = self._mention(best, link.target, self._state(best, None, span), link.span)
            self.found.append(replace(mention, block=block, span=span))

    def names(self, passage: Passage, names: Names) -> None:
        """Names of services that have another name now, and of services named without a way to reach them."""
        reached = {one.helpline for one in self.found}
        for span, owners in names:
            lines = [name.line for name in owners if not self._audience or name.line.country in self._audience]
            old = [name.line for name in owners if name.line.state in {"retired", "renamed"}]
            if any(line.id in reached for line in (*lines, *old)):
                continue
            if old and not any(line.state == "current" for line in lines):
                self._add(passage, span, old[0], self._state(old[0], passage, span))
            elif lines and self._sends_to(passage, span):
                self._add(passage, span, lines[0], "name-only", instead=printed(lines[0]))
                reached.add(lines[0].id)

    def _sends_to(self, passage: Passage, span: Span) -> bool:
        """Whether the sentence sends its readers to the service named at ``span``, and gives nothing to reach it by."""
        region = passage.sentence(span)
        if any(char.isdigit() for char in passage.text[region.start : region.end]):
            return False
        if any(mark.kind == "link" and mark.span.overlaps(span) for mark in passage.block.marks):
            return False
        calls = self._places("offer", passage, region.start, span.start)
        return bool(calls) and words_between(passage, calls[-1].end, span.start) <= _CLOSE + 1

    def _add(self, passage: Passage, span: Span, line: Helpline, state: str, instead: str = "") -> None:
        text = passage.text[span.start : span.end]
        mention = self._mention(line, text, state, passage.block.offsets.to_source(span), instead)
        self.found.append(replace(mention, block=passage.index, span=span))

    def _mention(self, line: Helpline, text: str, state: str, place: Span, instead: str = "") -> HelplineMention:
        start, end = self._lines.at(place.start), self._lines.at(place.end)
        better = instead or (self._offer if state == "wrong-country" else line.instead or self._offer)
        better = "" if state == "current" else better
        return HelplineMention(
            text, state, line.id, start, end, name=line.name, instead=better, topics=line.topics, hours=line.hours
        )

    def _places(self, role: str, passage: Passage, lo: int, hi: int) -> list[Span]:
        return all_places(self._cues.roles.get(role, ()), passage, lo, hi)

    def _words(self, role: str) -> Iterator[str]:
        return (trigger for phrase in self._cues.roles.get(role, ()) for trigger in phrase.triggers)

    def _says(self, role: str, passage: Passage, span: Span) -> bool:
        region = passage.sentence(span)
        return bool(self._places(role, passage, region.start, region.end))


def _owners(names: Names, region: Span) -> set[str]:
    """The ids of the services named in a region of a block."""
    first = bisect_left(names, region.start, key=lambda one: one[0].end)
    last = bisect_left(names, region.end, key=lambda one: one[0].start)
    return {name.line.id for _, owners in names[first:last] for name in owners}
