"""``safelint fix``: rewrite what can be rewritten safely, and ask about the rest."""

from __future__ import annotations

import difflib
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from safelint.cli.options import reading, sessional
from safelint.cli.printing import coloured, emit
from safelint.model.errors import ReadError, SafelintError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.runner.files import Target
    from safelint.runner.mend import Draft
    from safelint.runner.session import Session

LEVELS = ["advice", "warning", "error", "never"]
STDIN = "-"


@click.command("fix", short_help="Rewrite what can be rewritten safely.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Print what would change, as a unified diff, and write nothing.")
@click.option("--ask", is_flag=True, help="Then go through the other suggestions one by one, and ask.")
@click.option("--unsafe-too", is_flag=True, help="Write the first suggestion also where a person should choose.")
@click.option("--helpline", is_flag=True, help="Write helplines into articles that should name one and do not.")
@click.option(
    "--helpline-at", type=click.Choice(["top", "end"]), help="Where to write them: near the top, or at the end."
)
@reading
@sessional
@click.option("--preset", metavar="NAME", help="Rules to start from, such as recommended.")
@click.option("--audience", multiple=True, metavar="US|GB|…", help="Countries of the readers, whose helplines count.")
@click.option("--select", multiple=True, metavar="RULE|TOPIC", help="Run only these.")
@click.option("--ignore", multiple=True, metavar="RULE|TOPIC", help="Do not run these.")
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit 1 if findings from this severity on are left (error).")
@click.option("--stdin-filename", default="", metavar="NAME", help="What standard input (-) is called.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours (on a terminal).")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:
    """Rewrite what can be rewritten safely, in files and folders, by default the folder you are in.

    With - a text is read from standard input and the new one written to standard output. Exit status: 0 done, 1
    findings at or above --fail-on are left (with --diff: something would change), 2 a file could not be mended.
    """
    from safelint.runner.session import Session

    if options["ask"] and (options["diff"] or options["unsafe_too"] or STDIN in paths):
        raise SafelintError("--ask goes with files, and not with --diff, --unsafe-too or standard input.")
    session = Session(
        options["config"],
        isolated=options["isolated"],
        format_in=options["format_in"],
        keep=not options["no_cache"],
        **{name: options[name] for name in ("preset", "audience", "select", "ignore", "fail_on")},
    )
    ctx.exit(_Run(session, options).over(paths or (".",)))


class _Run:
    """One run over many files: what was done and what was left, for the last line and the exit status."""

    def __init__(self, session: Session, options: dict[str, Any]) -> None:
        self._session = session
        self._options = options
        self._skipped: frozenset[str] = frozenset()
        self._mended = self._askable = self._left = self._failing = 0
        self._failed = self._stopped = False

    def over(self, paths: tuple[str, ...]) -> int:
        """Mend every file and return the exit status."""
        for target in self._session.targets(paths):
            if self._stopped:
                break
            name = self._options["stdin_filename"] or STDIN if target.path == STDIN else target.path
            try:
                self._file(target, name)
            except ReadError as error:
                self._failed = True
                _tell(f"{name}: {str(error).removeprefix(f'{name}: ')}")
        self._session.rules(self._session.settings(STDIN))  # a broken config file is said even when no file was read
        _tell(self._summary())
        if self._failed:
            return 2
        return int(bool(self._mended if self._options["diff"] else self._failing))

    def _file(self, target: Target, name: str) -> None:
        from safelint.runner import files, mend
        from safelint.runner.saving import save

        if target.error:
            raise ReadError(target.error)
        path = target.path
        data = files.read_stream(sys.stdin.buffer) if path == STDIN else files.read(path)
        before = mend.begin(self._session, data, name)
        after = mend.mend(self._session, before, mend.writes if self._options["unsafe_too"] else mend.safe)
        if self._options["ask"]:
            after = self._ask(after)
        if not self._stopped:
            after = self._signpost(after)
        changed = after.data != data
        if self._options["diff"]:
            emit(_diff(name, before, after, colour=coloured(self._options["colour"], None)))
        elif path == STDIN:
            sys.stdout.buffer.write(after.data)
        elif changed:
            save(path, after.data, data)
        self._count(name, before, after)

    def _ask(self, draft: Draft) -> Draft:
        from safelint.cli.asking import ask
        from safelint.runner.walk import Walk

        walk = Walk(self._session, draft, self._skipped)
        self._stopped = not ask(walk)
        self._skipped = walk.skipped
        return walk.draft

    def _signpost(self, draft: Draft) -> Draft:
        """The draft with helplines, where that was asked for, or where a person says so."""
        wanted, at = self._options["helpline"] or bool(self._options["helpline_at"]), self._options["helpline_at"]
        if not (wanted or self._options["ask"]):
            return draft
        from safelint.cli import signposting

        return signposting.write(self._session, draft, at or "", ask=self._options["ask"] and not wanted)

    def _count(self, name: str, before: Draft, after: Draft) -> None:
        if after.result.error is not None:
            raise ReadError(after.result.error)
        fail_on = self._session.settings(name).fail_on
        findings = after.result.findings
        self._mended += len(after.applied)
        self._askable += sum(one.fix is not None for one in findings)
        self._left += len(findings)
        self._failing += sum(fail_on is not None and one.severity.rank <= fail_on.rank for one in findings)
        if after.applied and not self._options["diff"]:
            rules = ", ".join(dict.fromkeys(one.rule for one in after.applied))
            _tell(f"{before.source.path}: {_times(len(after.applied), 'place')} rewritten ({rules})")

    def _summary(self) -> str:
        verb = "would be rewritten" if self._options["diff"] else "rewritten"
        said = f"{_times(self._mended, 'place')} {verb}, {_times(self._left, 'finding')} left."
        if self._askable and not (self._options["ask"] or self._options["unsafe_too"]):
            said += f" For {self._askable} of them there is something to choose from: safelint fix --ask"
        return said


def _diff(name: str, before: Draft, after: Draft, *, colour: bool) -> Iterator[str]:
    """What would change, as a unified diff; line endings stay as they are in the file."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", draft.source.text) for draft in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="\n"):
        yield _painted(line) if colour else line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


def _painted(line: str) -> str:
    from safelint.reporters.line import safe

    colours = {"+": "green", "-": "red", "@": "cyan"}
    ended = line.endswith("\n")
    return click.style(safe(line.rstrip("\r\n")), fg=colours.get(line[:1])) + "\n" * ended


def _tell(text: str) -> None:
    from safelint.reporters.line import safe

    click.echo(safe(text), err=True)


def _times(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
