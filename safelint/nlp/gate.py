"""Whether a file can hold anything a rule asks about, told from its bytes before it is read as a document.

Most files hold nothing, and then nothing else of safelint need be imported. The gate may let a file through that turns
out to hold nothing; it never keeps one back that holds something.
"""

from __future__ import annotations

import marshal

from safelint.nlp.gatenumbers import Numbers
from safelint.nlp.gatetext import (
    ANYWHERE,
    ASCII,
    EMPHASIS,
    LETTERS_ONLY,
    Places,
    flat,
    lowered,
    speaks_of_readers,
    words_of,
)

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from typing import Any

SHAPE = 4
"""Raise it when the data of a gate changes shape."""

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
        # The words by which something is looked for.
        self._asked = frozenset(self._by_word) | frozenset(self._literals)
        # The literals without a plain word, and their letters that are not plain.
        self._letters = [(literal, how, literal.translate(None, ASCII)) for literal, how in self._literals.get(b"", ())]
        self._numbers = Numbers(*numbers)

    def dumps(self) -> bytes:
        """The gate as bytes."""
        return marshal.dumps(self._data, 4)

    def holds_nothing(self, data: bytes) -> bool:
        """Whether a Markdown file of these bytes can hold nothing to report; False when that can't be told."""
        lower = lowered(data)
        if lower is None or b"safelint" in lower or speaks_of_readers(lower):
            return False
        plain, odd = words_of(lower)
        words = plain | odd if odd else plain
        asked = words & self._asked
        if self._literally(asked, data, lower):
            return False
        places = Places(lower)
        for word in asked & self._by_word.keys():
            if any(self._possible(self._patterns[at], words, odd, places) for at in self._by_word[word]):
                return False
        return not self._numbers.may_stand_in(lower)

    def _literally(self, asked: set[bytes], data: bytes, lower: bytes) -> bool:
        """Whether a literal stands in the text, with or without one of the words that are asked about."""
        bare = known = b""
        literals = [one for word in asked & self._literals.keys() for one in self._literals[word]]
        for literal, how in (*self._wordless(data), *literals):
            if how == FLAT and not known:
                bare = bare or lower.translate(None, EMPHASIS)
                if not all(part in bare for part in literal.split()):
                    continue
                known = b" " + flat(lower) + b" "
            if literal in (data, lower, known)[how]:
                return True
        return False

    def _wordless(self, data: bytes) -> list[tuple[bytes, int]]:
        """The literals without a plain word that may stand in the text, told by its letters that are not plain."""
        others = b"" if data.isascii() else data.translate(None, ASCII)
        return [(literal, how) for literal, how, letters in self._letters if letters in others]

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
