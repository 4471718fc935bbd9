"""``safelint config``: the settings that count for a file, and where each comes from."""

from __future__ import annotations

import json

import click

from safelint.cli.options import sessional


@click.command("config", short_help="The settings that count for a file, and where they come from.")
@click.argument("file", default=".", metavar="[FILE]")
@click.option("--show", "shown", metavar="FILE", help="The same as FILE.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@sessional
def command(file: str, shown: str | None, form: str, config: str | None, isolated: bool, no_cache: bool) -> None:
    """Show each setting that counts for a file or folder, with the line of the config file that says so."""
    from pathlib import Path

    from safelint.config.node import located
    from safelint.config.origin import origins
    from safelint.reporters.line import safe
    from safelint.runner.session import Session

    path = located(Path.cwd(), shown or file)
    inside = path / "any" if path.is_dir() else path
    settings = Session(config, isolated=isolated, keep=not no_cache).settings(str(inside))
    found = origins(settings, str(inside))
    if form == "json":
        listed = [{"setting": one.key, "value": one.value, "from": list(one.places)} for one in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    click.echo(safe(settings.path or "No config file; these are the usual settings."))
    widest = max(len(one.key) for one in found)
    for one in found:
        click.echo(safe(f"  {one.key:<{widest}}  {one.value}  ({', '.join(one.places)})"))
