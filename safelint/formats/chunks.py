"""Code chunks of R Markdown and Quarto: the captions and alternative texts of the figures they draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = regex.compile(r"(?:```+|~~~+)[ \t]*\{[A-Za-z.][^\r\n]{0,2000}")
_GIVEN = regex.compile(r"(fig|tbl)[.-](cap|alt|subcap)[ \t]*=[ \t]*(?:\"([^\"\r\n]{1,2000})\"|'([^'\r\n]{1,2000})')")
_LINE = regex.compile(
    r"^[ \t]*(?:#|//|--|%%)\|[ \t]*(fig|tbl)[.-](cap|alt|subcap):[ \t]*"
    r"(?:\"([^\"\r\n]{1,2000})\"|'([^'\r\n]{1,2000})'|([^\s\"'|>][^\r\n]{0,2000}?))[ \t]*(?=\r?$)",
    re.MULTILINE,
)
_LOOKED_AT = 10_000


def captions(text: str, start: int, end: int) -> Iterator[tuple[BlockKind, str, int, int]]:
    """Kind, option, start and end of every text for readers in the head of the code block at ``[start, end)``."""
    head = _CHUNK.match(text, start, end)
    if head is None:
        return
    for pattern, first, last in ((_GIVEN, start, head.end()), (_LINE, head.end(), min(end, start + _LOOKED_AT))):
        for found in pattern.finditer(text, first, last):
            group = found.lastindex or 3
            kind = BlockKind.ALT if found[2] == "alt" else BlockKind.CAPTION
            yield kind, f"{found[1]}-{found[2]}", *found.span(group)
