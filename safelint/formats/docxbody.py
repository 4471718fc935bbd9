"""The blocks of a Word document: paragraphs by their styles, tables, and what stands beside the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.docxruns import AROUND, Runs, chosen
from safelint.formats.docxstyles import on, value
from safelint.formats.styled import PLAIN
from safelint.formats.table import Table
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.formats.blocks import Aside, Blocks, Story
    from safelint.formats.docxstyles import Styles
    from safelint.formats.styled import Style
    from safelint.formats.xmltree import Element

    Notes = Callable[[str, str], tuple[Element, Story] | None]

_ON = frozenset({"1", "true", "on"})
_FIRST_ROW, _FIRST_COLUMN = 0x20, 0x80
_DELETED = ("w:del", "w:moveFrom")
_DEPTH = regex.compile(r"\d{1,2}", re.ASCII)


class Body:
    """Reads stories (the body text, a note, a header); ``note`` gives a note by its kind and id."""

    def __init__(self, blocks: Blocks, styles: Styles, runs: Runs, note: Notes) -> None:
        self._made = blocks
        self._styles = styles
        self._runs = runs
        self._note = note
        self._waiting: list[Aside] = []
        self._seen: set[tuple[str, str]] = set()

    def story(self, parent: Element, story: Story) -> None:
        """Read everything in ``parent``, and what hangs on it; a field that was left open has no say there."""
        fields, self._runs.fields = self._runs.fields, []
        self._blocks(parent, story)
        self._flush(story, PLAIN)
        self._beside()
        self._runs.fields = fields

    def _blocks(self, parent: Element, story: Story) -> None:
        for child in parent.children:
            if child.name == "w:p":
                self._paragraph(child, story)
            elif child.name == "w:tbl":
                self._table(child, story)
            elif child.name in AROUND:
                self._blocks(child, story)
            elif child.name == "mc:AlternateContent":
                self._blocks(chosen(child), story)

    def _paragraph(self, paragraph: Element, story: Story) -> None:
        properties = paragraph.first("w:pPr")
        style = self._styles.paragraph(properties)
        if style.kind in {BlockKind.HEADING, BlockKind.TITLE} and not story.label:
            self._beside()
        self._runs.read(paragraph, story, style)
        mark = properties.first("w:rPr") if properties else None
        if mark is None or not any(mark.first(name) for name in _DELETED):  # else the next one goes on from here
            depth = value(properties.first("w:numPr") if properties else None, "w:ilvl")
            self._flush(story, style, int(depth) + 1 if _DEPTH.fullmatch(depth) else 1)

    def _flush(self, story: Story, style: Style, depth: int = 1) -> None:
        """End the paragraph at hand; its pictures come right after it, the rest later."""
        self._made.finish(style, story, depth)
        asides, self._runs.asides = self._runs.asides, []
        for aside in asides:
            if aside.kind == "picture":
                self._describe(aside.element, aside.story)
            else:
                self._waiting.append(aside)

    def _table(self, table: Element, story: Story) -> None:
        label = self._made.numbered("table", f"{story.label}, " if story.label else "")
        properties = table.first("w:tblPr")
        heads = self._styles.named("table", value(properties, "w:tblStyle")).heads & _used(properties)
        lead = self._made.outline.lead(story.container, story.lead)
        held = Table()
        self._made.tables.append(held)
        for number, row in enumerate(_parts(table, "w:tr"), 1):
            marked = row.first("w:trPr")
            if marked and any(marked.first(name) for name in _DELETED):
                continue
            held.begin_row()
            bold = True
            for column, cell in enumerate(_parts(row, "w:tc"), 1):
                where = f"{label}, row {number}, column {column}"
                inside = replace(story, label=where, lead=lead, cell=True, container=self._made.outline.container())
                bold = self._cell(cell, held, inside, head=column == 1 and "firstCol" in heads) and bold
            held.end_row(headed=bold or "firstRow" in heads or bool(on(marked, "w:tblHeader")))
        self._made.tables.pop()
        self._made.outline.part()

    def _cell(self, cell: Element, table: Table, story: Story, *, head: bool) -> bool:
        """Read one cell; whether all of it is in bold type."""
        self._made.emboldened = True
        column = table.begin_cell("th" if head else "td", value(cell.first("w:tcPr"), "w:gridSpan"))
        story = replace(story, column=column, many=many(cell))
        self._blocks(cell, story)
        self._flush(story, PLAIN)
        return self._made.emboldened

    def _describe(self, picture: Element, story: Story) -> None:
        """A block for what a picture is said to show."""
        if place := picture.place("descr" if picture.name == "wp:docPr" else "alt"):
            self._made.transcript.quote(story.xml, story.part, picture, host=story.host, span=place[1:])
            self._made.describe()

    def _beside(self) -> None:
        """Read the text boxes and notes that were met; each once."""
        waiting, self._waiting = self._waiting, []
        for aside in waiting:
            container = self._made.outline.container()
            around = replace(aside.story, cell=False, column="", lead=-1, container=container)
            if aside.kind == "text box":
                label = self._made.numbered(aside.kind)
                self.story(aside.element, replace(around, label=label, many=many(aside.element)))
            elif (key := (aside.kind, aside.element.get("w:id"))) not in self._seen:
                self._seen.add(key)
                if found := self._note(*key):
                    element, story = found
                    label = self._made.numbered(aside.kind)
                    hung = replace(story, label=label, host=around.host, many=many(element), container=container)
                    self.story(element, hung)


def many(parent: Element) -> bool:
    """Whether it holds more than one paragraph."""
    return sum(child.name == "w:p" for child in parent.children) > 1


def _parts(parent: Element, name: str) -> list[Element]:
    """The rows of a table or cells of a row, through whatever is wrapped around them."""
    found: list[Element] = []
    for child in parent.children:
        if child.name == name:
            found.append(child)
        elif child.name in AROUND:
            found += _parts(child, name)
    return found


def _used(properties: Element | None) -> frozenset[str]:
    """Which parts of its style a table shows."""
    look = properties.first("w:tblLook") if properties else None
    if look is None:
        return frozenset()
    bits = look.get("w:val", "0")
    number = int(bits, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", bits) else 0
    said = {
        "firstRow": look.get("w:firstRow", str(number & _FIRST_ROW and 1)),
        "firstCol": look.get("w:firstColumn", str(number & _FIRST_COLUMN and 1)),
    }
    return frozenset(name for name, shown in said.items() if shown.lower() in _ON)
