"""``safelint baseline``: accept today's findings, so that only new ones are reported."""

from __future__ import annotations

from typing import Any

import click

from safelint.cli.options import sessional


@click.command("baseline", short_help="Accept today's findings.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--file", "named", default="", metavar="FILE", help="Where to keep them (.safelint-baseline.json).")
@click.option("--prune", is_flag=True, help="Accept nothing new; drop what is no longer there.")
@sessional
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], named: str, prune: bool, **options: Any) -> None:
    """Accept what is found in files and folders today, by default in the folder you are in.

    `safelint check` then reports only what is new. A finding stays accepted while its sentence stays as it is,
    wherever in the file it moves. Keep the file in version control. Exit status: 0, or 2 when a file can't be read.
    """
    from safelint.reporters.line import safe
    from safelint.runner.run import accept
    from safelint.runner.session import Session

    session = Session(
        options["config"],
        isolated=options["isolated"],
        keep=not options["no_cache"],
        preset=options["preset"],
        audience=options["audience"],
    )
    failed = False
    for kept in accept(session, paths or (".",), named, prune=prune):
        for result in kept.errors:
            failed = True
            click.echo(safe(f"{result.path}: {result.error}"), err=True)
        files = f"{kept.files} file{'' if kept.files == 1 else 's'}"
        change = kept.now - kept.before
        said = f"{abs(change)} {'more' if change > 0 else 'fewer'} than before" if change else "as many as before"
        click.echo(safe(f"{kept.path}: {kept.now} accepted in {files}, {said}."))
    ctx.exit(2 if failed else 0)
