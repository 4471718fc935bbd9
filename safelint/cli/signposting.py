"""What ``safelint fix`` says and asks when it writes helplines into an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from safelint.runner.mend import Draft
    from safelint.runner.session import Session
    from safelint.runner.signpost import Offer


def write(session: Session, draft: Draft, where: str, *, ask: bool) -> Draft:
    """The draft with helplines for its readers, when it lacks them; with ``ask`` a person is asked first.

    Args:
        session: for the readers and the rules.
        draft: the article.
        where: ``top``, ``end``, or empty for the end, or the top where the end of a long text is too far away.
        ask: whether a person decides.

    Raises:
        click.Abort: Ctrl-C, or the end of the input.
    """
    from safelint.runner import signpost

    if signpost.lacking(draft, session.book(session.settings(draft.source.path))) is None:
        return draft
    found = signpost.offer(session, draft, where)
    path = draft.source.path
    if found is None:
        if not ask:
            why = "no place was found for one" if signpost.knows(draft) else "in its format safelint can't write one"
            _tell(f"{path}: it names no helpline, and {why}. safelint helplines prints them to paste.")
        return draft
    if ask and not _agreed(found, path):
        return draft
    _remind(found, path)
    return found.draft


def _agreed(found: Offer, path: str) -> bool:
    from safelint.reporters.line import safe

    click.echo(f"\n{safe(path)}  {found.finding.severity.value}  {found.finding.rule}")
    click.echo(f"  {safe(found.finding.message)}\n")
    for line in found.text.strip().splitlines():
        click.echo(f"  + {safe(line)}")
    return click.confirm("\n  Write this?", default=False)


def _remind(found: Offer, path: str) -> None:
    """What is known of the numbers: nobody should print one that was not looked up."""
    named = "; ".join(f"{one.name}, {f'checked {one.checked}' if one.checked else 'unchecked'}" for one in found.lines)
    _tell(f"{path}: helplines written. Look each one up before you publish: {named}")


def _tell(words: str) -> None:
    from safelint.reporters.line import safe

    click.echo(safe(words), err=True)
