"""Whether a file can hold anything a rule asks about, told from its bytes before it is read as a document.

Most files hold nothing, and then nothing else of safelint need be imported. The gate may let a file through that turns
out to hold nothing; it never keeps one back that holds something.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from safelint.nlp.gatetext import (
    ANYWHERE,
    DIGITS,
    EMPHASIS,
    FIGURES,
    LETTERS_AND_DIGITS,
    LETTERS_ONLY,
    LONG,
    Places,
    broken,
    flat,
    lowered,
    pieces,
    speaks_of_readers,
    unmarked,
    unversioned,
    without_entities,
    without_pictures,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPE = 4
"""Raise it when the data of a gate changes shape."""

_KEYS = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz", b"22233344455566677778889999")
_MOST_DIGITS = 15
_MOST_GROUPS = 8
_CALLED = 40  # how many words before a short number “call” can stand, with mark-up between
_SPELT_FROM = 5  # fewest digits of a number that is printed with letters
_SPELT = 11  # of a number spelt with a longer word
_DIALS = (b"tel:", b"sms:", b"smsto:", b"callto:", b"wa.me/", b"whatsapp")
_FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
}
"""File name endings of the formats whose words all stand in their bytes; others are read as documents first."""


EXACT, LOWER, FLAT = range(3)
"""How a literal is looked for: as it is, in lower case, or by its letters and figures alone."""

Pattern = tuple[tuple[int, int], ...]
"""The slots of a pattern, by index, and how each follows the one before."""


class Gate:
    """What to look for: see ``engine.gate`` for how it is made.

    Args:
        data: a tuple of ``marshal``-able parts: the shape, the rule book's digest, patterns by one of their words,
            patterns, slots (their forms of one run of letters, and of several), literals by one of their words,
            numbers, calling words, words in the names of mark-up that holds a number.
    """

    def __init__(self, data: tuple[Any, ...]) -> None:
        self._data = data
        _, self.digest, self._by_word, self._patterns, self._slots, self._literals, *numbers = data
        self._numbers, self._calls, self._keys = numbers

    def dumps(self) -> bytes:
        """The gate as bytes."""
        return marshal.dumps(self._data, 4)

    def holds_nothing(self, data: bytes) -> bool:
        """Whether a Markdown file of these bytes can hold nothing to report; False when that can't be told."""
        lower = lowered(data)
        if lower is None or b"safelint" in lower or speaks_of_readers(lower):
            return False
        plain = set(lower.translate(LETTERS_ONLY).split())
        odd = broken(lower)
        bare = unmarked(lower, b"*")
        if bare is not lower:
            odd |= broken(bare)
        words = plain | odd
        known = b""
        for word in (words | {b""}) & self._literals.keys():
            for literal, how in self._literals[word]:
                if how == FLAT and not known:
                    known = b" " + flat(lower) + b" "
                if literal in (data, lower, known)[how]:
                    return False
        places = Places(lower)
        for word in words & self._by_word.keys():
            if any(self._possible(self._patterns[at], words, odd, places) for at in self._by_word[word]):
                return False
        return not self._numbered(lower)

    def _possible(self, pattern: Pattern, words: set[bytes], odd: set[bytes], places: Places) -> bool:
        """Whether every slot of a pattern has a form all of whose words are there, and they stand together."""
        for slot, _ in pattern:
            single, several = self._slots[slot]
            if single.isdisjoint(words) and not any(words.issuperset(form) for form in several):
                return False
        ends: list[int] | None = None
        for slot, how in pattern:
            single, several = self._slots[slot]
            forms = [(word,) for word in single & words] + [form for form in several if words.issuperset(form)]
            if any(not odd.isdisjoint(form) for form in forms):
                return True  # a word with mark-up inside: too rare to look at closely
            if how != ANYWHERE:
                ends = sorted({end for form in forms for end in places.after(ends, form, how)})
                if not ends:
                    return False
        return True

    def _numbered(self, lower: bytes) -> bool:
        """Whether a helpline's number may stand in the text, however it is grouped or spelt."""
        if not any(digit in lower for digit in FIGURES):
            return False
        if any(word in lower for word in _DIALS):
            return True
        shown = unversioned(without_entities(lower))
        if any(digit in shown for digit in FIGURES):  # else none is left when mark-up has gone
            bare = without_pictures(shown)
            variants = {shown, unmarked(shown)} | ({unmarked(bare)} if bare is not shown else set())
            if any(map(self._holds_number, variants)):
                return True
        named = (piece for piece in pieces(lower) if any(key in piece for key in self._keys))
        return any(self._holds_number(piece, named=True) for piece in named)

    def _holds_number(self, lower: bytes, *, named: bool = False) -> bool:
        """Whether a number stands in the text; a short one only after a word that calls, or where mark-up names it."""
        for text in {lower, lower.translate(None, EMPHASIS)}:  # emphasis inside a number, or between two words
            parts = text.translate(LETTERS_AND_DIGITS).split()
            for at in [at for at, part in enumerate(parts) if part[0] in DIGITS]:
                first = parts[at].translate(_KEYS)
                if first in self._begins or first[:_MOST_DIGITS] in self._numbers or first[:_SPELT] in self._numbers:
                    calls = named or not self._calls.isdisjoint(parts[max(0, at - _CALLED) : at])
                    if self._known(parts[at : at + _MOST_GROUPS], text, calls=calls):
                        return True
        return False

    def _known(self, parts: Sequence[bytes], lower: bytes, *, calls: bool) -> bool:
        """Whether the first of some words, as the keys they stand on, make up a number that is known."""
        bare = [parts[0], *(part for part in parts[1:] if part != b"0")]
        for kept in (parts, bare) if len(bare) < len(parts) else (parts,):
            joined = b""
            for count, part in enumerate(kept, 1):
                joined += part.translate(_KEYS)
                if len(joined) > _SPELT and joined[:_SPELT] in self._numbers:
                    return True
                if joined in self._numbers and (
                    len(joined) >= LONG or (calls and (kept is not parts or _printed_so(kept[:count], lower)))
                ):
                    return True
                if joined not in self._begins:
                    break
        return False

    @cached_property
    def _begins(self) -> frozenset[bytes]:
        """What the numbers begin with, each in every length."""
        return frozenset(number[:end] for number in self._numbers for end in range(1, len(number)))


def _printed_so(parts: Sequence[bytes], lower: bytes) -> bool:
    """Whether a short number stands in the text with no more between its groups than within one number."""
    if sum(map(len, parts)) < _SPELT_FROM and not b"".join(parts).isdigit():
        return False
    import re

    return len(parts) == 1 or re.search(rb"(?:[^a-z0-9|]|\|\|){0,16}".join(parts), lower) is not None


def loads(data: bytes) -> Gate | None:
    """The gate in bytes that ``Gate.dumps`` gave; None when they are of another shape."""
    try:
        parts = marshal.loads(data)  # noqa: S302  from our own package or the user's own cache folder
        return Gate(parts) if isinstance(parts, tuple) and parts[0] == SHAPE else None
    except (EOFError, ValueError, TypeError, IndexError):
        return None


def told_by_bytes(path: str) -> bool:
    """Whether a file of this name is one whose words all stand in its bytes."""
    dot = path.rfind(".")
    return dot >= 0 and path[dot:].lower() in _FORMATS


def fragments(word: str) -> tuple[bytes, ...]:
    """The runs of plain letters in normalised words, as they are looked for in bytes."""
    return tuple(word.lower().encode("ascii", "replace").translate(LETTERS_ONLY).split())
