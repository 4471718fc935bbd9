"""Puts blocks in order: which headings each stands under, what introduces a list, which block is the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import directives
from safelint.model.dataclass import replace
from safelint.model.document import Block, BlockKind, Directive, Document, Link
from safelint.model.span import Span

if TYPE_CHECKING:
    from safelint.formats.weave import Woven

_PARAGRAPHS = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTE})
_BESIDE = frozenset({BlockKind.ALT, BlockKind.CAPTION})  # a picture does not part a paragraph from its list


class Outline:
    """The document while it is being read: readers add to it in reading order.

    Without ``any_heading`` only a first-level heading can be the title.

    Attributes:
        language: BCP 47 tag, empty until something says it.
        audience: ISO 3166 country codes.
    """

    def __init__(self, *, any_heading: bool = True) -> None:
        self._any_heading = any_heading
        self.language = ""
        self.audience: tuple[str, ...] = ()
        self._blocks: list[Block] = []
        self._directives: list[Directive] = []
        self._links: list[Link] = []
        self._headings: list[tuple[int, int]] = []
        self._title = (9, -1)
        self._last = (-1, -1)
        self._containers = 0

    def __len__(self) -> int:
        return len(self._blocks)

    def add(
        self,
        kind: BlockKind,
        woven: Woven,
        *,
        level: int = 0,
        key: str = "",
        quoted: bool = False,
        column: str = "",
        lead: int = -1,
        container: int = 0,
    ) -> int:
        """Add a block and return its index, or -1 when it shows nothing; ``container`` names its parent."""
        if not woven.text:
            return -1
        index = len(self._blocks)
        if kind is BlockKind.HEADING and not quoted:
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
        under = tuple(at for _, at in self._headings)
        if kind is BlockKind.HEADING and not quoted:
            self._headings.append((level, index))
            if level == 1 or self._any_heading:
                self._offer_title(1 if level == 1 else 3, index)
        elif kind is BlockKind.TITLE:
            self._offer_title(0 if key in {"", "title"} else 2, index)
        self._blocks.append(
            Block(kind, woven.text, woven.offsets, level, key, quoted, under, lead, column, woven.marks)
        )
        if kind not in _BESIDE:
            self._last = (index, container) if kind in _PARAGRAPHS else (-1, -1)
        return index

    def container(self) -> int:
        """A number for an element that holds paragraphs; 0 is the document."""
        self._containers += 1
        return self._containers

    def lead(self, container: int, inherited: int = -1) -> int:
        """The paragraph right before a list or table that starts in ``container`` now.

        Inside a list item only a text that ends with a colon introduces; else what introduces the outer list does.
        """
        index, parent = self._last
        if index < 0 or parent != container:
            return inherited
        block = self._blocks[index]
        if block.kind is BlockKind.LIST and not block.text.endswith(":"):
            return inherited
        return index

    def part(self) -> None:
        """Say that what came last introduces nothing that follows."""
        self._last = (-1, -1)

    def leave(self) -> None:
        """Say that what follows stands under no heading."""
        self._headings.clear()
        self.part()

    def text_of(self, index: int) -> str:
        """The text of a block, empty for -1."""
        return self._blocks[index].text if index >= 0 else ""

    def comment(self, text: str, start: int, end: int) -> None:
        """Take note of a comment, which may hold a directive."""
        if directive := directives.parse(text, start, end):
            self._directives.append(directive)

    def direct(self, directive: Directive) -> None:
        """Add a directive that was not in a comment."""
        self._directives.append(directive)

    def link(self, target: str, start: int, end: int) -> None:
        """Add a link target."""
        if target:
            self._links.append(Link(target, Span(start, end)))

    def document(self, path: str, name: str) -> Document:
        """The finished document; a first-level heading that is the title becomes a TITLE block."""
        _, title = self._title
        if title >= 0 and self._blocks[title].level == 1:
            self._blocks[title] = replace(self._blocks[title], kind=BlockKind.TITLE)
        return Document(
            path,
            name,
            tuple(self._blocks),
            tuple(sorted(self._directives, key=lambda d: d.span)),
            tuple(sorted(self._links, key=lambda link: link.span)),
            title,
            self.language,
            self.audience,
        )

    def _offer_title(self, rank: int, index: int) -> None:
        if rank < self._title[0]:
            self._title = (rank, index)
