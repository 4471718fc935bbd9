"""Signposts in OpenDocument texts: new paragraphs in the styles of those that are there, all else as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.odt import CONTENT, read
from safelint.formats.parts import Parts
from safelint.formats.signpostplaces import Fitting, place
from safelint.formats.xmltree import encoded
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from safelint.model.signpost import Direction, Signpost


def add(data: bytes, path: str, signpost: Signpost, closings: Collection[str], where: str) -> bytes | None:
    """The file with a signpost; None where it has no place for one, or abbreviates XML in a way of its own.

    Raises:
        ReadError: see ``odt.load``.
    """
    parts = Parts(data, path)
    opened, pieces = read(parts)
    content = parts.part(CONTENT)
    body = content.root.first("office:body")
    text, short = body.first("office:text") if body else None, content.root.prefix("text")
    found = place(opened.document, pieces, content, text, closings, where) if text and short else None
    return parts.written({CONTENT: [(found.at, found.at, _written(found, signpost, short))]}) if found else None


def _written(found: Fitting, signpost: Signpost, short: str) -> str:
    like, link = found.like(BlockKind.BODY, "text:p"), found.part.root.prefix("xlink")
    style = _style(like.get("text:style-name") if like else "", short)
    lines = [encoded(signpost.lead), *(_line(one, short, link) for one in signpost.directions)]
    written = [f"<{short}p{style}>{line}</{short}p>" for line in lines]
    if found.level:
        head = found.like(BlockKind.HEADING, "text:h", found.level)
        named = head.get("text:style-name") if head else f"Heading_20_{found.level}"
        level = head.get("text:outline-level", str(found.level)) if head else str(found.level)
        opening = f'<{short}h{_style(named, short)} {short}outline-level="{encoded(level)}">'
        written.insert(0, f"{opening}{encoded(signpost.heading)}</{short}h>")
    return "".join(written)


def _line(direction: Direction, short: str, link: str) -> str:
    words = [f"{encoded(direction.name)}: "]
    for piece in direction.pieces:
        said = encoded(piece.words)
        if piece.target and link:
            said = f'<{short}a {link}type="simple" {link}href="{encoded(piece.target)}">{said}</{short}a>'
        words.append(said)
    return "".join(words)


def _style(name: str, short: str) -> str:
    return f' {short}style-name="{encoded(name)}"' if name else ""
