"""Standard output: its encoding, its colours, and what happens when nobody reads it to the end."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model.errors import SafelintError

if TYPE_CHECKING:
    from collections.abc import Iterable


def ready() -> None:
    """Let every character be printed: UTF-8 into files and pipes, what a terminal lacks as “?”."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def coloured(asked: bool | None, output: str | None) -> bool:
    """Whether to colour: as asked for, else on a terminal that can and unless NO_COLOR is set."""
    if asked is not None:
        return asked
    quiet = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and not quiet and sys.stdout.isatty()


def emit(pieces: Iterable[str], output: str | None = None) -> None:
    """Write to a file, or to standard output; a reader who has gone away (``| head``) is no error.

    Raises:
        SafelintError: the file can't be written.
    """
    if output is not None:
        _save(pieces, Path(output))
        return
    try:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):  # what is still buffered goes nowhere, quietly
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str, *, aside: bool = False) -> None:
    """Write to standard output, or ``aside`` to standard error, at once."""
    stream = sys.stderr if aside else sys.stdout
    with contextlib.suppress(BrokenPipeError):
        stream.write(text)
        stream.flush()


def _save(pieces: Iterable[str], path: Path) -> None:
    if path.is_dir():
        raise SafelintError(f"{path} is a folder; --output takes the name of a file.")
    try:
        with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(pieces)
    except OSError as error:
        raise SafelintError(f"{path} can't be written: {error.strerror}.") from error
