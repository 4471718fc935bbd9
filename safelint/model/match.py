"""What a matcher found in a block, before any context had its say."""

from __future__ import annotations

from safelint.model.dataclass import dataclass
from safelint.model.span import Span


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule's pattern holds.

    Attributes:
        rule: id of the rule.
        block: index in ``Document.blocks``.
        span: in the block's text, code points.
        shape: grammatical forms of the inflected words found (see ``pattern.Form``), parted by a space, or empty.
        because: which part of the rule matched, as written in the rule file.
        related: further stretches of the same block that took part.
        values: what else a message may name, such as (``instead``, “988”).
        severity: what it weighs where that is less than the rule does; empty for the rule's own.
    """

    rule: str
    block: int
    span: Span
    shape: str = ""
    because: str = ""
    related: tuple[Span, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    severity: str = ""
