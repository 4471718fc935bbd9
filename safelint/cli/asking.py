"""The dialogue of ``safelint fix --ask``: one finding at a time, with its lines and what could stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.runner.walk import Walk

WIDTH = 100
QUESTION = "  Write it? [y]es [n]o [e]dit [s]kip rule [u]ndo [q]uit [?]"
HELP = """  y or 1  write the first suggestion      2 3 4  write another one
  n       leave the words as they are     e      write something else
  s       leave all that this rule finds  u      take the last answer back
  q       stop here; what was answered is written (Ctrl-C: this file stays as it was)"""


def ask(walk: Walk) -> bool:
    """Ask about every fix of a walk; false when the person wants to stop.

    Raises:
        click.Abort: Ctrl-C, or the end of the input.
    """
    while True:
        finding = walk.next()
        if finding is None:
            return True
        before = walk.draft
        for line in _shown(walk, finding):
            click.echo(line)
        if not _answered(walk, finding):
            return False
        if walk.draft is not before:
            mark = "✓" if len(walk.draft.applied) > len(before.applied) else "↩"
            click.echo(f"  {mark} {_after(walk, finding)}")


def _answered(walk: Walk, finding: Finding) -> bool:
    """Ask until there is an answer that can be used; false to stop."""
    while True:
        answer = click.prompt(QUESTION, prompt_suffix=" ", default="", show_default=False).strip().lower()
        if answer == "q":
            return False
        if _taken(walk, finding, answer):
            return True


def _taken(walk: Walk, finding: Finding, answer: str) -> bool:
    """Do what an answer asks for; false when it asks for nothing that can be done."""
    from safelint.runner.walk import choices

    if answer == "y" or (answer.isdecimal() and 0 < int(answer) <= len(choices(finding))):
        walk.write(finding, 0 if answer == "y" else int(answer) - 1)
    elif answer == "n":
        walk.decline(finding)
    elif answer == "s":
        walk.skip(finding)
    elif answer == "e":
        return _edited(walk, finding)
    elif answer == "u":
        if not walk.undo():
            click.echo("  There is no answer to take back.")
            return False
    else:
        click.echo(HELP)
        return False
    return True


def _edited(walk: Walk, finding: Finding) -> bool:
    from safelint.reporters.line import safe

    source = walk.draft.source.text[finding.start.offset : finding.end.offset]
    text = click.prompt(f"  Instead of “{safe(source)}”", default="", show_default=False).strip()
    if text:
        walk.say(finding, text)
    return bool(text)


def _shown(walk: Walk, finding: Finding) -> Iterator[str]:
    """The finding for a person: where, why, the line with those beside it, and the suggestions by number."""
    from safelint.model.span import Lines
    from safelint.reporters.line import excerpt, safe
    from safelint.runner.walk import choices, shown

    lines = Lines(walk.draft.source.text)
    number = finding.start.line
    gutter = len(str(number + 1))
    yield ""
    where = f"{walk.draft.source.path}:{number}:{finding.start.column}"
    more = len(walk.left()) - 1
    yield safe(f"{where}  {finding.severity.value}  {finding.rule}" + (f"  ({more} more)" if more else "  (the last)"))
    yield f"  {safe(finding.message)}"
    line, marks = excerpt(finding, WIDTH)
    if number > 1 and lines.line(number - 1).strip():
        yield f"  {number - 1:>{gutter}} | {safe(lines.line(number - 1)[:WIDTH])}"
    yield f"  {number:>{gutter}} | {line}"
    yield f"  {'':>{gutter}} | {marks}"
    if number < len(lines.starts) and lines.line(number + 1).strip():
        yield f"  {number + 1:>{gutter}} | {safe(lines.line(number + 1)[:WIDTH])}"
    for at, edits in enumerate(choices(finding), 1):
        yield f"  {at}  {safe(shown(walk.draft.source.text, finding, edits))}"


def _after(walk: Walk, finding: Finding) -> str:
    """The line as it now reads."""
    from safelint.model.span import Lines
    from safelint.reporters.line import safe

    lines = Lines(walk.draft.source.text)
    line = lines.line(min(finding.start.line, len(lines.starts))).strip()
    return safe(line if len(line) <= WIDTH else f"{line[:WIDTH]}…")
