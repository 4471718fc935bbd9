"""The blocks of an OpenDocument text: paragraphs, lists, tables, frames and notes, every change accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.blocks import NOWHERE, Aside, Story
from safelint.formats.styled import Look, Style, marks
from safelint.formats.table import Table
from safelint.formats.xmltree import LITERAL, TEXT, decoded
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.blocks import Blocks
    from safelint.formats.odtstyles import Styles
    from safelint.formats.xmltree import Element

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_INDEXES = frozenset({
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
    "text:alphabetical-index",
})  # fmt: skip
_UNREAD = _INDEXES | {
    "text:tracked-changes", "office:annotation", "office:annotation-end", "office:forms", "text:hidden-text",
    "text:script", "text:ruby-text", "text:note-citation", "text:sequence-decls", "text:variable-decls",
    "text:user-field-decls", "table:covered-table-cell", "svg:title", "svg:desc", "office:binary-data", "text:number",
    "office:event-listeners", "draw:object", "draw:object-ole", "draw:image", "text:tracked-change", "table:shapes",
}  # fmt: skip
_FLOWING = frozenset({"text:span", "text:a", "text:meta", "text:ruby", "text:ruby-base"})
_GAPS = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES = 100


@dataclass(frozen=True, slots=True)
class _Run:
    """What is true of the text at hand: where it stands, how it looks, and the field it is the result of."""

    story: Story
    style: Style
    look: Look
    link: int = 0
    field: Element | None = None


class Body:
    """Reads stories (the body text, a note, a header)."""

    def __init__(self, blocks: Blocks, styles: Styles) -> None:
        self._made = blocks
        self._styles = styles
        self._asides: list[Aside] = []
        self._waiting: list[Aside] = []
        self._links = 0

    def story(self, parent: Element, story: Story) -> None:
        """Read everything in ``parent``, and what hangs on it."""
        self._blocks(parent, story, 0)
        self._beside()

    def _blocks(self, parent: Element, story: Story, depth: int) -> None:
        """Read what stands in ``parent``; ``depth`` is that of the list we are in."""
        for child in parent.children:
            name = child.name
            if name in _PARAGRAPHS:
                self._paragraph(child, story, depth)
            elif name == "text:list":
                self._blocks(child, story, depth + 1)
            elif name == "table:table":
                self._table(child, story)
            elif name.startswith("draw:") and name not in _UNREAD:
                self._drawing(child, replace(story, host=story.host or NOWHERE))
                self._sort()
            elif name == "office:annotation":
                self._asked(child, story)
            elif name not in _UNREAD and name not in {TEXT, LITERAL} and child.get("text:display") != "none":
                self._blocks(child, story, depth)

    def _paragraph(self, paragraph: Element, story: Story, depth: int) -> None:
        style = self._styles.paragraph(paragraph)
        if depth and style.kind is BlockKind.BODY:
            style = replace(style, listed=True)
        if style.kind in {BlockKind.HEADING, BlockKind.TITLE} and not story.label:
            self._beside()
        self._inline(paragraph, _Run(story, style, self._styles.over_base(style)))
        self._made.finish(style, story, depth)
        self._sort()

    def _sort(self) -> None:
        """Read the descriptions of pictures now, and leave the rest for later."""
        asides, self._asides = self._asides, []
        for aside in asides:
            if aside.kind == "picture":
                for leaf in aside.element.children:
                    self._made.transcript.quote(aside.story.xml, aside.story.part, leaf, host=aside.story.host)
                self._made.describe()
            else:
                self._waiting.append(aside)

    def _inline(self, parent: Element, run: _Run) -> None:
        for child in parent.children:
            name = child.name
            if name in {TEXT, LITERAL}:
                self._text(child, run)
            elif name in _FLOWING:
                self._inline(child, self._within(child, run))
            elif name in _GAPS or name == "text:s":
                self._gap(child, run)
            elif name == "text:note":
                body = child.first("text:note-body")
                kind = "endnote" if child.get("text:note-class") == "endnote" else "footnote"
                if body:
                    self._asides.append(Aside(kind, body, _hung(run.story, child)))
            elif name.startswith("draw:") and name not in _UNREAD:
                self._drawing(child, _hung(run.story, child))
            elif name == "office:annotation":
                self._asked(child, run.story)
            elif name not in _UNREAD:
                self._inline(child, replace(run, field=run.field or child))

    def _within(self, child: Element, run: _Run) -> _Run:
        """What is true inside a span or link."""
        if child.name == "text:a":
            here = self._made.transcript.here
            self._made.outline.link(child.get("xlink:href"), here, here)
            self._links += 1
            return replace(run, link=self._links)
        return replace(run, look=self._styles.look(child, run.look))

    def _text(self, leaf: Element, run: _Run) -> None:
        story, shown = run.story, marks(run.look, run.style, run.link)
        if run.look.hidden:
            return
        if run.field is None:
            self._made.transcript.quote(story.xml, story.part, leaf, host=story.host, marks=shown)
        else:
            text, place = decoded(story.xml[leaf.inner : leaf.close]), (story.part, leaf.inner, leaf.close)
            chain = (run.field,)
            self._made.transcript.say(text, place, chain=chain, host=story.host, marks=shown, writable=False)
        self._made.languages[run.look.language] += leaf.close - leaf.inner
        self._made.emboldened = self._made.emboldened and bool(run.look.bold)

    def _gap(self, element: Element, run: _Run) -> None:
        count = element.get("text:c", "1")
        spaces = " " * min(int(count), _MOST_SPACES) if re.fullmatch(r"[1-9]\d{0,5}", count, re.ASCII) else " "
        if not run.look.hidden:
            self._made.transcript.say(
                _GAPS.get(element.name, spaces),
                (run.story.part, element.start, element.end),
                chain=(run.field or element,),
                host=run.story.host,
                marks=marks(run.look, run.style, run.link),
                writable=False,
            )

    def _drawing(self, element: Element, story: Story) -> None:
        """Take note of a frame's description, and of the text in it."""
        for name in ("svg:title", "svg:desc"):
            if said := element.first(name):
                self._asides.append(Aside("picture", said, story))
        if element.name == "draw:text-box" or any(
            child.name in _PARAGRAPHS or child.name == "text:list" for child in element.children
        ):
            self._asides.append(Aside("text box", element, story))
            return
        for child in element.children:
            if child.name == "table:table":
                self._asides.append(Aside("text box", element, story))
                return
            if child.name.startswith("draw:") and child.name not in _UNREAD:
                self._drawing(child, story)

    def _beside(self) -> None:
        """Read the text boxes and notes that were met."""
        waiting, self._waiting = self._waiting, []
        for aside in waiting:
            label = self._made.numbered(aside.kind)
            container = self._made.outline.container()
            story = replace(aside.story, label=label, cell=False, column="", lead=-1, container=container)
            self.story(aside.element, replace(story, many=many(aside.element)))

    def _table(self, table: Element, story: Story) -> None:
        label = self._made.numbered("table", f"{story.label}, " if story.label else "")
        lead, held = self._made.outline.lead(story.container, story.lead), Table()
        self._made.tables.append(held)
        for number, (row, headed) in enumerate(_rows(table), 1):
            held.begin_row()
            bold, column = True, 0
            for cell in row.children:
                if cell.name in {"table:table-cell", "table:covered-table-cell"}:
                    column += 1
                if cell.name == "table:table-cell":
                    where = f"{label}, row {number}, column {column}"
                    inside = replace(story, label=where, lead=lead, cell=True, container=self._made.outline.container())
                    bold = self._cell(cell, held, inside) and bold
            held.end_row(headed=headed or bold)
        self._made.tables.pop()
        self._made.outline.part()

    def _cell(self, cell: Element, table: Table, story: Story) -> bool:
        """Read one cell; whether all of it is in bold type."""
        self._made.emboldened = True
        column = table.begin_cell("td", cell.get("table:number-columns-spanned"))
        self._blocks(cell, replace(story, column=column, many=many(cell)), 0)
        return self._made.emboldened

    def _asked(self, annotation: Element, story: Story) -> None:
        """A comment may ask us something."""
        here = self._made.transcript.here
        said = "".join(
            story.xml[leaf.inner : leaf.close]
            for one in annotation.children
            if one.name in _PARAGRAPHS or one.name == "text:list"
            for leaf in one.walk()
            if leaf.name == TEXT
        )
        self._made.outline.comment(decoded(said), here, here)


def many(parent: Element) -> bool:
    """Whether it holds more than one paragraph."""
    return sum(child.name in _PARAGRAPHS or child.name == "text:list" for child in parent.children) > 1


def _hung(story: Story, element: Element) -> Story:
    """The story of what hangs on an element."""
    return replace(story, host=story.host or element)


def _rows(table: Element, *, headed: bool = False) -> list[tuple[Element, bool]]:
    """The rows of a table, and whether they are its heading."""
    found: list[tuple[Element, bool]] = []
    for child in table.children:
        if child.name == "table:table-row":
            found.append((child, headed))
        elif child.name in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
            found += _rows(child, headed=headed or child.name == "table:table-header-rows")
    return found
