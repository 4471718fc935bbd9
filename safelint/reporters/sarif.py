"""SARIF 2.1.0, for code scanning: rules with their help, findings with fixes and fingerprints, suppressions kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.model.fix import Edit
    from safelint.model.report import FileResult, Report, RuleCard

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
FINGERPRINT = "safelint/v1"


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One run; a finding that was suppressed or accepted is there, with its suppression, and counts for nothing."""
    del colour, show_excused, show_detail  # always plain and whole; details are masked before
    order = {id_: index for index, id_ in enumerate(report.cards)}
    results = [one for result in report.files for one in _results(result, order)]
    run = {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(result.path)} for result in report.files],
        "invocations": [_invocation(report)],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    tool = report.tool
    return {
        "name": "safelint",
        "version": tool.version,
        "properties": {"rulebook": tool.rulebook, "model": tool.model},
        "rules": [_rule(card) for card in report.cards.values()],
    }


def _rule(card: RuleCard) -> dict[str, Any]:
    links = [(f"{one.organisation}, {one.title}", one.url) for one in card.guidelines]
    listed = "\n".join(f"- {f'[{name}]({url})' if url else name}" for name, url in links)
    plain = "\n".join(f"{name} {url}".rstrip() for name, url in links)
    rule: dict[str, Any] = {
        "id": card.id,
        "shortDescription": {"text": card.title},
        "fullDescription": {"text": card.why},
        "help": {"text": f"{card.why}\n\n{plain}", "markdown": f"{card.why}\n\n{listed}"},
        "properties": {"tags": [card.topic]},
    }
    first = next((url for _, url in links if url), "")
    return {**rule, "helpUri": first} if first else rule


def _results(result: FileResult, order: dict[str, int]) -> Iterator[dict[str, Any]]:
    for finding in result.findings:
        yield _result(result, finding, order)
    for finding in result.suppressed:
        reason = finding.suppression.reason if finding.suppression else ""
        suppression = {"kind": "inSource", "status": "accepted", **({"justification": reason} if reason else {})}
        yield {**_result(result, finding, order), "suppressions": [suppression]}
    for finding in result.baselined:
        accepted = {"kind": "external", "status": "accepted", "justification": "in the baseline"}
        yield {**_result(result, finding, order), "baselineState": "unchanged", "suppressions": [accepted]}


def _result(result: FileResult, finding: Finding, order: dict[str, int]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "ruleId": finding.rule,
        **({"ruleIndex": order[finding.rule]} if finding.rule in order else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(result, finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"topic": finding.topic, "confidence": finding.confidence.value},
    }
    if finding.related:
        said["relatedLocations"] = [
            {"message": {"text": one.message}, **_physical(result, _region(one.start, one.end))}
            for one in finding.related
        ]
    if finding.fix and not finding.anchor:
        said["fixes"] = _fixes(result, finding)
    return said


def _fixes(result: FileResult, finding: Finding) -> list[dict[str, Any]]:
    """The first suggestion and the others, each as replacements."""
    fix = finding.fix
    if fix is None:
        return []
    offered = [fix.edits, *fix.alternatives]
    names = [*finding.suggestions, *[""] * len(offered)]
    return [
        {
            **({"description": {"text": f"Write “{name}”"}} if name else {}),
            "artifactChanges": [
                {"artifactLocation": _artifact(result.path), "replacements": [_replacement(edit) for edit in edits]}
            ],
        }
        for edits, name in zip(offered, names, strict=False)
        if edits
    ]


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {"charOffset": edit.start, "charLength": edit.end - edit.start}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _location(result: FileResult, finding: Finding) -> dict[str, Any]:
    """A place in a text file by line and column; in a container, in words, since it has no lines of its own."""
    if finding.anchor:
        logical = [{"fullyQualifiedName": finding.anchor, "kind": "element"}]
        return {**_physical(result, None), "logicalLocations": logical}
    return _physical(result, _region(finding.start, finding.end))


def _physical(result: FileResult, region: dict[str, int] | None) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(result.path), **({"region": region} if region else {})}
    return {"physicalLocation": place}


def _region(start: Any, end: Any) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }


def _artifact(path: str) -> dict[str, str]:
    """A path as a URI reference, relative to where the run began unless it is absolute."""
    plain = path.replace("\\", "/")
    slashed = f"/{plain}" if plain[1:3] == ":/" else plain  # a Windows drive
    uri = quote(slashed.encode("utf-8", "surrogatepass"), safe="/#:" if slashed != plain else "/#")
    return {"uri": f"file://{uri}" if slashed.startswith("/") else uri}


def _invocation(report: Report) -> dict[str, Any]:
    told = [
        {"level": "error", "message": {"text": result.error or ""}, "locations": [_physical(result, None)]}
        for result in report.errors
    ]
    noted = [
        {"level": "note", "message": {"text": note}, "locations": [_physical(result, None)]}
        for result in report.files
        for note in result.notes
    ]
    return {
        "executionSuccessful": not report.errors,
        "exitCode": report.exit_status,
        "toolExecutionNotifications": [*told, *noted],
    }
