"""``safelint explain``: a rule's page, or why a line was or was not flagged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safelint.cli.options import sessional
from safelint.cli.printing import coloured, emit
from safelint.model import regex
from safelint.model.errors import SafelintError

if TYPE_CHECKING:
    from safelint.model.rule import Rule
    from safelint.runner.session import Session


# FILE:LINE or FILE:LINE:COLUMN, as reports write it.
_PLACE = regex.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


@click.command("explain", short_help="A rule’s page, or why a line was or was not flagged.")
@click.argument("what", metavar="RULE|FILE:LINE[:COLUMN]")
@click.option("--show-detail", is_flag=True, help="Show the words about methods and notes, which are covered.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours (on a terminal).")
@sessional
def command(
    what: str, show_detail: bool, colour: bool | None, config: str | None, isolated: bool, no_cache: bool
) -> None:
    """Print the page of a rule, or why a line of a file, or a sentence of it, was or was not flagged."""
    from safelint.reporters import explained_text
    from safelint.runner.session import Session

    session = Session(config, isolated=isolated, keep=not no_cache)
    place = _PLACE.fullmatch(what)
    if place:
        told = session.explain(place["path"], int(place["line"]), int(place["column"] or 0))
        emit(explained_text.write(told, colour=coloured(colour, None), show_detail=show_detail))
    elif Path(what).exists():
        raise SafelintError(f"Which line of {what}? Write safelint explain {what}:1.")
    else:
        emit([page_of(session, what)])


def page_of(session: Session, name: str) -> str:
    """The page of the rule called ``name``."""
    from safelint.rulebook.page import page

    return page(session.book(), find_rule(session, name))


def find_rule(session: Session, name: str) -> Rule:
    """The rule, or credit, called ``name``.

    Raises:
        SafelintError: there is none; names the nearest.
    """
    from difflib import get_close_matches

    book = session.book()
    rules = {rule.id: rule for rule in (*book.rules, *book.credits)}
    if name in rules:
        return rules[name]
    near = get_close_matches(name, rules, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else "See safelint rule list."
    raise SafelintError(f"There is no rule “{name}”. {hint}")
