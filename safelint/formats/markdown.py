"""Markdown to documents: CommonMark, tables, footnotes, task lists, front matter, shortcodes and JSX tags."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import pyromark

from safelint.formats import frontmatter
from safelint.formats.chunks import captions
from safelint.formats.elements import ALTS
from safelint.formats.html import Fragment, Frame
from safelint.formats.inline import Inline
from safelint.formats.mask import mask_components
from safelint.formats.outline import Outline
from safelint.formats.table import Table
from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.mask import Masked
    from safelint.model.document import Document
    from safelint.model.source import Source

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})
_HOLDERS = frozenset({"BlockQuote", "List", "Item", "FootnoteDefinition", "Table", "TableCell"})
_CALLOUT = regex.compile(r"[> \t]{1,40}\[!\w{1,40}\][+-]?")
_CHECKPOINT = 8  # two to the power of how many bytes lie between remembered places


@dataclass(frozen=True, slots=True)
class _Parent:
    """What holds the blocks that are being read.

    Attributes:
        kind: of paragraphs in it.
        container: its number.
        level: list depth.
        quoted: whether it is, or stands in, a block quotation.
        lead: what introduces the list it belongs to.
        column: heading of the table column.
    """

    kind: BlockKind = BlockKind.BODY
    container: int = 0
    level: int = 0
    quoted: bool = False
    lead: int = -1
    column: str = ""


def read(source: Source) -> Document:
    """The document in a Markdown or MDX file."""
    outline = Outline()
    body = frontmatter.read(source.text, outline)
    masked = mask_components(source.text[body:], mdx=source.path.lower().endswith(".mdx"))
    reader = _Reader(source.text[body:], masked, body, outline)
    for event, place in pyromark.events_with_range(masked.text, options=_OPTIONS):
        reader.take(event, place["start"], place["end"])
    reader.finish()
    return outline.document(source.path, "markdown")


class _Places:
    """Turns UTF-8 byte offsets into code-point offsets, in constant time and little memory."""

    _CONTINUATION = bytes(range(0x80, 0xC0))

    def __init__(self, text: str) -> None:
        self._data = b"" if text.isascii() else text.encode()
        self._counts = [0]
        self._last = 0, 0
        step = 1 << _CHECKPOINT
        for at in range(0, len(self._data), step):
            self._counts.append(self._counts[-1] + self._count(at, at + step))

    def _count(self, start: int, end: int) -> int:
        return len(self._data[start:end].translate(None, self._CONTINUATION))

    def at(self, byte: int) -> int:
        """The code point that begins at ``byte``."""
        if not self._data:
            return byte
        last, count = self._last
        if byte != last:  # one event mostly ends where the next begins, or a little after it
            if last < byte < last + (1 << _CHECKPOINT):
                count += self._count(last, byte)
            else:
                checkpoint = byte >> _CHECKPOINT
                count = self._counts[checkpoint] + self._count(checkpoint << _CHECKPOINT, byte)
            self._last = byte, count
        return count


class _Reader:
    """Takes the parser's events one by one and adds blocks to the outline."""

    def __init__(self, original: str, masked: Masked, base: int, outline: Outline) -> None:
        text = masked.text
        self._original = original
        self._masked = masked
        self._attributes = 0  # how many of the masked tags' attributes have been shown
        self._text = text
        self._base = base
        self._outline = outline
        self._places = _Places(text)
        self._inline = Inline(text, base, outline)
        self._parents = [_Parent()]
        self._table = Table()
        self._code: list[tuple[int, int]] = []
        self._html: list[tuple[int, int]] | None = None
        self._in_code = False
        self._quotes = 0  # block quotations that raw HTML has opened

    def take(self, event: Any, start: int, end: int) -> None:
        """Take one event; ``start`` and ``end`` are bytes."""
        first, last = self._places.at(start), self._places.at(end)
        name, detail = (event, None) if isinstance(event, str) else next(iter(event.items()))
        if name == "Start":
            tag, detail = _tag(detail)
            if tag in _INLINE:
                self._inline.open(tag, detail, first, last)
            else:
                self._begin(tag, detail, first, last)
        elif name == "End":
            tag, detail = _tag(detail)
            if tag in _INLINE:
                self._inline.close(tag)
            else:
                self._end(tag, detail)
        elif name == "Html":
            (self._html if self._html is not None else []).append((first, last))
        elif name == "Rule":
            self._flush()
            self._outline.part()
        elif not self._in_code:
            if name == "Code":
                self._code.append((first + self._base, last + self._base))
            self._inline.take(name, detail, first, last)

    def finish(self) -> None:
        """End the last block and read the comments that stand outside code."""
        self._flush()
        self._show_attributes(len(self._text))
        for aside in self._masked.asides:
            start, end = aside.start + self._base, aside.end + self._base
            if not self._is_code(start):
                self._outline.comment(aside.inner, start, end)

    def _show_captions(self, start: int, end: int) -> None:
        """Blocks for the captions of the figures that a code chunk draws."""
        for kind, name, first, last in captions(self._original, start, end):
            weaver = Weaver(self._original, self._base)
            weaver.run(first, last)
            self._outline.add(kind, weaver.woven(), key=name)

    def _is_code(self, offset: int) -> bool:
        """Whether an offset in the source stands in code."""
        before = bisect_right(self._code, (offset, len(self._text) + self._base)) - 1
        return before >= 0 and self._code[before][0] <= offset < self._code[before][1]

    def _begin(self, tag: str, detail: Any, start: int, end: int) -> None:
        self._flush()
        self._show_attributes(start)
        parent = self._parents[-1]
        if tag == "BlockQuote":
            self._parents.append(self._quotation(parent, detail, start))
        elif tag in {"List", "Table"}:
            lead = self._outline.lead(parent.container, parent.lead)
            depth = parent.level + 1 if tag == "List" else parent.level
            self._parents.append(replace(parent, lead=lead, level=depth))
        elif tag == "Item":
            self._parents.append(replace(parent, kind=BlockKind.LIST, container=self._outline.container()))
        elif tag == "FootnoteDefinition":
            self._parents.append(_Parent(container=self._outline.container()))
        elif tag == "TableCell":
            column = self._table.begin_cell("td")
            self._parents.append(
                replace(parent, kind=BlockKind.TABLE, container=self._outline.container(), column=column)
            )
        elif tag == "HtmlBlock":
            self._html = []
        elif tag == "CodeBlock" and not (self._masked.components and detail == "Indented"):
            self._in_code = True
            self._code.append((start + self._base, end + self._base))
            self._show_captions(start, end)
        if tag == "Table":
            self._table = Table()
        elif tag in {"TableHead", "TableRow"}:
            self._table.begin_row()

    def _end(self, tag: str, detail: Any) -> None:
        if tag == "Heading":
            self._flush(BlockKind.HEADING, int(detail[1]))
            return
        self._flush()
        if tag in _HOLDERS:
            self._parents.pop()
        elif tag == "HtmlBlock":
            self._read_html()
        elif tag == "CodeBlock":
            self._in_code = False
        elif tag in {"TableHead", "TableRow"}:
            self._table.end_row(headed=tag == "TableHead")

    def _quotation(self, parent: _Parent, note: str | None, start: int) -> _Parent:
        """A block quotation, or a call-out (“> [!NOTE]”), which quotes nobody."""
        container = self._outline.container()
        if callout := _CALLOUT.match(self._text, start):
            self._inline.skip = callout.end()
        if note or callout:
            return replace(parent, container=container)
        return replace(parent, kind=BlockKind.QUOTE, container=container, quoted=True, level=0, lead=-1)

    def _flush(self, kind: BlockKind | None = None, level: int = 0) -> None:
        """Add the block that is being woven, if any, and its pictures' texts."""
        woven, pictures = self._inline.finish()
        parent = self._around()
        if woven:
            self._outline.add(
                kind or parent.kind,
                woven,
                level=level or (parent.level if parent.kind is BlockKind.LIST else 0),
                quoted=parent.quoted,
                column=parent.column,
                lead=-1 if kind else parent.lead,
                container=parent.container,
            )
            if parent.kind is BlockKind.TABLE:
                self._table.say(woven.text)
        for picture in pictures:
            self._outline.add(BlockKind.ALT, picture, key="alt", quoted=parent.quoted)

    def _show_attributes(self, before: int) -> None:
        """Blocks for the texts of pictures in shortcodes and components that stand before an offset."""
        shown = self._masked.shown
        while self._attributes < len(shown) and shown[self._attributes][1] < before:
            name, start, end = shown[self._attributes]
            self._attributes += 1
            if self._is_code(start + self._base):
                continue
            weaver = Weaver(self._original, self._base)
            weaver.run(start, end)
            kind = BlockKind.ALT if name in ALTS else BlockKind.CAPTION
            self._outline.add(kind, weaver.woven(), key=name)

    def _around(self) -> _Parent:
        parent = self._parents[-1]
        if self._quotes and not parent.quoted:
            kind = BlockKind.QUOTE if parent.kind is BlockKind.BODY else parent.kind
            return replace(parent, kind=kind, quoted=True)
        return parent

    def _read_html(self) -> None:
        """Read a block of raw HTML; what stands before its lines (“> ”, indents) is blanked to keep positions."""
        pieces, self._html = self._html or [], None
        parts, last = [], pieces[0][0] if pieces else 0
        for start, end in pieces:
            parts += [" " * (start - last), self._text[start:end]]
            last = end
        fragment, parent = "".join(parts), self._around()
        if not fragment.strip():
            return
        frame = Frame("", parent.kind, parent.level, parent.quoted, parent.column, parent.lead, parent.container)
        Fragment(fragment, self._outline, self._base + pieces[0][0], frame).read()
        lower = fragment.lower()
        self._quotes = max(0, self._quotes + lower.count("<blockquote") - lower.count("</blockquote"))


def _tag(detail: Any) -> tuple[str, Any]:
    """The name of a tag and what else the parser says about it."""
    return (detail, None) if isinstance(detail, str) else next(iter(detail.items()))
