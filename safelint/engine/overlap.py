"""One place, one finding: which of several findings over the same words is shown."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from safelint.model.dataclass import replace
from safelint.model.finding import Excuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.finding import Finding


def part(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Findings to show, and those that give way to a weightier or longer one over the same words.

    Findings about the whole document never compete. The weightier severity wins, then the longer stretch, then the
    earlier rule id; the others are kept as excused, with the winner as evidence.
    """
    shown = [finding for finding in findings if finding.scope == "document"]
    giving_way: list[Finding] = []
    # Those shown are disjoint, so only the neighbours in text order can overlap the next.
    starts: list[int] = []
    taken: list[Finding] = []
    for finding in sorted((one for one in findings if one.scope != "document"), key=_weight):
        at = bisect_right(starts, finding.start.offset)
        winner = next((other for other in taken[max(0, at - 1) : at + 1] if _compete(finding, other)), None)
        if winner is None:
            starts.insert(at, finding.start.offset)
            taken.insert(at, finding)
        else:
            giving_way.append(replace(finding, excuse=Excuse("overlap", winner.rule)))
    return shown + taken, giving_way


def _weight(finding: Finding) -> tuple[int, int, str, int]:
    length = finding.end.offset - finding.start.offset
    return finding.severity.rank, -length, finding.rule, finding.start.offset


def _compete(one: Finding, other: Finding) -> bool:
    return one.start.offset < other.end.offset and other.start.offset < one.end.offset
