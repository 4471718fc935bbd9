"""One page for an editor who reads no terminal: each article as it reads, what to look at, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.rule import Severity
from safelint.reporters import article, frame, scorecard_html
from safelint.reporters.markup import esc, language
from safelint.reporters.mask import tells
from safelint.reporters.reasons import cards, let_pass, remarks, went_well
from safelint.reporters.summary import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import FileResult, Report

MEANING = {
    Severity.ERROR: "the guidelines agree, and it may do harm. Please change it, or say why not.",
    Severity.WARNING: "most guidelines agree, or it depends on the sentence. Please look.",
    Severity.ADVICE: "worth a thought.",
}


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """A page that holds everything it needs and asks nothing of the network."""
    del colour, show_excused  # excused findings are always there, folded away
    yield frame.opened(report.files)
    yield f'<main>\n<header>\n<h1>What safelint found</h1>\n<p class="lead">{esc(_found(report))}</p>\n'
    yield from _legend(report, show_detail=show_detail)
    yield from _contents(report)
    yield "</header>\n"
    for index, result in enumerate(report.files, 1):
        yield from _file(report, result, index)
    yield "</main>\n" + frame.closed(report.tool.version)


def _found(report: Report) -> str:
    if not report.files:
        return "There was no text to read."
    texts = number(len(report.files), "text", "texts")
    said = counted([one for result in report.files for one in result.findings])
    if not said:
        return f"Nothing to look at in {texts}."
    hit = sum(bool(result.findings) for result in report.files)
    return f"{said} in {texts if hit == len(report.files) else f'{hit} of {texts}'}."


def _legend(report: Report, *, show_detail: bool) -> Iterator[str]:
    """What the severities mean, as far as they occur, and what is covered."""
    used = [severity for severity in Severity if report.count(severity)]
    if used:
        yield '<ul class="legend">\n'
        for one in used:
            yield f'<li><span class="badge {one.value}">{one.value.capitalize()}</span> {MEANING[one]}</li>\n'
        yield "</ul>\n"
    if not show_detail and any(tells(one) for result in report.files for one in (*result.findings, *result.excused)):
        yield f"<p>{frame.COVERED}</p>\n"
    apart = sum(len(one.baselined) + len(one.untouched) + len(one.below) for one in report.files)
    if apart:
        yield f"<p>{number(apart, 'finding is', 'findings are')} not shown here: accepted before, "
        yield "on lines that did not change, or below the severity asked for.</p>\n"


def _contents(report: Report) -> Iterator[str]:
    """Where each text stands on the page, when there are several."""
    if len(report.files) < 2:  # noqa: PLR2004  one needs no list
        return
    yield '<nav aria-label="Texts">\n<ul>\n'
    for index, result in enumerate(report.files, 1):
        said = "can’t be read" if result.error is not None else counted(result.findings) or "nothing to look at"
        yield f'<li><a href="#t{index}"><bdi>{esc(frame.name(result))}</bdi></a>: {said}</li>\n'
    yield "</ul>\n</nav>\n"


def _file(report: Report, result: FileResult, index: int) -> Iterator[str]:
    yield frame.heading(result, index)
    yield from remarks(result)
    if result.error is None and not result.findings:
        yield "<p>Nothing to look at.</p>\n"
    yield from went_well(result)
    yield from scorecard_html.folded(result, index)
    if result.findings:
        yield '<div class="columns">\n'
    yield from _article(result, index)
    if result.findings:
        yield f'<section class="findings" aria-labelledby="c{index} h{index}">\n'
        yield f'<h3 id="c{index}">What to look at</h3>\n'
        yield from cards(result, index, report.cards, article.placed(result.document, result.findings))
        yield "</section>\n</div>\n"
    yield from let_pass(result)
    yield "</section>\n"


def _article(result: FileResult, index: int) -> Iterator[str]:
    """The text as it reads; folded away where there is nothing to look at."""
    if result.document is None or not result.document.blocks:
        return
    opened = f'<article lang="{language(result.language)}" dir="auto">\n'
    if result.findings:
        yield f'<div class="reading">\n<h3>The text</h3>\n{opened}'
    else:
        yield f"<details>\n<summary>The text</summary>\n{opened}"
    yield from article.write(result.document, result.findings, index, scorecard_html.places(result.card))
    yield "</article>\n</div>\n" if result.findings else "</article>\n</details>\n"
