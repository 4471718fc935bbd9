"""The door for people: commands and options, no decisions; click is imported when a command needs it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NOWHERE = 2  # exit status of a run that could not be done as asked


def run() -> None:
    """The command as a process of its own."""
    from safelint.model.process import own

    own()
    main(leave=_leave)


def main(args: Sequence[str] | None = None, *, leave: Callable[[int], object] = sys.exit) -> None:
    """Run the command line; ends with SystemExit, whose code is the exit status, or as ``leave`` does."""
    from safelint.cli.quick import answered

    words = sys.argv[1:] if args is None else args
    status = answered(words) if _somewhere(words) else _NOWHERE
    if status is not None:
        leave(status)
        return
    from safelint.cli.app import app
    from safelint.model.process import settle

    settle()

    app.main(args=None if args is None else list(args), prog_name="safelint")


def _somewhere(words: Sequence[str]) -> bool:
    """Whether the working folder is there, which every command looks for settings in; says so when it is not."""
    try:
        os.getcwd()  # noqa: PTH109  pathlib takes long to import
    except OSError:
        if words and not words[0].startswith("-") and not {"-h", "--help"} & set(words):
            sys.stderr.write("The folder you are in is no longer there; change to another one.\n")
            return False
    return True


def _leave(status: int) -> None:
    """End the process at once: Python would free a hundred thousand objects one by one, a fifth of a short run."""
    import atexit
    import contextlib

    atexit._run_exitfuncs()  # noqa: SLF001  those of libraries, and of whoever measures this process
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # there is none, or nobody reads it
            stream.flush()
    os._exit(status)
