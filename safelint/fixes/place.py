"""Where a suggestion would stand: the words beside it, as they are needed to make it fit."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.document import HEADLINE_KINDS
from safelint.model.span import Span
from safelint.nlp.normal import normalise
from safelint.nlp.phrases import gap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safelint.model.match import Match
    from safelint.model.pattern import Phrase
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage

_PARTED = regex.compile(r"[.,;:!?()\[\]{}\"“”«»…—–*/|‘]|  ")
_ARTICLE = regex.compile(r"an?\s+(?=\S)")
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
        article = _ARTICLE.match(passage.normal, match.span.start, match.span.end)  # which changes with the noun
        self.span = Span(article.end(), match.span.end) if article else match.span
        self.passage = passage
        self.source = source
        self.found = passage.text[self.span.start : self.span.end]
        self.normal = passage.normal[self.span.start : self.span.end]

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
        return self.begins_at(self.span.start)

    def begins_at(self, start: int) -> bool:
        """Whether a sentence, or what stands after a colon, an opening mark or a bullet, begins at ``start``."""
        if start - self.passage.sentence(self.span).start <= 1:
            return True
        return self.passage.text[:start].rstrip()[-1:] in set(':“"(‘•*')

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
            words = [
                word
                for word in re.findall(r"[^\W\d_]+", self.passage.text)
                if normalise(word) not in self.words["small"]
            ]
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

    def back(self, count: int) -> Span:
        """Where the word stands that has ``count`` others between it and the match; ``left`` must reach that far."""
        text, start = self.passage.text, self.span.start
        for _ in range(count + 1):
            end = len(text[:start].rstrip())
            start = end - len(_PARTED.split(text[max(0, end - _REACH) : end].split()[-1])[-1])
        return Span(start, end)

    def another(self, word: str) -> bool:
        """Whether ``word``, behind a comma, begins another noun that is said beside the one found."""
        return word in {"the", "not", "and", "or"} or any(word in self.words[role] for role in ("ones", "owners"))

    def clause(self, normal: str) -> list[str]:
        """The words of ``normal`` up to where something parts them."""
        parted = _PARTED.search(normal)
        return normal[: parted.start() if parted else len(normal)].split()

    def unbroken(self, span: Span) -> bool:
        """Whether ``span`` stands in the source as it is shown, without a line break or mark-up."""
        at = self.passage.block.offsets.to_source(span)
        return self.source[at.start : at.end] == self.passage.text[span.start : span.end]

    def _word_before(self, words: tuple[str, ...]) -> Span | None:
        where = self.back(0) if self.before in words else None
        return where if where and self.passage.text[where.start : where.end].lower() in words else None
