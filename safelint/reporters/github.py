"""GitHub workflow commands: each finding as an annotation on its lines in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.rule import Severity
from safelint.reporters.line import safe
from safelint.reporters.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.model.report import Report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One command a finding, then the summary; GitHub shows ten errors and ten warnings a step and logs the rest."""
    del colour
    for result in report.files:
        if result.error is not None:
            yield f"::error file={_property(result.path)},title=safelint::{_data(result.error)}\n"
        for note in result.notes:
            yield f"::notice file={_property(result.path)},title=safelint::{_data(note)}\n"
        for finding in result.findings:
            yield _command(result.path, finding)
    yield _data(summary(report, show_excused=show_excused, show_detail=show_detail)) + "\n"


def _command(path: str, finding: Finding) -> str:
    start, end = finding.start, finding.end
    place = f"file={_property(path)}"
    if not finding.anchor:
        place += f",line={start.line},endLine={end.line}"
        if start.line == end.line:  # GitHub takes columns only within one line, the last one included
            place += f",col={start.column},endColumn={max(end.column - 1, start.column)}"
    instead = f" Write instead: {' · '.join(finding.suggestions)}" if finding.suggestions else ""
    where = f"{finding.anchor}: " if finding.anchor else ""
    said = _data(f"{where}{finding.message}{instead}")
    return f"::{COMMANDS[finding.severity]} {place},title={_property(f'safelint {finding.rule}')}::{said}\n"


def _data(text: str) -> str:
    """Text of a command: one line, and no new command within it."""
    return safe(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
