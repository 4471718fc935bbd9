"""``safelint helplines``: the helplines of a country, and those that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from safelint.cli.options import sessional
from safelint.cli.printing import emit
from safelint.model.errors import SafelintError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safelint.model.report import Report
    from safelint.runner.session import Session

FORMATS = ["text", "json", "markdown"]
WRONG = frozenset({"retired", "mistyped", "wrong-country"})


@click.command("helplines", short_help="Helplines to paste, and those that a text names.")
@click.argument("what", nargs=-1, metavar="[COUNTRY]... | check FILE...")
@click.option("--for", "topic", default="", metavar="TOPIC", help="Only lines for suicide, eating-disorder …")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print them.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, for check.")
@sessional
@click.pass_context
def command(ctx: click.Context, /, what: tuple[str, ...], topic: str, form: str, **options: Any) -> None:
    """Print the helplines of a country (US, GB …), or report every helpline number that files name, and its state.

    Without a country, those of the config file’s audience. The exit status of check is 1 when a number is retired,
    mistyped or of another country, and 2 when a file can’t be read.
    """
    from safelint.runner.session import Session

    asked = {"audience": options["audience"]}
    session = Session(options["config"], isolated=options["isolated"], keep=not options["no_cache"], **asked)
    if what[:1] == ("check",):
        ctx.exit(_check(session, what[1:], form))
    from safelint.rulebook import directory

    settings = session.settings("-")
    countries = what or settings.audience
    if not countries and form == "text" and not topic:
        emit(_countries(session))
        return
    found = directory.listing(session.book(settings), _named(session, countries), topic)
    emit({"text": directory.as_text, "json": directory.as_json, "markdown": directory.as_markdown}[form](found))


def _named(session: Session, words: Sequence[str]) -> list[str]:
    """The countries that somebody named, also in several words (New Zealand), or as they are often called (UK)."""
    from safelint.config.countries import USUAL

    names = {country.name.upper() for country in session.book().countries.values()}
    whole = " ".join(words).strip().upper()
    if whole in names:
        return [whole]
    return [USUAL.get(word.strip().upper(), word) for word in words]


def _countries(session: Session) -> Iterable[str]:
    """The countries there are, for somebody who named none."""
    book = session.book()
    yield "Helplines are known for these countries. Name one: safelint helplines GB\n\n"
    for code, country in sorted(book.countries.items()):
        count = sum(line.country == code and line.state == "current" for line in book.helplines)
        yield f"  {code}  {country.name}  {count}\n"


def _check(session: Session, paths: tuple[str, ...], form: str) -> int:
    if not paths:
        raise SafelintError("Which file? Write safelint helplines check FILE.")
    report = session.lint_paths(paths)
    if form == "json":
        from safelint.reporters import write

        emit(write(report, "json"))
    else:
        emit(_states(report))
    if report.errors:
        return 2
    return int(any(one.state in WRONG for result in report.files for one in result.helplines))


def _states(report: Report) -> Iterable[str]:
    from safelint.reporters.line import safe

    for result in report.files:
        if result.error:
            yield safe(f"{result.path}: {result.error}") + "\n"
        elif not result.helplines:
            yield safe(f"{result.path}: names no helpline") + "\n"
        for one in result.helplines:
            service = f"  {one.name}" if one.name else ""
            service += f"  for {', '.join(one.topics)}" if one.topics else ""
            instead = f"  → {one.instead}" if one.instead else ""
            shown = f"{result.path}:{one.start.line}:{one.start.column}  {one.state}  {one.found}{service}{instead}"
            yield safe(shown) + "\n"
