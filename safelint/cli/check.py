"""``safelint check``: lint files and folders."""

from __future__ import annotations

from typing import Any

import click

from safelint.cli.options import sessional
from safelint.cli.printing import coloured, emit
from safelint.reporters import REPORTERS, write

LEVELS = ["advice", "warning", "error"]


@click.command("check", short_help="Lint files and folders.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text", help="How to report.")
@click.option("--output", metavar="FILE", help="Write the report to a file.")
@sessional
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--select", multiple=True, metavar="RULE|TOPIC", help="Run only these.")
@click.option("--ignore", multiple=True, metavar="RULE|TOPIC", help="Do not run these.")
@click.option("--min-severity", type=click.Choice(LEVELS), help="Show findings from this severity on (advice).")
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), help="Exit 1 from this severity on (error).")
@click.option("--no-suppress", is_flag=True, help="Report what comments in the text ask to allow, too.")
@click.option("--show-excused", is_flag=True, help="Show what was found and not reported, and why.")
@click.option("--credits", is_flag=True, help="Say what went well, too.")
@click.option("--show-detail", is_flag=True, help="Show the words of findings about methods, which are covered.")
@click.option("--stdin-filename", default="", metavar="NAME", help="What standard input (-) is called.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours (on a terminal).")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], form: str, output: str | None, **options: Any) -> None:
    """Lint files and folders, by default the folder you are in; - reads standard input.

    Exit status: 0 nothing at or above --fail-on, 1 findings there, 2 the run could not be done as asked.
    """
    from safelint.runner.session import Session

    session = Session(
        options["config"],
        isolated=options["isolated"],
        keep=not options["no_cache"],
        suppress=not options["no_suppress"],
        credits=options["credits"],
        **{name: options[name] for name in ("preset", "audience", "select", "ignore", "min_severity", "fail_on")},
    )
    report = session.lint_paths(paths or ["."], stdin_filename=options["stdin_filename"])
    shown = {name: options[name] for name in ("show_excused", "show_detail")}
    emit(write(report, form, colour=coloured(options["colour"], output), **shown), output)
    ctx.exit(report.exit_status)
