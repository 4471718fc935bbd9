"""What a text does well: which of the credits found in it stand beside its findings."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from safelint.engine import triage
from safelint.model.scorecard import FACT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.finding import Finding


def earned(credited: Iterable[Finding], standing: Iterable[Finding]) -> tuple[Finding, ...]:
    """Credits by offset, without those whose words a rule reports: “suicide attempt” in “failed suicide attempt”.

    Facts stay: “committed suicide” is reported, and tells of a death all the same.
    """
    taken = sorted((one.start.offset, one.end.offset) for one in standing if one.scope == "text")
    starts = [start for start, _ in taken]
    reach = max((end - start for start, end in taken), default=0)
    kept = []
    for credit in credited:
        lo = bisect_left(starts, credit.start.offset - reach)
        hi = bisect_left(starts, credit.end.offset)
        if credit.topic == FACT or not any(end > credit.start.offset for _, end in taken[lo:hi]):
            kept.append(credit)
    return triage.in_order(kept)
