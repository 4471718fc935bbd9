"""GitLab code quality: a list of findings that a merge request compares with the one before."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, Report

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One JSON list; a file that can't be checked is a blocker in it."""
    del colour, show_excused, show_detail
    entries = [entry for result in report.files for entry in _entries(result)]
    yield json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _entries(result: FileResult) -> Iterator[dict[str, Any]]:
    if result.error is not None:
        place = {"path": result.path, "lines": {"begin": 1}}
        yield {
            "description": result.error,
            "check_name": "unreadable",
            "fingerprint": _fingerprint(result.path, "unreadable"),
            "severity": "blocker",
            "location": place,
        }
    for finding in result.findings:
        yield _entry(result, finding)


def _entry(result: FileResult, finding: Finding) -> dict[str, Any]:
    where = f" ({finding.anchor})" if finding.anchor else ""
    return {
        "description": finding.message + where,
        "check_name": finding.rule,
        # Without the path, the same sentence in two files would be one finding to GitLab; with the line, it would be a
        # new one whenever it moved.
        "fingerprint": _fingerprint(result.path, finding.fingerprint),
        "severity": LEVELS[finding.severity],
        "location": {"path": result.path, "lines": {"begin": finding.start.line, "end": finding.end.line}},
    }


def _fingerprint(path: str, mark: str) -> str:
    return hashlib.sha256(f"{path}\0{mark}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
