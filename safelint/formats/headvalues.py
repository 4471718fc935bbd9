"""One string value in a front matter: where it stands and how its characters are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.dataclass import dataclass

if TYPE_CHECKING:
    from safelint.formats.weave import Woven
_ESCAPE = regex.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r?\n[ \t]*|[^\r\n])")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": " ", "0": "", "_": " ", "N": "\n"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: ``key`` (empty for a comment), the key above it, and the stretches of its text.

    Attributes:
        key: as written; empty for a comment line.
        parent: the top-level key it is nested under, or empty.
        text: the source.
        pieces: start and end of each line of the value.
        quote: ``"`` when backslashes escape, ``'`` when ``''`` is an apostrophe, else empty.
        listed: the items when the value is a list.
    """

    key: str
    parent: str
    text: str
    pieces: tuple[tuple[int, int], ...] = ()
    quote: str = ""
    listed: tuple[Value, ...] = ()

    @property
    def start(self) -> int:
        """Where the value begins in the source."""
        if self.listed:
            return self.listed[0].start
        return self.pieces[0][0] if self.pieces else 0

    @property
    def end(self) -> int:
        """Where the value ends in the source."""
        if self.listed:
            return self.listed[-1].end
        return self.pieces[-1][1] if self.pieces else 0

    def items(self) -> tuple[Value, ...]:
        """The items of a list, or the value itself."""
        return self.listed or ((self,) if self.pieces else ())

    def words(self) -> str:
        """The value as it is written, for settings rather than prose."""
        return " ".join(self.text[start:end] for start, end in self.pieces).strip()

    def woven(self) -> Woven:
        """The value as the text of a block."""
        weaver, last = Weaver(self.text), -1
        for start, end in self.pieces:
            if last >= 0:
                weaver.gap(last, start)
            self._weave(weaver, start, end)
            last = end
        return weaver.woven()

    def _weave(self, weaver: Weaver, start: int, end: int) -> None:
        pattern = {'"': _ESCAPE, "'": re.compile("''")}.get(self.quote)
        at = start
        for escape in pattern.finditer(self.text, start, end) if pattern else ():
            weaver.run(at, escape.start())
            weaver.stand_in(_meant(escape.group()), escape.start(), escape.end())
            at = escape.end()
        weaver.run(at, end)


def _meant(escape: str) -> str:
    """The character an escape stands for."""
    if escape == "''":
        return "'"
    code = escape[1:]
    if code[0] in "uUx" and len(code) > 1:
        try:
            return chr(int(code[1:], 16)).encode().decode()
        except (ValueError, OverflowError):  # no such character, or half of one
            return "\ufffd"
    return "" if code[0] in "\r\n" else _SIMPLE.get(code, code)
