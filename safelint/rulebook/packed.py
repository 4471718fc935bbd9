"""A rule book as bytes of which a run reads only what it needs.

A short run asks for a few of four hundred rules, and for the patterns of those alone. So the parts of rules, topics and
cues that are long are written apart, each by itself, and read when one of them is asked for (see
``model.dataclass.hollow``). What several parts share, such as the words of a list, is written apart, too, once.

The bytes: the CRC-32 of what follows, the length of the table, the table (``marshal``), and the parts (``pickle``).
"""

from __future__ import annotations

import io
import marshal
import pickle
import zlib
from collections import Counter
from enum import Enum
from functools import partial
from typing import Any

from safelint.model.dataclass import hollow
from safelint.model.pattern import Slot
from safelint.model.process import uncollected
from safelint.model.rule import Rule
from safelint.model.rulebook import Cues, Index, Rulebook, Topic

_HEAD = 8  # bytes: the check and the length, four each
_APART: dict[type, tuple[tuple[str, ...], ...]] = {
    Rulebook: (("sources",), ("helplines",), ("presets",), ("countries",), ("scales",), ("signposts",)),
    Index: (("helplines",), ("literals",), ("numbers",), ("hosts",), ("names",)),
    Rule: (("find",), ("exceptions",), ("say", "use", "add", "why"), ("examples",)),
    Topic: (("words",), ("exceptions",), ("needs", "beside")),
    Cues: (("roles", "numbers"),),
}
"""Which fields of a noun are written apart, and which of them together."""
_SHARED = 4  # fewest forms of a slot that is written once for all parts

BROKEN = (
    *(pickle.UnpicklingError, zlib.error, AttributeError, EOFError, ImportError, IndexError, KeyError, TypeError),
    ValueError,
)
"""What reading bytes that are none of ours may raise."""


class Nouns(pickle.Unpickler):
    """Reads nothing but the nouns of ``safelint.model``, so that a foreign file can't run code."""

    def find_class(self, module: str, name: str) -> Any:
        """A noun; see ``pickle.Unpickler``."""
        # Any other name in a module of nouns could lead anywhere: “re.enum.bltns.exec”, or what makes a method.
        if module.startswith("safelint.model."):
            found = super().find_class(module, name)
            noun = isinstance(found, type) and (hasattr(found, "__match_args__") or issubclass(found, Enum))
            if noun and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no noun of a rule book")


