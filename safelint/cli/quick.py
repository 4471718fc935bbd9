"""``safelint check FILE…`` with the options that people give, read without click; all else is left to that.

A pre-commit hook runs once for each commit, and importing click takes as long as linting an article. Where there is
nothing to report, not even the rest of safelint is imported.
"""

from __future__ import annotations

import os
import sys

from safelint.runner import again

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_LEVELS = ("advice", "warning", "error")
# Each option with a value, and which values are understood here; None for any.
_WITH_VALUE: dict[str, tuple[str, ...] | None] = {
    "--format": ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"),
    "--fail-on": (*_LEVELS, "never"),
    "--min-severity": _LEVELS,
    "--preset": None,
    "--config": None,
    "--output": None,
    "--audience": None,
    "--select": None,
    "--ignore": None,
    "--jobs": None,
}
_MANY = ("--audience", "--select", "--ignore")
_FLAGS = (
    *("--isolated", "--no-cache", "--no-baseline", "--no-suppress", "--show-excused", "--show-detail", "--credits"),
    *("--staged", "--quiet", "--stats"),
)
# With these alone, a run that finds nothing says so and no more.
_SAYS_NOTHING = frozenset(
    {"--isolated", "--no-cache", "--no-baseline", "--no-suppress", "--show-excused", "--show-detail"}
) | {"--no-colour", "--fail-on", "--min-severity"}
# Reports that say how long the run took.
_WITH_SECONDS = ("json", "junit")
# What makes a run say more than its report, or has click answer.
_MORE = ("GITHUB_STEP_SUMMARY", "SAFELINT_WHOLE", "_SAFELINT_COMPLETE")


def answered(args: Sequence[str]) -> int | None:
    """The exit status of a command that was answered here; None for one that has to be read by click."""
    asked = _asked(args)
    if asked is None or any(os.environ.get(name) for name in _MORE):
        return None
    paths, given = asked
    run = again.Run(args, keep="--no-cache" not in given and not sys.stdout.isatty() and _follows_from_texts(given))
    known = run.recalled()
    if known is None:
        with run:
            return _linted(paths, given, run)
    _write(known[0])
    return known[1]


def _linted(paths: list[str], given: dict[str, Any], run: again.Run) -> int | None:
    """Lint the files, by their bytes alone where that is enough."""
    if not sys.stdout.isatty() and _quick(given):
        from safelint.runner.quick import finds_nothing

        if finds_nothing(paths, isolated="--isolated" in given, keep="--no-cache" not in given):
            _write("".join(run.copied(_said(len(paths), given))).encode())
            run.keep(0)
            return 0
    return _checked(tuple(paths), given, run)


def _quick(given: dict[str, Any]) -> bool:
    """Whether files that hold nothing are all there is to look at."""
    usual = {"--format": ("text", "concise"), "--preset": ("recommended",)}
    return all(name in _SAYS_NOTHING or value in usual.get(name, ()) for name, value in given.items())


def _follows_from_texts(given: dict[str, Any]) -> bool:
    """Whether a report on standard output is all that a run gives, and says nothing of how long it took."""
    return given.get("--format") not in _WITH_SECONDS and "--stats" not in given and "--output" not in given


def _checked(paths: tuple[str, ...], given: dict[str, Any], run: again.Run) -> int | None:
    """Lint as ``check`` does; None when it can't be done as asked, which click's error says."""
    from safelint.cli.checking import USUAL, checked
    from safelint.cli.printing import ready
    from safelint.model.errors import SafelintError
    from safelint.model.process import settle

    settle()
    ready()
    options = {name.removeprefix("--").replace("-", "_"): value for name, value in given.items()}
    if "no_colour" in options:
        options["colour"] = not options.pop("no_colour")
    form, output = options.pop("format", "text"), options.pop("output", None)
    try:
        status = checked(paths, form, output, {**USUAL, **options}, run.copied)
        run.keep(status)
    except SafelintError:
        return None
    except KeyboardInterrupt:
        return 130
    return status


def _asked(args: Sequence[str]) -> tuple[list[str], dict[str, Any]] | None:
    """The paths and options of ``check``; None for any other command and whatever is not understood here."""
    if not args or args[0] != "check":
        return None
    paths: list[str] = []
    given: dict[str, Any] = {}
    waiting = iter(args[1:])
    for arg in waiting:
        name, joined, value = arg.partition("=")
        if not arg.startswith("-"):
            paths.append(arg)
        elif name in _WITH_VALUE:
            value, known = value if joined else next(waiting, ""), _WITH_VALUE[name]
            if not value or value.startswith("-") or (known is not None and value not in known):
                return None
            if name == "--jobs":
                if not (value.isascii() and value.isdigit()):
                    return None
                given[name] = int(value)
                continue
            given[name] = (*given.get(name, ()), value) if name in _MANY else value
        elif arg in _FLAGS or arg == "--no-colour":
            given[arg] = True
        else:
            return None
    return paths, given


def _said(files: int, given: dict[str, Any]) -> Iterator[str]:
    """The closing words of a report without findings; see ``reporters.summary``."""
    from safelint.model.screen import NARROWEST, WIDEST, columns, folded

    if given.get("--format", "text") != "text":
        return
    fail_on = given.get("--fail-on", "error")
    found = f"No findings in {files} file{'' if files == 1 else 's'}. Exit status 0:"
    level = f"nothing at or above “{fail_on}” (--fail-on {fail_on})."
    words = f"{found} {level if fail_on != 'never' else 'findings do not change it (--fail-on never).'}"
    yield folded(words, min(max(columns(), NARROWEST), WIDEST))


def _write(report: bytes) -> None:
    """Write to standard output; a reader who has gone away (``| head``) is no error."""
    try:
        sys.stdout.buffer.write(report)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
