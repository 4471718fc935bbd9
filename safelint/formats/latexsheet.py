"""A LaTeX document while it is being read: the paragraph so far, the environments and braces around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.formats.table import Table
from safelint.formats.weave import Weaver
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.outline import Outline
    from safelint.formats.weave import Woven

_LOOKED_BACK = 100


@dataclass(frozen=True, slots=True)
class Environment:
    """What an environment says about its paragraphs; see ``lined.Around``."""

    name: str = ""
    kind: BlockKind = BlockKind.BODY
    level: int = 0
    quoted: bool = False
    lead: int = -1
    container: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Brace:
    """An open brace and what is done when it closes.

    Attributes:
        mark: the inline mark that ends.
        kind: of the block that ends.
        level: of a heading.
        key: of the block.
        later: whether the block is shown after the paragraph around it.
        quotes: whether a quotation mark is set.
        outer: what was being woven before the block began.
    """

    mark: str = ""
    kind: BlockKind | None = None
    level: int = 0
    key: str = ""
    later: bool = False
    quotes: bool = False
    outer: Weaver | None = None


class Sheet:
    """Collects words into paragraphs and paragraphs into the outline.

    Attributes:
        weaver: the paragraph so far.
        shown: whether the document has begun; before that only titles are shown.
    """

    def __init__(self, text: str, outline: Outline, *, shown: bool) -> None:
        self.text = text
        self.outline = outline
        self.shown = shown
        self.weaver = Weaver(text)
        self._around = [Environment()]
        self._braces: list[Brace] = []
        self._later: list[tuple[BlockKind, str, Woven]] = []
        self._tables: list[Table] = []

    @property
    def here(self) -> Environment:
        """The innermost environment."""
        return self._around[-1]

    def enter(self, name: str, **changes: Any) -> None:
        """Begin an environment."""
        self.flush()
        self._around.append(replace(self.here, name=name, **changes))

    def leave(self, name: str) -> None:
        """End the innermost environment of that name, and those left open in it."""
        self.close_all()
        self.flush()
        for index in range(len(self._around) - 1, max(0, len(self._around) - _LOOKED_BACK), -1):
            if self._around[index].name == name:
                for _ in range(sum(one.name == "table rows" for one in self._around[index:])):
                    self._tables.pop()
                del self._around[index:]
                return

    def item(self) -> None:
        """Begin an item of the innermost list."""
        self.close_all()
        self.flush()
        while self.here.name in {"item", "cell"}:
            self._around.pop()
        self.enter("item", container=self.outline.container(), kind=BlockKind.LIST)

    def table(self) -> None:
        """Begin the rows of a table."""
        self.enter("table rows", lead=self.outline.lead(self.here.container, self.here.lead), level=0)
        self._tables.append(Table())
        self._tables[-1].begin_row()
        self._cell()

    @property
    def tabled(self) -> bool:
        """Whether cells are being read."""
        return self.here.name == "cell"

    def next_cell(self) -> None:
        """End a cell and begin the next one."""
        self._end_cell()
        self._cell()

    def next_row(self, *, headed: bool) -> None:
        """End a row, which was the head of the table if ``headed``, and begin the next one."""
        self._end_cell()
        self._tables[-1].end_row(headed=headed)
        self._tables[-1].begin_row()
        self._cell()

    def _cell(self) -> None:
        column = self._tables[-1].begin_cell("td")
        self.enter("cell", kind=BlockKind.TABLE, container=self.outline.container(), column=column)

    def _end_cell(self) -> None:
        before = len(self.outline)
        self.close_all()
        self.flush()
        for index in range(before, len(self.outline)):
            self._tables[-1].say(self.outline.text_of(index))
        self._around.pop()

    def open(self, brace: Brace | None = None) -> None:
        """Take note of an opening brace."""
        brace = brace or Brace()
        if brace.kind is not None:
            if not brace.later:
                self.flush()
            brace = replace(brace, outer=self.weaver)
            self.weaver = Weaver(self.text)
        elif brace.mark:
            self.weaver.open(brace.mark)
        self._braces.append(brace)

    def close(self, start: int, end: int) -> None:
        """Take note of a closing brace, or of a place where an open one must have ended."""
        if not self._braces:
            return
        brace = self._braces.pop()
        if brace.mark:
            self.weaver.close(brace.mark)
        if brace.quotes and start < end:
            self.weaver.stand_in("”", start, end)
        if brace.kind is None or brace.outer is None:
            return
        woven, self.weaver = self.weaver.woven(), brace.outer
        if brace.later:
            self._later.append((brace.kind, brace.key, woven))
        else:
            quoted = self.here.quoted or brace.kind is BlockKind.QUOTE
            container = self.here.container
            self.outline.add(brace.kind, woven, level=brace.level, key=brace.key, quoted=quoted, container=container)

    def close_all(self) -> None:
        """End every open brace: none reaches over the end of a paragraph."""
        while self._braces:
            self.close(0, 0)

    def flush(self) -> None:
        """End the paragraph, if one has begun."""
        here, woven = self.here, self.weaver.woven() if self.weaver.begun else None
        self.weaver = Weaver(self.text)
        if woven and self.shown:
            level = here.level if here.kind is BlockKind.LIST else 0
            self.outline.add(
                here.kind,
                woven,
                level=level,
                quoted=here.quoted,
                lead=here.lead,
                container=here.container,
                column=here.column,
            )
        for kind, key, later in self._later:
            self.outline.add(kind, later, key=key, quoted=here.quoted)
        self._later.clear()
