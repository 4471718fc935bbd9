"""Helplines written into an article that names none: which, in what words, and where; only when it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safelint.formats.signposts import END, TOP, WRITERS, insertion
from safelint.model.pattern import Missing
from safelint.model.rule import Severity
from safelint.rulebook.signposts import chosen, signpost
from safelint.runner.mend import Draft, nothing_new, written

if TYPE_CHECKING:
    from safelint.model.finding import Finding
    from safelint.model.fix import Edit
    from safelint.model.rulebook import Helpline, Rulebook
    from safelint.runner.session import Session

WORDING = "helplines"
PLACES = (END, TOP)


@dataclass(frozen=True, slots=True)
class Offer:
    """Helplines for one article, ready to be written.

    Attributes:
        finding: that none stands there.
        lines: the helplines.
        edit: what is written, and where.
        draft: the article with them.
    """

    finding: Finding
    lines: tuple[Helpline, ...]
    edit: Edit
    draft: Draft


def offer(session: Session, draft: Draft, where: str = "") -> Offer | None:
    """Helplines for an article that should name one and does not; None when nothing fits, or nothing is missing.

    Args:
        session: for the readers and the rules.
        draft: the article.
        where: ``end`` or ``top``; empty for the end, or the top where the end of a long text is too far away.
    """
    book = session.book(session.settings(draft.source.path))
    missing = lacking(draft, book)
    if missing is None or WORDING not in book.signposts:
        return None
    wording, topics = book.signposts[WORDING], draft.result.topics
    lines = chosen(book, draft.result.audience, topics)
    post = signpost(wording, book, lines, topics)
    found = []
    for place in (where,) if where else PLACES:
        edit = insertion(draft.source.text, draft.opened.document, post, wording.closings, place)
        if edit is not None:
            after = written(session, draft, [edit], (missing,))
            if _only_added(draft, after) and lacking(after, book) is None:
                found.append(Offer(missing, tuple(lines), edit, after))
    best = [one for one in found if nothing_new(draft, one.draft, (missing,))]
    # A single line for want of a second one is better than none, whatever advice there is about that.
    return next(iter(best or [one for one in found if _only_advice(draft, one.draft)]), None)


def lacking(draft: Draft, book: Rulebook) -> Finding | None:
    """The finding that an article names no helpline, if there is one."""
    rules = wanting(book)
    return next((one for one in draft.result.findings if one.rule in rules), None)


def wanting(book: Rulebook) -> frozenset[str]:
    """The rules that ask for a helpline."""
    return frozenset(
        rule.id for rule in book.rules if any(isinstance(one, Missing) and one.helpline for one in rule.find)
    )


def knows(draft: Draft) -> bool:
    """Whether helplines can be written in the format of an article."""
    return draft.result.format in WRITERS


def _only_advice(before: Draft, after: Draft) -> bool:
    known = {one.rule for one in before.result.findings}
    return all(one.severity is Severity.ADVICE or one.rule in known for one in after.result.findings)


def _only_added(before: Draft, after: Draft) -> bool:
    """Whether all blocks are as they were, with new ones in one place among them."""
    old, new = _build(before), _build(after)
    added = len(new) - len(old)
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    return added > 0 and old[same:] == new[same + added :]


def _build(draft: Draft) -> list[tuple[str, int, str, str]]:
    return [(one.kind.value, one.level, one.key, one.text) for one in draft.opened.document.blocks]
