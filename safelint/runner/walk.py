"""The fixes of one file, asked about one by one: what was answered, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.rewrite import apply
from safelint.model import regex
from safelint.model.dataclass import dataclass, replace
from safelint.model.fix import Edit
from safelint.nlp.inflect import article
from safelint.runner.mend import Draft, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.finding import Finding
    from safelint.runner.session import Session


_ARTICLE = regex.compile(r"(?<!\w)(an?)[ \r\n]{1,8}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    """Where the walk stands: the text, and the places and rules that were declined."""

    draft: Draft
    declined: frozenset[tuple[str, int]] = frozenset()
    skipped: frozenset[str] = frozenset()


class Walk:
    """Goes through the findings of a draft that have a fix, in text order, and remembers every answer."""

    def __init__(self, session: Session, draft: Draft, skipped: frozenset[str] = frozenset()) -> None:
        self._session = session
        self._state = _State(draft, skipped=skipped)
        self._past: list[_State] = []

    @property
    def draft(self) -> Draft:
        """The text as it now is."""
        return self._state.draft

    @property
    def skipped(self) -> frozenset[str]:
        """The rules that are not asked about any more."""
        return self._state.skipped

    @property
    def started(self) -> bool:
        """Whether there is an answer to undo."""
        return bool(self._past)

    def next(self) -> Finding | None:
        """The first finding with a fix that has no answer yet."""
        return next(iter(self.left()), None)

    def left(self) -> list[Finding]:
        """The findings with a fix that have no answer yet."""
        state = self._state
        return [
            one
            for one in state.draft.result.findings
            if one.fix and one.rule not in state.skipped and (one.rule, one.start.offset) not in state.declined
        ]

    def write(self, finding: Finding, choice: int = 0) -> None:
        """Write the suggestion at ``choice``, counted from 0.

        Raises:
            IndexError: there is none, or it can't be written in place.
        """
        self._apply(finding, choices(finding)[choice])

    def say(self, finding: Finding, text: str) -> None:
        """Write ``text`` instead of the words found, and put an “a” or “an” before them right."""
        place = Edit(finding.start.offset, finding.end.offset, text)
        beside = _article_before(self.draft.source.text, place)
        self._apply(finding, (beside, place) if beside else (place,))

    def decline(self, finding: Finding) -> None:
        """Leave the words as they are."""
        state = self._remember()
        self._state = replace(state, declined=state.declined | {(finding.rule, finding.start.offset)})

    def skip(self, finding: Finding) -> None:
        """Leave everything that this rule finds."""
        state = self._remember()
        self._state = replace(state, skipped=state.skipped | {finding.rule})

    def undo(self) -> bool:
        """Take the last answer back; false when there is none."""
        if self._past:
            self._state = self._past.pop()
            return True
        return False

    def _apply(self, finding: Finding, edits: Sequence[Edit]) -> None:
        state = self._remember()
        moved = frozenset((rule, _moved(at, edits)) for rule, at in state.declined)
        self._state = replace(state, draft=written(self._session, state.draft, edits, (finding,)), declined=moved)

    def _remember(self) -> _State:
        self._past.append(self._state)
        return self._state


def choices(finding: Finding) -> list[tuple[Edit, ...]]:
    """The edits for each suggestion that can be written in place, in the order of the suggestions."""
    if finding.fix is None:
        return []
    return [edits for edits in (finding.fix.edits, *finding.fix.alternatives) if edits]


def _article_before(source: str, place: Edit) -> Edit | None:
    """The edit that puts right the “a” or “an” before what is written; None when it is right, or there is none."""
    found = _ARTICLE.search(source[: place.start])
    if found is None or article(place.text) == found[1].lower():
        return None
    right = article(place.text)
    if found[1][0].isupper():
        right = right.upper() if found[1].isupper() and len(found[1]) > 1 else right.capitalize()
    return Edit(found.start(1), found.end(1), right)


def shown(text: str, finding: Finding, edits: Sequence[Edit]) -> str:
    """What ``edits`` of ``text`` write in the place of the words found, with the words beside them that they change."""
    start = min(finding.start.offset, *(edit.start for edit in edits))
    end = max(finding.end.offset, *(edit.end for edit in edits))
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    return " ".join(apply(text[start:end], moved).split())


def _moved(at: int, edits: Sequence[Edit]) -> int:
    """Where an offset lies after edits before it."""
    return at + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= at)
