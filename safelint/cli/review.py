"""``safelint review``: a page to review a draft on, in the browser."""

from __future__ import annotations

from typing import Any

import click

from safelint.cli.options import sessional

_HIGHEST = 65_535


@click.command("review", short_help="Review a draft on a page in your browser.")
@click.argument("file", required=False, default="", metavar="[FILE]")
@sessional
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--port", type=click.IntRange(0, _HIGHEST), default=0, help="Where to listen (0: whatever is free).")
@click.option("--no-open", is_flag=True, help="Only print the address; open no browser.")
def command(file: str, port: int, no_open: bool, **options: Any) -> None:
    """Open a page on this machine to paste a draft into, or with FILE (Word, OpenDocument, Markdown, HTML, text …).

    The draft stays on this machine, and nothing of it is stored unless you save it. Ctrl-C ends the page.
    """
    from safelint.runner.session import Session
    from safelint.server.review import review

    session = Session(
        options["config"],
        isolated=options["isolated"],
        keep=not options["no_cache"],
        credits=True,
        preset=options["preset"],
        audience=options["audience"],
    )

    def begun(address: str, ticket: str) -> None:
        click.echo(f"The review page: {address}\nIt is for you alone, and ends with Ctrl-C.")
        if not no_open:
            _open(ticket)

    review(session, file, port=port, begun=begun)


def _open(address: str) -> None:
    """Open a browser, which may take its time or, as one in the terminal, not come back."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
