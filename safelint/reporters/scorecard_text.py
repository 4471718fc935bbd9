"""Scorecards for a person at a terminal: each mark, what it means, what decided, and what would raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.scorecard import HIGHEST
from safelint.model.screen import columns
from safelint.reporters.line import safe, width
from safelint.reporters.text import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.scorecard import Evidence, Mark, Scorecard

# How many places are shown for and how many against an article at each criterion; JSON has all.
MOST = 4
MARK, BODY = "  ", "         "
COLOURS = {0: "error", 1: "warning", 2: "instead"}
SIGNS = {True: "+", False: "−"}


def write(cards: Sequence[Scorecard], *, colour: bool) -> Iterator[str]:
    """Every scorecard, with a line on each place that decided."""
    page = Page(columns=columns(), colour=colour)
    for index, card in enumerate(cards):
        yield "\n" if index else ""
        yield from _card(page, card)


def _card(page: Page, card: Scorecard) -> Iterator[str]:
    path = page.paint(safe(card.path), "path")
    if card.error is not None:
        yield f"{path}: can't be read\n{page.wrap(card.error)}"
        return
    yield f"{path}: {card.title}\n\n"
    for mark in card.marks:
        yield from _mark(page, mark)
    if card.overall is not None:
        left_out = len(card.marks) - card.scored
        rest = f"; {left_out} not applicable" if left_out else ""
        said = f"{MARK}Overall  {card.overall:.2f} of {HIGHEST}, the mean of {card.scored} criteria{rest}.\n\n"
        yield page.paint(said, "path")
    for remark in card.remarks:
        yield page.wrap(remark)


def _mark(page: Page, mark: Mark) -> Iterator[str]:
    shown = "n.a." if mark.mark is None else f"{mark.mark} of {HIGHEST}"
    name = "dim" if mark.mark is None else COLOURS[mark.mark]
    yield f"{MARK}{page.paint(f'{shown:<6}', name)} {page.paint(safe(mark.title), 'path')}\n"
    yield page.wrap(mark.says, first=BODY, rest=BODY)
    for good in (True, False):
        yield from _places(page, SIGNS[good], [one for one in mark.evidence if one.good is good])
    for index, text in enumerate(mark.better):
        lead = "To raise it: "
        yield page.wrap(text, first=BODY + (lead if index == 0 else " " * len(lead)), rest=BODY + " " * len(lead))
    yield "\n"


def _places(page: Page, sign: str, places: list[Evidence]) -> Iterator[str]:
    """The places that speak one way; of many, some that differ in kind."""
    shown = first_of_each(places)
    column = max((len(str(one.line)) for one in shown), default=0)
    for one in shown:
        lead = f"{BODY}{sign} {safe(one.anchor) or f'line {one.line:>{column}}'}  "
        yield page.wrap(_place(one), first=lead, rest=" " * width(lead))
    if len(places) > len(shown):
        yield f"{BODY}{sign} and {len(places) - len(shown)} more\n"


def first_of_each(places: list[Evidence]) -> list[Evidence]:
    """At most ``MOST`` of ``places``: the first of each kind before any second one, in the order of the text."""
    first = {one.id: one for one in reversed(places)}.values()
    ranked = sorted(places, key=lambda one: one not in first)[:MOST]
    return [one for one in places if one in ranked]


def _place(evidence: Evidence) -> str:
    """“Therapy helps” (treatment-works, 2 times)."""
    words = f"“{evidence.words}”" if evidence.words else "the whole text"
    name = evidence.id
    if evidence.kind == "helpline":
        name = evidence.title if evidence.good else f"{evidence.title}: {evidence.id}"
    more = [f"{evidence.times} times"] if evidence.times > 1 else []
    more += ["quoted"] if evidence.quoted else []
    return f"{words} ({', '.join([name, *more])})"
