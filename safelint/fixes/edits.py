"""From words to edits: line breaks and mark-up between the words stay where they are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from safelint.model.fix import Edit
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.nlp.passage import Passage


def write(passage: Passage, source: str, span: Span, text: str) -> tuple[Edit, ...] | None:
    """The edits of the source that put ``text`` in the place of ``span`` of a block; None when there are none.

    Where the words stand unbroken in the source they are replaced at once; else word by word, so that a line break,
    an indent or mark-up between two words is kept.
    """
    offsets = passage.block.offsets
    place = offsets.to_source(span)
    if offsets.exact(span) and source[place.start : place.end] == passage.text[span.start : span.end]:
        return (Edit(place.start, place.end, text),)
    words = [Span(found.start(), found.end()).shift(span.start) for found in _words(passage, span)]
    old = [passage.text[word.start : word.end] for word in words]
    places = [offsets.to_source(word) for word in words]
    if any(
        not offsets.exact(word) or source[at.start : at.end] != shown
        for word, at, shown in zip(words, places, old, strict=True)
    ):
        return None
    from difflib import SequenceMatcher  # most words stand unbroken, and then it is not needed

    made: list[Edit] = []
    new = text.split(" ")
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        part = _inserted(places, i1, new[j1:j2]) if i1 == i2 else _replaced(source, places, i1, i2, new[j1:j2])
        if part is None:
            return None
        made += part
    return tuple(sorted(made, key=lambda edit: (edit.start, edit.end)))


def _words(passage: Passage, span: Span) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", passage.text[span.start : span.end])


def _inserted(places: Sequence[Span], at: int, new: Sequence[str]) -> list[Edit]:
    """New words before the word at ``at``, or after the last."""
    if at < len(places):
        return [Edit(places[at].start, places[at].start, " ".join(new) + " ")]
    return [Edit(places[-1].end, places[-1].end, " " + " ".join(new))]


def _replaced(source: str, places: Sequence[Span], start: int, end: int, new: Sequence[str]) -> list[Edit] | None:
    """The words ``[start, end)`` by new ones, one for one; new ones left over join the last, old ones go."""
    over = end - start - len(new)
    if over <= 0:
        last = end - 1 - start
        texts = [*new[:last], " ".join(new[last:])]
        return [Edit(at.start, at.end, text) for at, text in zip(places[start:end], texts, strict=True)]
    for first in (start + len(new), start):  # the last ones go, or, where a line break keeps them, the first
        gone = _gone(source, places, first, first + over - 1)
        if gone:
            kept = [at for at in range(start, end) if not first <= at < first + over]
            return [*(Edit(places[at].start, places[at].end, text) for at, text in zip(kept, new, strict=True)), gone]
    return None


def _gone(source: str, places: Sequence[Span], first: int, last: int) -> Edit | None:
    """Words taken away with one space beside them; None when a line break or mark-up stands between or beside them."""
    start, end = places[first].start, places[last].end
    if any(source[one.end : other.start] != " " for one, other in pairwise(places[first : last + 1])):
        return None
    if first and source[places[first - 1].end : start] == " ":
        return Edit(start - 1, end, "")
    if source[end : end + 1] == " " and source[end + 1 : end + 2].strip():
        return Edit(start, end + 1, "")
    if source[start - 1 : start] == " " and source[end : end + 1] in {"\r", "\n"}:
        return Edit(start - 1, end, "")
    return None
