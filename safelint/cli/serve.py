"""``safelint serve``: answer programs on this machine."""

from __future__ import annotations

from typing import Any

import click

from safelint.cli.options import sessional

LEVELS = ["advice", "warning", "error"]


@click.command("serve", short_help="Answer LibreOffice, browsers, editors and scripts on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="An address of this machine.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8081, show_default=True, help="0 takes one that is free."
)
@click.option("--allow-origin", multiple=True, metavar="ORIGIN", help="A site or add-on whose pages may ask.")
@click.option(
    "--whole-texts",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When what LanguageTool's clients send is a whole text, so that what is missing is reported.",
)
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--select", multiple=True, metavar="RULE|TOPIC", help="Run only these.")
@click.option("--ignore", multiple=True, metavar="RULE|TOPIC", help="Do not run these.")
@click.option("--min-severity", type=click.Choice(LEVELS), help="Show findings from this severity on, whoever asks.")
@sessional
def command(**options: Any) -> None:
    """Answer as a LanguageTool server does (/v2/check), and as a plain JSON API (/api/v1/openapi.json).

    Only programs on this machine can ask, and nothing they send is written down. Ctrl-C ends it.
    """
    from safelint.runner.session import Session
    from safelint.server.loopback import imported

    imported()
    from safelint.server.serve import serve

    session = Session(
        options["config"],
        isolated=options["isolated"],
        keep=not options["no_cache"],
        **{name: options[name] for name in ("preset", "audience", "select", "ignore", "min_severity")},
    )
    serve(
        session,
        options["host"],
        options["port"],
        options["allow_origin"],
        options["whole_texts"],
        lambda sentence: click.echo(sentence, err=True),
    )
