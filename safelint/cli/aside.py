"""What a run says beside its report, on standard error: progress, what it used, and figures."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.cli.printing import say
from safelint.model.errors import SafelintError

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.model.report import Report
    from safelint.runner.session import Session

# Seconds before progress is shown, and between two showings.
PATIENCE, PACE = 2.0, 0.2
FOR_PEOPLE = ("text", "concise")


class Progress:
    """Counts files on a terminal once a run takes long; ``named`` prints every path instead."""

    def __init__(self, *, named: bool = False) -> None:
        self.named = named
        self.count = 0
        self.next = time.monotonic() + PATIENCE

    def __call__(self, path: str) -> None:
        """Say that ``path`` is next."""
        from safelint.reporters.line import safe

        self.count += 1
        if self.named:
            say(f"Reading {safe(path)}\n", aside=True)
        elif (now := time.monotonic()) >= self.next:
            self.next = now + PACE
            say(f"\r{self.count} files read …", aside=True)

    def clear(self) -> None:
        """Take the line back."""
        if not self.named and self.count:
            say("\r\x1b[K", aside=True)


def progress(options: dict[str, Any]) -> Progress | None:
    """Progress as asked for: each path with ``--verbose``, a count on a terminal, nothing with ``--quiet``."""
    if options["verbose"]:
        return Progress(named=True)
    plain = options["quiet"] or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty()
    return None if plain else Progress()


def used(session: Session, paths: tuple[str, ...]) -> None:
    """Which settings and rules count for the first of ``paths``."""
    from safelint.reporters.line import safe

    settings = session.settings(str(Path(paths[0] if paths else ".") / "any"))
    say(safe(f"Config: {settings.path or 'none, the usual settings'}") + "\n", aside=True)
    say(f"Rules: {len(session.rules(settings))} of {len(session.book(settings).rules)}\n", aside=True)


def figures(report: Report, form: str, options: dict[str, Any]) -> None:
    """Print ``--stats`` and ``--statistics-by``, after a report for people, else on standard error."""
    from safelint.reporters.statistics import stats, table

    beside = form not in FOR_PEOPLE or options["output"] is not None
    if options["stats"]:
        say("".join(stats(report)), aside=beside)
    if options["statistics_by"]:
        say("".join(table(report, options["statistics_by"])), aside=beside)


def job_summary(report: Report, form: str, write: Callable[..., Any], **shown: bool) -> None:
    """Append the report as Markdown to the job summary, where GitHub asks for one.

    Raises:
        SafelintError: its file can't be written.
    """
    target = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if form != "github" or not target:
        return
    try:
        with Path(target).open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(write(report, "markdown", **shown))
    except OSError as error:
        raise SafelintError(f"The job summary {target} can't be written: {error.strerror}.") from error
