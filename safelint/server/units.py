"""UTF-16 code units, in which programs written in Java or JavaScript count."""

from __future__ import annotations

from bisect import bisect_left

from safelint.model import regex

_ASTRAL = regex.compile("[\U00010000-\U0010ffff]")
_HALF = regex.compile("[\ud800-\udfff]")


class Units:
    """Turns code-point offsets of one text into offsets in UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._double = [found.start() for found in _ASTRAL.finditer(text)]

    def at(self, offset: int) -> int:
        """The offset in UTF-16 code units of the code point at ``offset``."""
        return offset + bisect_left(self._double, offset)


def whole(text: str) -> str:
    """The text with half characters, which no file can hold, made whole ones; as long as before, in either unit."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)
