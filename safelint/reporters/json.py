"""JSON, schema ``safelint/1``: what other programs rely on (docs/json.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from safelint.model.rule import Severity
from safelint.model.scorecard import CREDIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding, HelplineMention, Lowered
    from safelint.model.fix import Fix
    from safelint.model.report import FileResult, Report
    from safelint.model.span import Position

SCHEMA = "safelint/1"


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One JSON object for the whole run, keys in the order of the schema."""
    del colour, show_excused, show_detail  # always plain and whole; details are masked before
    head = {"schema": SCHEMA, "tool": tool(report)}
    yield json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "files": ['
    for index, result in enumerate(report.files):
        yield (",\n" if index else "\n") + _indented(file(result), 4)
    end = "\n  ]" if report.files else "]"
    yield f'{end},\n  "summary": {_indented(summary(report), 2).lstrip()}\n}}\n'


def _indented(value: object, by: int) -> str:
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(" " * by + line for line in lines)


def tool(report: Report) -> dict[str, str]:
    """What made the report."""
    made = report.tool
    return {"name": "safelint", "version": made.version, "rulebook": made.rulebook, "model": made.model}


def summary(report: Report) -> dict[str, Any]:
    """What the run came to."""
    files = report.files
    return {
        "files": len(files),
        "findings": {severity.value: report.count(severity) for severity in Severity},
        "excused": sum(len(r.excused) for r in files),
        "suppressed": sum(len(r.suppressed) for r in files),
        "baselined": sum(len(r.baselined) for r in files),
        "below": sum(len(r.below) for r in files),
        "errors": len(report.errors),
        "fail_on": report.fail_on.value if report.fail_on else "never",
        "exit_status": report.exit_status,
        "seconds": round(report.seconds, 3),
    }


def file(result: FileResult) -> dict[str, Any]:
    """One element of ``files``."""
    return {
        "path": result.path,
        **({"title": result.title, "address": result.address} if result.title or result.address else {}),
        "format": result.format,
        "language": result.language,
        "audience": list(result.audience),
        "topics": list(result.topics),
        "error": result.error,
        "notes": list(result.notes),
        "findings": [_finding(f) for f in result.findings],
        "excused": [_excused(f) for f in result.excused],
        "suppressed": [_suppressed(f) for f in result.suppressed],
        "baselined": [_finding(f) for f in result.baselined],
        "helplines": [_helpline(h) for h in result.helplines],
        **({"credits": [_credit(c) for c in result.credits if c.topic == CREDIT]} if result.credits else {}),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "scope": finding.scope,
        "message": finding.message,
        "found": finding.found,
        "start": _position(finding.start),
        "end": _position(finding.end),
        **({"anchor": finding.anchor} if finding.anchor else {}),
        "suggestions": list(finding.suggestions),
        "fix": _fix(finding.fix) if finding.fix else None,
        "related": [
            {"start": _position(r.start), "end": _position(r.end), "message": r.message} for r in finding.related
        ],
        "sources": list(finding.sources),
        "fingerprint": finding.fingerprint,
        **({"lowered": _lowered(finding.lowered)} if finding.lowered else {}),
    }


def _lowered(lowered: Lowered) -> dict[str, str]:
    return {"from": lowered.severity.value, "because": lowered.because, "evidence": lowered.evidence}


def _excused(finding: Finding) -> dict[str, Any]:
    excuse = finding.excuse
    return {
        **_place(finding),
        "because": excuse.because if excuse else "",
        "evidence": excuse.evidence if excuse else "",
    }


def _suppressed(finding: Finding) -> dict[str, Any]:
    suppression = finding.suppression
    return {
        **_place(finding),
        "reason": suppression.reason if suppression else "",
        "line": suppression.line if suppression else 0,
        **({"file": suppression.file} if suppression and suppression.file else {}),
    }


def _place(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "start": _position(finding.start),
        "end": _position(finding.end),
        "found": finding.found,
        **({"anchor": finding.anchor} if finding.anchor else {}),
    }


def _credit(credit: Finding) -> dict[str, Any]:
    fields = _place(credit)
    return {"credit": fields.pop("rule"), "title": credit.message, **{k: v for k, v in fields.items() if k != "topic"}}


def _helpline(mention: HelplineMention) -> dict[str, Any]:
    return {
        "found": mention.found,
        "state": mention.state,
        "helpline": mention.helpline,
        "name": mention.name,
        "instead": mention.instead,
        "topics": list(mention.topics),
        "hours": mention.hours,
        "start": _position(mention.start),
        "end": _position(mention.end),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"safety": fix.safety.value, "edits": edits}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}