class Slim(pickle.Pickler):
    """Writes each noun as its class and fields, equal ones once, which is read ten times as fast as the usual form."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.shapes: dict[type, tuple[str, ...]] = {}

    def reducer_override(self, one: Any) -> Any:
        """How a noun is written; see ``pickle.Pickler``."""
        names = None if isinstance(one, type) else getattr(one, "__match_args__", None)
        if names is None:
            return NotImplemented
        self.shapes.setdefault(type(one), names)
        return type(one), tuple(getattr(one, name) for name in names)


class _Parts:
    """Collects the parts of a rule book while they are written."""

    def __init__(self, shared: dict[int, Any]) -> None:
        self.shared = shared  # by identity
        self.parts: list[bytes] = []
        self.shapes: dict[type, tuple[str, ...]] = {}
        self._at: dict[int, int] = {}

    def write(self, one: Any) -> int:
        """Write a part and give its number."""
        file = io.BytesIO()
        writer = _Writer(file, self)
        writer.dump(one)
        self.shapes |= writer.shapes
        self.parts.append(file.getvalue())
        return len(self.parts) - 1

    def once(self, one: Any) -> int:
        """The number of the part that holds what is shared."""
        if id(one) not in self._at:
            shared = self.shared.pop(id(one))  # else it would be written as a reference to itself
            self._at[id(one)] = self.write(one)
            self.shared[id(one)] = shared
        return self._at[id(one)]


class _Writer(Slim):
    """Writes one part; what stands in another as the number of that."""

    def __init__(self, file: io.BytesIO, book: _Parts) -> None:
        super().__init__(file)
        self._book = book

    def persistent_id(self, one: Any) -> Any:
        if id(one) in self._book.shared:
            return self._book.once(one)
        apart = _APART.get(type(one))
        if apart is None:
            return None
        self.shapes.setdefault(type(one), one.__match_args__)
        numbers = tuple(self._book.write(tuple(getattr(one, name) for name in group)) for group in apart)
        inside = {name for group in apart for name in group}
        known = {name: getattr(one, name) for name in one.__match_args__ if name not in inside}
        return type(one), known, numbers


class _Book:
    """The bytes of a rule book, read part by part."""

    def __init__(self, raw: bytes, ends: tuple[int, ...], start: int) -> None:
        self._raw = raw
        self._ends = ends
        self._start = start
        self._shared: dict[int, Any] = {}

    def part(self, number: int) -> Any:
        """What a part holds."""
        first = self._start + (self._ends[number - 1] if number else 0)
        reader = _Reader(io.BytesIO(self._raw[first : self._start + self._ends[number]]))
        reader.book = self
        with uncollected():
            return reader.load()

    def shared(self, number: int) -> Any:
        """What several parts share, always the same object."""
        if number not in self._shared:
            self._shared[number] = self.part(number)
        return self._shared[number]

    def fetch(self, apart: tuple[tuple[str, ...], ...], numbers: tuple[int, ...], name: str) -> dict[str, Any]:
        """The fields that are written together with one."""
        at = next(at for at, group in enumerate(apart) if name in group)
        return dict(zip(apart[at], self.part(numbers[at]), strict=True))


class _Reader(Nouns):
    """Reads one part."""

    book: _Book

    def persistent_load(self, known: Any) -> Any:
        if isinstance(known, int):
            return self.book.shared(known)
        kind, fields_, numbers = known
        return hollow(kind, fields_, partial(self.book.fetch, _APART[kind], numbers))


def _equal(one: Any, known: dict[Any, Any]) -> Any:
    """``one`` with everything equal in it the same object; ``known`` holds what was met before."""
    if type(one) is str:  # a severity equals its word, and is more than it
        return known.setdefault(one, one)
    if isinstance(one, dict):
        return {_equal(key, known): _equal(value, known) for key, value in one.items()}
    if isinstance(one, tuple):
        parts = tuple(_equal(part, known) for part in one)
        return known.setdefault((tuple, *map(id, parts)), parts)
    kind: Any = type(one)
    if not hasattr(kind, "__match_args__"):
        return one
    values = [_equal(getattr(one, name), known) for name in kind.__match_args__]
    key = (kind, *map(id, values))
    if key not in known:
        known[key] = kind(*values)
    return known[key]


def _common(book: Rulebook) -> dict[int, Any]:
    """What more than one part of a rule book holds, by identity."""
    times: Counter[int] = Counter()
    found: dict[int, Any] = {id(book.helplines): book.helplines}
    for one in (*book.rules, *book.credits, *book.topics.values(), *book.cues.values()):
        for group in _APART[type(one)]:
            here: dict[int, Any] = {}
            for name in group:
                _slots(getattr(one, name), here)
            times.update(here.keys())
            found |= here
    return {key: one for key, one in found.items() if times[key] > 1 or one is book.helplines}


def _slots(one: Any, found: dict[int, Any]) -> None:
    if isinstance(one, Slot):
        if len(one.forms) >= _SHARED:
            found[id(one)] = one
    elif isinstance(one, (tuple, dict)):
        for part in one.values() if isinstance(one, dict) else one:
            _slots(part, found)
    else:
        for name in getattr(one, "__match_args__", ()):
            _slots(getattr(one, name), found)


def packed(book: Rulebook) -> bytes:
    """A rule book as bytes that ``unpacked`` reads."""
    index = book.index
    plain = _equal(Rulebook(**{name: getattr(book, name) for name in book.__match_args__} | {"index": None}), {})
    if index is not None:
        made = plain.rules, plain.credits, plain.topics, plain.helplines
        others = [getattr(index, name) for name in index.__match_args__[len(made) :]]
        object.__setattr__(plain, "index", Index(*made, *others))
    parts = _Parts(_common(plain))
    parts.write(plain)
    shapes = tuple((kind.__module__, kind.__qualname__, names) for kind, names in parts.shapes.items())
    ends, end = [], 0
    for part in parts.parts:
        end += len(part)
        ends.append(end)
    table = marshal.dumps((tuple(ends), shapes), 4)
    body = len(table).to_bytes(4, "little") + table + b"".join(parts.parts)
    return zlib.crc32(body).to_bytes(4, "little") + body


def unpacked(raw: bytes, *, foreign: bool = True) -> Rulebook | None:
    """The rule book in bytes that ``packed`` gave; None when they can't be trusted.

    Args:
        raw: the bytes.
        foreign: whether another state of this code may have written them: then None, too, when the nouns have changed.
    """
    if len(raw) < _HEAD or zlib.crc32(memoryview(raw)[4:]).to_bytes(4, "little") != raw[:4]:
        return None
    try:
        start = _HEAD + int.from_bytes(raw[4:_HEAD], "little")
        ends, shapes = marshal.loads(raw[_HEAD:start])  # noqa: S302  its check holds: it is a file that we wrote
        if foreign and any(_fields(module, name) != names for module, name, names in shapes):
            return None
        book = _Book(raw, ends, start).part(len(ends) - 1)
    except BROKEN:
        return None
    return book if isinstance(book, Rulebook) else None


def _fields(module: str, name: str) -> tuple[str, ...]:
    """The fields of a noun as they are now."""
    from importlib import import_module

    if not module.startswith("safelint.model."):
        return ()
    found: tuple[str, ...] = getattr(import_module(module), name).__match_args__
    return found
