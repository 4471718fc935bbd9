"""Phrases made ready to be found: each slot's forms by their first word, and the words of a text by their places.

The same text is asked about hundreds of phrases, so it is taken apart into words once, and a phrase is tried only
where a word stands that it can begin with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.pattern import Phrase, Slot

Places = list[tuple[int, int]]
"""Where each slot of a phrase stands: start and end, in order."""

RUN = regex.compile(r"[^\W_]+")
# The words of a gap: no punctuation that ends or parts a clause.
_GAP_WORD = regex.compile(r" [^\s.,;:!?()\[\]{}\"“”«»…—–]+")
# Long texts are rare, and short ones many and asked about at once.
_KEPT_TEXTS = 256


class Words:
    """The words of one normalised text: where each stands, and which stands where."""

    def __init__(self, normal: str) -> None:
        self.at: dict[int, str] = {found.start(): found[0] for found in RUN.finditer(normal)}
        self.where: dict[str, list[int]] = defaultdict(list)
        for start, word in self.at.items():
            self.where[word].append(start)
        self.known = frozenset(self.where)
        self.standing: dict[int, list[Phrase]] = {}  # answers given before, by the identity of what was asked


@lru_cache(maxsize=_KEPT_TEXTS)
def words_of(normal: str) -> Words:
    """The words of ``normal``, taken apart once while it is being asked about."""
    return Words(normal)


class Forms:
    """The forms of one slot by their first word, the longest first; those that begin with a sign under “”."""

    def __init__(self, slot: Slot) -> None:
        self.by_head: dict[str, list[str]] = defaultdict(list)
        texts = {form.text for form in slot.forms}
        for text in texts if len(texts) == 1 else sorted(texts, key=len, reverse=True):
            head = text if text.isalnum() else "" if (found := RUN.match(text)) is None else found[0]
            self.by_head[head].append(text)
        self.heads = frozenset(self.by_head)
        self.odd = "" in self.heads

    def ends(self, normal: str, words: Words, start: int, hi: int) -> Iterator[int]:
        """Where the forms that stand at ``start`` end, the longest first; none ends inside a word."""
        for text in self.by_head.get(words.at.get(start, ""), ()):
            end = start + len(text)
            if end <= hi and normal.startswith(text, start) and (end == hi or not normal[end].isalnum()):
                yield end

    def starts(self, words: Words, normal: str, lo: int, hi: int) -> list[int]:
        """Where a word stands in ``[lo, hi)`` that a form begins with, in order."""
        found: list[int] = []
        for head in self.heads & words.known:
            places = words.where[head]
            found += places[bisect_left(places, lo) : bisect_left(places, hi)]
        for text in self.by_head.get("", ()):
            at = normal.find(text, lo, hi)
            while at >= 0:
                if at == 0 or not normal[at - 1].isalnum():
                    found.append(at)
                at = normal.find(text, at + 1, hi)
        return sorted(set(found))


class Plan:
    """A phrase made ready: ``sign`` for one without letters or digits, which needs no word boundaries."""

    def __init__(self, phrase: Phrase) -> None:
        self.sign = not any(char.isalnum() for char in phrase.written)
        self._slots: list[Forms | int] = [forms_of(slot) if slot.forms else slot.gap for slot in phrase.slots]
        self._forms = [slot for slot in self._slots if isinstance(slot, Forms)]
        # The slot whose words are rarest, by their length, and the others after it: most texts lack it.
        self._rarest = sorted(self._forms, key=lambda one: (-min(map(len, one.heads)), len(one.heads)))
        self._needed = [slot.heads for slot in self._rarest if not slot.odd]

    def matches(self, normal: str, lo: int, hi: int) -> Iterator[Places]:
        """The places of the phrase in ``[lo, hi)`` that do not overlap, the first ones taken first."""
        words = words_of(normal)
        if self.absent(words):
            return
        after = lo
        for start in self._forms[0].starts(words, normal, lo, hi):
            if start >= after:
                found = match(self._slots, normal, words, start, hi)
                if found is not None:
                    after = found[-1][1]
                    yield found

    def absent(self, words: Words) -> bool:
        """Whether the phrase can stand nowhere in a text of these words."""
        return any(map(words.known.isdisjoint, self._needed))

    @property
    def heads(self) -> frozenset[str]:
        """Words of which one stands wherever the phrase does; “” for a sign, which needs none."""
        return frozenset({""}) if self.sign or self._rarest[0].odd else self._rarest[0].heads


def match(
    slots: Sequence[Forms | int], normal: str, words: Words, at: int, hi: int, *, whole: bool = False
) -> Places | None:
    """Where the slots stand from ``at`` on, the longest forms and gaps tried first; None when they do not.

    Args:
        slots: forms, or the greatest number of words of a gap.
        normal: the text.
        words: its words.
        at: where the first slot begins.
        hi: where the text ends.
        whole: whether the last slot has to end at ``hi``.
    """
    slot, rest = slots[0], slots[1:]
    for end in reversed(_gap_ends(normal, at, hi, slot)) if isinstance(slot, int) else slot.ends(normal, words, at, hi):
        if not rest:
            if not whole or end == hi:
                return [(at, end)]
            continue
        begin = end
        if not isinstance(rest[0], int):
            if normal[end : end + 1] != " " or end >= hi:
                continue
            begin = end + 1
        found = match(rest, normal, words, begin, hi, whole=whole)
        if found is not None:
            return [(at, end), *found]
    return None


def _gap_ends(normal: str, at: int, hi: int, most: int) -> list[int]:
    """Where a gap of no, one, two … words ends that begins at ``at``."""
    ends = [at]
    while len(ends) <= most and (word := _GAP_WORD.match(normal, ends[-1], hi)):
        ends.append(word.end())
    return ends


def whole(slots: Sequence[Slot], normal: str) -> Places | None:
    """Where the slots stand when they make up the whole of a text; None when they do not."""
    ready = [forms_of(slot) if slot.forms else slot.gap for slot in slots]
    return match(ready, normal, words_of(normal), 0, len(normal), whole=True)


def covered(phrase: Phrase, found: Places) -> Span:
    """What a finding covers of the places of a phrase."""
    return Span(found[phrase.mark[0]][0], found[phrase.mark[1] - 1][1])


# By identity, since a phrase takes long to hash; each is kept beside what was made of it, so that no other gets its id.
_plans: dict[int, tuple[Phrase, Plan]] = {}
_forms: dict[int, tuple[Slot, Forms]] = {}
_lists: dict[int, tuple[Sequence[Phrase], dict[str, list[int]], frozenset[str]]] = {}
_MOST = 50_000


def plan_of(phrase: Phrase) -> Plan:
    """A phrase made ready; made once for each."""
    known = _plans.get(id(phrase))
    if known is None:
        if len(_plans) > _MOST:
            _plans.clear()
        known = _plans[id(phrase)] = (phrase, Plan(phrase))
    return known[1]


def forms_of(slot: Slot) -> Forms:
    """The forms of a slot; made once for each."""
    known = _forms.get(id(slot))
    if known is None:
        if len(_forms) > _MOST:
            _forms.clear()
        known = _forms[id(slot)] = (slot, Forms(slot))
    return known[1]


def standing(phrases: Sequence[Phrase], normal: str) -> list[Phrase]:
    """Those of ``phrases`` that can stand in a text, by the rarest of their words; in the order given."""
    if not phrases:
        return []
    words = words_of(normal)
    known = _lists.get(id(phrases))
    if known is not None and id(phrases) in words.standing:
        return words.standing[id(phrases)]
    if known is None:
        if len(_lists) > _MOST:
            _lists.clear()
        heads: dict[str, list[int]] = defaultdict(list)
        for at, phrase in enumerate(phrases):
            for head in plan_of(phrase).heads:
                heads[head].append(at)
        known = _lists[id(phrases)] = (phrases, dict(heads), frozenset(heads))
    _, by_head, all_heads = known
    found = set(by_head.get("", ()))
    for head in all_heads & words.known:
        found.update(by_head[head])
    there = words.standing[id(phrases)] = [phrases[at] for at in sorted(found)] if found else []
    return there
