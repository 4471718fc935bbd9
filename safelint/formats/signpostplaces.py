"""Where in the XML of a document new paragraphs go, and which paragraphs they are to look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.ending import closing_heading, section_level
from safelint.formats.signposts import TOP
from safelint.formats.transcript import covering
from safelint.model.dataclass import dataclass
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from safelint.formats.parts import Part
    from safelint.formats.transcript import Piece
    from safelint.formats.xmltree import Element
    from safelint.model.document import Block, Document

_KINDS = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST, BlockKind.QUOTE, BlockKind.TABLE})


@dataclass(frozen=True, slots=True)
class Fitting:
    """A place for new paragraphs.

    Attributes:
        at: in the text of ``part``.
        level: of the heading; 0 for none.
        pieces: everything that shows in the document.
        paragraphs: its blocks, each with the child of the body that it stands in, in reading order.
    """

    at: int
    level: int
    part: Part
    pieces: list[Piece]
    paragraphs: list[tuple[Block, Element]]

    def like(self, kind: BlockKind, name: str, level: int = 0) -> Element | None:
        """The last element ``name`` that is a block of a kind and level."""
        found = (
            element
            for block, element in reversed(self.paragraphs)
            if block.kind is kind and block.level == level and not block.quoted and element.name == name
        )
        return next(found, None)


def place(
    document: Document, pieces: list[Piece], part: Part, body: Element, closings: Collection[str], where: str
) -> Fitting | None:
    """The place for a signpost among the children of ``body``; None where there is none.

    Args:
        document: how the file reads.
        pieces: where all of that stands.
        part: the member with the body text.
        body: the element that holds it.
        closings: headings before which the end of an article is.
        where: ``end`` or ``top``.
    """
    paragraphs = list(_paragraphs(document, pieces, part, body))
    texts = [one for one in paragraphs if one[0].kind is BlockKind.BODY and not one[0].quoted]
    if not texts:
        return None
    if where == TOP:
        first = texts[0][1]
        return None if first is paragraphs[-1][1] else Fitting(first.end, 0, part, pieces, paragraphs)
    closing = closing_heading(document, closings)
    if closing is None:
        return Fitting(paragraphs[-1][1].end, section_level(document), part, pieces, paragraphs)
    before = next((element for block, element in paragraphs if block is closing), None)
    if before is None:
        return None
    return Fitting(before.start, closing.level or section_level(document), part, pieces, paragraphs)


def _paragraphs(document: Document, pieces: list[Piece], part: Part, body: Element) -> list[tuple[Block, Element]]:
    found = []
    for block in document.blocks:
        if block.kind not in _KINDS or block.key or not block.offsets.segments:
            continue
        offset = block.offsets.segments[0].source
        piece = next((one for one in covering(pieces, offset, offset + 1) if one.part == part.name), None)
        if piece is not None and piece.host is None:
            found += [(block, one) for one in body.children if one.start <= piece.start < one.end]
    return found
