"""Org to documents, line by line: headlines, keywords, blocks, lists, tables, drawers, footnotes, comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.formats.cells import row, trimmed
from safelint.formats.lined import Page, Scroll
from safelint.formats.mask import MASK, mask_templates
from safelint.formats.orginline import INLINE
from safelint.formats.outline import Outline
from safelint.formats.table import Table
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.formats.lined import Line
    from safelint.model.document import Document
    from safelint.model.source import Source

_MACRO = regex.compile(
    r"\{\{\{[^{}\r\n]{0,1000}\}\}\}"
    r"|src_\w{1,20}(?:\[[^\[\]\r\n]{0,200}\])?\{[^{}\r\n]{0,500}\}|call_\w{1,40}\([^()\r\n]{0,200}\)"
)
_HEADLINE = regex.compile(
    r"(\*+)[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|DRAFT|CANCELLED|CANCELED)[ \t]+)?(?:\[#\w\][ \t]+)?(COMMENT\b)?[ \t]*"
)
_TAGS = regex.compile(r"(?:^|[ \t]):([\w@#%:]{1,200}):$")
_KEYWORD = regex.compile(r"#\+([A-Za-z_]+)(?:\[[^\]\r\n]*\])?:(?:[ \t]+|$)")
_OPENING = regex.compile(r"#\+begin_(\w+)", re.IGNORECASE)
_REMARK = regex.compile(r"#(?:[ \t]+|$)")
_ITEM = regex.compile(r"(?:[-+]|\d{1,4}[.)]|[A-Za-z][.)])(?:[ \t]+(?=\S)|$)|\*[ \t]+(?=\S)")
_CHECK = regex.compile(r"(?:\[@\w{1,4}\][ \t]+)?(?:\[[ X-]\][ \t]+)?")
_TERM = regex.compile(r"([^\r\n]{1,300}?)[ \t]+::(?:[ \t]+|$)")
_DRAWER = regex.compile(r":([\w-]+):$")
_PLANNED = regex.compile(r"(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):")
_FIXED = regex.compile(r":(?:[ \t]|$)")
_NOTE = regex.compile(r"\[fn:([\w-]{1,60})\][ \t]*")
_LATEX = regex.compile(r"\\begin\{(\w{1,30}\*?)\}")
_SHOWN = regex.compile(r":(alt|title|caption)[ \t]+(?:\"([^\"\r\n]{1,1000})\"|([^\r\n]{1,1000}?)(?=[ \t]+:[a-z]|$))")
_RULED = regex.compile(r"-{5,}")
_WIDEST = 200  # columns; further ones are read with the last
_HIDDEN = frozenset({"src", "example", "export", "comment", "latex", "html", "ascii"})
_QUIET = frozenset({"PROPERTIES", "LOGBOOK", "CLOCK"})


def read(source: Source) -> Document:
    """The document in an Org file."""
    outline = Outline()
    body = frontmatter.read(source.text, outline)
    masked = mask_templates(_MACRO.sub(lambda found: MASK * len(found.group()), source.text))
    for aside in masked.asides:
        outline.comment(aside.inner, aside.start, aside.end)
    _Reader(Page(masked.text, outline, INLINE), body).read()
    return outline.document(source.path, "org")


class _Reader:
    """Reads the lines one by one."""

    def __init__(self, page: Page, body: int) -> None:
        self.page = page
        self.text = page.text
        self.scroll = Scroll(page.text, body)
        self._endless: set[str] = set()  # last lines that don't come
        self._steps: tuple[Callable[[Line], bool], ...] = (
            self._headline, self._keyword, self._block, self._apart, self._table, self._note, self._item,
        )  # fmt: skip

    def read(self) -> None:
        """Add everything to the outline."""
        while self.scroll.more:
            line = self.scroll.line
            if line.blank:
                self.page.flush()
                if self.page.here.name == "note":
                    self.page.leave()
            elif not any(step(line) for step in self._steps):
                if not self.page.begun:
                    self._settle(line, item=False)
                self.page.say(line.start, line.end)
            self.scroll.at += 1
        self.page.leave(1)

    def _headline(self, line: Line) -> bool:
        found = _HEADLINE.match(self.text, line.first, line.end)
        if found is None:
            return False
        self.page.leave(1)
        level, start, end = len(found[1]), found.end(), line.end
        tags = _TAGS.search(self.text, start, end)
        if tags:
            end = tags.start()
        if found[2] or (tags and "noexport" in tags[1].split(":")):
            while self.scroll.following is not None and not self._as_high(self.scroll.following, level):
                self.scroll.at += 1
        else:
            self.page.show(BlockKind.HEADING, start, end, level=min(level, 6))
        return True

    def _as_high(self, line: Line, level: int) -> bool:
        found = _HEADLINE.match(self.text, line.first, line.end)
        return found is not None and len(found[1]) <= level

    def _keyword(self, line: Line) -> bool:
        """A line that says something about the document or the next element, or a remark."""
        text, page = self.text, self.page
        if remark := _REMARK.match(text, line.start, line.end):
            page.outline.comment(text[remark.end() : line.end], line.start, line.end)
            return True
        found = _KEYWORD.match(text, line.start, line.end)
        if found is None:
            return False
        name, start = found[1].lower(), found.end()
        self._settle(line, item=False)
        if name == "caption":
            page.show(BlockKind.CAPTION, start, line.end)
        elif name in {"attr_html", "attr_latex", "attr_org"}:
            for shown in _SHOWN.finditer(text, start, line.end):
                page.show(
                    BlockKind.ALT if shown[1] == "alt" else BlockKind.CAPTION,
                    *shown.span(2 if shown[2] else 3),
                    key=shown[1],
                )
        elif kind := frontmatter.kind_of(name):
            page.show(kind, start, line.end, key=name)
        elif name in frontmatter.LANGUAGES:
            page.outline.language = text[start : line.end].replace("_", "-")
        elif name == "audience":
            page.outline.audience = tuple(frontmatter.countries_in(text[start : line.end]))
        return True

    def _block(self, line: Line) -> bool:
        """The first or last line of a block."""
        opening = _OPENING.match(self.text, line.start, line.end)
        name = opening[1].lower() if opening else ""
        if not opening:
            lower = self.text[line.start : line.end].lower()
            if not lower.startswith("#+"):
                return False
            if depth := self.page.find(lower.removeprefix("#+end_")):
                self.page.leave(depth - 1)
            return True
        self._settle(line, item=False)
        if name in _HIDDEN:
            self._pass_over(f"#+end_{name}")
            if name == "comment":
                end = max(self.scroll.line.first, line.end)
                self.page.outline.comment(self.text[line.end : end], line.start, end)
        elif name == "quote":
            self.page.enter_quotation(line.indent, name)
        else:
            self.page.enter(container=self.page.outline.container(), indent=line.indent, name=name)
        return True

    def _pass_over(self, last: str) -> None:
        """Pass over lines up to the one that reads ``last``; without one, over nothing."""
        if last in self._endless:
            return
        for at in range(self.scroll.at + 1, len(self.scroll.lines)):
            line = self.scroll.lines[at]
            if self.text[line.start : line.end].lower() == last:
                self.scroll.at = at
                return
        self._endless.add(last)

    def _apart(self, line: Line) -> bool:
        """Lines that are no prose: drawers, dates, fixed width, rules, mathematics."""
        text = self.text
        if drawer := _DRAWER.match(text, line.start, line.end):
            self.page.flush()
            if drawer[1].upper() in _QUIET:
                self._pass_over(":end:")
        elif _FIXED.match(text, line.start, line.end) or _PLANNED.match(text, line.start, line.end):
            self.page.flush()
        elif _RULED.fullmatch(text, line.first, line.end):
            self.page.leave(1)
            self.page.outline.part()
        elif latex := _LATEX.match(text, line.start, line.end):
            self.page.flush()
            self._pass_over(f"\\end{{{latex[1].lower()}}}")
        else:
            return False
        return True

    def _table(self, line: Line) -> bool:
        if self.text[line.start] != "|":
            return False
        self._settle(line, item=False)
        page, table = self.page, Table()
        place = page.outline.lead(page.here.container, page.here.lead)
        lines = [line]
        while (below := self.scroll.following) and not below.blank and self.text[below.start] == "|":
            lines.append(below)
            self.scroll.at += 1
        page.enter(lead=place, level=0, name="table")
        ruled = [self.text.startswith("|-", one.start) for one in lines] + [False]
        for at, one in enumerate(lines):
            if not ruled[at]:
                row(page, table, self._cells(one), headed=ruled[at + 1])
        page.leave()
        return True

    def _cells(self, line: Line) -> list[list[tuple[int, int]]]:
        cells: list[list[tuple[int, int]]] = []
        start = line.start + 1
        while start <= line.end:
            bar = self.text.find("|", start, line.end) if len(cells) < _WIDEST else -1
            end = line.end if bar < 0 else bar
            if bar >= 0 or start < end:
                cells.append([trimmed(self.text, start, end)])
            start = end + 1
        return cells

    def _note(self, line: Line) -> bool:
        note = _NOTE.match(self.text, line.first, line.end)
        if note is None:
            return False
        self.page.leave(1)
        self.page.enter(container=self.page.outline.container(), name="note")
        self.page.say(note.end(), line.end)
        return True

    def _item(self, line: Line) -> bool:
        item = _ITEM.match(self.text, line.start, line.end)
        if item is None or (line.indent == 0 and self.text[line.start] == "*"):
            return False
        if self.page.begun and self.page.here.name != "item" and self.text[line.start].isalpha():
            return False
        self._settle(line, item=True)
        page = self.page
        if page.here.name != "list" or page.here.indent != line.indent:
            page.enter_list(line.indent, "list")
        page.enter_item(line.indent + 1)
        check = _CHECK.match(self.text, item.end(), line.end)
        start = check.end() if check else item.end()
        if term := _TERM.match(self.text, start, line.end):
            page.say(*term.span(1))
            page.flush()
            start = term.end()
        page.say(start, line.end)
        return True

    def _settle(self, line: Line, *, item: bool) -> None:
        """Leave the lists that a line stands left of."""
        page = self.page
        page.flush()
        while page.here.name in {"list", "item"} and (
            page.here.indent > line.indent or (page.here.name == "list" and not item)
        ):
            page.leave()
