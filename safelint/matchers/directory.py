"""The helplines of a rule book, to be looked up by number, by address and by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.rulebook import Country
from safelint.nlp.normal import bounded, normalise
from safelint.nlp.numbers import SHORT, digits_of, near_misses

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from safelint.model.rulebook import Helpline, Rulebook
    from safelint.nlp.passage import Passage

_KEYWORD = regex.compile(r"([A-Z][A-Z0-9]*) (?:to|au|a|til) (.*)")
_SCHEME = regex.compile(r"^[a-z]+:(?://)?")
_SHORTEST_NAME = 4
# The country of directories that serve readers anywhere: ISO 3166 keeps the code free for such uses.
EVERYWHERE = "ZZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to reach a helpline: the line, and the word to text when the number is texted one."""

    line: Helpline
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which a helpline is known: as written, and the line it belongs to."""

    written: str
    line: Helpline


Numbers = dict[str, tuple[tuple[int, str], ...]]
Hosts = dict[str, tuple[tuple[str, int], ...]]
Names = dict[str, tuple[tuple[str, int], ...]]


def tables(lines: Sequence[Helpline], countries: Mapping[str, Country]) -> tuple[Numbers, Hosts, Names]:
    """What helplines are looked up by: see ``Index.numbers``, ``hosts`` and ``names``."""
    digits: dict[str, list[tuple[int, str]]] = defaultdict(list)
    hosts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    names: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        country = countries.get(line.country, Country(line.country, line.country))
        for shown in line.numbers:
            for way in sorted(_ways(shown, country)):
                digits[way].append((at, ""))
        for shown in line.texts:
            parted = _KEYWORD.fullmatch(shown)
            word, number = parted.groups() if parted else ("", shown)
            for way in sorted(_ways(number, country)):
                digits[way].append((at, word))
        for url in line.urls:
            host, path = address(url)
            hosts[host].append((path, at))
        for written in (line.name, *line.aliases):
            if len(written) >= _SHORTEST_NAME and not written.isdigit():
                names[normalise(written)].append((written, at))
    return (
        {key: tuple(found) for key, found in digits.items()},
        {key: tuple(found) for key, found in hosts.items()},
        {key: tuple(found) for key, found in names.items()},
    )


def _ways(printed: str, country: Country) -> set[str]:
    """The digit strings a printed number may be written as: national and international, with and without trunk."""
    digits = digits_of(printed)
    if len(digits) <= SHORT:
        return {digits} if digits else set()
    calling, trunk = country.calling, country.trunk
    if printed.startswith("+"):
        bare = digits.removeprefix(calling)
        return {calling + bare, "00" + calling + bare, trunk + bare}
    bare = digits.removeprefix(trunk)
    ways = {digits}
    if calling and calling == trunk:
        # North America dials its own calling code before a long-distance number, or leaves it out.
        ways |= {bare, calling + bare}
    elif calling:
        ways |= {calling + bare, "00" + calling + bare, calling + digits}
    return ways


class Directory:
    """Helplines by the digits of their numbers, by host and path of their addresses, and by their names."""

    def __init__(self, book: Rulebook) -> None:
        self.countries = book.countries
        self.lines = book.helplines
        self.size = Counter(line.country for line in book.helplines)
        index = book.ready
        self.by_digits, self.by_host, self._names = (
            (index.numbers, index.hosts, index.names) if index else tables(book.helplines, book.countries)
        )

    def reached(self, digits: str) -> tuple[Entry, ...]:
        """The helplines that a number reaches."""
        return tuple(Entry(self.lines[at], word) for at, word in self.by_digits.get(digits, ()))

    @cached_property
    def _spelt(self) -> list[str]:
        return list(self._names)

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        return AhoCorasick(
            list(self._names), implementation=Implementation.ContiguousNFA, matchkind=MatchKind.LeftmostLongest
        )

    @cached_property
    def hosts(self) -> Any:
        """An automaton that finds the hosts of addresses."""
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        return AhoCorasick(
            list(self.by_host), implementation=Implementation.ContiguousNFA, matchkind=MatchKind.LeftmostLongest
        )

    def names(self, passage: Passage) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
        """Where a service's name stands in a block, written with its capitals: start, end, whose name it is."""
        for index, start, end in self._automaton.find_matches_as_indexes(passage.normal):
            if not bounded(passage.text, start, end):
                continue
            shown = passage.text[start:end]
            owners = tuple(
                Name(written, self.lines[at])
                for written, at in self._names[self._spelt[index]]
                if _same(shown, written)
            )
            if owners and (" " in owners[0].written or not _within_name(passage.text, start, end)):
                yield start, end, owners

    def linked(self, target: str, pages: Container[str]) -> tuple[Helpline, ...]:
        """The services whose page ``target`` is, or whose page to reach them on; their other pages are no helpline.

        Args:
            target: an address.
            pages: names of pages on which a service is reached (“contact us”), normalised.
        """
        host, path = address(target)
        last = re.split(r"[./]", path.rpartition("/")[2])[0].replace("-", " ").replace("_", " ")
        return tuple(
            self.lines[at]
            for start, at in self.by_host.get(host, ())
            if path == start or (start and path.startswith(start + "/")) or last in pages
        )

    def nearest(self, digits: str) -> tuple[Helpline, ...]:
        """The lines whose number is ``digits`` but for one digit or two neighbours exchanged, current ones first."""
        found = {
            entry.line for other in near_misses(digits) for entry in self.reached(other) if entry.line.state != "wrong"
        }
        return tuple(sorted(found, key=lambda line: (line.state != "current", line.id)))

    def offered(self, audience: Sequence[str], about: frozenset[str]) -> Helpline | None:
        """The line to offer these readers first: one for a topic of the document, else the country's first."""
        own = [line for code in audience for line in self.lines if line.country == code and line.state == "current"]
        return next((line for line in own if about.intersection(line.topics)), own[0] if own else None)

    def emergency(self, digits: str, audience: Sequence[str]) -> bool:
        """Whether ``digits`` is an emergency number for these readers."""
        return any(digits in self.countries[code].emergency for code in audience if code in self.countries)


