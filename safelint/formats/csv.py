"""CSV tables: each row a record, each record a document; the first row names the fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats import records
from safelint.formats.decode import decode
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.opening import Opened

_MARKS = ",;\t|"
_MOST_FIELDS = 2_000
_QUOTED = regex.compile(r'"([^"]*(?:""[^"]*)*)("|\Z)')
_NAMED = regex.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)")
_ENDING = regex.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row, the line it begins on, and whether a quotation mark in it is never closed."""

    line: int
    fields: list[str]
    open: bool = False


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:
    """The rows of a table, numbered from the one below the names.

    Raises:
        ReadError: it is no text, or no row of it can be read.
    """
    source = decode(data, path)
    return records.opened(_records(source.text, path), path, "csv", field, source.notes)


def rows(text: str) -> Iterator[Row]:
    """The rows of a table; fields may be quoted and hold line breaks then.

    The mark between fields is told by the first line: comma, semicolon, tab or bar, whichever parts it most.
    """
    at = 0
    if named := _NAMED.match(text):  # a line that spreadsheets write for each other
        mark, at = named[1], named.end()
    else:
        mark = _mark(text)
    bare = re.compile(rf"[^{re.escape(mark)}\r\n]*")
    line = 1 + (at > 0)
    while at < len(text):
        fields, start, opened = [], line, False
        while True:
            value, end, opened = _field(text, at, bare)
            line += len(_ENDING.findall(text, at, end))
            fields.append(value)
            at = end + 1
            if text[end : end + 1] != mark or len(fields) >= _MOST_FIELDS:
                break
        if text[end : end + 1] == mark:  # more fields than any table of texts has: the rest of the line is dropped
            end = found.start() if (found := _ENDING.search(text, end)) else len(text)
        at = end + (2 if text.startswith("\r\n", end) else 1)
        line += 1
        if fields != [""]:
            yield Row(start, fields, opened)


def _field(text: str, at: int, bare: re.Pattern[str]) -> tuple[str, int, bool]:
    """A field, where it ends, and whether its quotation mark is never closed."""
    quoted = _QUOTED.match(text, at)
    rest = bare.match(text, quoted.end() if quoted else at)
    tail, end = (rest.group(), rest.end()) if rest else ("", at)
    if quoted is None:
        return tail, end, False
    return quoted[1].replace('""', '"') + tail, end, not quoted[2]


def _mark(text: str) -> str:
    """The mark that parts the first line most often, outside of quotation marks."""
    first = re.sub(r'"[^"]*"?', "", text[:20_000])
    head = _ENDING.split(first.lstrip("\r\n"), maxsplit=1)[0]
    return max(_MARKS, key=head.count)


def _records(text: str, path: str) -> Iterator[records.Record]:
    below = rows(text)
    head = next(below, None)
    if head is None:
        return
    names = [name.strip() or f"column {index}" for index, name in enumerate(head.fields, 1)]
    if head.open:
        raise ReadError(
            f"{path}: A quotation mark in the first row is never closed, so no names of fields can be read."
        )
    for number, row in enumerate(below, 1):
        error = ""
        if row.open:
            error = f"A quotation mark in the row on line {row.line} is never closed."
        yield records.Record(number, row.line, dict(zip(names, row.fields, strict=False)), error)
