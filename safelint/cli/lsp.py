"""``safelint lsp``: findings while somebody writes, in their own editor."""

from __future__ import annotations

from typing import Any

import click

from safelint.cli.options import sessional


@click.command("lsp", short_help="Speak with a code editor: findings while you write.")
@sessional
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--select", multiple=True, metavar="RULE|TOPIC", help="Run only these.")
@click.option("--ignore", multiple=True, metavar="RULE|TOPIC", help="Do not run these.")
@click.option("--min-severity", type=click.Choice(["advice", "warning", "error"]), help="What is shown (advice).")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, which is what it does anyway.")
def command(**options: Any) -> None:
    """Speak the Language Server Protocol over standard input and output. Editors start it; docs/editors.md says how.

    Findings appear while you write, with what could be written instead, the reason, and the guideline behind it. No
    text leaves this machine, and none is logged.
    """
    from safelint.runner.session import Session
    from safelint.server.lsp.stdio import run

    given: dict[str, Any] = {
        name: options[name] or None for name in ("preset", "audience", "select", "ignore", "min_severity")
    }
    isolated: bool = options["isolated"]
    run(Session(options["config"], isolated=isolated, keep=not options["no_cache"], **given), given, isolated=isolated)
