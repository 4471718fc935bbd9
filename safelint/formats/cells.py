"""Tables drawn with characters: which stretches of their lines belong to one cell, and under which heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.table import Table
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safelint.formats.lined import Line, Page

Pieces = list[tuple[int, int]]

_GRID = regex.compile(r"\+[-=+]*[-=]\+")
_SIMPLE = regex.compile(r"=+(?:[ \t]+=+)+")
_RULES = regex.compile(r"[-=+| \t]*")
_UNDER = regex.compile(r"-+(?:[ \t]+-+)*")
_FIELD = regex.compile(r"[ \t]*(?:\"((?:[^\"]|\"\")*)\"[^,\r\n]*|([^,\r\n]*))(,|$)")
_MOST = 200  # columns; further ones are read with the last


def is_rule(line: str) -> bool:
    """Whether a line begins a table drawn with plus signs, or one between rows of equals signs."""
    return _GRID.fullmatch(line) is not None or _SIMPLE.fullmatch(line) is not None


def row(page: Page, table: Table, cells: Iterable[Pieces], *, headed: bool = False) -> None:
    """Show one row; an empty piece parts paragraphs of a cell."""
    table.begin_row()
    for pieces in cells:
        column = table.begin_cell("td")
        page.enter(kind=BlockKind.TABLE, container=page.outline.container(), column=column, name="cell")
        before = len(page.outline)
        for start, end in pieces:
            if start == end:
                page.flush()
            page.say(start, end)
        page.leave()
        for index in range(before, len(page.outline)):
            table.say(page.outline.text_of(index))
    table.end_row(headed=headed)


def grid(page: Page, lines: Sequence[Line]) -> None:
    """Show a table drawn with plus signs, bars and dashes; ``lines`` are all of its lines."""
    text, table = page.text, Table()
    place = page.outline.lead(page.here.container, page.here.lead)
    page.enter(lead=place, name="table")
    edges = [at for at, char in enumerate(text[lines[0].start : lines[0].end]) if char == "+"][:_MOST]
    group: list[Line] = []
    for line in lines:
        if text[line.start] != "+":
            group.append(line)
        elif group:
            row(page, table, _drawn(text, group, edges), headed="=" in text[line.start : line.end])
            group = []
    if group:
        row(page, table, _drawn(text, group, edges))
    page.leave()


def _drawn(text: str, lines: Sequence[Line], edges: Sequence[int]) -> Iterable[Pieces]:
    """The cells of one row of a grid; an edge that some line writes over is no edge there."""
    kept = [edge for edge in edges if all(text[line.start + edge : line.start + edge + 1] in "|+" for line in lines)]
    for left, right in zip([-1, *kept] if not kept or kept[0] else kept, [*kept[1:], None] if kept else [None]):  # noqa: B905  the last one ends with the line
        pieces = []
        for line in lines:
            first = min(line.start + left + 1, line.end)
            last = line.end if right is None else min(line.start + right, line.end)
            shown = text[first:last]
            if not _RULES.fullmatch(shown) or not shown.strip():
                pieces.append(trimmed(text, first, last))
        if right is not None or any(start < end for start, end in pieces):
            yield pieces


def simple(page: Page, lines: Sequence[Line]) -> None:
    """Show a table between rules of equals signs; a row goes on where its first column is empty."""
    text, table = page.text, Table()
    place = page.outline.lead(page.here.container, page.here.lead)
    page.enter(lead=place, name="table")
    rule = lines[0]
    columns = [found.span() for found in re.finditer("=+", text[rule.first : rule.end])][:_MOST]
    rules = [line for line in lines if not line.blank and _SIMPLE.fullmatch(text, line.start, line.end)]
    rows: list[list[Line]] = []
    for line in lines[1:]:
        if not line.blank and (
            _SIMPLE.fullmatch(text, line.start, line.end) or _UNDER.fullmatch(text, line.start, line.end)
        ):
            _rows(page, table, rows, columns, headed=line is not rules[-1])
            rows = []
        elif not rows or line.blank or text[line.first : line.first + columns[0][1]].strip():
            rows.append([line])
        else:
            rows[-1].append(line)
    _rows(page, table, rows, columns, headed=False)
    page.leave()


def _rows(
    page: Page, table: Table, rows: Sequence[Sequence[Line]], columns: Sequence[tuple[int, int]], *, headed: bool
) -> None:
    ends = [start for start, _ in columns[1:]]
    for lines in rows:
        cells: list[Pieces] = []
        for (left, _), right in zip(columns, [*ends, None], strict=True):
            found = [
                (min(line.first + left, line.end), line.end if right is None else min(line.first + right, line.end))
                for line in lines
            ]
            cells.append([trimmed(page.text, start, end) for start, end in found])
        if any(start < end for pieces in cells for start, end in pieces):
            row(page, table, cells, headed=headed)


def csv_rows(page: Page, lines: Iterable[tuple[int, int]], *, headed: bool = False) -> None:
    """Show rows of comma-separated values, one a line."""
    table = Table()
    for number, (start, end) in enumerate(lines):
        cells: list[Pieces] = []
        at = start
        while at <= end and len(cells) < _MOST and (field := _FIELD.match(page.text, at, end)):
            group = 1 if field[1] is not None else 2
            cells.append([trimmed(page.text, *field.span(group))])
            at = field.end() if field[3] else end + 1
        row(page, table, cells, headed=headed and number == 0)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
