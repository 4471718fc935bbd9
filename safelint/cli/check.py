"""``safelint check``: lint files and folders."""

from __future__ import annotations

from typing import Any

import click

from safelint.cli.checking import checked
from safelint.cli.options import reading, recorded, sessional, telling
from safelint.reporters import REPORTERS

LEVELS = ["advice", "warning", "error"]


@click.command("check", short_help="Lint files and folders.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text", help="How to report.")
@click.option("--output", metavar="FILE", help="Write the report to a file.")
@reading
@recorded
@sessional
@telling
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--select", multiple=True, metavar="RULE|TOPIC", help="Run only these.")
@click.option("--ignore", multiple=True, metavar="RULE|TOPIC", help="Do not run these.")
@click.option("--min-severity", type=click.Choice(LEVELS), help="Show findings from this severity on (advice).")
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), help="Exit 1 from this severity on (error).")
@click.option("--diff", "since", default="", metavar="BASE", help="Report only lines changed since a git revision.")
@click.option("--staged", is_flag=True, help="Report only lines staged for the next commit.")
@click.option("--baseline", metavar="FILE", help="Accepted findings (.safelint-baseline.json beside the config file).")
@click.option("--no-baseline", is_flag=True, help="Report what was accepted before, too.")
@click.option("--no-suppress", is_flag=True, help="Report what comments in the text ask to allow, too.")
@click.option("--show-excused", is_flag=True, help="Show what was found and not reported, and why.")
@click.option("--credits", is_flag=True, help="Say what went well, too.")
@click.option("--show-detail", is_flag=True, help="Show the words of findings about methods, which are covered.")
@click.option("--annotate", default="", metavar="FILE", help="Write a copy of a .docx or .odt file with comments.")
@click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help="Processes (as many as are useful).")
@click.option("--stdin-filename", default="", metavar="NAME", help="What standard input (-) is called.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours (on a terminal).")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], form: str, output: str | None, **options: Any) -> None:
    """Lint files and folders, by default the folder you are in; - reads standard input.

    Exit status: 0 nothing at or above --fail-on, 1 findings there, 2 the run could not be done as asked.
    """
    ctx.exit(checked(paths, form, output, options))
