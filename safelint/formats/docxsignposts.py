"""Signposts in Word documents: new paragraphs in the looks of those that are there, and every other byte as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.docx import read
from safelint.formats.docxparts import Package
from safelint.formats.signpostplaces import Fitting, place
from safelint.formats.xmltree import encoded
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from safelint.formats.transcript import Piece
    from safelint.formats.xmltree import Element
    from safelint.model.signpost import Signpost

# What a new paragraph takes over from one like it, in the order that Word wants.
_SHAPE = ("w:pStyle", "w:keepNext", "w:bidi", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
_LOOKS = ("w:rFonts", "w:color", "w:sz", "w:szCs", "w:rtl", "w:cs", "w:lang")
_STRONG = ("w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:color", "w:sz", "w:szCs", "w:rtl", "w:cs", "w:lang")


def add(data: bytes, path: str, signpost: Signpost, closings: Collection[str], where: str) -> bytes | None:
    """The file with a signpost; None where it has no place for one, or abbreviates XML in a way of its own.

    Raises:
        ReadError: see ``docx.load``.
    """
    parts = Package(data, path)
    opened, pieces = read(parts)
    main = parts.main()
    body, short = main.root.first("w:body"), main.root.prefix("w")
    found = place(opened.document, pieces, main, body, closings, where) if body and short else None
    return parts.written({main.name: [(found.at, found.at, _written(found, signpost, short))]}) if found else None


def _written(found: Fitting, signpost: Signpost, short: str) -> str:
    xml, like = found.part.text, found.like(BlockKind.BODY, "w:p")
    shape, looks = _kept(xml, like, "w:pPr", _SHAPE), _look(xml, like, found.pieces, _LOOKS)
    written = [_paragraph(shape, [(looks, signpost.lead)], short)]
    for one in signpost.directions:
        ways = "".join(piece.words for piece in one.pieces)
        written.append(_paragraph(shape, [(_bold(looks, short), one.name), (looks, f": {ways}")], short))
    if found.level:
        head = found.like(BlockKind.HEADING, "w:p", found.level)
        shaped, strong = (_kept(xml, head, "w:pPr", _SHAPE), _look(xml, head, found.pieces, _STRONG))
        written.insert(0, _paragraph(shaped, [(strong if head else _bold(looks, short), signpost.heading)], short))
    return "".join(written)


def _paragraph(shape: str, runs: list[tuple[str, str]], short: str) -> str:
    said = "".join(
        f"<{short}r>{f'<{short}rPr>{looks}</{short}rPr>' if looks else ''}"
        f'<{short}t xml:space="preserve">{encoded(words)}</{short}t></{short}r>'
        for looks, words in runs
    )
    return f"<{short}p>{f'<{short}pPr>{shape}</{short}pPr>' if shape else ''}{said}</{short}p>"


def _bold(looks: str, short: str) -> str:
    """In bold type; it stands right after the fonts."""
    fonts, end = "", 0
    if looks.startswith(f"<{short}rFonts"):
        end = looks.index(">") + 1
        fonts = looks[:end]
    return f"{fonts}<{short}b/>{looks[end:]}"


def _look(xml: str, paragraph: Element | None, pieces: list[Piece], wanted: tuple[str, ...]) -> str:
    """How the first words of a paragraph look."""
    if paragraph is None:
        return ""
    runs = (one for piece in pieces if paragraph.start < piece.start < paragraph.end for one in piece.chain)
    return _kept(xml, next((one for one in runs if one.name == "w:r"), None), "w:rPr", wanted)


def _kept(xml: str, holder: Element | None, properties: str, wanted: tuple[str, ...]) -> str:
    """The ``wanted`` ones of the properties of a paragraph or run, as they stand."""
    found = holder.first(properties) if holder else None
    held = {one.name: xml[one.start : one.end] for one in found.children if not one.children} if found else {}
    return "".join(held[name] for name in wanted if name in held)
