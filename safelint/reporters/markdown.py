"""Markdown, for a comment on a pull request or a job summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.scorecard import CREDIT
from safelint.reporters.line import safe
from safelint.reporters.summary import counted, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, Report, RuleCard

ICONS = {"error": "🔴", "warning": "🟡", "advice": "🔵"}
# GitHub cuts a comment at 65,536 characters.
MOST = 60_000
_SPECIAL = regex.compile(r"([\\`*_{}\[\]()<>#+!|~@$])")


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """A heading, a table for each file, and the reasons folded away; what does not fit into a comment is counted."""
    del colour
    yield f"### safelint\n\n{_plain(summary(report, show_excused=show_excused, show_detail=show_detail))}\n"
    written, left = 0, 0
    for result in report.files:
        piece = "".join(_file(result))
        if written + len(piece) > MOST:
            left += len(result.findings)
            continue
        written += len(piece)
        yield piece
    if left:
        yield f"\nAnother {left} findings do not fit here; the log has them all.\n"
    yield from _reasons(report, MOST - written)


def _file(result: FileResult) -> Iterator[str]:
    credits_ = tuple(dict.fromkeys(one.message for one in result.credits if one.topic == CREDIT))
    if result.error is None and not result.findings and not result.notes and not credits_:
        return
    title = f" “{_plain(result.title)}”" if result.title else ""
    said = "can’t be checked" if result.error is not None else counted(result.findings) or "no findings"
    yield f"\n**{_plain(result.path)}**{title}: {said}\n\n"
    for remark in (*([result.error] if result.error is not None else []), *result.notes):
        yield f"- {_plain(remark)}\n"
    if result.findings:
        yield "| | Where | What | Instead | Rule |\n|---|---|---|---|---|\n"
    for finding in result.findings:
        yield _row(finding)
    if credits_:
        yield "\nWhat went well: " + "; ".join(map(_plain, credits_)) + ".\n"


def _row(finding: Finding) -> str:
    where = _plain(finding.anchor) if finding.anchor else f"{finding.start.line}:{finding.start.column}"
    found = "" if finding.scope == "document" else f"“{_plain(finding.found)}”<br>"
    instead = "<br>".join(map(_plain, finding.suggestions))
    icon = f"{ICONS[finding.severity.value]} {finding.severity.value}"
    return f"| {icon} | {where} | {found}{_plain(finding.message)} | {instead} | `{finding.rule}` |\n"


def _reasons(report: Report, room: int) -> Iterator[str]:
    """Why each rule says what it says, once."""
    named = {one.rule for result in report.files for one in result.findings}
    pieces: Sequence[str] = [_reason(card) for id_, card in report.cards.items() if id_ in named]
    if not pieces or sum(map(len, pieces)) > room:
        return
    yield "\n<details><summary>Why, and which guidelines</summary>\n\n"
    yield from pieces
    yield "\n</details>\n"


def _reason(card: RuleCard) -> str:
    why = _plain(" ".join(card.why.split()))
    links = [
        f"[{_plain(f'{one.organisation}, {one.title}')}]({one.url})" if one.url else _plain(one.title)
        for one in card.guidelines
    ]
    return f"- `{card.id}`: {why} {'; '.join(links)}\n"


def _plain(text: str) -> str:
    """Text that stays text: no mark-up, no mention of a user, one line."""
    return _SPECIAL.sub(r"\\\1", safe(" ".join(text.split())))
