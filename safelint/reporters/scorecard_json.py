"""Scorecards as JSON, schema ``safelint-score/1`` (docs/scorecard.md)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from safelint.model.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.scorecard import Evidence, Mark, Scorecard

SCHEMA = "safelint-score/1"


def write(cards: Sequence[Scorecard]) -> Iterator[str]:
    """One JSON object for all scorecards, keys in the order of the schema."""
    whole = {
        "schema": SCHEMA,
        "tool": {"name": "safelint", "version": VERSION},
        "scorecards": [card(one) for one in cards],
    }
    yield json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def card(made: Scorecard) -> dict[str, Any]:
    """One element of ``scorecards``."""
    return {
        "path": made.path,
        "scale": made.scale,
        "title": made.title,
        "error": made.error,
        "applies": made.applies,
        "topics": list(made.topics),
        "overall": made.overall,
        "scored": made.scored,
        "criteria": [_mark(mark) for mark in made.marks],
        "remarks": list(made.remarks),
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "criterion": mark.criterion,
        "title": mark.title,
        "mark": mark.mark,
        "says": mark.says,
        "evidence": [_evidence(one) for one in mark.evidence],
        "better": list(mark.better),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    fields = asdict(evidence)
    del fields["span"]  # lines and columns say where it is; in a container the anchor does
    if not evidence.anchor:
        del fields["anchor"]
    speaks = "for" if fields.pop("good") else "against"
    return {"speaks": speaks, **fields}
