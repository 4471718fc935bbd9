"""What ``safelint check`` does, once its options are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.cli import aside
from safelint.cli.printing import coloured, emit, say
from safelint.model.dataclass import replace
from safelint.model.errors import SafelintError
from safelint.reporters import SHOW_CARDS, SHOW_CREDITS, SHOW_TEXT, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from safelint.model.report import Report
    from safelint.runner.session import Session

USUAL: dict[str, Any] = {
    **dict.fromkeys(
        ("config", "format_in", "preset", "min_severity", "fail_on", "baseline", "statistics_by", "colour")
    ),
    **dict.fromkeys(("isolated", "no_cache", "no_baseline", "no_suppress", "show_excused", "credits"), False),
    **dict.fromkeys(("show_detail", "staged", "quiet", "verbose", "stats"), False),
    **dict.fromkeys(("field", "since", "annotate", "stdin_filename"), ""),
    **dict.fromkeys(("audience", "select", "ignore"), ()),
    "jobs": 0,
}
"""The options of ``check`` as they are when nothing is asked for."""


def checked(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    options: dict[str, Any],
    copied: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> int:
    """Lint files and folders, and report.

    Args:
        paths: as given; none for the folder one is in.
        form: a key of ``reporters.REPORTERS``.
        output: the file to write the report to, or None for standard output.
        options: those of ``USUAL``.
        copied: is given the pieces of the report and hands them on, for who wants a copy.

    Returns:
        The exit status: 1 where something is found that fails the run, 2 where a file could not be read, else 0.

    Raises:
        SafelintError: the run can't be done as asked.
    """
    from safelint.runner.session import Session

    session = Session(
        options["config"],
        isolated=options["isolated"],
        keep=not options["no_cache"],
        suppress=not options["no_suppress"],
        credits=options["credits"] or form in SHOW_CREDITS,
        format_in=options["format_in"],
        field=options["field"],
        **{name: options[name] for name in ("preset", "audience", "select", "ignore", "min_severity", "fail_on")},
    )
    if options["since"] and options["staged"]:
        raise SafelintError("--diff and --staged ask for different lines; give one of them.")
    draft = _annotatable(paths, options["annotate"])
    report = _linted(session, paths, form, options)
    shown = {name: options[name] for name in ("show_excused", "show_detail")}
    emit(copied(write(report, form, colour=coloured(options["colour"], output), **shown)), output)
    aside.figures(report, form, {**options, "output": output})
    aside.job_summary(report, form, write, **shown)
    if draft and not report.errors:
        _annotate(report, draft, options)
    return report.exit_status


def _linted(session: Session, paths: tuple[str, ...], form: str, options: dict[str, Any]) -> Report:
    if options["verbose"]:
        aside.used(session, paths)
    progress = aside.progress(options)
    try:
        report = session.lint_paths(
            paths or ["."],
            baseline=None if options["no_baseline"] else options["baseline"] or "",
            texts=form in SHOW_TEXT or options["statistics_by"] == "author",
            cards=form in SHOW_CARDS,
            told=progress,
            **{name: options[name] for name in ("stdin_filename", "since", "staged", "jobs")},
        )
    finally:
        if progress is not None:
            progress.clear()
    return replace(report, quiet=options["quiet"])


def _annotatable(paths: tuple[str, ...], target: str) -> str:
    """The draft that an annotated copy is to be made of; empty when none is wanted."""
    if not target:
        return ""
    from safelint.runner.annotate import ready

    return ready(paths, target)


def _annotate(report: Report, draft: str, options: dict[str, Any]) -> None:
    from safelint.runner.annotate import annotate

    count = annotate(report, draft, options["annotate"], show_detail=options["show_detail"])
    say(f"{options['annotate']}: a copy with {count} comment{'' if count == 1 else 's'}\n", aside=True)
