"""One line for each finding, for editors and for reading a lot at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.reporters.line import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.model.report import Report


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """``path:line:column: severity rule: message`` lines; excused ones only with ``show_excused``."""
    del colour, show_detail  # plain by design; details are masked before
    for result in report.files:
        path = safe(result.path)
        if result.error is not None:
            yield f"{path}: can't be checked: {safe(result.error)}\n"
        for finding in result.findings:
            yield f"{_where(path, finding)}: {finding.severity.value} {finding.rule}: {safe(finding.message)}\n"
        for note in result.notes:
            yield f"{path}: note: {safe(note)}\n"
        if show_excused:
            yield from _excused(path, (*result.excused, *result.suppressed))


def _excused(path: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in sorted(findings, key=lambda f: (f.start.offset, f.rule)):
        if finding.excuse:
            why = f"{finding.excuse.because}: {finding.excuse.evidence}"
            yield f"{_where(path, finding)}: excused {finding.rule}: {safe(why)}\n"
        elif finding.suppression:
            at = finding.suppression
            why = f"{at.file + ':' if at.file else 'line '}{at.line}: {finding.suppression.reason or 'no reason given'}"
            yield f"{_where(path, finding)}: suppressed {finding.rule}: {safe(why)}\n"


def _where(path: str, finding: Finding) -> str:
    """Where it stands: line and column, or what a person can follow in a container."""
    return f"{path}:{finding.anchor or f'{finding.start.line}:{finding.start.column}'}"
