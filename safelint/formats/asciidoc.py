"""AsciiDoc to documents, line by line: header, sections, lists, delimited blocks, tables, macros, comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.formats.asciidochead import MACRO, attribute, show
from safelint.formats.asciidocinline import INLINE
from safelint.formats.asciidoctables import Cells
from safelint.formats.lined import Page, Scroll
from safelint.formats.mask import mask_templates
from safelint.formats.outline import Outline
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.formats.lined import Line
    from safelint.model.document import Document
    from safelint.model.source import Source

_HEADING = regex.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_REMARK = regex.compile(r"//(?!/)")
_FENCE = regex.compile(r"(/{4,}|-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|--|\"\"|`{3,}[\w-]*|[|,:!]={3,})")
_STYLE = regex.compile(r"\[(?:\[[^\[\]\r\n]*\]|[^\[\]\r\n]*)\]")
_CAPTION = regex.compile(r"\.(?=[^\s.])")
_ITEM = regex.compile(
    r"(?:(\*{1,6}|-|\.{1,6}|•)[ \t]+|(?:\d{1,4}|[A-Za-z])\.[ \t]+|[ivxIVX]{1,6}\)[ \t]+|<(?:\d{1,3}|\.)>[ \t]+)(?=\S)"
)
_CHECK = regex.compile(r"\[[ xX*]\][ \t]+")
_TERM = regex.compile(r"(?=\S)([^\r\n]{1,300}?)(:{2,4}|;;)(?:[ \t]+|$)")
_LABEL = regex.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_RULE = regex.compile(r"'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*")
_CODE = frozenset(
    {"source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "mermaid", "plantuml", "ditaa"}
)
_QUOTES = frozenset({"quote", "verse"})
_UNDERLINES = "=-~^+"
_SHORTEST = 3
_HIDDEN = "/-.+`:"  # first characters of fences around what is no prose


def read(source: Source) -> Document:
    """The document in an AsciiDoc file."""
    outline = Outline()
    body = frontmatter.read(source.text, outline)
    masked = mask_templates(source.text)
    for aside in masked.asides:
        outline.comment(aside.inner, aside.start, aside.end)
    _Reader(Page(masked.text, outline, INLINE), body).read()
    return outline.document(source.path, "asciidoc")


class _Reader:
    """Reads the lines one by one."""

    def __init__(self, page: Page, body: int) -> None:
        self.page = page
        self.text = page.text
        self.scroll = Scroll(page.text, body)
        self._style = ""
        self._options = ""
        self._goes_on = False  # a list continuation (“+”) came right before
        self._steps: tuple[Callable[[Line], bool], ...] = (
            self._comment, self._underline, self._fence, self._table,
            self._heading, self._apart, self._item, self._term,
        )  # fmt: skip

    def read(self) -> None:
        """Add everything to the outline."""
        while self.scroll.more:
            line = self.scroll.line
            if line.blank:
                self.page.flush()
                self._goes_on = False
            elif not any(step(line) for step in self._steps):
                self._paragraph(line)
            self.scroll.at += 1
        self.page.leave(1)

    def _comment(self, line: Line) -> bool:
        """A line that is a remark, or an attribute of the document."""
        text, page = self.text, self.page
        if remark := _REMARK.match(text, line.first, line.end):
            page.outline.comment(text[remark.end() : line.end], line.start, line.end)
            return True
        return not page.begun and attribute(page, self.scroll, line)

    def _underline(self, line: Line) -> bool:
        """A line right below a title of about its length."""
        sign = self.text[line.start]
        if sign not in _UNDERLINES or not self.page.begun or self.page.depth > 1:
            return False
        start, end = self.page.pieces[-1]
        above = self.scroll.lines[self.scroll.at - 1]
        length = line.end - line.first
        if (above.start, above.end) != (start, end) or abs(length - (end - start)) > 1 or length < _SHORTEST:
            return False
        if self.text[line.first : line.end] != sign * length:
            return False
        self.page.flush(BlockKind.HEADING, _UNDERLINES.index(sign) + 1)
        return True

    def _fence(self, line: Line) -> bool:
        """A line that begins or ends a delimited block."""
        text, page = self.text, self.page
        fence = _FENCE.fullmatch(text, line.first, line.end)
        if fence is None or (fence[1][1:2] == "=" and fence[1][0] in "|,:!"):
            return False
        name = fence[1][:2] if fence[1][0] == "`" else fence[1]
        if depth := page.find(name):
            page.leave(depth - 1)
            return True
        style, self._style = self._style, ""
        if not self._goes_on:
            self._leave_lists()
        if (name[0] in _HIDDEN and name != "--") or style in _CODE | {"comment"}:
            self._pass_over(line, fence[1])
        elif name[0] == "_" or name == '""' or style in _QUOTES:
            page.enter_quotation(0, name)
        else:
            page.enter(container=page.outline.container(), name=name)
        return True

    def _pass_over(self, line: Line, fence: str) -> None:
        """Pass over a block that is no prose; a remark in a comment block is read."""
        self.page.flush()
        closing = fence.rstrip("abcdefghijklmnopqrstuvwxyz-0123456789") if fence[0] == "`" else fence
        while self.scroll.following is not None:
            self.scroll.at += 1
            one = self.scroll.line
            if self.text[one.first : one.end] == closing:
                break
        if fence[0] == "/":
            last = self.scroll.line.first
            self.page.outline.comment(self.text[line.end : last].strip(), line.start, max(last, line.end))

    def _table(self, line: Line) -> bool:
        if not (fence := _FENCE.fullmatch(self.text, line.first, line.end)) or fence[1][0] not in "|,:!":
            return False
        self._leave_lists()
        lines = []
        while self.scroll.following is not None:
            self.scroll.at += 1
            one = self.scroll.line
            if self.text[one.first : one.end] == fence[1]:
                break
            lines.append(one)
        Cells(self.page, self._options, fence[1][0]).read(lines)
        self._style = self._options = ""
        return True

    def _heading(self, line: Line) -> bool:
        """A section title; the first one of the document is followed by its header."""
        found = None if self.page.begun else _HEADING.match(self.text, line.first, line.end)
        if found is None:
            return False
        self.page.leave(1)
        first = not len(self.page.outline)
        level = len(found[1])
        end = line.end
        if self.text.endswith(found[1], found.end(), end) and self.text[end - level - 1 : end - level].isspace():
            end -= level
        self.page.show(BlockKind.HEADING, found.end(), end, level=level)
        while first and level == 1 and (below := self.scroll.following) and not below.blank:
            self.scroll.at += 1  # author and revision
            self._comment(below)
        return True

    def _apart(self, line: Line) -> bool:
        """Lines that stand for themselves: styles, captions, pictures, rules."""
        text, page = self.text, self.page
        if page.begun and text[line.first] not in "[+":
            return False
        if text[line.start : line.end] == "+":
            page.flush()
            self._goes_on = True
        elif _STYLE.fullmatch(text, line.first, line.end):
            page.flush()
            inside = text[line.first + 1 : line.end - 1]
            self._options = inside
            self._style = re.split(r"[,.#%]", inside, maxsplit=1)[0].strip().lower()
        elif caption := _CAPTION.match(text, line.first, line.end):
            if not self._goes_on:
                self._leave_lists()
            page.show(BlockKind.CAPTION, caption.end(), line.end)
        elif macro := MACRO.fullmatch(text, line.first, line.end):
            show(page, macro)
        elif _RULE.fullmatch(text, line.first, line.end):
            self._leave_lists()
            page.outline.part()
        else:
            return False
        return True

    def _item(self, line: Line) -> bool:
        found = _ITEM.match(self.text, line.start, line.end)
        if found is None or (self.page.begun and self.page.find("item") == 0):
            return False
        sign = found[1] or re.sub(r"\w+", "1", found.group().strip())
        self._enter_item(sign)
        check = _CHECK.match(self.text, found.end(), line.end)
        self.page.say(check.end() if check else found.end(), line.end)
        return True

    def _enter_item(self, sign: str) -> None:
        """Open an item of the list with this sign, which may be one around the present one."""
        page = self.page
        if depth := page.find(f"list {sign}"):
            page.leave(depth)
        else:
            page.enter_list(0, f"list {sign}")
        page.enter_item(0)

    def _term(self, line: Line) -> bool:
        found = _TERM.match(self.text, line.start, line.end)
        if found is None or (self.page.begun and self.page.here.name != "item"):
            return False
        self._enter_item(found[2])
        self.page.say(*found.span(1))
        self.page.flush()
        self.page.say(found.end(), line.end)
        return True

    def _paragraph(self, line: Line) -> None:
        """A line of running text."""
        page = self.page
        if not page.begun:
            style, self._style = self._style, ""
            if not (self._goes_on or (page.here.name == "item" and line.indent)) and not self._defines():
                self._leave_lists()
            if style in _CODE or (line.first < line.start and page.here.name != "item" and not self._goes_on):
                self._skip_paragraph()
                return
            if style in _QUOTES:
                self._quote()
                return
            label = _LABEL.match(self.text, line.start, line.end)
            page.say(label.end() if label else line.start, line.end)
            return
        page.say(line.start, line.end)

    def _defines(self) -> bool:
        """Whether the term of a list came right before."""
        before = self.scroll.lines[self.scroll.at - 1] if self.scroll.at else None
        name = self.page.here.name
        return name == "item" and before is not None and (not before.blank or self._awaits)

    @property
    def _awaits(self) -> bool:
        """Whether the last line that is not blank was a term without its definition."""
        at = self.scroll.at - 1
        while at > 0 and self.scroll.lines[at].blank:
            at -= 1
        return self.text.endswith(("::", ";;"), self.scroll.lines[at].start, self.scroll.lines[at].end)

    def _skip_paragraph(self) -> None:
        while self.scroll.following is not None and not self.scroll.following.blank:
            self.scroll.at += 1

    def _quote(self) -> None:
        self.page.enter_quotation(0)
        self.page.say(self.scroll.line.start, self.scroll.line.end)
        while self.scroll.following is not None and not self.scroll.following.blank:
            self.scroll.at += 1
            self.page.say(self.scroll.line.start, self.scroll.line.end)
        self.page.leave()

    def _leave_lists(self) -> None:
        """Leave lists, but not the delimited block that they may stand in."""
        page = self.page
        page.flush()
        while page.depth > 1 and page.here.name.startswith(("list", "item")):
            page.leave()
