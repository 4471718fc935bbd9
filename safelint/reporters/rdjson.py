"""reviewdog's diagnostic format: columns count UTF-8 bytes from 1, ends are exclusive."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from safelint.model.rule import Severity
from safelint.model.span import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, Report

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One JSON object for the run."""
    del colour, show_excused, show_detail
    yield json.dumps({"source": {"name": "safelint"}, "diagnostics": list(diagnostics(report))}, ensure_ascii=False)
    yield "\n"


def diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    """Every finding and every file that can't be checked."""
    for result in report.files:
        if result.error is not None:
            yield {"message": result.error, "location": {"path": result.path}, "severity": "ERROR"}
        columns = _Columns(result.source.text) if result.source is not None and result.findings else None
        for finding in result.findings:
            yield _diagnostic(report, result, finding, columns)


def _diagnostic(report: Report, result: FileResult, finding: Finding, columns: _Columns | None) -> dict[str, Any]:
    card = report.cards.get(finding.rule)
    url = next((one.url for one in card.guidelines if one.url), "") if card else ""
    where = f"{finding.anchor}: " if finding.anchor else ""
    place: dict[str, Any] = {"path": result.path}
    said: dict[str, Any] = {
        "message": where + finding.message,
        "location": place,
        "severity": LEVELS[finding.severity],
        "code": {"value": finding.rule, **({"url": url} if url else {})},
    }
    if columns is not None and not finding.anchor:
        place["range"] = columns.range(finding.start.offset, finding.end.offset)
        offered = [finding.fix.edits, *finding.fix.alternatives] if finding.fix else []
        # a suggestion is one range and one text, so a fix in several places can't be given
        suggestions = [
            {"range": columns.range(edits[0].start, edits[0].end), "text": edits[0].text}
            for edits in offered
            if len(edits) == 1
        ]
        if suggestions:
            said["suggestions"] = suggestions
    return said


class _Columns:
    """Offsets of one text as lines and byte columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = Lines(text).starts
        self._plain = text.isascii()

    def range(self, start: int, end: int) -> dict[str, dict[str, int]]:
        return {"start": self._at(start), "end": self._at(end)}

    def _at(self, offset: int) -> dict[str, int]:
        line = bisect_right(self._starts, offset)
        before = self._text[self._starts[line - 1] : offset]
        return {"line": line, "column": 1 + len(before if self._plain else before.encode("utf-8", "surrogatepass"))}
