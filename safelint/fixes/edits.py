"""From words to edits: line breaks and mark-up between the words stay where they are."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
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
    """The words ``[start, end)`` by new ones, one for one; what is left over joins the last, or goes."""
    kept = min(end - start, len(new))
    made = [Edit(places[start + at].start, places[start + at].end, word) for at, word in enumerate(new[:kept])]
    if len(new) > kept and made:
        made[-1] = Edit(made[-1].start, made[-1].end, " ".join(new[kept - 1 :]))
    for at in range(start + kept, end):
        gone = _gone(source, places, at)
        if gone is None:
            return None
        made.append(gone)
    return made


def _gone(source: str, places: Sequence[Span], at: int) -> Edit | None:
    """A word taken away with one space beside it; None when only a line break or mark-up stands beside it."""
    word = places[at]
    if at and source[places[at - 1].end : word.start] == " ":
        return Edit(word.start - 1, word.end, "")
    if source[word.end : word.end + 1] == " " and source[word.end + 1 : word.end + 2].strip():
        return Edit(word.start, word.end + 1, "")
    if source[word.start - 1 : word.start] == " " and source[word.end : word.end + 1] in {"\r", "\n"}:
        return Edit(word.start - 1, word.end, "")
    return None
