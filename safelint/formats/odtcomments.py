"""Comments in an OpenDocument text: a sign before and one after the words, and nothing else is touched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from safelint.formats.annotate import AUTHOR, Remark
from safelint.formats.transcript import Piece, covering, spliced
from safelint.formats.xmltree import encoded
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from safelint.formats.parts import Part, Parts
    from safelint.formats.xmltree import Element
    from safelint.model.source import Source

_DC = "http://purl.org/dc/elements/1.1/"


def commented(parts: Parts, content: Part, pieces: list[Piece], source: Source, remarks: tuple[Remark, ...]) -> bytes:
    """The document with a comment for each remark; ``source`` says where its words stand.

    Raises:
        ReadError: the body has no text to put a comment beside.
    """
    if not remarks:
        return parts.archive.replaced({})
    own = next((piece for piece in pieces if piece.part == content.name and piece.host is None), None)
    if own is None:
        raise ReadError(f"{parts.path}: there is no text in its body to put a comment beside.")
    taken = {one.get("office:name") for one in content.root.walk() if one.name == "office:annotation"}
    number = 1
    while any(name.startswith(f"safelint{number}-") for name in taken):
        number += 1
    ends: defaultdict[int, list[str]] = defaultdict(list)
    begins: defaultdict[int, list[str]] = defaultdict(list)
    for index, remark in enumerate(remarks, 1):
        found = covering(pieces, remark.start, max(remark.end, remark.start + 1)) or [own]
        beside = all(piece.host is None and piece.part == content.name for piece in found)
        said = remark if beside else remark.away(source.anchor(remark.start))
        begin, sign = _comment(content.root, f"safelint{number}-{index}", said)
        begins[_place(found[0], own, remark, after=False)].append(begin)
        ends[_place(found[-1], own, remark, after=True)].append(sign)
    changes = [(at, at, "".join([*ends[at], *begins[at]])) for at in sorted({*ends, *begins})]
    return parts.archive.replaced({content.name: parts.encoded(content.name, spliced(content.text, changes))})


def _place(piece: Piece, own: Piece, remark: Remark, *, after: bool) -> int:
    """Where the sign before or after a remark's words goes."""
    if piece.host is not None or piece.part != own.part:
        if piece.host is None or not piece.host.name:
            return own.end if after else own.start
        return piece.host.end if after else piece.host.start
    if piece.chain and not piece.writable:  # in a field, which holds nothing but text
        return piece.chain[0].end if after else piece.chain[0].start
    if not piece.verbatim:
        return piece.end if after else piece.start
    if after:
        return piece.end - max(piece.offset + piece.length - max(remark.end, remark.start + 1), 0)
    return piece.start + max(remark.start - piece.offset, 0)


def _comment(root: Element, name: str, remark: Remark) -> tuple[str, str]:
    """The comment, and the sign where its words end; without a date, so that the same input gives the same file."""
    office, text, dc = (root.prefix(space) for space in ("office", "text", "dc"))
    declared = "" if dc else f' xmlns:dc="{_DC}"'
    creator = f"<{dc or 'dc:'}creator{declared}>{AUTHOR}</{dc or 'dc:'}creator>"
    said = "".join(f"<{text}p>{encoded(paragraph)}</{text}p>" for paragraph in remark.paragraphs)
    attribute = f'{office}name="{name}"'
    return (
        f"<{office}annotation {attribute}>{creator}{said}</{office}annotation>",
        f"<{office}annotation-end {attribute}/>",
    )
