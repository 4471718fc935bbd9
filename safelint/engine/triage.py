"""The one place that decides what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.dataclass import replace
from safelint.model.finding import Lowered
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.choice import Choice
    from safelint.model.finding import Excuse, Finding
    from safelint.model.match import Match
    from safelint.model.rule import Rule

# What a message adds where a context made the finding weigh less.
_ELSE = "Somebody else says it here, so it weighs less: paraphrase it, or keep it on purpose."
_WEIGHS_LESS = {"quoted": _ELSE, "attributed": _ELSE}


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


def severity(rule: Rule, match: Match, choice: Choice) -> Severity:
    """What a match weighs: as configured, or less where the rule itself makes little of this part of it."""
    chosen = choice.rules[rule.id]
    if not match.severity or chosen is not rule.severity:
        return chosen
    return max(chosen, Severity(match.severity), key=lambda one: one.rank)


def lowered(finding: Finding, context: Excuse | None) -> Finding:
    """``finding`` one severity lower, where ``context`` says so; no machine may then rewrite the words."""
    if context is None:
        return finding
    said = _WEIGHS_LESS.get(context.because, f"It weighs less here ({context.because}).")
    return replace(
        finding,
        severity=finding.severity.below,
        message=f"{finding.message} {said}",
        fix=None,
        lowered=Lowered(finding.severity, context.because, context.evidence),
    )
