"""Which edits fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.finding import Finding
    from safelint.model.fix import Edit, Fix


def combine(fixes: Iterable[Fix]) -> list[Edit]:
    """The edits of the fixes that do not overlap an earlier one, by position; a fix counts whole or not at all."""
    chosen: list[Edit] = []
    for fix in fixes:
        if _apart(fix, chosen):
            chosen.extend(fix.edits)
    return sorted(chosen, key=lambda edit: edit.start)


def fitting(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings whose fixes can be applied together, in the order given."""
    chosen: list[Finding] = []
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is not None and _apart(finding.fix, edits):
            chosen.append(finding)
            edits.extend(finding.fix.edits)
    return chosen


def _apart(fix: Fix, taken: list[Edit]) -> bool:
    """Whether no edit of ``fix`` overlaps one that is taken, or begins where it ends."""
    return not any(_touch(edit, other) for edit in fix.edits for other in taken)


def _touch(edit: Edit, other: Edit) -> bool:
    return (edit.start < other.end and other.start < edit.end) or edit.start == other.start
