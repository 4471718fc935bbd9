"""What the readers of line-based markup share: lines, paragraphs made of them, and what is around a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from safelint.formats.mask import MASK
from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.outline import Outline
    from safelint.formats.spans import Inline
    from safelint.formats.weave import Woven

_ENDING = regex.compile(r"\r\n|[\r\n]")
_LEADING = regex.compile(r"[ \t\u00a0\u200b\ufeff]*")
_UNSAFE = regex.compile("[\0\ud800-\udfff]")
_DEEPEST = 60  # holders inside each other; what stands deeper is read as part of the deepest


class Line(NamedTuple):
    """One line: where it begins, its first and its last visible character, and how far it is indented (tabs: 8)."""

    first: int
    start: int
    end: int
    indent: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.start == self.end


def lines_of(text: str) -> list[Line]:
    """Every line of ``text``, its ending and white space at its end left out; CR, LF and CRLF end lines."""
    found, first = [], 0
    for ending in _ENDING.finditer(text):
        found.append(_line(text, first, ending.start()))
        first = ending.end()
    found.append(_line(text, first, len(text)))
    return found


class Scroll:
    """The lines of a text, and how far its reader has come: ``at`` is the index of the line being read."""

    def __init__(self, text: str, body: int = 0) -> None:
        self.text = text
        self.lines = [line for line in lines_of(text) if line.first >= body]
        self.at = 0

    @property
    def more(self) -> bool:
        """Whether a line is left."""
        return self.at < len(self.lines)

    @property
    def line(self) -> Line:
        """The line being read; ``more`` must hold."""
        return self.lines[self.at]

    @property
    def following(self) -> Line | None:
        """The line after it."""
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None

    def inside(self, indent: int, first: int | None = None) -> list[Line]:
        """The lines from index ``first`` (the next line) on that are blank or indented more than ``indent``."""
        begin = self.at + 1 if first is None else first
        end = begin
        while end < len(self.lines) and (self.lines[end].blank or self.lines[end].indent > indent):
            end += 1
        return self.lines[begin:end]


def _line(text: str, first: int, end: int) -> Line:
    while end > first and text[end - 1].isspace():
        end -= 1
    leading = _LEADING.match(text, first, end)
    start = leading.end() if leading else first
    return Line(first, start, end, len(text[first:start].expandtabs(8)))


def readable(text: str) -> str:
    """``text`` with characters that no file can hold (halves of characters, NUL) masked."""
    return _UNSAFE.sub(MASK, text)


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a paragraph.

    Attributes:
        kind: of the paragraph.
        container: number of what holds it.
        level: list depth.
        quoted: stands in a block quotation.
        lead: index of what introduces the list it belongs to.
        column: heading of the table column.
        indent: columns by which its lines are indented.
        name: of what holds it, as its reader calls it.
    """

    kind: BlockKind = BlockKind.BODY
    container: int = 0
    level: int = 0
    quoted: bool = False
    lead: int = -1
    column: str = ""
    indent: int = 0
    name: str = ""


class Page:
    """A document while its lines are being read: the paragraph so far, and what is around it.

    Attributes:
        text: the source, what is no prose masked.
        outline: takes the finished blocks.
    """

    def __init__(self, text: str, outline: Outline, inline: Inline) -> None:
        self.text = text
        self.outline = outline
        self._inline = inline
        self._around = [Around()]
        self._pieces: list[tuple[int, int]] = []
        self._later: list[tuple[BlockKind, str, Woven]] = []

    @property
    def here(self) -> Around:
        """What is around the paragraph that is being read."""
        return self._around[-1]

    @property
    def depth(self) -> int:
        """How many holders are open."""
        return len(self._around)

    @property
    def begun(self) -> bool:
        """Whether a paragraph is being read."""
        return bool(self._pieces)

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """Where the paragraph so far stands."""
        return self._pieces

    def enter(self, **changes: Any) -> None:
        """Open a holder that is like the one around it but for ``changes``."""
        self.flush()
        around = replace(self.here, **changes)
        if len(self._around) < _DEEPEST:
            self._around.append(around)

    def enter_list(self, indent: int, name: str) -> None:
        """Open a list: its items go deeper, and the paragraph right before introduces it."""
        self.flush()
        here = self.here
        level = here.level + 1
        self.enter(level=level, lead=self.outline.lead(here.container, here.lead), indent=indent, name=name)

    def enter_item(self, indent: int, name: str = "item") -> None:
        """Open an item of the list."""
        kind = BlockKind.TABLE if self.here.kind is BlockKind.TABLE else BlockKind.LIST
        self.enter(kind=kind, container=self.outline.container(), indent=indent, name=name)

    def enter_quotation(self, indent: int, name: str = "quote") -> None:
        """Open a block quotation."""
        container = self.outline.container()
        self.enter(kind=BlockKind.QUOTE, container=container, quoted=True, level=0, lead=-1, indent=indent, name=name)

    def leave(self, depth: int = 0) -> None:
        """Close the innermost holder, or those deeper than ``depth``."""
        self.flush()
        del self._around[max(depth or len(self._around) - 1, 1) :]

    def find(self, name: str) -> int:
        """Depth of the innermost holder of that name, or 0."""
        for index in range(len(self._around) - 1, 0, -1):
            if self._around[index].name == name:
                return index + 1
        return 0

    def say(self, start: int, end: int) -> None:
        """Add a stretch of the source to the paragraph; lines that follow each other are one stretch."""
        if start >= end:
            return
        last = self._pieces[-1][1] if self._pieces else -1
        if last == start or (0 <= last < start and self.text[last:start].isspace()):
            self._pieces[-1] = (self._pieces[-1][0], end)
        else:
            self._pieces.append((start, end))

    def flush(self, kind: BlockKind | None = None, level: int = 0, key: str = "") -> None:
        """End the paragraph, if one has begun, and show what was put off until then."""
        pieces, self._pieces = self._pieces, []
        if pieces:
            here = self.here
            listed = here.kind is BlockKind.LIST
            self.outline.add(
                kind or here.kind,
                self._woven(pieces),
                level=level or (here.level if listed and kind is None else 0),
                key=key,
                quoted=here.quoted,
                column=here.column if kind is None else "",
                lead=-1 if kind else here.lead,
                container=here.container,
            )
        for shown, name, woven in self._later:
            self.outline.add(shown, woven, key=name, quoted=self.here.quoted)
        self._later.clear()

    def show(self, kind: BlockKind, start: int, end: int, *, level: int = 0, key: str = "") -> None:
        """Add one block of its own."""
        self.flush()
        self.say(start, end)
        self.flush(kind, level, key)

    def later(self, kind: BlockKind, woven: Woven, key: str = "") -> None:
        """Show a text (a footnote, a picture's) after the paragraph that it stands in."""
        self._later.append((kind, key, woven))

    def text_of(self, start: int, end: int) -> str:
        """A stretch as its reader sees it."""
        return self._woven([(start, end)]).text

    def _woven(self, pieces: list[tuple[int, int]]) -> Woven:
        weaver, last = Weaver(self.text), -1
        for start, end in pieces:
            if last >= 0:
                weaver.gap(last, start)
            self._inline.weave(self, weaver, start, end)
            last = end
        return weaver.woven()
