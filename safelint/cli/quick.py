"""``safelint check FILE…`` where there is nothing to report: answered before the command line is imported.

A pre-commit hook runs once for each commit, and most texts name nothing that a rule asks about. What is not understood
here is left to the whole command line, which gives the same answer.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVELS = ("advice", "warning", "error")
_WITH_VALUE = {
    "--format": ("text", "concise"),
    "--fail-on": (*_LEVELS, "never"),
    "--min-severity": _LEVELS,
    "--preset": ("recommended",),
}
_FLAGS = (
    "--isolated",
    "--no-cache",
    "--no-baseline",
    "--no-suppress",
    "--show-excused",
    "--show-detail",
    "--no-colour",
)
# What makes a run say more than its report.
_MORE = ("GITHUB_STEP_SUMMARY", "SAFELINT_WHOLE")


def answered(args: Sequence[str]) -> bool:
    """Whether the command was answered: nothing found, exit status 0."""
    asked = _asked(args)
    if asked is None or sys.stdout.isatty() or any(os.environ.get(name) for name in _MORE):
        return False
    paths, given = asked
    from safelint.runner.quick import finds_nothing

    if not finds_nothing(paths, isolated="--isolated" in given, keep="--no-cache" not in given):
        return False
    if given.get("--format", "text") == "text":
        _say(len(paths), given.get("--fail-on", "error"))
    return True


def _asked(args: Sequence[str]) -> tuple[list[str], dict[str, str]] | None:
    """The paths and options of ``check``; None for any other command and whatever is not understood here."""
    if not args or args[0] != "check":
        return None
    paths: list[str] = []
    given: dict[str, str] = {}
    waiting = iter(args[1:])
    for arg in waiting:
        name, joined, value = arg.partition("=")
        if not arg.startswith("-"):
            paths.append(arg)
        elif name in _WITH_VALUE:
            given[name] = value if joined else next(waiting, "")
            if given[name] not in _WITH_VALUE[name]:
                return None
        elif arg in _FLAGS:
            given[arg] = ""
        else:
            return None
    return paths, given


def _say(files: int, fail_on: str) -> None:
    """The closing words of a report without findings; see ``reporters.summary``."""
    found = f"No findings in {files} file{'' if files == 1 else 's'}. Exit status 0:"
    level = f"nothing at or above “{fail_on}” (--fail-on {fail_on})."
    words = f"{found} {level if fail_on != 'never' else 'findings do not change it (--fail-on never).'}".split()
    columns = os.environ.get("COLUMNS", "")
    width = min(max(int(columns) if columns.isdigit() and int(columns) else 80, 40), 100)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
    sys.stdout.flush()
