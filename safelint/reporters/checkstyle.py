"""Checkstyle XML, which many build servers and editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.rule import Severity
from safelint.reporters.xml import DECLARATION, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import Report

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "info"}


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One ``file`` element a file that has something to say."""
    del colour, show_excused, show_detail
    yield DECLARATION + tag("checkstyle", {"version": report.tool.version}) + "\n"
    for result in report.files:
        if result.error is None and not result.findings:
            continue
        yield tag("file", {"name": result.path}) + "\n"
        if result.error is not None:
            failed = {"line": 1, "severity": "error", "message": result.error, "source": "safelint.unreadable"}
            yield tag("error", failed, empty=True) + "\n"
        for finding in result.findings:
            where = f"{finding.anchor}: " if finding.anchor else ""
            said = {
                "line": finding.start.line,
                "column": finding.start.column,
                "severity": LEVELS[finding.severity],
                "message": where + finding.message,
                "source": f"safelint.{finding.topic}.{finding.rule}",
            }
            yield tag("error", said, empty=True) + "\n"
        yield "</file>\n"
    yield "</checkstyle>\n"
