"""A whole run: which files, what is set apart in each, and the report."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass, field, replace
from safelint.model.inputs import note, unsure
from safelint.model.report import FileResult
from safelint.runner import baseline, diff, files, outcome, pool
from safelint.runner.guard import guarded
from safelint.runner.work import Task, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from safelint.model.report import Report
    from safelint.runner.session import Session
    from safelint.runner.work import Found

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked for besides its paths.

    Attributes:
        stdin_filename: what standard input is called.
        since: a git revision; only lines changed since then are reported.
        staged: report only what is staged for the next commit.
        baseline: its file; empty for the usual places, None for no baseline.
        texts: whether results carry their text, for reports that show it; ``cards`` whether they carry scorecards.
        jobs: how many processes to use; 0 for as many as are useful.
        told: is told the path of each file before it is read, to show how far a long run is.
    """

    stdin_filename: str = ""
    since: str = ""
    staged: bool = False
    baseline: str | None = ""
    texts: bool = False
    cards: bool = False
    jobs: int = 0
    told: Callable[[str], None] | None = None


@dataclass
class _Run:
    """One run: its session and plan, and what was read on the way."""

    session: Session
    plan: Plan
    changes: diff.Changes | None
    baselines: dict[Path, baseline.Baseline] = field(default_factory=dict)
    fixed: int = 0

    def results(self, targets: Sequence[files.Target]) -> list[FileResult]:
        """The results of all files in order, with what was there before set apart; none for one that did not change."""
        work = Work(self.session, texts=self.plan.texts, cards=self.plan.cards)
        waiting: list[tuple[str, Task]] = []
        try:
            known = [self._told(target.path, self._known(work, target, waiting)) for target in targets]
            tasks = [task for _, task in waiting]
            fresh = pool.linted(work, tasks, pool.many(self.plan.jobs, tasks))
            ready = iter(self._kept(work, waiting, fresh))
            found = [next(ready) if one is None else one for one in known]
        finally:
            work.close()
        return [one for target, results in zip(targets, found, strict=True) for one in self._apart(target, results)]

    def _known(self, work: Work, target: files.Target, waiting: list[tuple[str, Task]]) -> Found | None:
        """The results of a file that need no linting; None for one that is now among those ``waiting``."""
        if target.error:
            return (FileResult(target.path, error=target.error),)
        note(target.path)
        if self._lines(target) is None:
            return ()
        path = self._called(target)
        unread = self.changes is None and target.path != STDIN
        if unread and (found := work.recalled(path)) is not None:
            return found
        tasks: list[Task] = []

        def quickly() -> Found:
            found = work.quickly(self._bytes(target.path), path, target.path)
            if isinstance(found, Task):
                tasks.append(found)
                return ()
            return found

        found = guarded(path, quickly)
        waiting += [(target.path, task) for task in tasks]
        return None if tasks else found

    def _kept(self, work: Work, waiting: Sequence[tuple[str, Task]], fresh: Iterable[Found]) -> Iterator[Found]:
        """What comes fresh, with everything about it said and kept."""
        ready = iter(fresh)
        for named, task in waiting:
            self._told(named, ())
            found = next(ready)
            work.keep(task, named, found)
            yield found

    def _told(self, target: str, found: Found | None) -> Found | None:
        """``found``, after it was said which file is next; one that has to wait is told later."""
        if self.plan.told is not None and found is not None:
            self.plan.told(target)
        return found

    def _apart(self, target: files.Target, results: Found) -> Iterator[FileResult]:
        lines = self._lines(target)
        for result in results:
            if target.error:
                yield result
                continue
            yield self._parted(self._called(target), result if lines is diff.EVERYTHING else _touched(result, lines))

    def _lines(self, target: files.Target) -> Any:
        return self.changes.of(target.path) if self.changes and target.path != STDIN else diff.EVERYTHING

    def _called(self, target: files.Target) -> str:
        """What a file is called in the report."""
        return self.plan.stdin_filename or STDIN if target.path == STDIN else target.path

    def _bytes(self, path: str) -> bytes:
        if path == STDIN:
            unsure()
            return files.read_stream(sys.stdin.buffer)
        staged = self.changes.read(path) if self.changes else None
        return files.read(path) if staged is None else files.checked(staged)

    def _parted(self, path: str, result: FileResult) -> FileResult:
        """``result`` without what its baseline accepts."""
        accepted = self.baseline(path)
        if accepted is None or not accepted.files or result.error is not None:
            return result
        from safelint.engine.baseline import accept as parted_by

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


def _touched(result: FileResult, lines: Container[int]) -> FileResult:
    from safelint.engine.baseline import touched  # the engine is not needed for what an earlier run has found

    return touched(result, lines)


def run(session: Session, paths: Sequence[str], plan: Plan) -> Report:
    """Lint files and folders; see ``Session.lint_paths``."""
    started = time.perf_counter()
    changes = diff.staged(paths) if plan.staged else diff.since(plan.since, paths) if plan.since else None
    this = _Run(session, plan, changes)
    results = this.results(list(session.targets(paths)))
    # every config file is read before anything is said, also when only unreadable files were named
    used = [session.settings(result.path) for result in results] or [session.settings(STDIN)]
    different = {id(settings): settings for settings in used}.values()
    books = {settings.packs: session.book(settings) for settings in different}
    models = {session.parser(settings).version for settings in different}
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
