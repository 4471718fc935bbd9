"""``safelint init``: write a commented config file for this site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from safelint.config.begin import KINDS, STRICTNESS, Answers, text
from safelint.model.errors import SafelintError

NAME = "safelint.yaml"


@click.command("init", short_help="Write a commented config file for this site.")
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="What kind of site it is.")
@click.option("--strictness", type=click.Choice(list(STRICTNESS)), help="What makes a build fail.")
@click.option("--force", is_flag=True, help="Replace a config file that is there.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given stays as usual.")
def command(
    folder: str, audience: tuple[str, ...], kind: str | None, strictness: str | None, force: bool, yes: bool
) -> None:
    """Write a commented config file, safelint.yaml, into a folder, by default the one you are in.

    Three questions are asked, on a terminal: for whom you write, what kind of site it is, and how strict to be. The
    options answer them beforehand.
    """
    from safelint.config import read
    from safelint.runner.asked import countries

    place = Path(folder)
    if not place.is_dir():
        raise SafelintError(f"{folder}: There is no such folder.")
    known = read.own(place.absolute())
    path = place / NAME
    if known is not None and not (force and known.name == NAME):
        hint = "--force replaces it." if known.name == NAME else "Change that one, or remove it first."
        raise SafelintError(f"{known}: There is a config file already. {hint}")
    asking = not yes and sys.stdin.isatty()
    answers = Answers(
        countries(audience) if audience or not asking else _audience(),
        kind or (_choice("What kind of site is it?", KINDS, "blog") if asking else "blog"),
        strictness or (_choice("How strict should it be?", STRICTNESS, "usual") if asking else "usual"),
    )
    try:
        path.write_text(text(answers), encoding="utf-8")
    except OSError as error:
        raise SafelintError(f"{path}: It can't be written: {error.strerror}.") from error
    click.echo(f"{path} was written. What next:")
    click.echo("  safelint check      reads this folder")
    click.echo("  safelint baseline   accepts what is found today, so that only new findings are reported")


def _audience() -> tuple[str, ...]:
    """Ask for the readers' countries until the answer can be used."""
    from safelint.runner.asked import countries

    while True:
        said = click.prompt("Where do your readers live? (country codes such as US, GB; empty: anywhere)", default="")
        try:
            return countries(said)
        except SafelintError as error:
            click.echo(str(error))


def _choice(question: str, options: dict[str, tuple[str, str]], usual: str) -> str:
    click.echo(question)
    for name, (_, means) in options.items():
        click.echo(f"  {name:<13} {means}")
    answer: str = click.prompt("Which", type=click.Choice(list(options)), default=usual, show_choices=False)
    return answer
