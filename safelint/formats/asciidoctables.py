"""Tables of AsciiDoc: cells begin with a bar, wherever they stand in their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.cells import csv_rows, row, trimmed
from safelint.formats.table import Table
from safelint.model import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.formats.cells import Pieces
    from safelint.formats.lined import Line, Page

_SPEC = r"(?<!\S)(?:\d{0,3}(?:\.\d{1,3})?[+*])?[<^>]?(?:\.[<^>])?[aehlmsvd]?"
_BAR = regex.compile(rf"(?:{_SPEC})?(?<!\\)\|")
_NESTED = regex.compile(rf"(?:{_SPEC})?(?<!\\)!")
_WIDEST = 200  # columns
_COLUMNS = regex.compile(r"cols\s*=\s*(?:\"([^\"]*)\"|(\d{1,3}))")


class Cells:
    """Reads the lines between the fences of a table; ``options`` stood in brackets above it."""

    def __init__(self, page: Page, options: str, sign: str) -> None:
        self._page = page
        self._options = options
        self._bar = _NESTED if sign == "!" else _BAR
        self._separated = sign in ",:" or "format=csv" in options or "format=tsv" in options

    def read(self, lines: Sequence[Line]) -> None:
        """Show the cells."""
        page, table = self._page, Table()
        shown = [line for line in lines if not line.blank]
        headed = "header" in self._options or (len(lines) > 1 and not lines[0].blank and lines[1].blank)
        place = page.outline.lead(page.here.container, page.here.lead)
        page.enter(lead=place, level=0, name="table")
        if self._separated:
            csv_rows(page, [(line.start, line.end) for line in shown], headed=headed)
        elif shown:
            cells, width = self._cells(lines)
            width = min(self._columns() or width or 1, _WIDEST)
            for at in range(0, len(cells), width):
                row(page, table, cells[at : at + width], headed=headed and at == 0)
        page.leave()

    def _columns(self) -> int:
        """How many columns the options ask for, or 0."""
        found = _COLUMNS.search(self._options)
        if found is None:
            return 0
        if found[2]:
            return int(found[2])
        widths = [part.strip() for part in found[1].replace(";", ",").split(",")]
        return sum(int(part[:-1]) if part[:-1].isdigit() and part.endswith("*") else 1 for part in widths)

    def _cells(self, lines: Sequence[Line]) -> tuple[list[Pieces], int]:
        """Every cell, and how many begin on the first line that has one."""
        text, cells, width = self._page.text, list[list[tuple[int, int]]](), 0
        for line in lines:
            if line.blank:
                if cells:
                    cells[-1].append((line.first, line.first))
                continue
            at = line.start
            for bar in self._bar.finditer(text, line.start, line.end):
                if cells:
                    cells[-1].append(trimmed(text, at, max(bar.start(), at)))
                cells.append([])
                at = bar.end()
            if cells:
                cells[-1].append(trimmed(text, at, line.end))
            width = width or len(cells)
        return [[piece for piece in pieces if piece[0] < piece[1]] or [] for pieces in cells], width
