"""The last line of a report: what was found, what was kept quiet, and why the exit status is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.rule import Severity
from safelint.reporters.mask import tells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import Report

NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


def number(count: int, one: str, many: str) -> str:
    """“1 file”, “2 files”."""
    return f"{count} {one if count == 1 else many}"


def counted(findings: Sequence[Finding]) -> str:
    """“2 errors, 1 warning”; empty when there are no findings."""
    counts = {severity: sum(f.severity is severity for f in findings) for severity in Severity}
    return ", ".join(number(count, *NAMES[severity]) for severity, count in counts.items() if count)


def summary(report: Report, *, show_excused: bool, show_detail: bool) -> str:
    """One paragraph about the whole run."""
    parts = [_found(report), _exit(report), *_quiet(report, show_excused=show_excused)]
    if not show_detail and any(tells(f) for r in report.files for f in r.findings):
        parts.append("Words about methods are covered (--show-detail shows them).")
    return " ".join(parts)


def _found(report: Report) -> str:
    if not report.files:
        return "No files to check."
    files = number(len(report.files), "file", "files")
    said = counted([f for r in report.files for f in r.findings])
    if not said:
        return f"No findings in {files}."
    hit = sum(bool(r.findings) for r in report.files)
    return f"{said} in {files if hit == len(report.files) else f'{hit} of {files}'}."


def _exit(report: Report) -> str:
    """Why the exit status is what it is."""
    lead = f"Exit status {report.exit_status}:"
    if report.errors:
        return f"{lead} {number(len(report.errors), 'file', 'files')} can't be checked."
    level = report.fail_on.value if report.fail_on else "never"
    place = f"fail-on: {level}, {report.fail_on_from}" if ":" in report.fail_on_from else f"--fail-on {level}"
    if report.fail_on is None:
        return f"{lead} findings do not change it ({place})."
    failing = number(report.failing, "finding", "findings") if report.failing else "nothing"
    return f"{lead} {failing} at or above “{level}” ({place})."


def _quiet(report: Report, *, show_excused: bool) -> list[str]:
    """What was found and not shown, each kind in one sentence."""
    excused = sum(len(r.excused) for r in report.files)
    suppressed = sum(len(r.suppressed) for r in report.files)
    baselined = sum(len(r.baselined) for r in report.files)
    below = sum(len(r.below) for r in report.files)
    how = "" if show_excused else " (--show-excused shows them)"
    parts = []
    if excused:
        parts.append(f"{excused} excused by context{how}.")
    if suppressed:
        parts.append(f"{suppressed} allowed by comments{'' if excused else how}.")
    if baselined:
        parts.append(f"{baselined} in the baseline.")
    if report.fixed:
        parts.append(f"{report.fixed} of the baseline no longer there (safelint baseline --prune).")
    if untouched := sum(len(r.untouched) for r in report.files):
        parts.append(f"{untouched} on lines that did not change.")
    if below:
        parts.append(f"{below} below the severity asked for (--min-severity).")
    return parts
