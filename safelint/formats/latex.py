"""LaTeX to documents: commands, mathematics and environments without prose are masked, the words between are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from safelint.formats import latexwords as words
from safelint.formats.latexsheet import Brace, Sheet
from safelint.formats.latextokens import ARGUMENT, OPTION, OVERLAY, TOKEN, braces
from safelint.formats.lined import readable
from safelint.formats.outline import Outline
from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.model.document import Document
    from safelint.model.source import Source

_CURLY = {"``": "“", "''": "”", "`": "‘", "--": "–", "---": "—"}
_ALT = regex.compile(r"\balt\s*=\s*\{([^{}]{1,1000})\}")
_BODY = regex.compile(r"\\begin[ \t]*\{document\}")
_END = regex.compile(r"\\end[ \t]*\{document\}")
_RULED = regex.compile(r"\s*\\(?:midrule|hline|cmidrule|endhead|endfirsthead)")
_BLANK = regex.compile(r"[ \t]*(?:\r\n|\r|\n|$)")
_LONGEST = 20_000  # an argument nobody reads that is longer was never closed
_TITLED = frozenset({"frame", "block", "alertblock", "exampleblock"})
_ARGUED = words.TABLES | frozenset({
    "minipage", "wrapfigure", "wraptable", "multicols", "adjustbox", "columns", "column", "otherlanguage", "spacing",
    "list", "textblock", "tasks", "tabbing", "overprint", "onlyenv", "displaycquote", "adjustwidth", "letter",
})  # fmt: skip


def read(source: Source) -> Document:
    """The document in a LaTeX file, or in a part of one."""
    outline = Outline()
    _Reader(readable(source.text), outline).read()
    return outline.document(source.path, "latex")


class _Reader:
    """Reads the tokens one by one; ``at`` is where the words begin that have not been shown yet."""

    def __init__(self, text: str, outline: Outline) -> None:
        self.text = text
        self.outline = outline
        self.sheet = Sheet(text, outline, shown=_BODY.search(text) is None)
        self.at = 0
        self._closed = braces(text)
        self._endless: set[str] = set()  # environments whose end does not come
        self._steps: dict[str, Callable[[re.Match[str]], None]] = {
            "remark": self._remark, "begin": self._begin, "end": self._end, "verb": self._code,
            "accent": self._accent, "maths": self._code, "command": self._command, "wrap": self._wrap,
            "soft": lambda _: None, "space": self._space, "escape": self._escape, "quote": self._curly,
            "dash": self._curly, "open": self._open, "close": self._close, "cell": self._cell,
            "blank": lambda _: self._blank(),
        }  # fmt: skip

    def read(self) -> None:
        """Add everything to the outline; what stands after the end of the document is not read."""
        ended = _END.search(self.text)
        last = ended.start() if ended else len(self.text)
        self._run(last)
        self.sheet.close_all()
        self.sheet.flush()
        for remark in re.finditer(r"%([^\r\n]*)", self.text[last:]) if ended else ():
            self.outline.comment(remark[1], last + remark.start(), last + remark.end())

    def _run(self, last: int) -> None:
        while found := TOKEN.search(self.text, self.at, last):
            self.sheet.weaver.run(self.at, found.start())
            self.at = found.end()
            self._steps[found.lastgroup or ""](found)
        self.sheet.weaver.run(self.at, max(last, self.at))
        self.at = max(last, self.at)

    def _remark(self, found: re.Match[str]) -> None:
        shown = found.group().rstrip()
        self.outline.comment(shown.lstrip("% \t"), found.start(), found.start() + len(shown))
        if (blank := _BLANK.match(self.text, self.at)) and blank.end() > self.at:
            self._blank()

    def _blank(self) -> None:
        """The end of a paragraph."""
        self.sheet.close_all()
        self.sheet.flush()

    def _code(self, found: re.Match[str]) -> None:
        self._mask(*found.span())

    def _mask(self, start: int, end: int) -> None:
        self.sheet.weaver.open("code")
        self.sheet.weaver.blank(start, end)
        self.sheet.weaver.close("code")

    def _accent(self, found: re.Match[str]) -> None:
        sign = found["sign"] or found["named"]
        letter = found["inside"] or found["dotless"] or found["bare"] or ""
        shown = normalize("NFC", letter + words.ACCENTS[sign]) if letter else sign
        self.sheet.weaver.stand_in(shown, *found.span())

    def _wrap(self, found: re.Match[str]) -> None:
        if self.sheet.tabled:
            self.sheet.next_row(headed=_RULED.match(self.text, self.at) is not None)
        else:
            self.sheet.weaver.gap(*found.span())

    def _space(self, found: re.Match[str]) -> None:
        self.sheet.weaver.gap(*found.span())

    def _escape(self, found: re.Match[str]) -> None:
        self.sheet.weaver.run(found.start() + 1, found.end())

    def _curly(self, found: re.Match[str]) -> None:
        self.sheet.weaver.stand_in(_CURLY[found.group()], *found.span())

    def _open(self, found: re.Match[str]) -> None:
        if self.text[found.start() - 1 : found.start()] == "}":
            self.sheet.weaver.gap(*found.span())
        self.sheet.open()

    def _close(self, found: re.Match[str]) -> None:
        self.sheet.close(*found.span())

    def _cell(self, found: re.Match[str]) -> None:
        if self.sheet.tabled:
            self.sheet.next_cell()
        else:
            self.sheet.weaver.run(*found.span())

    def _begin(self, found: re.Match[str]) -> None:
        name = found.group(found.re.groupindex["begin"] + 1)
        sheet, here = self.sheet, self.sheet.here
        if name in words.UNSEEN:
            self._pass_over(name, found.start())
            return
        self._options()
        if name in _ARGUED:
            self._hide(9)
        if name == "document":
            sheet.close_all()
            sheet.flush()
            sheet.shown = True
        elif name in words.QUOTATIONS:
            sheet.enter(name, kind=BlockKind.QUOTE, quoted=True, level=0, lead=-1, container=self.outline.container())
        elif name in words.LISTS:
            sheet.flush()
            lead = self.outline.lead(here.container, here.lead)
            sheet.enter(name, kind=BlockKind.LIST, level=here.level + 1, lead=lead)
        elif name in words.TABLES:
            sheet.enter(name)
            sheet.table()
        else:
            sheet.enter(name)
        if name in _TITLED and (argument := ARGUMENT.match(self.text, self.at)):
            self.at = argument.end()
            heading = name == "frame"
            sheet.open(Brace(kind=BlockKind.HEADING if heading else BlockKind.BODY, level=2 if heading else 0))

    def _pass_over(self, name: str, start: int) -> None:
        """Pass over an environment without prose, as far as it is closed; remarks in it are read."""
        end = -1 if name in self._endless else self.text.find(f"\\end{{{name}", self.at)
        if end < 0:
            self._endless.add(name)
            return
        close = self.text.find("}", end + len(name))
        end = len(self.text) if close < 0 else close + 1
        if name == "comment":
            self.outline.comment(self.text[self.at : close - len(name) - 5], start, end)
        self._mask(start, end)
        self.at = end

    def _end(self, found: re.Match[str]) -> None:
        self.sheet.leave(found.group(found.re.groupindex["end"] + 1))

    def _command(self, found: re.Match[str]) -> None:
        name = found.group().strip("\\*")
        if name in words.CHARACTERS:
            self.sheet.weaver.stand_in(words.CHARACTERS[name], *found.span())
        elif name in words.SPACES:
            self.sheet.weaver.gap(*found.span())
        elif name in words.BREAKS:
            self.sheet.flush()
        elif name == "item":
            self._item()
        elif name == "iffalse":
            self._skip_to("\\fi", found.start())
        elif name in words.MASKED:
            self._hidden(name, found)
        else:
            self._options()
            self._argued(name, found)

    def _argued(self, name: str, found: re.Match[str]) -> None:
        """A command whose argument is shown."""
        argument = ARGUMENT.match(self.text, self.at)
        if argument is None or argument.end() - 1 not in self._closed:
            if name not in words.MARKS and self.at == found.end():
                self.sheet.weaver.blank(*found.span())
            return
        self.at = argument.end()
        self.sheet.open(self._brace(name))
        if name in words.QUOTES:
            self.sheet.weaver.stand_in("“", *found.span())

    def _brace(self, name: str) -> Brace:
        """What is done with the argument of a command."""
        if level := words.HEADINGS.get(name):
            return Brace(kind=BlockKind.HEADING, level=level)
        if name in words.TITLES:
            return Brace(kind=BlockKind.TITLE if name == "title" else BlockKind.META, key=words.TITLES[name])
        if name in words.CAPTIONS:
            return Brace(kind=BlockKind.CAPTION)
        if name in words.NOTES:
            return Brace(kind=BlockKind.BODY, key="footnote", later=True)
        if name in {"epigraph", "blockquote", "blockcquote"}:
            return Brace(kind=BlockKind.QUOTE)
        return Brace(mark=words.MARKS.get(name, ""), quotes=name in words.QUOTES)

    def _item(self) -> None:
        self.sheet.item()
        term = OPTION.match(self.text, self.at)
        if term:
            self.at = term.start(1)
            self._run(term.end(1))
            self.sheet.close_all()
            self.sheet.flush()
            self.at = max(self.at, term.end())

    def _hidden(self, name: str, found: re.Match[str]) -> None:
        """A command whose arguments nobody reads, or only the last one."""
        option = OPTION.match(self.text, self.at)
        self._options()
        first = ARGUMENT.match(self.text, self.at)
        if name in {"href", "url", "nolinkurl"} and first and (close := self._closed.get(first.end() - 1)):
            self.outline.link(self.text[first.end() : close].replace("\\", ""), first.end(), close)
        if name == "includegraphics" and option and (alt := _ALT.search(self.text, *option.span())):
            weaver = Weaver(self.text)
            weaver.run(*alt.span(1))
            self.sheet.flush()
            self.outline.add(BlockKind.ALT, weaver.woven(), key="alt")
        last = words.LAST.get(name, 0)
        self._hide(last - 1 if last else 9)
        if last:
            self._argued(name, found)
        elif name in {"url", "nolinkurl", "ensuremath", "gls", "SI", "si", "qty", "num"}:
            self._mask(found.start(), self.at)

    def _options(self) -> None:
        """Pass over optional arguments and overlays."""
        for _ in range(3):
            found = OPTION.match(self.text, self.at) or OVERLAY.match(self.text, self.at)
            if found is None or (self.text[self.at : self.at + 1].isspace() and self.text[found.start() : self.at]):
                return
            self.at = found.end()

    def _hide(self, count: int) -> None:
        """Pass over arguments, as many as there are up to ``count``."""
        for _ in range(count):
            if (found := ARGUMENT.match(self.text, self.at)) is None:
                return
            close = self._closed.get(found.end() - 1, -1)
            if close < 0 or close - found.end() > _LONGEST:
                return
            self.at = close + 1
            self._options()

    def _skip_to(self, mark: str, start: int) -> None:
        end = self.text.find(mark, self.at)
        if end >= 0:
            self._mask(start, end + len(mark))
            self.at = end + len(mark)
