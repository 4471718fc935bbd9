"""JSON Lines: each line a record, each record a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from safelint.formats import records
from safelint.formats.decode import decode
from safelint.model import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.opening import Opened

_LINE = regex.compile(r"[^\n]+")


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:
    """The records of a file, numbered by their lines.

    Raises:
        ReadError: it is no text, or no line of it can be read.
    """
    source = decode(data, path)
    return records.opened(_records(source.text), path, "jsonl", field, source.notes)


def _records(text: str) -> Iterator[records.Record]:
    number, at = 1, 0
    for line in _LINE.finditer(text):
        number += text.count("\n", at, line.start())
        at = line.start()
        if not line[0].isspace():
            fields, error = _fields(line[0], number)
            yield records.Record(number, number, fields, error)


def _fields(line: str, number: int) -> tuple[dict[str, Any], str]:
    """What a line holds, or why it can't be read."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return {}, f"Line {number} is no JSON: {error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}."
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        return {}, f"Line {number} is JSON that no record looks like; it was not read."
    if isinstance(value, dict):
        return value, ""
    return ({"text": value}, "") if isinstance(value, str) else ({}, f"Line {number} is JSON, but no record.")
