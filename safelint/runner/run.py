"""A whole run: which files, what is set apart in each, and the report."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from safelint.engine.baseline import accept as parted_by
from safelint.engine.baseline import touched
from safelint.model.report import FileResult
from safelint.runner import baseline, diff, files, outcome
from safelint.runner.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from safelint.formats.opening import Opened
    from safelint.model.report import Report
    from safelint.runner.session import Session

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked for besides its paths.

    Attributes:
        stdin_filename: what standard input is called.
        since: a git revision; only lines changed since then are reported.
        staged: report only what is staged for the next commit.
        baseline: its file; empty for the usual places, None for no baseline.
        texts: whether results carry their text, for reports that show it.
        told: is told the path of each file before it is read, to show how far a long run is.
    """

    stdin_filename: str = ""
    since: str = ""
    staged: bool = False
    baseline: str | None = ""
    texts: bool = False
    told: Callable[[str], None] | None = None


@dataclass
class _Run:
    """One run: its session and plan, and what was read on the way."""

    session: Session
    plan: Plan
    changes: diff.Changes | None
    baselines: dict[Path, baseline.Baseline] = field(default_factory=dict)
    fixed: int = 0

    def target(self, target: files.Target) -> tuple[FileResult, ...]:
        """The results of one file, with what was there before set apart; none for a file that did not change."""
        if self.plan.told is not None:
            self.plan.told(target.path)
        if target.error:
            return (FileResult(target.path, error=target.error),)
        lines = self.changes.of(target.path) if self.changes and target.path != STDIN else diff.EVERYTHING
        if lines is None:
            return ()
        path = self.plan.stdin_filename or STDIN if target.path == STDIN else target.path
        results = guarded(path, lambda: self._results(self._bytes(target.path), path))
        return tuple(self._parted(path, touched(result, lines)) for result in results)

    def _results(self, data: bytes, path: str) -> tuple[FileResult, ...]:
        """The results of each document in the bytes of a file, which is not read as one when it can hold nothing."""
        if not self.plan.texts and (idle := self.session.idle(data, path)) is not None:
            return (idle,)
        return tuple(self._lint(one, path) for one in self.session.open(data, path))

    def _lint(self, opened: Opened, path: str) -> FileResult:
        result = self.session.lint_opened(opened, path)
        return replace(result, source=opened.source, document=opened.document) if self.plan.texts else result

    def _bytes(self, path: str) -> bytes:
        if path == STDIN:
            return files.read_stream(sys.stdin.buffer)
        staged = self.changes.read(path) if self.changes else None
        return files.read(path) if staged is None else files.checked(staged)

    def _parted(self, path: str, result: FileResult) -> FileResult:
        """``result`` without what its baseline accepts."""
        accepted = self.baseline(path)
        if accepted is None or result.error is not None:
            return result
        parted = parted_by(result, accepted.accepted(result.path))
        if self.changes is None:
            self.fixed += accepted.fixed(parted)
        return parted

    def baseline(self, path: str) -> baseline.Baseline | None:
        """The baseline that counts for ``path``."""
        if self.plan.baseline is None:
            return None
        place = baseline.place(self.session.settings(path), self.plan.baseline)
        if place not in self.baselines:
            self.baselines[place] = baseline.read(place)
        return self.baselines[place]


def run(session: Session, paths: Sequence[str], plan: Plan) -> Report:
    """Lint files and folders; see ``Session.lint_paths``."""
    started = time.perf_counter()
    changes = diff.staged(paths) if plan.staged else diff.since(plan.since, paths) if plan.since else None
    this = _Run(session, plan, changes)
    results = [result for target in session.targets(paths) for result in this.target(target)]
    # every config file is read before anything is said, also when only unreadable files were named
    used = [session.settings(result.path) for result in results] or [session.settings(STDIN)]
    books = {settings.packs: session.book(settings) for settings in used}
    models = {session.parser(settings).version for settings in used}
    report = outcome.report(results, used, books.values(), models, time.perf_counter() - started)
    return replace(report, fixed=this.fixed, fail_on_from=outcome.fail_on_from(session, results, used))


def accept(session: Session, paths: Sequence[str], named: str = "", *, prune: bool = False) -> Iterable[Accepted]:
    """Accept what stands in files and folders now, or with ``prune`` drop what is no longer there.

    Raises:
        SafelintError: the settings, rules or a baseline can't be used.
    """
    report = run(session, paths, Plan(baseline=named if prune else None))
    groups: dict[Path, list[FileResult]] = {}
    for result in report.files:
        groups.setdefault(baseline.place(session.settings(result.path), named), []).append(result)
    for place, results in sorted(groups.items()):
        before = baseline.read(place)
        after = baseline.updated(before, results, prune=prune)
        baseline.write(after)
        errors = tuple(result for result in results if result.error is not None)
        yield Accepted(str(place), baseline.count(before.files), baseline.count(after.files), len(after.files), errors)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one baseline: its file, how many findings it held ``before`` and now, and in how many files."""

    path: str
    before: int
    now: int
    files: int
    errors: tuple[FileResult, ...]
