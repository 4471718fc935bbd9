"""One document put together from pieces of a container, each read in a format of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats import FORMATS, detect
from safelint.formats.markup import tokens, weave
from safelint.formats.opening import Opened
from safelint.formats.outline import Outline
from safelint.formats.weave import Weaver, Woven
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.document import BlockKind, Document, OffsetMap, Segment
from safelint.model.source import Anchor, Source
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_DOCUMENTS = 100_000
"""Documents taken from one file; more of them are an archive, not a draft."""

_APART = "\n\n"
_HALF = regex.compile("[\ud800-\udfff]")
_NUL = "\0"
_WORDS = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "heading",
    BlockKind.BODY: "paragraph",
    BlockKind.LIST: "list item",
    BlockKind.TABLE: "table cell",
    BlockKind.QUOTE: "quotation",
    BlockKind.CAPTION: "caption",
    BlockKind.ALT: "picture",
    BlockKind.META: "description",
}
_COUNTED = frozenset(BlockKind) - {BlockKind.TITLE, BlockKind.META}
_LOOKED_AT = 20_000
_CLOSED = regex.compile(
    r"</(?:p|div|h[1-6]|[uo]l|li|blockquote|table|figure|a|strong|em|b|i|span)\s*>|<br\s*/?>|<!-- wp:", re.IGNORECASE
)


def plain(text: str) -> str:
    """``text`` with half characters and NULs, which no file of text can hold, made visible stand-ins."""
    if not text.isascii():
        text = _HALF.sub("\ufffd", text)
    return text.replace(_NUL, "\ufffd") if _NUL in text else text


def markup_of(text: str) -> str:
    """Whether the text of a record is ``html``, ``markdown`` or ``text``, told by what it holds."""
    told = detect("", text)
    if told in {"html", "markdown"}:
        return told
    return "html" if _CLOSED.search(text, 0, _LOOKED_AT) else "text"


class Composer:
    """Collects the text of one document, piece by piece in reading order; pieces stand apart by a blank line.

    Without ``any_heading`` only a first-level heading can be the title.
    """

    def __init__(self, *, any_heading: bool = True) -> None:
        self._outline = Outline(any_heading=any_heading)
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []

    @property
    def length(self) -> int:
        """Code points of text so far, the blank line before the next piece included."""
        return self._length

    def field(self, kind: BlockKind, text: str, key: str = "", *, markup: bool = False) -> None:
        """Add a text that is one block, such as a title; with ``markup`` its tags and entities are HTML."""
        base, text = self._append(plain(text))
        weaver = Weaver(text, base)
        if markup:
            for token in tokens(text):
                if token.kind == "text":
                    weave(weaver, text, token.start, token.end)
        else:
            weaver.run(0, len(text))
        self._outline.add(kind, weaver.woven(), key=key)

    def piece(
        self, text: str, name: str, anchors: Iterable[Anchor] = (), *, untitled: bool = False, laid_out: bool = False
    ) -> int:
        """Add a text in the format ``name`` and return where it begins.

        Args:
            text: as it stands in the container.
            name: a text format.
            anchors: count from the start of the text; without any, blocks are counted: “paragraph 2”.
            untitled: leave out the title for browser tabs, as nobody sees it here.
            laid_out: read tables without headings as paragraphs, as they only arrange the text.
        """
        base, text = self._append(plain(text))
        reader = FORMATS[name].read
        if reader is not None:
            take(self._outline, reader(Source("", text)), base, untitled=untitled, laid_out=laid_out)
        self._anchors += [Anchor(anchor.offset + base, anchor.label) for anchor in anchors]
        return base

    def show(self, kind: BlockKind, woven: Woven, key: str = "") -> None:
        """Add a block whose text stands in a piece that is still to come or already there."""
        self._outline.add(kind, woven, key=key)

    def link(self, target: str, start: int, end: int) -> None:
        """Add the target of a link that the text itself does not show."""
        self._outline.link(target, start, end)

    def say(self, *, language: str = "", audience: tuple[str, ...] = ()) -> None:
        """Say what the container knows of its language and readers; what a text says of itself came first."""
        self._outline.language = self._outline.language or language
        self._outline.audience = self._outline.audience or audience

    def opened(
        self,
        path: str,
        name: str,
        *,
        title: str | None = "",
        address: str = "",
        notes: tuple[str, ...] = (),
        heading: str = "title",
    ) -> Opened:
        """The finished document, in the container format ``name``.

        Args:
            path: as it is reported.
            name: a key of ``FORMATS``.
            title: of one document among several; None when its title block says it.
            address: of one document among several.
            notes: remarks for the reader.
            heading: the word for its title block.
        """
        document = self._outline.document(path, name)
        if title is None:
            title = document.blocks[document.title].text if document.title >= 0 else ""
        anchors = tuple(self._anchors) or tuple(counted(document, heading))
        text = "".join(self._parts).removesuffix(_APART)
        return Opened(Source(path, text, notes=notes, anchors=anchors, title=title, address=address), document)

    def _append(self, text: str) -> tuple[int, str]:
        base = self._length
        self._parts += [text, _APART]
        self._length += len(text) + len(_APART)
        return base, text


def take(outline: Outline, document: Document, base: int, *, untitled: bool = False, laid_out: bool = False) -> None:
    """Add a document that was read from a piece beginning at ``base``; see ``Composer.piece``."""
    places: list[int] = []
    for block in document.blocks:
        kind = BlockKind.HEADING if block.kind is BlockKind.TITLE and block.level else block.kind
        if kind is BlockKind.TITLE and untitled:
            places.append(-1)
            continue
        if kind is BlockKind.TABLE and laid_out and not block.column:
            kind = BlockKind.BODY
        place = outline.add(
            kind,
            Woven(block.text, _shifted(block.offsets, base), block.marks),
            level=block.level,
            key=block.key,
            quoted=block.quoted,
            column=block.column,
            lead=places[block.lead] if block.lead >= 0 else -1,
        )
        places.append(place)
    for directive in document.directives:
        outline.direct(replace(directive, span=directive.span.shift(base)))
    for link in document.links:
        outline.link(link.target, link.span.start + base, link.span.end + base)
    outline.language = outline.language or document.language
    outline.audience = outline.audience or document.audience


def counted(document: Document, heading: str = "title") -> Iterator[Anchor]:
    """Where each block begins, its kind counted: “heading 2”, “paragraph 5”; a stretch goes on to the next anchor."""
    counts = dict.fromkeys(BlockKind, 0)
    places: list[tuple[int, str]] = []
    for block in document.blocks:
        counts[block.kind] += 1
        label = f"{_WORDS[block.kind]} {counts[block.kind]}"
        if block.kind not in _COUNTED:
            label = block.key.replace("_", " ") or heading
        places += [(segment.source, label) for segment in block.offsets.segments]
    last = ""
    for offset, label in sorted(places):
        if label != last:
            yield Anchor(offset, label)
            last = label


def _shifted(offsets: OffsetMap, by: int) -> OffsetMap:
    return OffsetMap(tuple(Segment(s.text, s.length, s.source + by, s.source_length) for s in offsets.segments))


def whole(woven: Woven) -> Span:
    """The stretch of the source that a woven text covers."""
    return woven.offsets.to_source(Span(0, len(woven.text)))
