"""What a run looks at besides safelint itself, noted so that a later run can tell that nothing has changed.

Whoever reads a file, lists a folder or asks whether something is there notes it first. What is noted is how things
stood before they were looked at, so a change in between shows as a difference later and is never missed.
"""

from __future__ import annotations

import os
import time

State = tuple[int, ...]
"""How a file or folder stands: size, times (nanoseconds), node and device; empty when it is not there."""

# A file changed a moment ago may change again within the same tick of the clock.
SETTLED = 2_000_000_000


class Inputs:
    """What was looked at between ``follow`` and ``leave``.

    Attributes:
        states: path, as the run called it → how it stood.
        sure: whether everything that counts could be noted.
    """

    def __init__(self) -> None:
        self.states: dict[str, State] = {}
        self.sure = True
        self._listed: set[str] = set()

    def note(self, path: str) -> None:
        """Note a file, or that there is none; that one is missing follows from a folder that is noted itself."""
        if path in self.states:
            return
        found = state(path)
        if found:
            self.states[path] = found
            self.sure = self.sure and max(found[1:3]) < time.time_ns() - SETTLED
        elif (os.path.dirname(path) or ".") not in self._listed:  # noqa: PTH120  asked for every file
            self.states[path] = found

    def listed(self, folder: str, *names: str) -> None:
        """Note a folder whose names are read; ``names`` are what else it is called."""
        self.note(folder)
        self._listed.update((folder, *names))


_following: list[Inputs] = []


def follow() -> Inputs:
    """Begin to note what this process looks at, and nothing that was begun before."""
    _following[:] = [Inputs()]
    return _following[0]


def leave() -> None:
    """Note nothing any more."""
    _following.clear()


def note(path: str) -> None:
    """Say that ``path`` will be looked at, whether it is there or not."""
    if _following:
        _following[0].note(path)


def listed(folder: str, *names: str) -> None:
    """Say that the names in ``folder`` will be read."""
    if _following:
        _following[0].listed(folder, *names)


def unsure() -> None:
    """Say that something counts which can't be noted."""
    for inputs in _following:
        inputs.sure = False


def state(path: str) -> State:
    """How a file or folder stands now, links followed."""
    try:
        found = os.stat(path)  # noqa: PTH116  asked for every file
    except (OSError, ValueError):
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev
