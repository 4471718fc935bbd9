"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")


def sessional(command: Command) -> Command:
    """Which config file a session reads, and whether it may keep anything."""
    command = click.option("--no-cache", is_flag=True, help="Recall nothing of earlier runs, keep nothing.")(command)
    command = click.option("--isolated", is_flag=True, help="Read no config file.")(command)
    return click.option("--config", metavar="FILE", help="Use this config file and no other.")(command)


def reading(command: Command) -> Command:
    """In which format files are read."""
    help_ = "Read every file in this format, whatever it is called."
    return click.option("--format-in", metavar="markdown|html|…", callback=_known, help=help_)(command)


def _known(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Check the name of a format; the table of formats is imported only when one is named."""
    if value is not None:
        from safelint.formats import FORMATS

        click.Choice(list(FORMATS)).convert(value, option, ctx)
    return value


def recorded(command: Command) -> Command:
    """Which field of a record is read."""
    help_ = "The field that holds the text of each record (JSON Lines, CSV), such as body or content.rendered."
    return click.option("--field", default="", metavar="NAME", help=help_)(command)


def telling(command: Command) -> Command:
    """How much is said besides the findings."""
    groups = click.Choice(["rule", "topic", "author", "folder"])
    by = "Count findings by rule, topic, author or folder."
    command = click.option("--statistics-by", type=groups, default=None, help=by)(command)
    command = click.option("--stats", is_flag=True, help="Print figures about the run, too.")(command)
    command = click.option("-v", "--verbose", is_flag=True, help="Say which settings count, and name each file.")(
        command
    )
    return click.option("-q", "--quiet", is_flag=True, help="Print findings and nothing else.")(command)
