"""A long text in pieces, for questions whose answer for a whole text takes several times its memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 1_000_000
"""Code points of a piece, about: it ends with a line."""


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Where each piece begins, and its lines; together they are the text."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + SIZE) + 1 or len(text)
        yield at, text[at:end]
        at = end
