"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")


def sessional(command: Command) -> Command:
    """Which config file a session reads, and whether it may keep anything."""
    command = click.option("--no-cache", is_flag=True, help="Do not keep compiled rules in the cache folder.")(command)
    command = click.option("--isolated", is_flag=True, help="Read no config file.")(command)
    return click.option("--config", metavar="FILE", help="Use this config file and no other.")(command)
