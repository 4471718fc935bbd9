"""The findings of a draft as cards on the review page: what, why, and wordings that a click writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.reporters.markup import esc, place
from safelint.reporters.reasons import COPY, why

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import RuleCard

_USE = '<button type="button" class="use" data-way="{way}"><span class="heard">Write </span>{text}</button>'


def cards(
    findings: Sequence[Finding],
    reasons: dict[str, RuleCard],
    usable: Sequence[Sequence[bool]],
    wanting: Collection[str],
) -> Iterator[str]:
    """One card a finding, numbered from 1.

    Args:
        findings: as they may be shown.
        reasons: by rule.
        usable: for each suggestion of each finding, whether a click can write it.
        wanting: the rules that ask for a helpline.
    """
    for number, (finding, ways) in enumerate(zip(findings, usable, strict=True), 1):
        yield from _card(finding, number, reasons.get(finding.rule), ways, signpost=finding.rule in wanting)


def _card(
    finding: Finding, number: int, reason: RuleCard | None, ways: Sequence[bool], *, signpost: bool
) -> Iterator[str]:
    severity, whole = finding.severity.value, finding.scope == "document"
    words = "About the whole text" if whole else f"“{finding.found}”"
    yield (
        f'<li class="card {severity}" id="f{number}" tabindex="-1" data-number="{number}" '
        f'data-severity="{severity}" data-topic="{esc(finding.topic)}" aria-labelledby="n{number}">\n'
        f'<h3 id="n{number}"><span class="badge {severity}">{severity.capitalize()}</span> '
        f"<bdi>{esc(words)}</bdi></h3>\n"
        f"<p>{esc(finding.message)}</p>\n"
    )
    if finding.suggestions:
        yield f'<p class="lead" id="w{number}">You could write:</p>\n<ul class="instead" aria-labelledby="w{number}">\n'
        for way, text in enumerate(map(esc, finding.suggestions)):
            usable = way < len(ways) and ways[way]
            shown = _USE.format(way=way, text=text) if usable else f"<bdi>{text}</bdi> {COPY.format(text=text)}"
            yield f"<li>{shown}</li>\n"
        yield "</ul>\n"
    if signpost:
        yield '<p><button type="button" class="signpost">Add helplines…</button></p>\n'
    for related in finding.related:
        yield f'<p class="small">Line {related.start.line}: {esc(related.message)}</p>\n'
    if finding.lowered is not None:
        yield f'<p class="small">It weighs less here: {esc(finding.lowered.evidence)}</p>\n'
    if reason is not None:
        yield from why(reason)
    shown = "" if whole else '<button type="button" class="plain show">Show in the text</button> '
    yield f'<p class="small ways">{shown}<span>{place(finding)}</span></p>\n</li>\n'
