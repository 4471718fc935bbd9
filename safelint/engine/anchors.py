"""Where in the words of a document a link stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.document import Link
    from safelint.nlp.passage import Passage


class Anchors:
    """The blocks of a document by where they stand in the source."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._blocks: list[tuple[Span, Passage]] = []
        for passage in passages:
            if passage.text:
                source = passage.block.offsets.to_source(Span(0, len(passage.text)))
                self._blocks.append((source, passage))
        self._blocks.sort(key=lambda one: one[0])
        self._starts = [source.start for source, _ in self._blocks]

    def of(self, link: Link) -> tuple[int, Span]:
        """Block and stretch of the words that ``link`` is tied to; the block's first word when they can't be told."""
        if not self._blocks:
            return -1, Span(0, 0)
        at = max(bisect_right(self._starts, link.span.start) - 1, 0)
        passage = self._blocks[at][1]
        following = self._blocks[at + 1][1] if at + 1 < len(self._blocks) else passage
        tied = [
            (_distance(one.block.offsets.to_source(mark.span), link.span), one.index, mark.span)
            for one in dict.fromkeys((passage, following))
            for mark in one.block.marks
            if mark.kind == "link"
        ]
        if tied:
            _, block, span = min(tied)
            return block, span
        return passage.index, Span(0, len(passage.text.split(" ", 1)[0]))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
