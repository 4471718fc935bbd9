"""A file as it was read: its text and how it was encoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of one file.

    Attributes:
        path: as the user named it; ``-`` for standard input without a name.
        text: decoded, line endings untouched, without a byte-order mark.
        encoding: Python codec name the bytes were decoded with.
        bom: whether a byte-order mark stood before the text.
        notes: remarks for the reader, such as a guessed encoding.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    notes: tuple[str, ...] = ()
