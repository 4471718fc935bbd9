"""Jupyter notebooks: their Markdown cells, as one document; fixes are written back into the very strings."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING

from safelint.formats.compose import Composer
from safelint.formats.decode import decode
from safelint.formats.jsonstrings import literals, meant, written
from safelint.formats.rewrite import apply, encode
from safelint.model.dataclass import dataclass, field
from safelint.model.document import OffsetMap, Segment
from safelint.model.errors import ReadError
from safelint.model.fix import Edit
from safelint.model.source import Anchor
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.opening import Opened
    from safelint.model.source import Source

MOST_CELLS = 20_000
MOST_ESCAPES = 500_000
"""Escaped characters, in all cells."""
_APART = 2  # code points between cells


@dataclass(slots=True)
class _Cell:
    """A cell while it is collected: its number from 1, its type, and its source with where each character stands."""

    number: int
    kind: str = ""
    text: str = ""
    segments: list[Segment] = field(default_factory=list)


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  openers share a signature
    """The Markdown cells of a notebook, as one document.

    Raises:
        ReadError: it is no notebook.
    """
    source = decode(data, path)
    _check(source.text, path)
    composer = Composer()
    for cell in _cells(source.text, path):
        starts = accumulate((len(line) + 1 for line in cell.text.split("\n")[:-1]), initial=0)
        lines = (Anchor(at, f"cell {cell.number}, line {line}") for line, at in enumerate(starts, 1))
        composer.piece(cell.text, "markdown", tuple(lines))
    return (composer.opened(path, "ipynb", notes=source.notes),)


def rewrite(data: bytes, source: Source, edits: tuple[Edit, ...]) -> bytes:
    """The notebook with ``edits`` (into the text of its cells) written into its strings, all else as it was.

    Raises:
        ReadError: it is no notebook, or can't be written in its encoding.
    """
    file = decode(data, source.path)
    _check(file.text, source.path)
    places = OffsetMap(tuple(_places(file.text, source.path)))
    ascii_only = file.text.isascii() and "\\u" in file.text
    changes = [change for edit in edits for change in _changes(edit, places, ascii_only=ascii_only)]
    return encode(file, apply(file.text, changes))


def _changes(edit: Edit, places: OffsetMap, *, ascii_only: bool) -> Iterator[Edit]:
    """An edit to the extracted text as edits to the file: in each string it touches, the new words in the first."""
    new = written(edit.text, ascii_only=ascii_only)
    if edit.start == edit.end:
        at = places.to_source(Span(edit.start, edit.end)).start
        yield Edit(at, at, new)
        return
    for segment in places.segments:
        start, end = max(segment.text, edit.start), min(segment.text + segment.length, edit.end)
        if start < end and segment.source_length:
            place = OffsetMap((segment,)).to_source(Span(start, end))
            yield Edit(place.start, place.end, new)
            new = ""


def _places(text: str, path: str) -> Iterator[Segment]:
    """Where each character of the extracted text stands in the file, in order."""
    base = 0
    for cell in _cells(text, path):
        end = 0
        for segment in cell.segments:
            yield Segment(segment.text + base, segment.length, segment.source, segment.source_length)
            end = segment.source + segment.source_length
        base += len(cell.text)
        yield Segment(base, _APART, end, 0)
        base += _APART


def _cells(text: str, file: str) -> Iterator[_Cell]:
    """The Markdown cells that say anything; a source is one string or a list of lines."""
    known: dict[int, _Cell] = {}
    escapes = 0
    for literal in literals(text):
        path = literal.path
        if path[:2] == ("worksheets", 0):  # as notebooks were until 2015
            path = path[2:]
        if len(path) not in {3, 4} or path[0] != "cells" or not isinstance(path[1], int):
            continue
        escapes += text.count("\\", literal.start, literal.end)
        if len(known) > MOST_CELLS or escapes > MOST_ESCAPES:
            raise ReadError(
                f"{file}: There are more cells, or more escapes in them, than in any notebook; it was not read."
            )
        cell = known.setdefault(path[1], _Cell(path[1] + 1))
        if path[2] == "cell_type":
            cell.kind = text[literal.start : literal.end]
        elif path[2] == "source":
            said, segments = meant(text, literal, len(cell.text))
            cell.text += said
            cell.segments += segments
    return (cell for _, cell in sorted(known.items()) if cell.kind == "markdown" and cell.text.strip())


def _check(text: str, path: str) -> None:
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"{path}: this is no notebook: {error.msg} at line {error.lineno}.") from error
    except (RecursionError, ValueError) as error:
        raise ReadError(f"{path}: this is no notebook: it is nested or written as none is.") from error
    if not isinstance(notebook, dict) or not ({"cells", "worksheets"} & notebook.keys()):
        raise ReadError(f"{path}: this is no notebook: there are no cells in it.")
