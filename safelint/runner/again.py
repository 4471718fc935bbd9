"""A run over what has not changed since: its report is kept with how everything stood that it looked at.

Nothing is imported here that a run does not need which only says again what the last one said.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from safelint.model import inputs
from safelint.model.screen import columns
from safelint.model.version import VERSION
from safelint.runner import cache, program

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from safelint.model.inputs import Inputs

FEWEST = 10
"""Files and folders that a run read, below which it is as quick to read them again."""

LONGEST = 4_000_000
"""Characters of a report that is kept."""

RUNS, DAYS = 20, 30
"""How many runs are kept, and for how many days."""

_NAME = "run-"
_PRIME = 2**61 - 1


class Run:
    """One call of the command: what its report follows from besides files, and where that report is kept.

    As a context manager it notes what is looked at meanwhile.

    Args:
        args: the words of the command line.
        keep: whether its report is kept at all.
    """

    def __init__(self, args: Sequence[str], *, keep: bool) -> None:
        self._place = cache.place() if keep else ""
        self._key = _key(args) if self._place else ()
        self._file = f"{self._place}/{_NAME}{_number(args):016x}.bin" if self._key else ""
        self._inputs: Inputs | None = None
        self._said: list[str] = []
        self._whole = False

    def recalled(self) -> tuple[bytes, int] | None:
        """The report of the last such run and its exit status; None when anything may have changed since."""
        if not self._file:
            return None
        try:
            with open(self._file, "rb") as file:  # noqa: PTH123  pathlib takes long to import
                kept: Any = marshal.loads(file.read())  # noqa: S302  the user's own cache folder
            key, paths, states, said, status = kept
            if key != self._key or list(map(inputs.state, paths)) != states:
                return None
            return bytes(said), int(status)
        except (OSError, EOFError, ValueError, TypeError):
            return None

    def __enter__(self) -> None:
        """Begin to note what the run looks at, if its report is kept."""
        if self._file:
            self._inputs = inputs.follow()

    def __exit__(self, *_: object) -> None:
        inputs.leave()

    def copied(self, pieces: Iterable[str]) -> Iterator[str]:
        """The pieces of the report, handed on as they come, with a copy of them taken."""
        length = 0
        for piece in pieces:
            length += len(piece)
            if length <= LONGEST:
                self._said.append(piece)
            yield piece
        self._whole = length <= LONGEST

    def keep(self, status: int) -> None:
        """Keep the report for the next such run, where that would be quicker and everything was noted."""
        seen = self._inputs
        if seen is None or not (seen.sure and self._whole) or status not in (0, 1):
            return
        rules = program.builtin()  # a checkout's are read as any others
        read = sum(bool(state) for path, state in seen.states.items() if not path.startswith(rules))
        if read < FEWEST or _today() not in self._key:  # midnight has passed
            return
        said = "".join(self._said).encode("utf-8", "replace")
        kept = (self._key, list(seen.states), list(seen.states.values()), said, status)
        try:
            os.makedirs(self._place, mode=0o700, exist_ok=True)  # noqa: PTH103
            self._save(marshal.dumps(kept, 4))
            _prune(self._place)
        except (OSError, ValueError):
            return

    def _save(self, data: bytes) -> None:
        """Write whole or not at all, whoever else writes the same."""
        part = f"{self._file.removesuffix('.bin')}-{os.getpid()}.part"
        with open(part, "wb", opener=_opened) as file:
            file.write(data)
        os.replace(part, self._file)  # noqa: PTH105


def _opened(path: str, flags: int) -> int:
    """Open a file that nobody else may read: it quotes from texts."""
    return os.open(path, flags, 0o600)


def _key(args: Sequence[str]) -> tuple[Any, ...]:
    """What a report follows from besides files; empty when there is no working folder any more."""
    home = os.path.expanduser("~")  # noqa: PTH111  config files may speak of it
    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:
        return ()
    return VERSION, sys.version, here, tuple(args), _today(), columns(), home, program.stamp()


def _number(args: Sequence[str]) -> int:
    """A number for a command line in this folder, the same in every run; modules for digests take long to import."""
    words = repr((os.getcwd(), args))  # noqa: PTH109
    return int.from_bytes(words.encode("utf-8", "surrogatepass"), "big") % _PRIME


def _today() -> str:
    """The writer's own day, on which a suppression may expire."""
    return time.strftime("%Y-%m-%d")


def _prune(place: str) -> None:
    """Drop runs that are old, or more than are kept."""
    with os.scandir(place) as entries:
        found = [(entry.stat().st_mtime, entry.path) for entry in entries if entry.name.startswith(_NAME)]
    oldest = time.time() - DAYS * 86_400
    for at, (when, path) in enumerate(sorted(found, reverse=True)):
        if at >= RUNS or when < oldest:
            os.unlink(path)  # noqa: PTH108
