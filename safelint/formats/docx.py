"""Word documents: read as they would print with every tracked change accepted; written by splicing their XML."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from safelint.formats import docxcomments
from safelint.formats.blocks import NOWHERE, Blocks, Story
from safelint.formats.docxbody import Body, many
from safelint.formats.docxparts import Package
from safelint.formats.docxruns import Runs
from safelint.formats.docxstyles import Styles
from safelint.formats.opening import Opened
from safelint.formats.outline import Outline
from safelint.formats.transcript import PARTING, Piece, Transcript, places, spliced
from safelint.formats.xmltree import TEXT, decoded
from safelint.model.dataclass import replace
from safelint.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.formats.annotate import Remark
    from safelint.formats.parts import Part
    from safelint.formats.transcript import Place
    from safelint.formats.xmltree import Element
    from safelint.model.fix import Edit

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_MARGINS = {"w:headerReference": "header", "w:footerReference": "footer"}
_DESCRIBED = {"dc:title": "title", "dc:description": "description"}


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  has no records
    """The document in a Word file.

    Raises:
        ReadError: it is no Word file, broken, protected with a password or hostile.
    """
    opened, _ = read(Package(data, path))
    return (opened,)


def rewrite(data: bytes, source: Source, edits: tuple[Edit, ...]) -> bytes:
    """The file with ``edits`` of its text, in the looks of the words they replace; unchanged when one can't be made.

    Raises:
        ReadError: see ``load``.
    """
    parts = Package(data, source.path)
    if not edits:
        return data
    _, pieces = read(parts)
    changes = places(pieces, edits)
    if changes is None:
        return data
    return parts.written(
        {name: [*spots, *_kept_spaces(parts.part(name), spots, pieces)] for name, spots in changes.items()}
    )


def annotate(data: bytes, source: Source, remarks: tuple[Remark, ...]) -> bytes:
    """The file with a comment for each remark, beside the words it is about.

    Raises:
        ReadError: see ``load``.
    """
    parts = Package(data, source.path)
    _, pieces = read(parts)
    return docxcomments.commented(parts, pieces, source, remarks)


def read(parts: Package) -> tuple[Opened, list[Piece]]:
    """The document, and where everything in it stands."""
    reader = _Reader(parts)
    reader.read()
    transcript, outline = reader.transcript, reader.outline
    source = Source(parts.path, transcript.text, anchors=tuple(transcript.anchors))
    return Opened(source, outline.document(parts.path, "docx")), transcript.pieces


def _kept_spaces(part: Part, spots: list[Place], pieces: Iterable[Piece]) -> list[Place]:
    """What makes Word keep spaces that now stand at an edge of a text element, where it would drop them."""
    starts = sorted(start for start, _, _ in spots)
    added: list[Place] = []
    for holder in dict.fromkeys(
        piece.chain[0]
        for piece in pieces
        if piece.part == part.name
        and piece.chain
        and bisect_left(starts, piece.start) < bisect_right(starts, piece.end)
    ):
        inner, close = holder.inner, holder.close
        own = [(start - inner, end - inner, new) for start, end, new in spots if inner <= start <= end <= close]
        was = part.text[inner:close]
        now = spliced(was, own)
        if holder.get("xml:space") != "preserve" and now.strip() != now and was.strip() == was:
            added.append((inner - 1, inner - 1, ' xml:space="preserve"'))
    return added


class _Reader:
    """Reads one document."""

    def __init__(self, parts: Package) -> None:
        self.transcript, self.outline = Transcript(), Outline()
        self._parts, self._main = parts, parts.main()
        found = parts.related(self._main.name, "styles")
        styles = Styles(found.root if found else None)
        self._blocks = Blocks(self.transcript, self.outline)
        self._body = Body(self._blocks, styles, Runs(self._blocks, styles, self._asked()), self._note)
        self._notes: dict[str, tuple[Story, dict[str, Element]]] = {}

    def read(self) -> None:
        """Read the body, then what stands at the edges of its pages and in its properties."""
        if body := self._main.root.first("w:body"):
            self._body.story(body, self._story(self._main))
        self.outline.leave()
        self._margins()
        self._properties()
        self.outline.language = self._blocks.language()

    def _story(self, part: Part, label: str = "", host: Element | None = None) -> Story:
        container = self.outline.container() if label else 0
        targets = {number: relation.target for number, relation in self._parts.relations(part.name).items()}
        return Story(part.name, part.text, targets, label, host, container)

    def _asked(self) -> dict[str, str]:
        """The comments that ask us something, by id; all others are nobody's text but the writer's own."""
        part = self._parts.related(self._main.name, "comments")
        said = {one.get("w:id"): _said(part, one) for one in part.root.children} if part else {}
        return {number: text for number, text in said.items() if "safelint" in text}

    def _note(self, kind: str, number: str) -> tuple[Element, Story] | None:
        """A note of a kind (``footnote``, ``endnote``) and where it stands, if it is there."""
        if kind not in self._notes:
            part = self._parts.related(self._main.name, f"{kind}s")
            notes = part.root.children if part else ()
            story = self._story(part or self._main, kind, NOWHERE)
            self._notes[kind] = (
                story, {one.get("w:id"): one for one in notes if one.get("w:type") not in _SEPARATORS}
            )  # fmt: skip
        story, found = self._notes[kind]
        return (found[number], story) if number in found else None

    def _margins(self) -> None:
        """Read every header and footer once; those that say the same as another are its copies."""
        relations, seen, counts = self._parts.relations(self._main.name), {""}, Counter[str]()
        for one in self._main.root.walk():
            relation = relations.get(one.get("r:id")) if one.name in _MARGINS else None
            part = self._parts.maybe(relation.target) if relation and not relation.external else None
            text = _said(part, part.root) if part else ""
            if part and text.strip() not in seen:
                seen.add(text.strip())
                word = _MARGINS[one.name]
                counts[word] += 1
                label = word if counts[word] == 1 else f"{word} {counts[word]}"
                story = replace(self._story(part, label, NOWHERE), many=many(part.root))
                self._body.story(part.root, story)

    def _properties(self) -> None:
        """Read the title and description, unless they are also in the text."""
        part, known = self._parts.related("", "core-properties"), set(self.transcript.text.split(PARTING))
        for one in part.root.children if part else ():
            if part and one.name in _DESCRIBED and _said(part, one).strip() not in known:
                for leaf in one.children:
                    self.transcript.quote(part.text, part.name, leaf, host=NOWHERE)
                self._blocks.describe(_DESCRIBED[one.name])


def _said(part: Part, element: Element) -> str:
    """The text in an element, whatever it is."""
    leaves = (one for one in element.walk() if one.name == TEXT)
    return "".join(decoded(part.text[one.inner : one.close]) for one in leaves)
