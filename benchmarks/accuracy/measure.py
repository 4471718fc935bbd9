"""From labels and findings to figures; no tool is known here by name."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from labels import Label

Z = 1.959963984540054  # of 95%


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a tool reported, in code points of ``file``; ``whole`` when it means the document."""

    file: str
    start: int
    end: int
    name: str
    topic: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``all``."""

    hits: int
    all: int

    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval, two shares between 0 and 1."""
        if not self.all:
            return 0.0, 1.0
        rate, square = self.hits / self.all, Z * Z / self.all
        middle = rate + square / 2
        reach = Z * sqrt(rate * (1 - rate) / self.all + square / (4 * self.all))
        return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))


@dataclass(frozen=True, slots=True)
class Figures:
    """What one tool did with some labels: which it touched, of those to report and of those that are fine."""

    precision: Share
    recall: Share
    alarms: Share
    pairs: Share


def touched(labels: Iterable[Label], findings: Iterable[Found]) -> set[str]:
    """Ids of the labels whose phrase a finding overlaps; for a label about a whole document, a finding of its topic."""
    by_file: dict[str, list[Found]] = {}
    for found in findings:
        by_file.setdefault(found.file, []).append(found)
    return {label.id for label in labels if any(_touches(label, found) for found in by_file.get(label.file, ()))}


def _touches(label: Label, found: Found) -> bool:
    if label.whole or found.whole:
        return label.whole and found.whole and found.topic == label.topic
    return found.start < label.end and label.start < found.end


def figures(labels: Iterable[Label], reported: set[str]) -> Figures:
    """Precision, recall, false alarms and pairs with both halves right, over the labels given."""
    rows = list(labels)
    right = sum(row.report and row.id in reported for row in rows)
    alarms = sum(not row.report and row.id in reported for row in rows)
    wanted = sum(row.report for row in rows)
    pairs: dict[str, list[bool]] = {}
    for row in rows:
        pairs.setdefault(row.pair, []).append(row.report == (row.id in reported))
    whole = [halves for halves in pairs.values() if len(halves) == 2]  # noqa: PLR2004 - a pair
    return Figures(
        precision=Share(right, right + alarms),
        recall=Share(right, wanted),
        alarms=Share(alarms, len(rows) - wanted),
        pairs=Share(sum(all(halves) for halves in whole), len(whole)),
    )


def by(labels: Iterable[Label], key: Callable[[Label], str]) -> dict[str, list[Label]]:
    """Labels by what ``key`` says of them."""
    groups: dict[str, list[Label]] = {}
    for label in labels:
        groups.setdefault(key(label), []).append(label)
    return groups


def elsewhere(labels: Iterable[Label], findings: Iterable[Found]) -> int:
    """How many findings touch no labelled phrase; nobody has judged those."""
    by_file = by(labels, lambda label: label.file)
    return sum(not any(_touches(label, found) for label in by_file.get(found.file, ())) for found in findings)
