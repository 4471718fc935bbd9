"""CSV for spreadsheets: one row a finding."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from safelint.reporters.line import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import Report

COLUMNS = (
    "path", "title", "address", "where", "line", "column", "severity", "topic", "rule", "found", "message",
    "suggestions", "sources", "fingerprint",
)  # fmt: skip


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """A header and the rows; a file that can't be checked is a row with its error as the message."""
    del colour, show_excused, show_detail
    yield _row(COLUMNS)
    for result in report.files:
        head = (result.path, result.title, result.address)
        if result.error is not None:
            yield _row((*head, "", "", "", "error", "", "unreadable", "", result.error, "", "", ""))
        for one in result.findings:
            place = (one.anchor, one.start.line, one.start.column) if not one.anchor else (one.anchor, "", "")
            kind = (one.severity.value, one.topic, one.rule, one.found, one.message)
            rest = (" · ".join(one.suggestions), " ".join(one.sources), one.fingerprint)
            yield _row((*head, *place, *kind, *rest))


def _row(values: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_harmless(str(value)) for value in values])
    return line.getvalue()


def _harmless(value: str) -> str:
    """``value`` so that no spreadsheet takes it for a formula."""
    shown = safe(value)
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown
