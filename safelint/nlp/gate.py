"""Whether a file can hold anything a rule asks about, told from its bytes before it is read as a document.

Most files hold nothing, and then nothing else of safelint need be imported. The gate may let a file through that turns
out to hold nothing; it never keeps one back that holds something. Only the standard library's built-in modules are
imported here, and ``html`` and ``re`` where a file needs them.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPE = 3
"""Raise it when the data of a gate changes shape."""

_LETTERS = frozenset(range(97, 123))
_DIGITS = frozenset(range(48, 58))
_LETTERS_ONLY = bytes(at if at in _LETTERS else 32 for at in range(256))
_LETTERS_AND_DIGITS = bytes(at if at in _LETTERS or at in _DIGITS else 32 for at in range(256))
# Mark-up that can stand inside a word and is gone when the word is read.
_JOINERS = b"*_~`\\[]=^+|"
# What is not shown at all, so that the words on both sides become one.
_INVISIBLE = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
_WIDE = range(0xFF00, 0xFFF0)  # letters and figures in full width
_HARD_ENTITIES = (b"&shy", b"&zw", b"&fj", b"&nobreak", b"&#")
_KEYS = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz", b"22233344455566677778889999")
_MOST_DIGITS = 15
_MOST_GROUPS = 8
_CALLED = 40  # how many words before a short number “call” can stand, with mark-up between
_LONG = 7  # digits of a number that is no short code
_SPELT = 11  # of a number spelt with a longer word
_DIALS = (b"tel:", b"sms:", b"smsto:", b"callto:", b"wa.me/", b"whatsapp")
_NOT_TEXT = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
}
"""File name endings of the formats whose words all stand in their bytes; others are read as documents first."""


# What may stand in the bytes between two words that are read side by side: signs, and mark-up with words of its own.
_SIDE = (
    rb"(?:\]\([^()]{0,1000}\)|\]\[[^\]]{0,300}\]|!\[[^\]]{0,300}\](?:\([^()]{0,1000}\))?|\[\^[^\]]{0,100}\]"
    rb"|<!--.{0,2000}?-->|<[^<>]{0,2000}>|\{[^{}]{0,1000}\}|&[a-z]{2,10};|[^a-z]){1,300}?"
)
_FAR = rb"[^a-z].{0,3000}?(?<![a-z])"
BESIDE, NEAR, ANYWHERE = range(3)
"""How a word of a pattern follows the one before it."""

EXACT, LOWER, FLAT = range(3)
"""How a literal is looked for: as it is, in lower case, or by its letters and figures alone."""

Pattern = tuple[tuple[int, int], ...]
"""The slots of a pattern, by index, and how each follows the one before."""


class Gate:
    """What to look for: see ``engine.gate`` for how it is made.

    Args:
        data: a tuple of ``marshal``-able parts: the shape, the rule book's digest, patterns by one of their words,
            patterns, slots (their forms of one run of letters, and of several), literals by one of their words,
            numbers, calling words.
    """

    def __init__(self, data: tuple[Any, ...]) -> None:
        self._data = data
        _, self.digest, self._by_word, self._patterns, self._slots, self._literals, self._numbers, self._calls = data

    def dumps(self) -> bytes:
        """The gate as bytes."""
        return marshal.dumps(self._data, 4)

    def holds_nothing(self, data: bytes) -> bool:
        """Whether a Markdown file of these bytes can hold nothing to report; False when that can't be told."""
        lower = _lower(data)
        if lower is None or b"safelint" in lower or lower.startswith((b"---", b"+++", b"{")):
            return False
        plain = set(lower.translate(_LETTERS_ONLY).split())
        words = plain.union(lower.translate(_LETTERS_ONLY, _JOINERS).split())
        if b"<" in lower or b"](" in lower:
            words.update(_unmarked(lower).translate(_LETTERS_ONLY, _JOINERS).split())
        known = b""
        for word in (words | {b""}) & self._literals.keys():
            for literal, how in self._literals[word]:
                if how == FLAT and not known:
                    known = b" " + flat(lower) + b" "
                if literal in (data, lower, known)[how]:
                    return False
        for word in words & self._by_word.keys():
            if any(self._possible(self._patterns[at], words, plain, lower) for at in self._by_word[word]):
                return False
        return not self._numbered(lower)

    def _possible(self, pattern: Pattern, words: set[bytes], plain: set[bytes], lower: bytes) -> bool:
        """Whether every slot of a pattern has a form all of whose words are there, and they stand together."""
        for slot, _ in pattern:
            single, several = self._slots[slot]
            if single.isdisjoint(words) and not any(words.issuperset(form) for form in several):
                return False
        parts: list[bytes] = []
        for slot, how in pattern:
            single, several = self._slots[slot]
            forms = [(word,) for word in single & words] + [form for form in several if words.issuperset(form)]
            if any(not plain.issuperset(form) for form in forms):
                return True  # a word with mark-up inside: too rare to look at closely
            if how != ANYWHERE:
                parts += [_FAR if how == NEAR else _SIDE] if parts else []
                parts.append(b"(?:" + b"|".join(_SIDE.join(form) for form in forms) + b")(?![a-z])")
        return (len(pattern) == 1 and b"}?" not in parts[0]) or _stands(b"(?<![a-z])" + b"".join(parts), lower)

    def _numbered(self, lower: bytes) -> bool:
        """Whether a helpline's number may stand in the text, however it is grouped or spelt."""
        parts = lower.translate(_LETTERS_AND_DIGITS, b"*_~`\\").split()
        found = [at for at, part in enumerate(parts) if part[0] in _DIGITS]
        if not found:
            return False
        if any(word in lower for word in _DIALS):
            return True
        for at in found:
            first = parts[at].translate(_KEYS)
            if first in self._begins or first[:_MOST_DIGITS] in self._numbers or first[:_SPELT] in self._numbers:
                called = not self._calls.isdisjoint(parts[max(0, at - _CALLED) : at])
                groups = [part.translate(_KEYS) for part in parts[at : at + _MOST_GROUPS]]
                if self._known(groups, calls=called):
                    return True
        return False

    def _known(self, groups: Sequence[bytes], *, calls: bool) -> bool:
        """Whether the first of some groups of digits make up a number that is known."""
        for kept in (groups, [groups[0], *(group for group in groups[1:] if group != b"0")]):
            joined = b""
            for group in kept:
                joined += group
                if (joined in self._numbers and (calls or len(joined) >= _LONG)) or joined[:_SPELT] in self._numbers:
                    return True
                if joined not in self._begins:
                    break
        return False

    @cached_property
    def _begins(self) -> frozenset[bytes]:
        """What the numbers begin with, each in every length."""
        return frozenset(number[:end] for number in self._numbers for end in range(1, len(number)))


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
    return tuple(word.lower().encode("ascii", "replace").translate(_LETTERS_ONLY).split())


