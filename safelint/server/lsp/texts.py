"""A text as the editor has it: its changes, and positions in the units that the editor counts in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from safelint.model import regex
from safelint.model.span import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.fix import Edit

UTF_8, UTF_16, UTF_32 = (
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
    types.PositionEncodingKind.Utf32,
)
_HALF = regex.compile("[\ud800-\udfff]")
_ASTRAL = 0xFFFF


def length(text: str, encoding: str) -> int:
    """How many units of ``encoding`` a text takes."""
    if encoding == UTF_32 or text.isascii():
        return len(text)
    if encoding == UTF_8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(ord(char) > _ASTRAL for char in text)


def reach(text: str, units: int, encoding: str) -> int:
    """How many whole code points of ``text`` fit into ``units``, at most all of it."""
    if encoding == UTF_32 or text.isascii():
        return min(units, len(text))
    for at, char in enumerate(text):
        units -= length(char, encoding)
        if units < 0:
            return at
    return len(text)


class Text:
    """One open text.

    Args:
        uri: as the editor names it.
        language: its id there.
        version: as the editor counts.
        text: all of it.
        encoding: the units of a column: a ``PositionEncodingKind``.
    """

    def __init__(self, uri: str, language: str, version: int, text: str, encoding: str) -> None:
        self.uri = uri
        self.language = language
        self.version = version
        self.encoding = encoding
        self.edition = 0  # counts changes as they arrive, whatever versions an editor makes up
        self.lines = Lines(_whole(text))

    @property
    def text(self) -> str:
        """All of it."""
        return self.lines.text

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent], version: int) -> None:
        """Apply changes one after the other; places outside the text are taken to be its nearest end."""
        for one in changes:
            if isinstance(one, types.TextDocumentContentChangePartial):
                start, end = sorted((self.offset(one.range.start), self.offset(one.range.end)))
                text = self.text[:start] + one.text + self.text[end:]
            else:
                text = one.text
            self.lines = Lines(_whole(text))
        self.version = version
        self.edition += 1

    def offset(self, position: types.Position) -> int:
        """The offset (code points) of a place in the editor's units; one that is nowhere is moved into the text."""
        starts = self.lines.starts
        if position.line >= len(starts):
            return len(self.text)
        start, end = self.lines.bounds(position.line + 1)
        return start + reach(self.text[start:end], position.character, self.encoding)

    def position(self, offset: int) -> types.Position:
        """The place of an offset, in the editor's units."""
        place = self.lines.at(offset)
        start = self.lines.starts[place.line - 1]
        return types.Position(place.line - 1, length(self.text[start : place.offset], self.encoding))

    def range(self, start: int, end: int) -> types.Range:
        """The stretch between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def edits(self, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Our edits as the editor's."""
        return [types.TextEdit(self.range(edit.start, edit.end), edit.text) for edit in edits]


def _whole(text: str) -> str:
    """``text`` with characters whole that a change has put together from two halves."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
