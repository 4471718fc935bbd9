"""Findings as an editor shows them: where, how much they weigh, which rule, and the guideline behind it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from safelint.model import regex
from safelint.model.rule import Severity
from safelint.server.lsp.languages import uri_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.errors import Complaint, SafelintError
    from safelint.model.finding import Finding
    from safelint.server.lsp.checking import Checked
    from safelint.server.lsp.texts import Text

SOURCE = "safelint"
LEVELS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}
NOTE, SETTINGS, UNREAD = "note", "settings", "not-checked"
"""Codes of what is no finding: a remark on a comment, a config file that can't be used, a text that was not checked."""

_LINE = regex.compile(r"line (\d{1,9}): (.*)", re.DOTALL)


def diagnostics(checked: Checked, text: Text) -> list[types.Diagnostic]:
    """Everything an editor shows about a text."""
    if checked.trouble is not None:
        first = str(checked.trouble).splitlines()[0]
        return [_whole(text, f"Not checked, since the settings can't be used: {first}", SETTINGS)]
    if checked.refused:
        return [_whole(text, checked.refused, UNREAD, types.DiagnosticSeverity.Information)]
    if checked.result.error is not None:
        return [_whole(text, f"Not checked: {checked.result.error}", UNREAD)]
    found = [diagnostic(checked, one, text) for one in checked.result.findings]
    return [*found, *_notes(checked, text)]


def diagnostic(checked: Checked, finding: Finding, text: Text) -> types.Diagnostic:
    """One finding; its words are covered where they tell of a method."""
    shown = checked.twin(finding)
    link = next((one.url for one in checked.guidelines(finding.rule) if one.url), "")
    return types.Diagnostic(
        range=text.range(finding.start.offset, finding.end.offset),
        message=shown.message,
        severity=LEVELS[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(text.uri, text.range(one.start.offset, one.end.offset)), one.message
            )
            for one in shown.related
        ]
        or None,
        data={"fingerprint": finding.fingerprint},
    )


def blamed(trouble: SafelintError) -> Iterator[tuple[str, types.Diagnostic]]:
    """The places in config files that can't be used, each with the file's URI."""
    for one in trouble.complaints:
        path = Path(one.path)
        if path.is_file():
            yield uri_of(one.path), _blamed(one)


def plain(data: Any) -> str:
    """The fingerprint in the data of a diagnostic that came back from an editor; empty when there is none."""
    if isinstance(data, dict):
        return str(data.get("fingerprint", ""))
    return str(getattr(data, "fingerprint", ""))


def _blamed(complaint: Complaint) -> types.Diagnostic:
    line = max(complaint.line - 1, 0)
    wide = max(len(complaint.shown), 1)
    return types.Diagnostic(
        range=types.Range(types.Position(line, 0), types.Position(line, wide)),
        message=f"{complaint.what} {complaint.hint}".strip(),
        severity=types.DiagnosticSeverity.Error,
        code=SETTINGS,
        source=SOURCE,
    )


def _notes(checked: Checked, text: Text) -> Iterator[types.Diagnostic]:
    """Remarks, such as on a comment that suppressed nothing."""
    for note in checked.shown.notes:
        found = _LINE.match(note)
        line = min(int(found[1]), len(text.lines.starts)) if found else 1
        words = found[2] if found else note
        yield types.Diagnostic(
            range=text.range(*text.lines.bounds(line)),
            message=words[:1].upper() + words[1:],
            severity=types.DiagnosticSeverity.Information,
            code=NOTE,
            source=SOURCE,
        )


def _whole(
    text: Text, message: str, code: str, severity: types.DiagnosticSeverity = types.DiagnosticSeverity.Error
) -> types.Diagnostic:
    """Something about the whole text, said at its first line."""
    return types.Diagnostic(
        range=text.range(*text.lines.bounds(1)), message=message, severity=severity, code=code, source=SOURCE
    )
