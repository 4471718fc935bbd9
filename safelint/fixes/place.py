"""Where a suggestion would stand: the words beside it, as they are needed to make it fit."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from safelint.model.document import HEADLINE_KINDS
from safelint.model.span import Span
from safelint.nlp.phrases import gap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safelint.model.match import Match
    from safelint.model.pattern import Phrase
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage

_PARTED = re.compile(r"[.,;:!?()\[\]{}\"“”«»…—–*/|‘]|  ")
_REACH = 120  # code points; the neighbours that decide stand nearer
_TITLED = 0.75  # of the longer words of a heading in title case begin with a capital
_LONG = 4


class Words:
    """The words of the cue file ``neighbours`` by their role, each looked up once."""

    def __init__(self, cues: Mapping[str, Cues]) -> None:
        self._roles = cues["neighbours"].roles if "neighbours" in cues else {}
        self._known: dict[str, frozenset[str]] = {}
        self.participles = cues.get("participle")

    def __getitem__(self, role: str) -> frozenset[str]:
        if role not in self._known:
            slots = (phrase.slots[0] for phrase in self._roles.get(role, ()))
            self._known[role] = frozenset(form.text for slot in slots for form in slot.forms)
        return self._known[role]


class Place:
    """One match with its neighbours in the same clause, the nearest first, normalised.

    ``phrase`` is what matched when that was a phrase; the forms of its words are then certain and not the parser's.
    """

    def __init__(self, match: Match, passage: Passage, words: Words, source: str, phrase: Phrase | None) -> None:
        self.phrase = phrase
        self.match = match
        self.words = words
        self.span = match.span
        self.passage = passage
        self.source = source
        self.found = passage.text[match.span.start : match.span.end]
        self.normal = passage.normal[match.span.start : match.span.end]

    @cached_property
    def gap(self) -> str:
        """The words found that fill the “…” of the phrase."""
        if self.phrase is None:
            return ""
        where = gap(self.phrase, self.normal)
        return self.found[where.start : where.end]

    @cached_property
    def left(self) -> list[str]:
        """The words before the match, the nearest first, as far as nothing parts them."""
        start = max(self.passage.sentence(self.span).start, self.span.start - _REACH)
        before = self.passage.text[start : self.span.start]
        if before and not before[-1].isspace():
            return []
        at = max((mark.end() for mark in _PARTED.finditer(before)), default=0)
        return self.passage.normal[start + at : self.span.start].split()[::-1]

    @cached_property
    def right(self) -> list[str]:
        """The words after the match, the nearest first, as far as nothing parts them."""
        end = min(self.passage.sentence(self.span).end, self.span.end + _REACH)
        after = self.passage.text[self.span.end : end]
        if not after[:1].isspace():
            return []
        parted = _PARTED.search(after)
        return self.passage.normal[self.span.end : self.span.end + (parted.start() if parted else len(after))].split()

    @property
    def before(self) -> str:
        """The nearest word before, or nothing."""
        return self.left[0] if self.left else ""

    @property
    def after(self) -> str:
        """The nearest word after, or nothing."""
        return self.right[0] if self.right else ""

    @cached_property
    def begins(self) -> bool:
        """Whether a sentence, or what stands after a colon, an opening mark or a bullet, begins here."""
        if self.span.start - self.passage.sentence(self.span).start <= 1:
            return True
        return self.passage.text[: self.span.start].rstrip()[-1:] in set(':“"(‘•*')

    @cached_property
    def possessive(self) -> str:
        """The “'s” or “'” of a possessive after the match, or nothing."""
        after = self.passage.text[self.span.end : self.span.end + 2]
        if after[:1] not in {"'", "’"}:
            return ""
        return after if after[1:] in {"s", "S"} else after[:1]

    @cached_property
    def titled(self) -> bool:
        """Whether this stands in a heading in title case."""
        if self.passage.block.kind not in HEADLINE_KINDS:
            return False
        rest = self.passage.text[: self.span.start] + " " + self.passage.text[self.span.end :]
        words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) >= _LONG][1 if self.span.start else 0 :]
        found = re.findall(r"[^\W\d_]+", self.found)
        if not words:
            words = [word for word in found if len(word) >= _LONG]
            return len(words) > 1 and all(word[0].isupper() for word in words)
        capitals = sum(word[0].isupper() for word in words)
        return capitals >= _TITLED * len(words) and any(word[0].isupper() for word in found)

    @cached_property
    def quoted(self) -> bool:
        """Whether somebody else may be speaking, also in a paragraph whose quotation ends in a later one."""
        text = self.passage.text
        goes_on = text.startswith('"') and text.count('"') % 2 == 1
        return goes_on or self.passage.block.quoted or bool(self.passage.quotations_around(self.span))

    @cached_property
    def spoken(self) -> bool:
        """Whether the paragraph is in the first person, and so may be a letter or a speech that is given in full."""
        return not self.words["speakers"].isdisjoint(self.passage.normal.split())

    @cached_property
    def rest(self) -> str:
        """The sentence without the words found, lower case."""
        shown, sentence = self.passage.text, self.passage.sentence(self.span)
        return f"{shown[sentence.start : self.span.start]}\n{shown[self.span.end : sentence.end]}".lower()

    def marked(self, *kinds: str) -> bool:
        """Whether mark-up of one of these kinds covers part of the match."""
        return any(mark.kind in kinds and mark.span.overlaps(self.span) for mark in self.passage.block.marks)

    def partly(self, *kinds: str) -> bool:
        """Whether mark-up of one of these kinds covers some of the words found and not the others."""
        return any(
            mark.kind in kinds and mark.span.overlaps(self.span) and not mark.span.contains(self.span)
            for mark in self.passage.block.marks
        )

    @cached_property
    def article(self) -> Span | None:
        """The “a” or “an” right before the match."""
        return self._word_before(("a", "an"))

    @cached_property
    def the(self) -> Span | None:
        """The “the” right before the match."""
        return self._word_before(("the",))

    def _word_before(self, words: tuple[str, ...]) -> Span | None:
        if self.before not in words:
            return None
        text = self.passage.text
        end = len(text[: self.span.start].rstrip())
        start = end - len(self.before)
        return Span(start, end) if text[start:end].lower() in words else None
