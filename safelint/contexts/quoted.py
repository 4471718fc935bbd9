"""``quoted``: the words stand in somebody else's mouth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The quotation that the match stands in."""
    passage, span = scene.passage, scene.match.span
    if passage.block.quoted or passage.block.kind is BlockKind.QUOTE:
        return passage.text
    around = passage.quotations_around(span)
    if not around:
        return None
    innermost = min(around, key=len)
    return passage.text[innermost.start : innermost.end]
