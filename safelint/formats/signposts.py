"""Signposts in the article's own format: how the lines are written, and where in the article they stand.

Another format joins in with an entry in ``FORMS`` and one in ``ENDS`` for where its articles end; a container joins in
with a module in ``CONTAINERS``.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from safelint.formats.ending import closing_heading, html_end, latex_end, lines_end, section_level
from safelint.formats.signpostforms import FORMS, lines
from safelint.model import regex
from safelint.model.document import BlockKind
from safelint.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from safelint.model.document import Block, Document
    from safelint.model.signpost import Signpost

TOP, END = "top", "end"
_PARTED = regex.compile(r"\r?\n[ \t]*\r?\n|\s*\Z")
_CLOSED = regex.compile(r"</p\s*>", re.IGNORECASE)
_NEXT = 400  # code points in which a paragraph's end tag follows its last word


ENDS: dict[str, Callable[[str, Document, Block | None], int]] = {
    **dict.fromkeys(("markdown", "text", "rst", "asciidoc", "org"), lines_end),
    "html": html_end,
    "latex": latex_end,
}
"""Where an article ends, by format: given its source, the document, and the heading of what closes it, if any."""

CONTAINERS: dict[str, str] = {
    "docx": "safelint.formats.docxsignposts",
    "odt": "safelint.formats.odtsignposts",
    "ipynb": "safelint.formats.ipynbsignposts",
}
"""The module that writes a signpost into a container, imported when asked for."""


class Adder(Protocol):
    """What such a module has under the name ``add``."""

    def __call__(
        self, data: bytes, path: str, signpost: Signpost, closings: Collection[str], where: str
    ) -> bytes | None:
        """The container with a signpost at ``where``; None where it has no such place."""


def writes(format_name: str) -> bool:
    """Whether signposts can be written in a format."""
    return format_name in FORMS or format_name in CONTAINERS


def added(
    data: bytes, document: Document, signpost: Signpost, closings: Collection[str], where: str = END
) -> bytes | None:
    """The bytes of a container with a signpost; None where it has no such place. See ``insertion``.

    Raises:
        ReadError: it can't be read.
    """
    adder = cast("Adder", import_module(CONTAINERS[document.format]).add)
    return adder(data, document.path, signpost, closings, where)


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
    form = FORMS.get(document.format)
    body = [one for one in document.blocks if one.kind is BlockKind.BODY and not one.key and not one.quoted]
    if form is None or not body:
        return None
    if where == TOP:
        at, level = _after_first(source, document.format, body[0]), 0
    else:
        closing = closing_heading(document, closings)
        at = ENDS[document.format](source, document, closing)
        level = closing.level if closing and closing.level else section_level(document)
    written = lines(form, signpost, level, source, document)
    return None if at < 0 else _edit(source, at, written, blank=document.format != "html")


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
