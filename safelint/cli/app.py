"""The ``safelint`` command: its sub-commands, imported when they run, and how errors end it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

import safelint
from safelint.cli.printing import ready
from safelint.model.errors import SafelintError

COMMANDS = {
    "baseline": "safelint.cli.baseline",
    "check": "safelint.cli.check",
    "config": "safelint.cli.config",
    "explain": "safelint.cli.explain",
    "fix": "safelint.cli.fix",
    "helplines": "safelint.cli.helplines",
    "init": "safelint.cli.init",
    "lsp": "safelint.cli.lsp",
    "review": "safelint.cli.review",
    "rule": "safelint.cli.rule",
    "score": "safelint.cli.score",
    "serve": "safelint.cli.serve",
}
"""Sub-command → module that holds it under the name ``command``."""

INTERRUPTED = 130
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class App(click.Group):
    """A group whose commands are imported by name, and whose errors are sentences and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the sub-commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one sub-command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the sub-command; a wrong name is answered with the nearest right one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if args[0].startswith("-"):
                raise
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "To check a file: safelint check FILE."
            raise click.UsageError(f"There is no command “{args[0]}”. {hint}", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command."""
        ready()
        try:
            return super().invoke(ctx)
        except SafelintError as error:
            raise Stop(error) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


class Stop(click.ClickException):
    """The run could not be done as asked: the message on standard error, exit status 2."""

    exit_code = 2

    def __init__(self, error: SafelintError) -> None:
        message = str(error)
        rest = [text for text in map(str, error.complaints) if text not in message]
        super().__init__("\n".join([message, *rest]))

    def show(self, file: Any = None) -> None:
        """Print the message, with nothing in it that could steer a terminal."""
        from safelint.reporters.line import safe

        for line in self.message.splitlines():
            click.echo(safe(line), file=file, err=file is None)


@click.group(cls=App, context_settings=SETTINGS)
@click.version_option(safelint.__version__, message="safelint %(version)s")
def app() -> None:
    """Check writing about mental health against published safe-messaging guidelines."""
