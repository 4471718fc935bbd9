"""What was found in a draft, as the review page needs it: places to mark, edits to write, and the panel in HTML."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from safelint.formats import FORMATS
from safelint.model.dataclass import dataclass, replace
from safelint.model.rule import Severity
from safelint.reporters.mask import LISTS, masked, tells
from safelint.reporters.reasons import let_pass, remarks, went_well
from safelint.reporters.summary import counted, number
from safelint.runner import outcome
from safelint.runner.signpost import wanting
from safelint.server.cards import cards
from safelint.server.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from safelint.model.finding import Finding
    from safelint.model.fix import Edit
    from safelint.model.report import FileResult, Report
    from safelint.runner.session import Session
    from safelint.server.drafts import Sheet


@dataclass(frozen=True, slots=True)
class Linted:
    """A draft and what was found in it."""

    sheet: Sheet
    report: Report
    session: Session

    @property
    def result(self) -> FileResult:
        """What was found."""
        return self.report.files[0]


def linted(session: Session, sheet: Sheet) -> Linted:
    """Lint what is on the page."""
    opened, settings = sheet.opened, session.settings(sheet.path)
    result = session.lint_opened(opened, sheet.path)
    notes = (*result.notes, sheet.remark) if sheet.remark else result.notes
    result = replace(result, source=opened.source, document=opened.document, notes=notes)
    report = outcome.report([result], [settings], [session.book(settings)], [session.parser(settings).version], 0.0)
    return Linted(sheet, report, session)


def answer(found: Linted, *, detail: bool) -> dict[str, Any]:
    """The answer to the page, positions in UTF-16 code units; words about methods are covered unless ``detail``."""
    result = found.result
    shown = (found.report if detail else masked(found.report)).files[0]
    at = Units(found.sheet.opened.source.text).at
    book = found.session.book(found.session.settings(found.sheet.path))
    ways = [_ways(finding, at) for finding in result.findings]
    usable = [[way is not None for way in one] for one in ways]
    counts = Counter(one.severity for one in result.findings)
    topics = Counter(one.topic for one in result.findings)
    return {
        "error": result.error,
        "form": result.format,
        "format": FORMATS[result.format].title if result.format in FORMATS else "",
        "audience": list(result.audience),
        "topics": list(result.topics),
        "said": counted(result.findings),
        "counts": {severity.value: counts[severity] for severity in Severity},
        "about": [{"id": topic, "title": topic.replace("-", " "), "count": n} for topic, n in sorted(topics.items())],
        "findings": [_finding(one, way, at) for one, way in zip(result.findings, ways, strict=True)],
        "covers": _covers(result, at),
        "html": {
            "notes": "".join(remarks(shown)) + _below(result),
            "cards": "".join(cards(shown.findings, found.report.cards, usable, wanting(book))),
            "well": "".join(went_well(shown)),
            "quiet": "".join(let_pass(shown)),
        },
    }


def _below(result: FileResult) -> str:
    if not result.below:
        return ""
    said = number(len(result.below), "finding is", "findings are")
    return f'<p class="small">{said} not shown here: below the severity asked for in the settings.</p>\n'


def _finding(finding: Finding, ways: Sequence[Any], at: Callable[[int], int]) -> dict[str, Any]:
    return {
        "start": at(finding.start.offset),
        "end": at(finding.end.offset),
        "severity": finding.severity.value,
        "topic": finding.topic,
        "scope": finding.scope,
        "fingerprint": finding.fingerprint,
        "ways": ways,
    }


def _ways(finding: Finding, at: Callable[[int], int]) -> list[list[dict[str, Any]] | None]:
    """For each suggestion the edits that write it, None where they can't be made in place."""
    fix = finding.fix
    edits = (fix.edits, *fix.alternatives) if fix is not None else ()
    known = [_edits(one, at) if one else None for one in edits[: len(finding.suggestions)]]
    return known + [None] * (len(finding.suggestions) - len(known))


def _edits(edits: Sequence[Edit], at: Callable[[int], int]) -> list[dict[str, Any]]:
    return [{"start": at(one.start), "end": at(one.end), "text": one.text} for one in edits]


def _covers(result: FileResult, at: Callable[[int], int]) -> list[list[int]]:
    """The stretches that tell of a method, by position."""
    told = (one for name in LISTS for one in getattr(result, name) if tells(one) and one.scope == "text")
    return [list(pair) for pair in sorted({(at(one.start.offset), at(one.end.offset)) for one in told})]
