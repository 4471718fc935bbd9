"""``safelint score``: the scorecard of each article."""

from __future__ import annotations

import click

from safelint.cli.options import reading, recorded, sessional
from safelint.cli.printing import coloured, emit


@click.command("score", short_help="The scorecard of each article.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How to print.")
@click.option("--output", metavar="FILE", help="Write the scorecards to a file.")
@reading
@recorded
@sessional
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--show-detail", is_flag=True, help="Show the words about methods and notes, which are covered.")
@click.option("--stdin-filename", default="", metavar="NAME", help="What standard input (-) is called.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours (on a terminal).")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str,
    output: str | None,
    config: str | None,
    isolated: bool,
    no_cache: bool,
    format_in: str | None,
    field: str,
    audience: tuple[str, ...],
    show_detail: bool,
    stdin_filename: str,
    colour: bool | None,
) -> None:
    """Mark articles about suicide by the ten criteria of TEMPOS: 0, 1, 2 or not applicable, with what decided.

    The marks are computed from the text by rules and are no substitute for trained raters. Exit status: 0, or 2
    when a file could not be read.
    """
    from safelint.reporters import scorecard_html, scorecard_json, scorecard_text
    from safelint.reporters.mask import masked_scorecard
    from safelint.runner.scored import score_files
    from safelint.runner.session import Session

    session = Session(config, isolated=isolated, keep=not no_cache, format_in=format_in, field=field, audience=audience)
    scored = list(score_files(session, files, stdin_filename=stdin_filename))
    if form == "html":
        emit(scorecard_html.write(scored, show_detail=show_detail), output)
    else:
        cards = [one.card if show_detail else masked_scorecard(one.card, one) for one in scored if one.card is not None]
        text = scorecard_text.write(cards, colour=coloured(colour, output))
        emit(scorecard_json.write(cards) if form == "json" else text, output)
    ctx.exit(2 if any(one.error is not None for one in scored) else 0)
