"""The report for a person at a terminal: the words, the reason, the guideline, and what to write instead."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from safelint.model.scorecard import CREDIT
from safelint.model.screen import NARROWEST, WIDEST, columns, folded
from safelint.reporters.line import excerpt, safe, width
from safelint.reporters.summary import counted, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, Report, RuleCard

# How many places are shown of each thing that a text does well.
MOST_PLACES = 3
# How many guidelines are shown for a finding; the rule's page has them all.
MOST_GUIDELINES = 3
INDENT = "  "
COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "advice": "36;1",
    "path": "1",
    "words": "31",
    "instead": "32",
    "dim": "2",
}


class Page:
    """How the report is laid out: its width, whether it is coloured, and what it has already said."""

    def __init__(self, *, columns: int, colour: bool) -> None:
        self.columns = min(max(columns, NARROWEST), WIDEST)
        self.colour = colour
        self.explained: dict[str, str] = {}

    def paint(self, text: str, name: str) -> str:
        """``text`` in the colour called ``name``, when colours are wanted."""
        body = text.rstrip("\n")
        return f"\x1b[{COLOURS[name]}m{body}\x1b[0m{text[len(body) :]}" if self.colour and body and name else text

    def wrap(self, text: str, *, first: str = INDENT, rest: str = INDENT) -> str:
        """A paragraph wrapped to the page, its first line after ``first`` and the others after ``rest``."""
        return _folded(" ".join(text.split()), self.columns, first, rest)


@lru_cache(maxsize=2000)
def _folded(text: str, most: int, first: str, rest: str) -> str:
    """What ``Page.wrap`` gives; much of a report is said again and again."""
    return folded(safe(text), most, first, rest)


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """The report, one piece a finding, with a summary that says why the exit status is what it is."""
    page = Page(columns=columns(), colour=colour)
    for result in report.files:
        yield from _file(page, result, report.cards, show_excused=show_excused)
    if report.quiet:
        return
    yield page.wrap(summary(report, show_excused=show_excused, show_detail=show_detail), first="", rest="")


def _file(page: Page, result: FileResult, cards: dict[str, RuleCard], *, show_excused: bool) -> Iterator[str]:
    """Everything about one file; nothing when there is nothing to say."""
    page.explained = {}
    path = safe(result.path)
    kept_quiet = _quiet(result) if show_excused else ()
    went_well = tuple(one for one in result.credits if one.topic == CREDIT)
    if result.error is None and not (result.findings or result.notes or kept_quiet or went_well):
        return
    said = "can't be checked" if result.error is not None else counted(result.findings) or "no findings"
    title = f" “{safe(result.title)}”" if result.title else ""
    yield f"{page.paint(path, 'path')}{title}: {said}\n"
    if result.address:
        yield f"{INDENT}{page.paint(safe(result.address), 'dim')}\n"
    if result.error is not None:
        yield page.wrap(result.error)
    for note in result.notes:
        yield page.wrap(f"Note: {note}")
    yield "\n"
    for finding in result.findings:
        yield "".join(_finding(page, path, finding, cards.get(finding.rule))).rstrip("\n") + "\n\n"
    for finding in kept_quiet:
        yield "".join(_kept_quiet(page, path, finding)).rstrip("\n") + "\n\n"
    yield "".join(_went_well(page, went_well))


def _went_well(page: Page, credited: Sequence[Finding]) -> Iterator[str]:
    """What the text does well, each thing once, with the places that show it."""
    if not credited:
        return
    yield page.paint("What went well\n", "instead")
    for title in dict.fromkeys(one.message for one in credited):
        places = [one for one in credited if one.message == title]
        shown = [f"“{one.found}” ({_place(one)})" for one in places[:MOST_PLACES]]
        more = [f"{len(places) - MOST_PLACES} more"] if len(places) > MOST_PLACES else []
        yield page.wrap(f"{title}: {', '.join([*shown, *more])}.", rest=INDENT * 2)
    yield "\n"


def _finding(page: Page, path: str, finding: Finding, card: RuleCard | None) -> Iterator[str]:
    yield _head(page, path, finding, finding.severity.value)
    yield page.wrap(finding.message)
    yield _excerpt(page, finding)
    for related in finding.related:
        yield page.wrap(f"Line {related.start.line}: {related.message}")
    if finding.suggestions:
        yield page.paint(page.wrap("Write instead: " + " · ".join(finding.suggestions)), "instead")
    if card is not None:
        yield from _reason(page, finding, card)


def _head(page: Page, path: str, finding: Finding, label: str) -> str:
    where = f"{path}:{finding.start.line}:{finding.start.column}" if not finding.anchor else f"{path}, {finding.anchor}"
    whole = "  (the whole document)" if finding.scope == "document" else ""
    colour = label if label in COLOURS else "dim"
    return f"{where}  {page.paint(label, colour)}  {page.paint(finding.rule, 'path')}{whole}\n"


def _place(finding: Finding) -> str:
    """Where a finding stands in its file: “line 3”, or “cell 2, line 1” in a container."""
    return finding.anchor or f"line {finding.start.line}"


def _excerpt(page: Page, finding: Finding) -> str:
    """The line with its number, and the words underlined; nothing when there is no line to show."""
    if not finding.excerpt.text.strip():
        return ""
    number = f"{INDENT}{'' if finding.anchor else finding.start.line} | "
    line, marks = excerpt(finding, page.columns - width(number))
    gutter = " " * (len(number) - 2) + "| "
    return f"\n{page.paint(number, 'dim')}{line}\n{page.paint(gutter, 'dim')}{page.paint(marks, 'words')}\n\n"


def _reason(page: Page, finding: Finding, card: RuleCard) -> Iterator[str]:
    """Why, and the guidelines; in full once a rule and file."""
    if finding.rule in page.explained:
        place = page.explained[finding.rule]
        yield page.paint(page.wrap(f"Why, and the guidelines: as above, {place}."), "dim")
        return
    page.explained[finding.rule] = _place(finding)
    for index, paragraph in enumerate(card.why.split("\n\n")):
        yield page.wrap(("Why: " if index == 0 else "") + paragraph)
    for index, source in enumerate(card.guidelines[:MOST_GUIDELINES]):
        label = "Guideline: " if len(card.guidelines) == 1 else "Guidelines: "
        lead = INDENT + (label if index == 0 else " " * len(label))
        hang = " " * len(lead)
        year = f" ({source.year})" if source.year else ""
        yield page.wrap(f"{source.organisation}, {source.title}{year}", first=lead, rest=hang)
        if source.url:
            yield f"{hang}{page.paint(safe(source.url), 'dim')}\n"
    if len(card.guidelines) > MOST_GUIDELINES:
        more = len(card.guidelines) - MOST_GUIDELINES
        yield page.paint(page.wrap(f"And {more} more: safelint explain {finding.rule}"), "dim")


def _quiet(result: FileResult) -> tuple[Finding, ...]:
    """What was found and not reported, in the order of the text."""
    both: Iterable[Finding] = (*result.excused, *result.suppressed)
    return tuple(sorted(both, key=lambda f: (f.start.offset, f.rule)))


def _kept_quiet(page: Page, path: str, finding: Finding) -> Iterator[str]:
    """Why a place was not reported: the context and its evidence, or the comment and its reason."""
    yield _head(page, path, finding, "excused" if finding.excuse else "allowed")
    if finding.excuse:
        yield page.wrap(f"Excused as “{finding.excuse.because}”: {finding.excuse.evidence}")
    elif finding.suppression:
        reason = finding.suppression.reason or "no reason given"
        at = finding.suppression
        by = f"{at.file}, line {at.line}" if at.file else f"the comment on line {at.line}"
        yield page.wrap(f"Allowed by {by}: {reason}")
    yield _excerpt(page, finding)
