"""From the results of single files to the report of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import safelint
from safelint.config.node import located
from safelint.model.digest import sha256
from safelint.model.report import FileResult, Report, RuleCard, Tool
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from safelint.config.settings import Settings
    from safelint.model.rulebook import Rulebook
    from safelint.runner.session import Session


def report(
    results: Sequence[FileResult],
    used: Iterable[Settings],
    books: Collection[Rulebook],
    models: Iterable[str],
    seconds: float,
) -> Report:
    """The report of a run.

    Args:
        results: one a file, in order.
        used: the settings of those files; where they differ, the strictest ``fail_on`` counts.
        books: the rule books they were linted with.
        models: versions of the language pipelines.
        seconds: wall time.
    """
    levels = [settings.fail_on.rank for settings in used if settings.fail_on is not None]
    return Report(
        tool=Tool(safelint.__version__, _digest(books), ", ".join(sorted(models))),
        files=tuple(results),
        cards=_cards(results, books),
        seconds=seconds,
        fail_on=tuple(Severity)[max(levels)] if levels else None,
    )


def fail_on_from(session: Session, results: Sequence[FileResult], used: Sequence[Settings]) -> str:
    """Which line of a config file decides about the exit status, “command line”, or nothing for the usual."""
    from safelint.config.origin import DEFAULT, origins

    strictest = max(used, key=lambda one: -1 if one.fail_on is None else one.fail_on.rank)
    if not strictest.path and not session.asked.fields:
        return ""
    path = results[used.index(strictest)].path if results else "-"
    for one in origins(strictest, str(located(Path.cwd(), path)), tuple(session.asked.fields)):
        if one.key == "fail-on":
            return "" if one.places == (DEFAULT,) else one.places[-1]
    return ""


def _digest(books: Iterable[Rulebook]) -> str:
    """The digest of the rule book, or one of all their digests when there were several."""
    digests = sorted({book.digest for book in books})
    return "sha256:" + (digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest())


def _cards(results: Iterable[FileResult], books: Iterable[Rulebook]) -> dict[str, RuleCard]:
    """A card for every rule that the results name, by id."""
    named = {
        finding.rule
        for result in results
        for findings in (result.findings, result.excused, result.suppressed, result.baselined, result.below)
        for finding in findings
    }
    cards = {
        rule.id: RuleCard(
            rule.id, rule.title, rule.topic, rule.why, tuple(book.sources[s] for s in rule.sources if s in book.sources)
        )
        for book in books
        for rule in book.rules
        if rule.id in named
    }
    return dict(sorted(cards.items()))
