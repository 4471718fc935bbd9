"""Where something stands: a half-open stretch of code points, and a place a person can find."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from safelint.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)``, counted in Unicode code points from 0."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same stretch, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source: 0-based code-point offset, 1-based line and column (code points)."""

    offset: int
    line: int
    column: int


class Lines:
    """Turns offsets of one text into positions; a line ends at LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first code point of every line."""
        text, starts, at = self.text, [0], -1
        if "\r" not in text:
            while (at := text.find("\n", at + 1)) >= 0:
                starts.append(at + 1)
            return starts
        for at, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        return starts

    def at(self, offset: int) -> Position:
        """The position of ``offset`` (clamped to the text)."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, offset)
        return Position(offset, line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Line ``number`` (1-based) without its line ending."""
        start, end = self.bounds(number)
        return self.text[start:end]

    def bounds(self, number: int) -> tuple[int, int]:
        """Where line ``number`` (1-based) begins and ends, without its line ending."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end
