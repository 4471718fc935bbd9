"""The door for people: commands and options, no decisions; click is imported when a command needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; ends with SystemExit, whose code is the exit status."""
    import sys

    from safelint.cli.quick import answered

    status = answered(sys.argv[1:] if args is None else args)
    if status is not None:
        sys.exit(status)
    settle()
    from safelint.cli.app import app

    app.main(args=None if args is None else list(args), prog_name="safelint")


def settle() -> None:
    """Look for rubbish rarely: most of what a run makes stays, and looking among it took a tenth of a short run."""
    import gc

    gc.set_threshold(100_000, 20, 20)