def address(url: str) -> tuple[str, str]:
    """Host without “www.”, and path without its last slash."""
    host, _, path = _SCHEME.sub("", url.lower()).removeprefix("www.").partition("/")
    return host.split("?")[0], re.split(r"[?#]", path)[0].rstrip("/")


def printed(line: Helpline) -> str:
    """A line as it may stand in a text: its name, and a number, a text number or an address."""
    way = next(iter((*line.numbers, *line.texts, *line.urls)), "")
    if not way or (digits_of(way) and digits_of(way) in digits_of(line.name)):
        return line.name
    return f"{line.name}: {way}"


def _same(shown: str, written: str) -> bool:
    """Whether a name is written as the service writes it, but for apostrophes, hyphens and its first letter."""
    fold = str.maketrans("‘’-‐‑", "''   ")
    one, other = shown.translate(fold), written.translate(fold)
    return (one[1:] == other[1:] and (one[0] == other[0] or " " in other)) or (shown.isupper() and len(shown) > SHORT)


def _within_name(text: str, start: int, end: int) -> bool:
    """Whether a name of one word stands inside a longer name, as “Lifeline” in “Metro Lifeline Project”."""
    before = re.search(r"(\w+)[ -]$", text[max(0, start - 30) : start])
    after = re.match(r"[ -]([A-Z]\w+)", text[end : end + 30])
    begins = before and re.search(r"(?:^|[.!?:;]\s)\w+[ -]$", text[max(0, start - 30) : start])
    return bool(after) or bool(before and before[1][0].isupper() and not begins)


_books: dict[str, Directory] = {}


def directory(book: Rulebook) -> Directory:
    """The directory of a rule book; made once for each."""
    known = _books.get(book.digest)
    if known is None or known.lines is not book.helplines:
        if len(_books) > SHORT:
            _books.clear()
        known = _books[book.digest] = Directory(book)
    return known
