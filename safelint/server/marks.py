"""A scorecard on the review page: each mark, what it means, what decided, and what would raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.scorecard import HIGHEST
from safelint.reporters.markup import esc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.scorecard import Evidence, Mark, Scorecard

# How many places are shown for and how many against an article at each criterion.
MOST = 3


def marks(card: Scorecard) -> Iterator[str]:
    """A scorecard as it stands in the panel."""
    if card.error is not None:
        yield f'<p class="failed">{esc(card.error)}</p>\n'
        return
    yield f'<p class="small">{esc(card.title)}</p>\n'
    if card.overall is not None:
        yield (
            f'<p class="overall"><strong>{card.overall:.2f}</strong> of {HIGHEST}, '
            f"the mean of {card.scored} criteria</p>\n"
        )
    if card.marks:
        yield '<ol class="marks">\n'
        for mark in card.marks:
            yield from _mark(mark)
        yield "</ol>\n"
    for remark in card.remarks:
        yield f'<p class="small">{esc(remark)}</p>\n'


def _mark(mark: Mark) -> Iterator[str]:
    given = "not applicable" if mark.mark is None else f"{mark.mark} of {HIGHEST}"
    kind = "none" if mark.mark is None else f"m{mark.mark}"
    yield f'<li><p><span class="mark {kind}">{given}</span> <strong>{esc(mark.title)}</strong></p>\n'
    yield f"<p>{esc(mark.says)}</p>\n"
    for good, lead in ((True, "Speaks for it"), (False, "Speaks against it")):
        places = [one for one in mark.evidence if one.good is good]
        if places:
            more = f", and {len(places) - MOST} more" if len(places) > MOST else ""
            yield f'<p class="small">{lead}: {"; ".join(map(_place, places[:MOST]))}{more}</p>\n'
    for text in mark.better:
        yield f'<p class="small">To raise it: {esc(text)}</p>\n'
    yield "</li>\n"


def _place(evidence: Evidence) -> str:
    words = f"<bdi>“{esc(evidence.words)}”</bdi>" if evidence.words else "the whole text"
    times = f", {evidence.times} times" if evidence.times > 1 else ""
    return f"{words} ({esc(evidence.title)}{times})"
