"""What the project wants to be as fast as, and whether the figures show it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SAFELINT = "safelint"
Target = tuple[str, float, float, bool]
"""What is measured, the figure wanted and the figure found, and whether more is better."""


def targets(figures: dict[str, Any]) -> Iterator[Target]:
    """Each target that can be told from the figures; those whose peer is missing are left out."""
    yield from _cold(figures["cold"])
    tree, articles = figures["tree"], figures["articles"]
    for beside, wanted in (("retext-equality", 20), ("alex", 40)):
        if beside in tree["first"]:
            found = tree["first"][beside].cpu / tree["first"][SAFELINT].cpu
            yield f"folder of general Markdown: times faster than {beside}", wanted, found, True
    if alex := articles["first"].get("alex"):
        yield "articles: times faster than alex", 3, alex.cpu / articles["first"][SAFELINT].cpu, True
        yield "articles, one changed: times faster than alex", 8, alex.cpu / articles["changed"].cpu, True
    for name, one in (("general Markdown", tree), ("articles", articles)):
        found = one["second"].cpu / one["first"][SAFELINT].cpu
        yield f"second run over unchanged {name}, of the first", 1 / 15, found, False
    yield "MiB, articles", 250, articles["first"][SAFELINT].memory, False
    yield "MiB, general Markdown", 60, tree["first"][SAFELINT].memory, False
    yield "MiB, one file that needs no parser", 60, figures["cold"]["phrase"][SAFELINT].memory, False
    yield "editor, median ms", 10, figures["editor"]["median"], False
    yield "editor, 95th percentile ms", 50, figures["editor"]["95th"], False
    yield from _growth(figures["growth"])


def _cold(cold: dict[str, Any]) -> Iterator[Target]:
    wanted = (
        ("plain", "nothing in it", "retext-equality", 0.35),
        ("plain", "nothing in it", "alex", 0.08),
        ("phrase", "no parser needed", "alex", 0.15),
        ("parsed", "parser needed", "alex", 0.9),
    )
    for name, said, beside, most in wanted:
        if beside in cold[name]:
            yield (
                f"one file, {said}: of {beside}'s time",
                most,
                cold[name][SAFELINT].cpu / cold[name][beside].cpu,
                False,
            )


def _growth(growth: dict[str, Any]) -> Iterator[Target]:
    for name, rows in growth.items():
        if name == "rules":
            costs = {count: cpu for count, cpu, _ in rows}
            yield "3,000 more rules, of the time with 300 more", 1.3, costs[3000] / costs[300], False
        else:
            yield f"exponent of growth with {name}", 1.05, exponent(rows), False
    for name, most in (("files", 60), ("bytes of an article", 250), ("bytes of other text", 250)):
        if name in growth:
            yield f"MiB, {growth[name][-1][0]:,} {name}", most, growth[name][-1][2], False


def exponent(rows: list[tuple[int, float, float]]) -> float:
    """By which power of the number the time grows: of the two largest less the smallest; 1 for a straight line."""
    (few, start, _), (low, before, _), (high, after, _) = rows[0], *rows[-2:]
    return math.log(max(after - start, 1e-3) / max(before - start, 1e-3)) / math.log((high - few) / (low - few))
