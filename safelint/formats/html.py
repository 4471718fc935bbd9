"""HTML pages and fragments to documents: what a reader of the page would read."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

from safelint.formats.elements import (
    ALTS,
    APART,
    BRIEF,
    CLOSED_BY,
    CODE,
    DESCRIPTIONS,
    EMPTY,
    HEADINGS,
    KINDS,
    LISTS,
    MARKS,
    TABLE_PARTS,
    TITLES,
    UNSEEN,
    WALLS,
)
from safelint.formats.markup import Attribute, Token, tokens, weave
from safelint.formats.mask import mask_templates
from safelint.formats.outline import Outline
from safelint.formats.table import Table
from safelint.formats.weave import Weaver
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.formats.weave import Woven
    from safelint.model.document import Document
    from safelint.model.source import Source

_LOOKED_BACK = 200
_MOST_MARKS = 30


@dataclass(frozen=True, slots=True)
class Frame:
    """What an open element says about the text inside it.

    Attributes:
        name: of the element.
        kind: of the blocks inside.
        level: heading level or list depth.
        quoted: stands in a block quotation.
        column: heading text of the table column.
        lead: index of what introduces the list or table.
        container: number of the nearest element that holds paragraphs.
        unseen: its text is not shown.
        code: its text is blanked.
    """

    name: str = ""
    kind: BlockKind = BlockKind.BODY
    level: int = 0
    quoted: bool = False
    column: str = ""
    lead: int = -1
    container: int = 0
    unseen: bool = False
    code: bool = False


def read(source: Source) -> Document:
    """The document in an HTML page or fragment."""
    masked = mask_templates(source.text)
    outline = Outline()
    for aside in masked.asides:
        outline.comment(aside.inner, aside.start, aside.end)
    shown = [(name, start, _woven(source.text, start, end)) for name, start, end in masked.shown]
    Fragment(masked.text, outline, shown=shown).read()
    return outline.document(source.path, "html")


class Fragment:
    """Reads one stretch of HTML into an outline; ``text`` begins at ``base`` in the source, ``frame`` is around it."""

    def __init__(
        self,
        text: str,
        outline: Outline,
        base: int = 0,
        frame: Frame | None = None,
        shown: Iterable[tuple[str, int, Woven]] = (),
    ) -> None:
        self._text = text
        self._shown = deque(shown)  # texts in template code that readers see
        self._at = 0
        self._outline = outline
        self._base = base
        self._frames = [frame or Frame()]
        self._open: Counter[str] = Counter()
        self._weaver = Weaver(text, base)
        self._marks: list[tuple[str, int]] = []
        self._tables: list[Table] = []
        self._pictures: list[Attribute] = []

    def read(self) -> None:
        """Add everything the fragment shows to the outline."""
        for token in tokens(self._text):
            self._at = token.end
            if token.kind == "text":
                self._say(token)
            elif token.kind == "open":
                self._begin(token)
            elif token.kind == "close":
                self._end(token)
            else:
                inner = self._text[token.start : token.end].removeprefix("<!--").removesuffix("-->")
                self._outline.comment(inner, token.start + self._base, token.end + self._base)
        self._leave(1)
        self._flush()

    def _say(self, token: Token) -> None:
        frame = self._frames[-1]
        if frame.code and not frame.unseen:
            self._weaver.open("code")
            self._weaver.blank(token.start, token.end)
            self._weaver.close("code")
        elif not frame.unseen:
            weave(self._weaver, self._text, token.start, token.end)

    def _begin(self, token: Token) -> None:
        name = token.name
        if name in APART or name in UNSEEN or name in CODE:
            self._enter(token)
        elif kind := MARKS.get(name):
            if href := (token.attributes or {}).get("href"):
                self._outline.link(href.decoded.strip(), href.start + self._base, href.end + self._base)
            if len(self._marks) < _MOST_MARKS:
                self._marks.append((kind, len(self._frames)))
                self._weaver.open(kind)
        elif name == "br":
            self._weaver.gap(token.start, token.end)
        elif name == "meta":
            self._describe(token)
        if not self._frames[-1].unseen and (alt := _alt(token)):
            self._pictures.append(alt)

    def _end(self, token: Token) -> None:
        name = token.name
        if kind := MARKS.get(name):
            for index in range(len(self._marks) - 1, -1, -1):
                if self._marks[index][0] == kind:
                    del self._marks[index]
                    self._weaver.close(kind)
                    break
        elif self._open[name]:
            walls = {"table"} if name in TABLE_PARTS else WALLS
            for index in range(len(self._frames) - 1, max(0, len(self._frames) - _LOOKED_BACK), -1):
                if self._frames[index].name == name:
                    self._leave(index)
                    break
                if self._frames[index].name in walls:
                    break
        elif name in APART:
            self._flush()

    def _enter(self, token: Token) -> None:
        name = token.name
        if name in APART and not self._frames[-1].unseen:
            self._close_implied(name)
            self._flush()
            if name == "hr":
                self._outline.part()
        if name == "html" and not self._outline.language:
            self._outline.language = token.attribute("lang") or token.attribute("xml:lang")
        if name in EMPTY or self._text[token.end - 2 : token.end] == "/>":
            return
        frame = self._inside(token, self._frames[-1])
        self._frames.append(frame)
        self._open[name] += 1

    def _close_implied(self, name: str) -> None:
        """Close what an opening block element closes: a paragraph, a cell of the same row, an item of the same list."""
        frames = self._frames
        while len(frames) > 1 and (frames[-1].name in BRIEF or (frames[-1].name in HEADINGS and name in HEADINGS)):
            self._leave(len(frames) - 1)
        closed, walls = CLOSED_BY.get(name, (frozenset(), frozenset()))
        for index in range(len(frames) - 1, max(0, len(frames) - _LOOKED_BACK), -1) if closed else ():
            if frames[index].name in closed:
                self._leave(index)
                return
            if frames[index].name in walls:
                return

    def _inside(self, token: Token, around: Frame) -> Frame:
        """What an element says about the text inside it, given what is around it."""
        name, attributes = token.name, token.attributes or {}
        hidden = "hidden" in attributes or "display:none" in token.attribute("style").replace(" ", "").lower()
        frame = replace(
            around, name=name, unseen=around.unseen or hidden or name in UNSEEN, code=around.code or name in CODE
        )
        if frame.unseen:
            return frame
        if name in LISTS:
            depth = around.level + 1 if around.kind is BlockKind.LIST else 1
            return replace(frame, level=depth, lead=self._outline.lead(around.container, around.lead))
        if name == "table":
            self._tables.append(Table())
            return replace(frame, lead=self._outline.lead(around.container, around.lead))
        if name == "tr" and self._tables:
            self._tables[-1].begin_row()
        if name == "p" and "title" in token.attribute("class").split():  # as Google Docs exports it
            return replace(frame, kind=BlockKind.HEADING, level=1, lead=-1)
        if name not in KINDS:
            return frame
        frame = replace(frame, kind=KINDS[name], container=self._outline.container())
        if name in HEADINGS:
            return replace(frame, level=int(name[1]), lead=-1)
        if name in {"td", "th"} and self._tables:
            return replace(frame, column=self._tables[-1].begin_cell(name, token.attribute("colspan")))
        return replace(frame, quoted=True, lead=-1) if name == "blockquote" else frame

    def _leave(self, depth: int) -> None:
        """Close open elements until ``depth`` are left."""
        while len(self._frames) > depth:
            name = self._frames[-1].name
            if name in APART:
                self._flush()
            frame = self._frames.pop()
            self._open[name] -= 1
            if name == "table" and self._tables and not frame.unseen:
                self._tables.pop()
            elif name == "tr" and self._tables:
                self._tables[-1].end_row(headed=self._frames[-1].name == "thead")
            while self._marks and self._marks[-1][1] > len(self._frames):
                self._weaver.close(self._marks.pop()[0])

    def _flush(self) -> None:
        """End the block that is being woven, if any."""
        frame = self._frames[-1]
        if frame.unseen:
            return
        if self._weaver.begun:
            woven = self._weaver.woven()
            self._weaver = Weaver(self._text, self._base)
            for kind, _ in self._marks:
                self._weaver.open(kind)
            self._outline.add(
                frame.kind,
                woven,
                level=frame.level if frame.kind in {BlockKind.HEADING, BlockKind.LIST} else 0,
                quoted=frame.quoted,
                column=frame.column,
                lead=frame.lead,
                container=frame.container,
            )
            if frame.kind is BlockKind.TABLE and self._tables:
                self._tables[-1].say(woven.text)
        for alt in self._pictures:
            self._show_attribute(BlockKind.ALT, "alt", alt, quoted=frame.quoted)
        self._pictures.clear()
        while self._shown and self._shown[0][1] < self._at:
            name, _, woven = self._shown.popleft()
            kind = BlockKind.ALT if name in ALTS else BlockKind.CAPTION
            self._outline.add(kind, woven, key=name, quoted=frame.quoted)

    def _describe(self, token: Token) -> None:
        """A block for what search engines and social media show of the page."""
        key = (token.attribute("name") or token.attribute("property")).lower()
        content = (token.attributes or {}).get("content")
        if content and key in TITLES:
            self._show_attribute(BlockKind.TITLE, key, content)
        elif content and key in DESCRIPTIONS:
            self._show_attribute(BlockKind.META, key, content)
        elif content and key in ALTS:
            self._show_attribute(BlockKind.ALT, key, content)

    def _show_attribute(self, kind: BlockKind, key: str, attribute: Attribute, *, quoted: bool = False) -> None:
        weaver = Weaver(self._text, self._base)
        weave(weaver, self._text, attribute.start, attribute.end)
        self._outline.add(kind, weaver.woven(), key=key, quoted=quoted)


def _alt(token: Token) -> Attribute | None:
    """The words that stand for a picture."""
    attributes = token.attributes or {}
    if token.name == "img":
        return attributes.get("alt")
    return attributes.get("aria-label") if token.attribute("role") == "img" else None


def _woven(text: str, start: int, end: int) -> Woven:
    weaver = Weaver(text)
    weave(weaver, text, start, end)
    return weaver.woven()
