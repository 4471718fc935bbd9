"""What a matcher found in a block, before any context had its say."""

from __future__ import annotations

from dataclasses import dataclass

from safelint.model.span import Span


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule's pattern holds.

    Attributes:
        rule: id of the rule.
        block: index in ``Document.blocks``.
        span: in the block's text, code points.
        shape: grammatical form of the inflected word found (see ``pattern.Form``), or empty.
        because: which part of the rule matched, as written in the rule file.
        related: further stretches of the same block that took part.
    """

    rule: str
    block: int
    span: Span
    shape: str = ""
    because: str = ""
    related: tuple[Span, ...] = ()
