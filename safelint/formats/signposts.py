"""Signposts in the article's own format: how the lines are written, and where in the article they stand.

Another format joins in with a function for ``WRITERS``, and one for ``ENDS`` where its articles end otherwise than with
their last line.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Protocol

from safelint.formats.ending import html_end, lines_end
from safelint.model.document import BlockKind
from safelint.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from safelint.model.document import Block, Document
    from safelint.model.signpost import Direction, Piece, Signpost

TOP, END = "top", "end"
_LEVEL = 2
_PARTED = re.compile(r"\r?\n[ \t]*\r?\n|\s*\Z")
_CLOSED = re.compile(r"</p\s*>", re.IGNORECASE)
_NEXT = 400  # code points in which a paragraph's end tag follows its last word


class Writer(Protocol):
    """Writes a signpost in one format, its lines parted by line feeds; without a heading where ``level`` is 0."""

    def __call__(self, signpost: Signpost, level: int) -> str:
        """The lines, without a last line ending."""


def markdown(signpost: Signpost, level: int) -> str:
    """A signpost as Markdown, also for MDX: no address in angle brackets."""
    heading = f"{'#' * level} {signpost.heading}\n\n" if level else ""
    items = (f"- **{_escaped(one.name)}**: {_pieces(one, _markdown)}" for one in signpost.directions)
    return f"{heading}{signpost.lead}\n\n" + "\n".join(items)


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>{}|])", r"\\\1", words)


def _markdown(piece: Piece) -> str:
    return f"[{piece.words}]({piece.target})" if piece.target else _escaped(piece.words)


def html_list(signpost: Signpost, level: int) -> str:
    """A signpost as HTML."""
    heading = f"<h{level}>{html.escape(signpost.heading, quote=False)}</h{level}>\n" if level else ""
    items = "\n".join(
        f"  <li><strong>{html.escape(one.name, quote=False)}</strong>: {_pieces(one, _html)}</li>"
        for one in signpost.directions
    )
    return f"{heading}<p>{html.escape(signpost.lead, quote=False)}</p>\n<ul>\n{items}\n</ul>"


def _html(piece: Piece) -> str:
    words = html.escape(piece.words, quote=False)
    return f'<a href="{html.escape(piece.target)}">{words}</a>' if piece.target else words


def text(signpost: Signpost, level: int) -> str:
    """A signpost as plain text: addresses are written out."""
    heading = f"{signpost.heading}\n\n" if level else ""
    items = (f"- {one.name}: {_pieces(one, lambda piece: piece.words)}" for one in signpost.directions)
    return f"{heading}{signpost.lead}\n\n" + "\n".join(items)


def _pieces(direction: Direction, write: Callable[[Piece], str]) -> str:
    return "".join(write(piece) for piece in direction.pieces)


WRITERS: dict[str, Writer] = {"markdown": markdown, "html": html_list, "text": text}
"""How a signpost is written, by format."""

ENDS: dict[str, Callable[[str, Document, Block | None], int]] = {
    "markdown": lines_end,
    "html": html_end,
    "text": lines_end,
}
"""Where an article ends, by format: given its source, the document, and the heading of what closes it, if any."""


def insertion(
    source: str, document: Document, signpost: Signpost, closings: Collection[str], where: str = END
) -> Edit | None:
    """The edit that writes a signpost into an article; None where it has no such place, or its format no writer.

    Args:
        source: the text of the file.
        document: how it reads.
        signpost: what to write.
        closings: headings, in lower case, before which the end of an article is.
        where: ``end``, or ``top`` for after the first paragraph, without a heading.
    """
    write = WRITERS.get(document.format)
    body = [one for one in document.blocks if one.kind is BlockKind.BODY and not one.key and not one.quoted]
    if write is None or not body:
        return None
    if where == TOP:
        at, level = _after_first(source, document.format, body[0]), 0
    else:
        closing = _closing(document, closings)
        at = ENDS[document.format](source, document, closing)
        level = closing.level if closing and closing.level else _level(document)
    return None if at < 0 else _edit(source, at, write(signpost, level), blank=document.format != "html")


def _closing(document: Document, closings: Collection[str]) -> Block | None:
    """The first of the headings at the end that are all followed by nothing but what closes an article."""
    found = None
    for index in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[index]
        if block.kind is not BlockKind.HEADING or index == document.title:
            continue
        chain = [document.blocks[at] for at in (*block.under, index) if document.blocks[at].kind is BlockKind.HEADING]
        if not any(one.text.strip(" :").lower() in closings for one in chain):
            break
        found = block
    return found


def _level(document: Document) -> int:
    """The level of the article's sections; the only heading of the first level is the headline."""
    levels = [
        block.level
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and index != document.title and block.level
    ]
    sections = levels if levels.count(1) > 1 else [level for level in levels if level > 1]
    return min(sections, default=_LEVEL)


def _after_first(source: str, format_name: str, block: Block) -> int:
    """Where the first paragraph ends; -1 where that can't be told, or nothing follows."""
    end = block.offsets.segments[-1].source + block.offsets.segments[-1].source_length if block.offsets.segments else -1
    if end < 0:
        return -1
    found = (_CLOSED.search(source, end, end + _NEXT) if format_name == "html" else _PARTED.search(source, end)) or None
    if found is None:
        return -1
    at = found.end() if format_name == "html" else found.start()
    return at if source[at:].strip() else -1


def _edit(source: str, at: int, written: str, *, blank: bool) -> Edit:
    """``written`` at a place of the source: in lines of its own, with the line ending and indent found there."""
    ending = "\r\n" if "\r\n" in source else "\n"
    before, after = source[:at], source[at:]
    apart = 2 if blank else 1
    if not blank:
        indent = re.search(r"(?:\A|\n)([ \t]*)[^\n]*\Z", before.rstrip())
        written = "\n".join((indent[1] if indent else "") + line for line in written.split("\n"))
    lead = ending * max(0, apart - _endings(before[len(before.rstrip()) :])) if before.strip() else ""
    trail = ending * max(0, apart - _endings(after[: len(after) - len(after.lstrip())])) if after.strip() else ""
    return Edit(at, at, lead + written.replace("\n", ending) + trail)


def _endings(space: str) -> int:
    return space.count("\n") or space.count("\r")