def _lower(data: bytes) -> bytes | None:
    """The text in lower case, other than plain letters as “?”; None for what has to be looked at more closely."""
    if data.startswith(_NOT_TEXT) or b"\0" in data:
        return None
    if data.isascii():
        lower = data.lower()
    else:
        try:
            text = data.decode("utf-8").lower()
        except UnicodeDecodeError:
            return None
        for char in set(text):
            if char > "\x7f" and (char.isdecimal() or ord(char) in _WIDE):
                return None
            if ord(char) in _INVISIBLE:
                text = text.replace(char, "")
        lower = text.encode("ascii", "replace")
    if b"&" in lower and any(entity in lower for entity in _HARD_ENTITIES):
        from html import unescape

        lower = unescape(lower.decode("ascii")).translate(_INVISIBLE).lower().encode("ascii", "replace")
    return lower


def flat(lower: str | bytes) -> bytes:
    """The runs of letters and figures of a text in lower case, with a space between."""
    data = lower if isinstance(lower, bytes) else lower.lower().encode("ascii", "replace")
    return b" ".join(data.translate(_LETTERS_AND_DIGITS, b"*_~`\\").split())


def _stands(pattern: bytes, lower: bytes) -> bool:
    import re

    return re.search(pattern, lower, re.DOTALL) is not None


def _unmarked(lower: bytes) -> bytes:
    """The text without tags, comments and the targets of links, so that what they stood between is joined."""
    import re

    return re.sub(rb"<!--.*?-->|<[^<>]{0,2000}>|\]\([^()\s]{0,2000}[^()]{0,300}\)|\[\^[^\]\s]{0,40}\]", b"", lower)
