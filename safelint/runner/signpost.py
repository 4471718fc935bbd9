"""Helplines written into an article that names none: which, in what words, and where; only when it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.signpostforms import FORMS, lines
from safelint.formats.signposts import CONTAINERS, END, TOP, added, insertion, writes
from safelint.model.dataclass import dataclass
from safelint.model.pattern import Missing
from safelint.model.rule import Severity
from safelint.rulebook.signposts import chosen, signpost
from safelint.runner.mend import Draft, nothing_new, reread, written

if TYPE_CHECKING:
    from safelint.model.finding import Finding
    from safelint.model.rulebook import Helpline, Rulebook
    from safelint.model.signpost import Signpost, Wording
    from safelint.runner.session import Session

WORDING = "helplines"
PLACES = (END, TOP)


@dataclass(frozen=True, slots=True)
class Offer:
    """Helplines for one article, ready to be written.

    Attributes:
        finding: that none stands there.
        lines: the helplines.
        text: what is written, in the article's own format; in words alone for a container.
        draft: the article with them.
    """

    finding: Finding
    lines: tuple[Helpline, ...]
    text: str
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
    chosen_lines = chosen(book, draft.result.audience, topics)
    post = signpost(wording, book, chosen_lines, topics)
    found = []
    for place in (where,) if where else PLACES:
        made = _made(session, draft, post, wording, place, missing)
        if made is not None and _only_added(draft, made[1]) and lacking(made[1], book) is None:
            found.append(Offer(missing, tuple(chosen_lines), *made))
    best = [one for one in found if nothing_new(draft, one.draft, (missing,))]
    # A single line for want of a second one is better than none, whatever advice there is about that.
    return next(iter(best or [one for one in found if _only_advice(draft, one.draft)]), None)


def _made(
    session: Session, draft: Draft, post: Signpost, wording: Wording, place: str, missing: Finding
) -> tuple[str, Draft] | None:
    """What is written, and the article with it."""
    document, source = draft.opened.document, draft.source.text
    if document.format in CONTAINERS:
        data = added(draft.data, document, post, wording.closings, place)
        text = lines(FORMS["text"], post, int(place == END), source, document)
        return None if data is None else (text, reread(session, draft, data, (missing,)))
    edit = insertion(source, document, post, wording.closings, place)
    return None if edit is None else (edit.text, written(session, draft, [edit], (missing,)))


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
    return writes(draft.result.format)


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
