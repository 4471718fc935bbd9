"""Findings that were there before: accepted by fingerprint, or on lines that a change did not touch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from safelint.model.dataclass import replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult


def accept(result: FileResult, accepted: Iterable[str]) -> FileResult:
    """``result`` with the findings whose fingerprints were ``accepted`` set apart, each as often as given."""
    left = Counter(accepted)
    shown: list[Finding] = []
    baselined: list[Finding] = []
    for finding in result.findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            baselined.append(finding)
        else:
            shown.append(finding)
    return replace(result, findings=tuple(shown), baselined=(*result.baselined, *baselined))


def touched(result: FileResult, lines: Container[int]) -> FileResult:
    """``result`` with the findings on none of ``lines`` (1-based) set apart; those about the whole document stay."""
    shown: list[Finding] = []
    elsewhere: list[Finding] = []
    for finding in result.findings:
        near = finding.scope == "document" or any(
            line in lines for line in range(finding.start.line, finding.end.line + 1)
        )
        (shown if near else elsewhere).append(finding)
    return replace(result, findings=tuple(shown), untouched=(*result.untouched, *elsewhere))
