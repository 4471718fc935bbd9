"""Scorecards in HTML: each mark, what decided with links to the words, and what would raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.scorecard import HIGHEST
from safelint.model.version import VERSION
from safelint.reporters import article, frame
from safelint.reporters.markup import esc, language
from safelint.reporters.mask import masked_file
from safelint.reporters.reasons import remarks
from safelint.reporters.scorecard_text import SIGNS, first_of_each
from safelint.reporters.summary import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.report import FileResult
    from safelint.model.scorecard import Evidence, Mark, Scorecard
    from safelint.model.span import Span

COLOURS = {0: "error", 1: "warning", 2: "good"}
_COMMAND = regex.compile("`([^`]+)`")
HEARD = {True: "for", False: "against"}


def write(results: Sequence[FileResult], *, show_detail: bool = False) -> Iterator[str]:
    """A page with the scorecard of each text, and the text itself folded away below it."""
    results = results if show_detail else [masked_file(result) for result in results]
    yield frame.opened(results)
    yield "<main>\n<header>\n<h1>Scorecards</h1>\n"
    yield "" if show_detail else f"<p>{frame.COVERED} So are those about notes, in the scorecards.</p>\n"
    yield "</header>\n"
    for index, result in enumerate(results, 1):
        yield from _text(result, index)
    yield "</main>\n" + frame.closed(VERSION)


def _text(result: FileResult, index: int) -> Iterator[str]:
    yield frame.heading(result, index)
    yield from remarks(result)
    if result.card is not None and result.error is None:
        yield f'<section class="scorecard">\n<h3>{esc(summary(result.card))}</h3>\n'
        yield from _card(result.card, _linked(result), index)
        yield "</section>\n"
    if result.document is not None and result.document.blocks:
        yield f'<details>\n<summary>The text</summary>\n<article lang="{language(result.language)}" dir="auto">\n'
        yield from article.write(result.document, (), index, places(result.card))
        yield "</article>\n</details>\n"
    yield "</section>\n"


def folded(result: FileResult, index: int) -> Iterator[str]:
    """The scorecard of one text, the ``index``-th of a page, folded away; nothing where there is none."""
    if result.card is not None:
        yield f'<details class="scorecard">\n<summary>{esc(summary(result.card))}</summary>\n'
        yield from _card(result.card, _linked(result), index)
        yield "</details>\n"


def unlinked(card: Scorecard) -> Iterator[str]:
    """One scorecard by itself, as beside a text that can't be linked to."""
    said = summary(card) if card.error is None else card.error
    yield f"<p><strong>{esc(said)}</strong></p>\n"
    yield from _card(card, {}, 1)


def places(card: Scorecard | None) -> tuple[Span, ...]:
    """The words of all evidence, each place once, in the order of the text."""
    found = {one.span for mark in (card.marks if card else ()) for one in mark.evidence if len(one.span)}
    return tuple(sorted(found))


def summary(card: Scorecard) -> str:
    """“TEMPOS scorecard: 1.86 of 2, the mean of 7 criteria; 3 not applicable”."""
    if card.overall is None:
        return card.title
    left_out = len(card.marks) - card.scored
    rest = f"; {left_out} not applicable" if left_out else ""
    mean = number(card.scored, "criterion", "criteria")
    return f"{card.title}: {card.overall:.2f} of {HIGHEST}, the mean of {mean}{rest}"


def _linked(result: FileResult) -> dict[Span, int]:
    """The numbers of the places that show in the text."""
    wanted = places(result.card)
    shown = article.standing(result.document, wanted)
    return {span: at for at, span in enumerate(wanted, 1) if at in shown}


def _card(card: Scorecard, linked: dict[Span, int], index: int) -> Iterator[str]:
    for remark in card.remarks:
        yield f'<p class="small">{esc(remark.strip())}</p>\n'
    if card.marks:
        yield '<ol class="criteria">\n'
        for mark in card.marks:
            yield from _mark(mark, linked, index)
        yield "</ol>\n"


def _mark(mark: Mark, linked: dict[Span, int], index: int) -> Iterator[str]:
    shown = "not applicable" if mark.mark is None else f"{mark.mark} of {HIGHEST}"
    colour = "small" if mark.mark is None else COLOURS[mark.mark]
    yield f'<li>\n<p class="lead"><strong>{esc(mark.title)}</strong> <span class="badge {colour}">{shown}</span></p>\n'
    yield f"<p>{esc(mark.says.strip())}</p>\n"
    for good in (True, False):
        yield from _places([one for one in mark.evidence if one.good is good], good, linked, index)
    if mark.better:
        yield f'<p class="better">To raise it: {_code(" ".join(text.strip() for text in mark.better))}</p>\n'
    yield "</li>\n"


def _code(text: str) -> str:
    return _COMMAND.sub(r"<code>\1</code>", esc(text))


def _places(evidence: list[Evidence], good: bool, linked: dict[Span, int], index: int) -> Iterator[str]:
    shown = first_of_each(evidence)
    rest = [one for one in evidence if one not in shown]
    yield from _list(shown, good, linked, index)
    if rest:
        yield f'<details>\n<summary>{len(rest)} more<span class="heard"> {HEARD[good]} it</span></summary>\n'
        yield from _list(rest, good, linked, index)
        yield "</details>\n"


def _list(evidence: list[Evidence], good: bool, linked: dict[Span, int], index: int) -> Iterator[str]:
    if evidence:
        yield '<ul class="evidence">\n'
        for one in evidence:
            yield f'<li><span aria-hidden="true">{SIGNS[good]}</span><span class="heard">{HEARD[good]}: </span> '
            yield f"{_place(one, linked.get(one.span), index)}</li>\n"
        yield "</ul>\n"


def _place(evidence: Evidence, at: int | None, index: int) -> str:
    """“Therapy helps”: Says that treatment helps (line 4, 2 times)."""
    words = f"<bdi>“{esc(evidence.words)}”</bdi>" if evidence.words else "the whole text"
    if at is not None:
        words = f'<a href="#e{index}-{at}">{words}</a>'
    state = "" if evidence.kind != "helpline" or evidence.good else f", {evidence.id.replace('-', ' ')}"
    more = [evidence.anchor or f"line {evidence.line}"] if evidence.words else []
    more += [f"{evidence.times} times"] if evidence.times > 1 else []
    more += ["quoted"] if evidence.quoted else []
    return f"{words}: {esc(evidence.title)}{esc(state)}" + (f" ({esc(', '.join(more))})" if more else "")
