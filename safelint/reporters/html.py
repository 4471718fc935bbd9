"""One page for an editor who reads no terminal: each article as it reads, what to look at, and why."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model.rule import Severity
from safelint.reporters import article
from safelint.reporters.markup import esc, language
from safelint.reporters.mask import tells
from safelint.reporters.reasons import cards, let_pass, remarks, went_well
from safelint.reporters.summary import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import FileResult, Report

FOLDER = Path(__file__).parent
MEANING = {
    Severity.ERROR: "the guidelines agree, and it may do harm. Please change it, or say why not.",
    Severity.WARNING: "most guidelines agree, or it depends on the sentence. Please look.",
    Severity.ADVICE: "worth a thought.",
}
HELP = "https://findahelpline.com"


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """A page that holds everything it needs and asks nothing of the network."""
    del colour, show_excused  # excused findings are always there, folded away
    yield _head(report)
    yield f'<main>\n<header>\n<h1>What safelint found</h1>\n<p class="lead">{esc(_found(report))}</p>\n'
    yield from _legend(report, show_detail=show_detail)
    yield from _contents(report)
    yield "</header>\n"
    for index, result in enumerate(report.files, 1):
        yield from _file(report, result, index)
    yield from _foot(report)


def _head(report: Report) -> str:
    style, script = (_part(name) for name in ("html.css", "html.js"))
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    titles = [_name(result) for result in report.files]
    title = titles[0] if len(titles) == 1 else number(len(titles), "text", "texts")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{esc(title)}: safelint</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _part(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


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
        yield "<p>Words that tell of a method are covered with ▒, since many people may read this page.</p>\n"
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
        yield f'<li><a href="#t{index}"><bdi>{esc(_name(result))}</bdi></a>: {said}</li>\n'
    yield "</ul>\n</nav>\n"


def _name(result: FileResult) -> str:
    """The title of a text, else its file."""
    if result.title:
        return result.title
    document = result.document
    if document is not None and 0 <= document.title < len(document.blocks):
        return document.blocks[document.title].text.strip() or result.path
    return result.path


def _file(report: Report, result: FileResult, index: int) -> Iterator[str]:
    yield f'<section class="text" id="t{index}" aria-labelledby="h{index}">\n'
    yield f'<h2 id="h{index}"><bdi>{esc(_name(result))}</bdi></h2>\n<p class="small">{esc(result.path)}'
    yield f" · {esc(result.address)}</p>\n" if result.address else "</p>\n"
    yield from remarks(result)
    if result.error is None and not result.findings:
        yield "<p>Nothing to look at.</p>\n"
    yield from went_well(result)
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
    yield from article.write(result.document, result.findings, index)
    yield "</article>\n</div>\n" if result.findings else "</article>\n</details>\n"


def _foot(report: Report) -> Iterator[str]:
    yield "</main>\n<footer>\n"
    yield (
        "<p>safelint compares words with published guidelines. It does not replace an editor, and no run of it shows "
        f"that a text is safe. Made by safelint {esc(report.tool.version)}.</p>\n"
        "<p>Work on these texts can be heavy. Should this be about you or somebody close to you: people are there to "
        f'talk, today. <a href="{HELP}" rel="noreferrer">findahelpline.com</a> knows lines in most countries.</p>\n'
    )
    yield f"</footer>\n<script>{_part('html.js')}</script>\n</body>\n</html>\n"
