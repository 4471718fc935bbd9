"""The one place that decides what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.finding import Finding
    from safelint.model.rule import Severity


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by offset, then rule id."""
    return tuple(sorted(findings, key=lambda one: (one.start.offset, one.rule, one.end.offset)))


def part(findings: Iterable[Finding], least: Severity) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings at or above ``least``, and those below it."""
    shown: list[Finding] = []
    below: list[Finding] = []
    for finding in findings:
        (shown if finding.severity.rank <= least.rank else below).append(finding)
    return in_order(shown), in_order(below)
