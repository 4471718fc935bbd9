"""Which edits fit together, and a text with them applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.fix import Edit, Fix


def combine(fixes: Iterable[Fix]) -> list[Edit]:
    """The edits of the fixes that do not overlap an earlier one, by position; a fix counts whole or not at all."""
    chosen: list[Edit] = []
    for fix in fixes:
        if not any(edit.start < other.end and other.start < edit.end for edit in fix.edits for other in chosen):
            chosen.extend(fix.edits)
    return sorted(chosen, key=lambda edit: edit.start)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with disjoint edits applied."""
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
