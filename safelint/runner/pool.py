"""Several processes at once, in order, where there is work enough for them."""

from __future__ import annotations

import os
import sys
from collections import deque
from typing import TYPE_CHECKING

from safelint.model.report import FileResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor

    from safelint.runner.work import Found, Task, Work

# Bytes of text that take about half a second; with less for each, another process costs more than it brings.
_ENOUGH = 150_000
_CHUNKS_EACH = 8
_LARGEST_CHUNK = 16


def many(jobs: int, tasks: Sequence[Task]) -> int:
    """How many processes to use: as many as asked for, or with 0 as many as there are processors and work for.

    Args:
        jobs: asked for.
        tasks: what is to be linted.
    """
    work = sum(task.size for task in tasks) // _ENOUGH
    wanted = jobs or min(_processors(), work)
    return max(1, min(wanted, len(tasks)))


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def linted(work: Work, tasks: Sequence[Task], jobs: int) -> Iterator[Found]:
    """The results of each task, in order; a process that dies takes only the file with it that killed it."""
    if jobs < 2:  # noqa: PLR2004
        for task in tasks:
            yield work.here(task)
        return
    from concurrent.futures.process import BrokenProcessPool

    work.session.book()  # rules and model once, for all processes that are forked from this one
    work.session.parser().warm()
    done = 0
    try:
        for found in _together(work, tasks, jobs):
            done += 1
            yield found
    except BrokenProcessPool:
        for task in tasks[done:]:
            yield _alone(work, task)


def _together(work: Work, tasks: Sequence[Task], jobs: int) -> Iterator[Found]:
    size = max(1, min(_LARGEST_CHUNK, len(tasks) // (jobs * _CHUNKS_EACH)))
    pool = _pool(work, jobs)
    try:
        # Not pool.map: when it is stopped it cancels what the pool is about to fail, and the pool's own thread
        # then ends with a traceback on the screen.
        futures = deque(pool.submit(_each, tasks[at : at + size]) for at in range(0, len(tasks), size))
        while futures:
            yield from futures.popleft().result()
    except BaseException:  # Ctrl-C and a caller that wants no more among them
        _stop()
        raise
    finally:
        pool.shutdown(wait=True)


def _alone(work: Work, task: Task) -> Found:
    """The result of a task in a process of its own, since one of its neighbours or itself killed the last."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(work, 1) as pool:
        try:
            return pool.submit(_one, task).result()
        except BrokenProcessPool:
            return (FileResult(task.path, error="The process that read it died; it may be too large for the memory."),)
        except KeyboardInterrupt:
            _stop()
            raise


def _stop() -> None:
    from multiprocessing import active_children

    for child in active_children():
        child.terminate()


def _pool(work: Work, jobs: int) -> ProcessPoolExecutor:
    """Processes forked where that is safe, so that rules and model are shared; else begun anew."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("fork" if sys.platform == "linux" else "spawn"), _begin, (work,))


_work: list[Work] = []


def _begin(work: Work) -> None:
    """Begin a process: it dies quietly with Ctrl-C, and nothing is read from the results of earlier runs."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _work[:] = [work]


def _one(task: Task) -> Found:
    return _work[0].linted(task)


def _each(tasks: Sequence[Task]) -> list[Found]:
    return [_one(task) for task in tasks]
