"""The door for people: commands and options, no decisions; click is imported when a command runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; ends with SystemExit, whose code is the exit status."""
    import sys

    from safelint.cli.quick import answered

    if answered(sys.argv[1:] if args is None else args):
        sys.exit(0)
    import gc

    from safelint.cli.app import app

    # A rule book is a hundred thousand things that stay; looking among them for rubbish took a tenth of a short run.
    gc.set_threshold(100_000, 20, 20)

    app.main(args=None if args is None else list(args), prog_name="safelint")
