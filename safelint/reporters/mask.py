"""Hide method detail: a report of it must not pass it on (printed reports and CI logs are read by many)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.finding import Excerpt, Finding
    from safelint.model.report import FileResult, Report
    from safelint.model.scorecard import Evidence, Scorecard

HIDDEN_TOPIC = "method-detail"
LISTS = ("findings", "excused", "suppressed", "baselined", "below", "credits")
MASK = "▒"


def masked(report: Report) -> Report:
    """The report with the words of every ``method-detail`` finding replaced by as many ``▒``, wherever they show."""
    return replace(report, files=tuple(_file(result) for result in report.files))


def masked_scorecard(card: Scorecard, result: FileResult) -> Scorecard:
    """The scorecard of ``result``, its words covered where a criterion hides them or they tell of a method."""
    words = _words(f.found for f in _hidden(result))
    return replace(
        card,
        marks=tuple(
            replace(mark, evidence=tuple(_evidence(one, words, whole=mark.hidden) for one in mark.evidence))
            for mark in card.marks
        ),
    )


def _evidence(evidence: Evidence, words: re.Pattern[str], *, whole: bool) -> Evidence:
    if whole or evidence.topic == HIDDEN_TOPIC:
        return replace(evidence, words=_cover(evidence.words))
    return replace(evidence, words=words.sub(lambda match: _cover(match[0]), evidence.words))


def _hidden(result: FileResult) -> list[Finding]:
    return [f for name in LISTS for f in getattr(result, name) if f.topic == HIDDEN_TOPIC and f.scope == "text"]


def _file(result: FileResult) -> FileResult:
    hidden = _hidden(result)
    if not hidden:
        return result
    words = _words(f.found for f in hidden)
    spans = [(f.start.offset, f.end.offset) for f in hidden]
    covered: dict[str, Any] = {n: tuple(_finding(f, words, spans) for f in getattr(result, n)) for n in LISTS}
    return replace(result, **covered)


def _words(found: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the hidden words, longest first, whatever the case and the white space between them."""
    unique = sorted({" ".join(text.split()) for text in found if text.strip()}, key=lambda text: (-len(text), text))
    patterns = (r"\s+".join(map(re.escape, text.split())) for text in unique)
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)" if unique else r"(?!)", re.IGNORECASE)


def _finding(finding: Finding, words: re.Pattern[str], spans: list[tuple[int, int]]) -> Finding:
    def hide(text: str) -> str:
        return words.sub(lambda match: _cover(match[0]), text)

    own = finding.topic == HIDDEN_TOPIC and finding.scope == "text"
    return replace(
        finding,
        message=hide(finding.message),
        found=_cover(finding.found) if own else hide(finding.found),
        excerpt=_excerpt(finding.excerpt, spans, words),
        suggestions=tuple(map(hide, finding.suggestions)),
        fix=finding.fix and replace(finding.fix, edits=tuple(replace(e, text=hide(e.text)) for e in finding.fix.edits)),
        related=tuple(replace(r, message=_cover(r.message) if own else hide(r.message)) for r in finding.related),
        excuse=finding.excuse and replace(finding.excuse, evidence=hide(finding.excuse.evidence)),
        suppression=finding.suppression and replace(finding.suppression, reason=hide(finding.suppression.reason)),
    )


def _excerpt(excerpt: Excerpt, spans: list[tuple[int, int]], words: re.Pattern[str]) -> Excerpt:
    """Covers by position first: a mark-up sign inside the words would hide them from a search."""
    text = excerpt.text
    for start, end in spans:
        low, high = max(start - excerpt.offset, 0), min(end - excerpt.offset, len(text))
        if low < high:
            text = text[:low] + _cover(text[low:high]) + text[high:]
    return replace(excerpt, text=words.sub(lambda match: _cover(match[0]), text))


def _cover(text: str) -> str:
    return re.sub(r"\S", MASK, text)
