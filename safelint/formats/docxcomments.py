"""Comments in a Word document: runs are split around the words, and nothing else is touched."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING

from safelint.formats.annotate import AUTHOR, INITIALS, Remark
from safelint.formats.docxparts import TYPES, Package, relations_of, unused
from safelint.formats.transcript import Piece, covering, spliced
from safelint.formats.xmltree import Element, encoded
from safelint.model.dataclass import dataclass, field
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from safelint.formats.parts import Part
    from safelint.formats.transcript import Place
    from safelint.model.source import Source

_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_RELATED = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KEEP = ' xml:space="preserve"'
_QUIET = frozenset({"w:rPr", "w:lastRenderedPageBreak"})


@dataclass(slots=True)
class _Cut:
    """What goes in at one place: ends of comments before beginnings, and what splits the run there."""

    ends: list[str] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    before: str = ""
    after: str = ""

    def text(self) -> str:
        return "".join([self.before, *self.ends, *self.begins, self.after])


class _Cutter:
    """Collects the places where the body text is cut."""

    def __init__(self, part: Part) -> None:
        self._text = part.text
        self._cuts: defaultdict[int, _Cut] = defaultdict(_Cut)
        self._kept: dict[Element, None] = {}

    def at(self, run: Element, holder: Element, place: int) -> _Cut:
        """The cut at ``place``, which is at or in ``holder`` (a child of ``run``)."""
        if not any(child is holder for child in run.children):
            return self._cuts[run.start if place <= holder.start else run.end]
        prefix = run.prefix("w")
        properties = run.first("w:rPr")
        again = self._text[run.start : run.inner] + (
            self._text[properties.start : properties.end] if properties else ""
        )
        if self._visible(holder.inner, place, holder) and self._visible(place, holder.close, holder):
            self._kept[holder] = None
            cut = self._cuts[place]
            cut.before, cut.after = f"</{prefix}t></{prefix}r>", f"{again}<{prefix}t{_KEEP}>"
            return cut
        later = bool(self._visible(holder.inner, place, holder)) or place >= holder.end
        shown = [child for child in run.children if child.name not in _QUIET]
        if holder is shown[-1 if later else 0]:
            return self._cuts[run.end if later else run.start]
        cut = self._cuts[holder.end if later else holder.start]
        cut.before, cut.after = f"</{prefix}r>", again
        return cut

    def beside(self, run: Element, *, after: bool) -> _Cut:
        """The cut before or after a whole run."""
        return self._cuts[run.end if after else run.start]

    def changes(self) -> list[Place]:
        """What is written into the part."""
        changes = [(at, at, cut.text()) for at, cut in self._cuts.items()]
        for holder in self._kept:
            if holder.get("xml:space") != "preserve":  # spaces at its edges were not shown, and must not be now
                inner, close = holder.inner, holder.close
                was = self._text[inner:close]
                changes.append((inner - 1, inner - 1, _KEEP))
                changes.append((inner, inner + len(was) - len(was.lstrip()), ""))
                changes.append((close - len(was) + len(was.rstrip()), close, ""))
        return changes

    def _visible(self, start: int, end: int, holder: Element) -> str:
        """What ``holder`` shows between two places."""
        if holder.name != "w:t":
            return ""
        shown = self._text[max(start, holder.inner) : max(min(end, holder.close), holder.inner)]
        return shown if holder.get("xml:space") == "preserve" else shown.strip()


def commented(parts: Package, pieces: list[Piece], source: Source, remarks: tuple[Remark, ...]) -> bytes:
    """The document with a comment for each remark; ``source`` says where its words stand.

    Raises:
        ReadError: the body has no text to put a comment beside.
    """
    main = parts.main()
    own = next((piece for piece in pieces if piece.part == main.name and piece.host is None), None)
    if not remarks:
        return parts.archive.replaced({})
    if own is None or not main.root.prefix("w"):
        raise ReadError(f"{parts.path}: there is no text in its body to put a comment beside.")
    old = parts.related(main.name, "comments")
    taken = [*_numbers(main.root, "w:commentReference"), *(_numbers(old.root, "w:comment") if old else ())]
    number, cutter, said = 1 + max([-1, *taken]), _Cutter(main), []
    for index, remark in enumerate(remarks, number):
        found = covering(pieces, remark.start, max(remark.end, remark.start + 1)) or [own]
        _mark(cutter, found, own, remark, index)
        beside = all(piece.host is None and piece.part == main.name for piece in found)
        said.append(remark if beside else remark.away(source.anchor(remark.start)))
    changed = {main.name: parts.encoded(main.name, spliced(main.text, cutter.changes()))}
    return parts.archive.replaced(changed | _stored(parts, main, old, said, number), like=main.name)


def _mark(cutter: _Cutter, found: list[Piece], own: Piece, remark: Remark, number: int) -> None:
    """Put the signs of comment ``number`` around what ``found`` covers."""
    begin, end = (
        _cut(cutter, piece, own, remark, after=after) for piece, after in ((found[0], False), (found[-1], True))
    )
    short = own.chain[1].prefix("w")
    begin.begins.append(f'<{short}commentRangeStart {short}id="{number}"/>')
    sign = f'<{short}r><{short}commentReference {short}id="{number}"/></{short}r>'
    end.ends.append(f'<{short}commentRangeEnd {short}id="{number}"/>{sign}')


def _cut(cutter: _Cutter, piece: Piece, own: Piece, remark: Remark, *, after: bool) -> _Cut:
    if piece.host is not None or piece.part != own.part:
        run = piece.host if piece.host is not None and piece.host.name == "w:r" else own.chain[1]
        return cutter.beside(run, after=after)
    if not piece.verbatim:
        return cutter.at(piece.chain[1], piece.chain[0], piece.end if after else piece.start)
    ahead = max(remark.start - piece.offset, 0)
    left = max(piece.offset + piece.length - max(remark.end, remark.start + 1), 0)
    return cutter.at(piece.chain[1], piece.chain[0], piece.end - left if after else piece.start + ahead)


def _numbers(root: Element, name: str) -> list[int]:
    found = (one.get("w:id") for one in root.walk() if one.name == name)
    return [int(one) for one in found if one.isascii() and one.isdigit() and len(one) < 10]  # noqa: PLR2004  32 bits


def _stored(parts: Package, main: Part, old: Part | None, remarks: list[Remark], number: int) -> dict[str, bytes]:
    """The parts that hold the comments and say that they are there."""
    strict = _STRICT_WORD in main.text[main.root.start : main.root.inner]
    if old is not None:
        written = _comments(remarks, number, old.root.prefix("w"))
        return {old.name: parts.encoded(old.name, appended(old, written))}
    folder = posixpath.dirname(main.name)
    name = unused(parts.archive.names, posixpath.join(folder, "comments"), ".xml")
    said = _comments(remarks, number, "w:")
    whole = f'{_HEAD}<w:comments xmlns:w="{_STRICT_WORD if strict else _WORD}">{said}</w:comments>'
    types, links = parts.part(TYPES), parts.maybe(relations_of(main.name))
    kind = f'<{types.root.prefix("ct")}Override PartName="/{name}" ContentType="{_TYPE}"/>'
    short = links.root.prefix("rel") if links else ""
    link = unused(parts.relations(main.name), "rIdComments")
    relation = (
        f'<{short}Relationship Id="{link}" Type="{_STRICT_RELATED if strict else _RELATED}" '
        f'Target="{posixpath.basename(name)}"/>'
    )
    related = (
        appended(links, relation) if links else f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>'
    )
    return {
        name: whole.encode(),
        TYPES: parts.encoded(TYPES, appended(types, kind)),
        relations_of(main.name): related.encode(links.codec if links else "utf-8"),
    }


def appended(part: Part, xml: str) -> str:
    """A part with ``xml`` as the last thing in its root element."""
    root, text = part.root, part.text
    if root.close < root.end:
        return text[: root.close] + xml + text[root.close :]
    name = text[root.start + 1 : root.inner].split(None, 1)[0].rstrip("/>")
    return f"{text[: root.inner - 2]}>{xml}</{name}>{text[root.inner :]}"


def _comments(remarks: list[Remark], number: int, short: str) -> str:
    """The comments themselves, without a date: the same document and rules give the same file."""
    return "".join(
        f'<{short}comment {short}id="{index}" {short}author="{AUTHOR}" {short}initials="{INITIALS}">'
        + "".join(_paragraph(text, short, first=at == 0) for at, text in enumerate(remark.paragraphs))
        + f"</{short}comment>"
        for index, remark in enumerate(remarks, number)
    )


def _paragraph(text: str, short: str, *, first: bool) -> str:
    sign = f"<{short}r><{short}annotationRef/></{short}r>" if first else ""
    return f"<{short}p>{sign}<{short}r><{short}t{_KEEP}>{encoded(text)}</{short}t></{short}r></{short}p>"
