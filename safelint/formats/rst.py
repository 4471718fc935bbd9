"""reStructuredText to documents, line by line: sections, lists, directives, tables, footnotes, comments, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.formats.cells import grid, is_rule, simple
from safelint.formats.lined import Page, Scroll
from safelint.formats.mask import mask_templates
from safelint.formats.outline import Outline
from safelint.formats.rstexplicit import begins
from safelint.formats.rstinline import INLINE
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    import re

    from safelint.formats.lined import Line
    from safelint.model.document import Document
    from safelint.model.source import Source

_ADORNMENT = regex.compile(r"([!-/:-@\[-`{-~])\1*")
_DEEPEST = 8  # items that begin on one line inside each other
_SHORTEST = 4  # an adornment shorter than this must be as long as the title it underlines
_BULLET = regex.compile(r"[-*+•‣⁃](?:[ \t]+(?=\S)|$)")
_NUMBER = regex.compile(
    r"(?:\(?(?:\d{1,4}|#|[A-Za-z]|[ivxlcdm]{1,6})\)|(?:\d{1,4}|#|[A-Za-z]|[ivxlcdm]{1,6})\.)[ \t]+(?=\S)"
)
_VERSE = regex.compile(r"\|(?:[ \t]+|$)")


def read(source: Source) -> Document:
    """The document in a reStructuredText file."""
    outline = Outline()
    body = frontmatter.read(source.text, outline)
    masked = mask_templates(source.text)
    for aside in masked.asides:
        outline.comment(aside.inner, aside.start, aside.end)
    _Reader(Page(masked.text, outline, INLINE), body).read()
    return outline.document(source.path, "rst")


class _Reader:
    """Reads the lines one by one; ``at`` is the index of the next."""

    def __init__(self, page: Page, body: int) -> None:
        self.page = page
        self.text = page.text
        self.scroll = Scroll(page.text, body)
        self._parted = True  # a blank line came before
        self._adornments: list[str] = []

    def read(self) -> None:
        """Add everything to the outline."""
        while self.scroll.more:
            line = self.scroll.line
            if line.blank:
                self.page.flush()
                self._parted = True
                self.scroll.at += 1
            else:
                before = self.scroll.at
                self._line(line)
                self._parted = False
                self.scroll.at = max(self.scroll.at, before + 1)
        self.page.leave(1)

    def _line(self, line: Line) -> None:
        if self.page.begun:
            if self._title(line) or self._goes_on(line):
                return
            self.page.flush()
        self._settle(line)
        if not (self._structure(line) or self._begins(line, line.start)):
            self._say(line, line.start)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line belongs to the paragraph, or defines the term that the paragraph is."""
        page, (first, _) = self.page, self.page.pieces[-1]
        above = self.scroll.lines[self.scroll.at - 1]
        lone = above.start <= first
        if line.indent < page.here.indent:
            return False
        if line.indent > above.indent and lone and page.here.name != "verse" and page.here.indent == above.indent:
            page.flush(BlockKind.LIST, page.here.level + 1)
            page.enter_list(above.indent, "terms")
            page.enter_item(line.indent)
            return False
        self._say(line, line.start)
        return True

    def _title(self, line: Line) -> bool:
        """Whether a line underlines the paragraph, which is then a section title."""
        start, end = self.page.pieces[-1]
        mark = _ADORNMENT.fullmatch(self.text, line.start, line.end)
        above = self.scroll.lines[self.scroll.at - 1]
        if mark is None or above.start != start or above.end != end or line.indent or self.page.depth > 1:
            return False
        if line.end - line.start < min(end - start, _SHORTEST):
            return False
        self._head(mark[1])
        return True

    def _head(self, adornment: str) -> None:
        if adornment not in self._adornments:
            self._adornments.append(adornment)
        self.page.flush(BlockKind.HEADING, min(self._adornments.index(adornment) + 1, 6))
        self.scroll.at += 1

    def _settle(self, line: Line) -> None:
        """Leave what a line stands left of; what stands further in is a quotation, or a list that was indented."""
        page = self.page
        while page.depth > 1 and page.here.indent > line.indent:
            page.leave()
        item = self._item(line.start, line.end)
        if page.here.indent == line.indent and (
            page.here.name in {"terms", "fields"} or (page.here.name == "list" and not item)
        ):
            page.leave()
        if line.indent > page.here.indent:
            if item or not self._parted or page.here.name in {"options", "verse"}:
                page.enter(indent=line.indent, name="indented")
            else:
                page.enter_quotation(line.indent)

    def _item(self, start: int, end: int) -> re.Match[str] | None:
        return _BULLET.match(self.text, start, end) or _NUMBER.match(self.text, start, end)

    def _structure(self, line: Line) -> bool:
        """Read what takes whole lines: over- and underlined titles, transitions, tables, doctests."""
        text, page = self.text, self.page
        mark = _ADORNMENT.fullmatch(text, line.start, line.end)
        if is_rule(text[line.start : line.end]):
            table = self._table(line)
            (grid if text[line.start] == "+" else simple)(page, table)
            self.scroll.at += len(table)
            return True
        if mark and line.end - line.start > 1 and self.scroll.at + 2 < len(self.scroll.lines):
            title, under = self.scroll.lines[self.scroll.at + 1], self.scroll.lines[self.scroll.at + 2]
            if not title.blank and text[under.start : under.end] == text[line.start : line.end]:
                page.say(title.start, title.end)
                self.scroll.at += 2
                self._head(mark[1] * 2)
                return True
        if mark and line.end - line.start >= _SHORTEST:
            page.outline.part()
            return True
        if text.startswith(">>> ", line.start):
            while self.scroll.more and not self.scroll.line.blank:
                self.scroll.at += 1
            return True
        return False

    def _table(self, line: Line) -> list[Line]:
        """The lines of a table: those up to the next blank one, or up to the rule that ends a simple table."""
        drawn, found = self.text[line.start] == "+", [line]
        for at in range(self.scroll.at + 1, len(self.scroll.lines)):
            one = self.scroll.lines[at]
            if one.blank and (drawn or is_rule(self.text[found[-1].start : found[-1].end])) and len(found) > 1:
                break
            found.append(one)
        while found[-1].blank:
            found.pop()
        return found

    def _begins(self, line: Line, start: int, depth: int = 0) -> bool:
        """Read what begins at ``start``: an item, a field, explicit markup, a line of verse."""
        page, text = self.page, self.text
        item = self._item(start, line.end) if depth < _DEEPEST else None
        if item:
            if page.here.name != "list" or page.here.indent != line.indent:
                page.enter_list(line.indent, "list")
            page.enter_item(line.indent + item.end() - start)
            if not self._begins(line._replace(start=item.end(), indent=page.here.indent), item.end(), depth + 1):
                self._say(line, item.end())
            return True
        if begins(page, self.scroll, line._replace(start=start)):
            return True
        if verse := _VERSE.match(text, start, line.end):
            page.enter(indent=line.indent + 1, name="verse")
            while verse and self.scroll.more:
                page.say(verse.end(), self.scroll.line.end)
                self.scroll.at += 1
                verse = _VERSE.match(text, self.scroll.line.start, self.scroll.line.end) if self.scroll.more else None
            page.leave()
            return True
        return False

    def _say(self, line: Line, start: int) -> None:
        """Add a line to the paragraph; one that ends with “::” announces what is no prose."""
        end = line.end
        following = self.scroll.following
        literal = self.text.endswith("::", start, end) and following is not None and following.blank
        below = self.scroll.inside(line.indent) if literal else []
        if any(not one.blank for one in below):
            end -= 1 if end - start > len("::") and not self.text[end - 3].isspace() else 2
            self.page.say(start, end)
            self.page.flush()
            self.scroll.at += len(below) + 1
        else:
            self.page.say(start, end)
