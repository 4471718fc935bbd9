"""Which helplines a document names, and whether they serve its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.engine.addresses import bare, dialled
from safelint.engine.anchors import Anchors
from safelint.engine.called import BESIDE, CLOSE, FAR, Callers, owners
from safelint.engine.markup import hidden
from safelint.matchers.directory import EVERYWHERE, Entry, directory, printed
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.finding import HelplineMention
from safelint.model.rulebook import Cues
from safelint.model.span import Span
from safelint.nlp.cues import words_between
from safelint.nlp.normal import normalise
from safelint.nlp.numbers import SHORT, known_in, spelt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.engine.called import Names
    from safelint.matchers.directory import Directory
    from safelint.model.document import Document, Link
    from safelint.model.rulebook import Helpline, Rulebook
    from safelint.model.span import Lines
    from safelint.nlp.numbers import Number
    from safelint.nlp.passage import Passage

_TELEPHONE = 7  # fewest digits of a number that is no short code
_OLD = frozenset({"retired", "renamed", "wrong"})
_LOCAL = 7, 9  # … and of those of towns all over the world
_SHORTEST = 5  # fewest of a short one in which a slip of the keyboard can be told
_FIGURE = regex.compile(r"\d")
_KEYWORD = regex.compile(r"\b([A-Z0-9]{2,})\W{1,3}\w{1,3}\W{1,3}$")


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
    named = [finder.named(one) for one in passages]
    above: Names = []
    for passage, names in zip(passages, named, strict=True):
        finder.numbers(passage, names, above)
        above = names
    links = [*document.links, *bare(lines.text, finder.known.hosts, document.links)]
    links += hidden(document, lines.text, finder.known.by_digits, finder.callers.words("keys"), finder.taken(links))
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
        self.callers = Callers(known, cues, audience)
        self._lines = lines
        self._audience = tuple(audience)
        offered = known.offered(self._audience, about)
        self._pages = frozenset(self.callers.words("pages"))
        self._offer = printed(offered) if offered else ""

    def named(self, passage: Passage) -> Names:
        """Where services are named in a block; looked for once in each wording."""
        key = "names", id(self.known)
        known = passage.wording.asked.get(key)
        if known is None or known[0] is not self.known:
            found = [(Span(start, end), names) for start, end, names in self.known.names(passage)]
            known = passage.wording.asked[key] = (self.known, found)
        names: Names = known[1]
        return names

    def numbers(self, passage: Passage, names: Names, above: Names) -> None:
        """Every telephone number of a block that is a helpline's, or is given as one."""
        text = passage.text
        if not _FIGURE.search(text):
            return
        taken = []
        for number in spelt(text, self.known.by_digits):
            taken.append(number.span)
            self._number(passage, number, names, above)
        for run in passage.wording.runs:
            count = len(self.found)
            hits = list(known_in(run, self.known.by_digits))
            for number in hits:
                if not any(number.span.overlaps(other) for other in taken):
                    self._number(passage, number, names, above)
            # “1300” alone is somebody's number, and not so at the head of a longer one.
            known = count < len(self.found) or any(len(number.digits) > SHORT for number in hits)
            if not known and not any(run.whole.span.overlaps(other) for other in taken):
                self._stranger(passage, run.whole, names)

    def _number(self, passage: Passage, number: Number, names: Names, above: Names) -> None:
        entries = [one for one in self.known.reached(number.digits) if self._fits(one, passage, number.span)]
        if not entries:
            return
        near = Span(max(0, number.span.start - FAR), number.span.end + FAR)
        ids = owners(names, near) if len(entries) > 1 else set()
        best = min(entries, key=lambda one: self._rank(one, ids)).line
        if len(number.digits) <= SHORT and not self.callers.called(passage, number, best, names, above):
            return
        self._add(passage, number.span, best, self._state(best, passage, number.span))

    def _fits(self, entry: Entry, passage: Passage, span: Span) -> bool:
        """Whether the word to text, or the name that an entry asks for, stands by the number."""
        if entry.keyword and entry.line.state in _OLD:
            word = _KEYWORD.search(passage.text[max(0, span.start - BESIDE) : span.start].upper())
            return word is not None and word[1] == entry.keyword
        if entry.line.beside:
            near = passage.normal[max(0, span.start - BESIDE) : span.end + BESIDE]
            return any(normalise(name) in near for name in entry.line.beside)
        return True

    def _rank(self, entry: Entry, named: set[str]) -> tuple[bool, bool, bool, bool, int]:
        """Sorts the line that fits best first: one asked for by name, the readers' country, the current one."""
        line = entry.line
        asked = line.state in _OLD and bool(entry.keyword or line.beside)
        return not asked, self._abroad(line), line.id not in named, line.state in _OLD, -self.known.size[line.country]

    def _state(self, line: Helpline, passage: Passage | None, span: Span) -> str:
        if line.state in _OLD:
            if passage is not None and line.state != "wrong" and self.callers.says("former", passage, span):
                return "former"
            return "mistyped" if line.state == "wrong" else line.state
        return "wrong-country" if self._abroad(line) else "current"

    def _abroad(self, line: Helpline) -> bool:
        """Whether a line serves other countries than the readers'."""
        return bool(self._audience) and line.country not in (*self._audience, EVERYWHERE)

    def _stranger(self, passage: Passage, number: Number, names: Names) -> None:
        """A number that is no helpline's: one mistyped, or one of a helpline nobody has told us of."""
        span, digits = number.span, number.digits
        if not _SHORTEST <= len(digits) <= _TELEPHONE * 2:
            return
        around = Span(max(0, span.start - BESIDE), min(len(passage.text), span.end + BESIDE))
        line = self.callers.places("line", passage, around.start, around.end)
        ids = owners(names, around)
        stop = min(around.end, max(passage.sentence(span).end, span.end))  # the next sentence may be about an office
        if (not line and not ids) or self.callers.places("against", passage, around.start, stop):
            return
        short = len(digits) < _TELEPHONE  # then it is one only beside the name of its own service
        if short and not self.callers.offered(passage, span, names):
            return
        # By chance, a number is hardly ever like one of the readers' country; a local one may be like any in the world.
        here = self._audience or (() if _LOCAL[0] <= len(digits) <= _LOCAL[1] else None)
        near = self.known.nearest(digits)
        meant = [one for one in near if one.id in ids or (line and (here is None or one.country in here))]
        if meant:
            best = min(meant, key=lambda one: (one.id not in ids, self._abroad(one)))
            self._add(passage, span, best, "mistyped", instead=best.instead or printed(best))
        elif not short:
            place = passage.block.offsets.to_source(span)
            start, end = self._lines.at(place.start), self._lines.at(place.end)
            text = passage.text[span.start : span.end]
            self.found.append(HelplineMention(text, "unknown", "", start, end, passage.index, span))

    def taken(self, links: Sequence[Link]) -> list[Span]:
        """The stretches of the source in which a number or a link was found."""
        return [*(Span(one.start.offset, one.end.offset) for one in self.found), *(link.span for link in links)]

    def link(self, link: Link, anchors: Anchors | None) -> None:
        """A link that leads to a helpline: ``tel:``, ``sms:``, or an address."""
        digits = dialled(link.target)
        if digits:
            entries = self.known.reached(digits)
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
        for span, owned in names:
            lines = [name.line for name in owned if not self._audience or name.line.country in self._audience]
            old = [name.line for name in owned if name.line.state in {"retired", "renamed"}]
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
        calls = self.callers.places("offer", passage, region.start, span.start)
        return bool(calls) and words_between(passage, calls[-1].end, span.start) <= CLOSE + 1

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
