"""A block with what the matchers and contexts need to know of it, worked out once."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from safelint.model.span import Span
from safelint.nlp.normal import normalise
from safelint.nlp.quotes import quotations
from safelint.nlp.sentences import sentences

if TYPE_CHECKING:
    from safelint.model.document import Block, Document

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# How far a sentence is looked at around a match, in code points: no sentence of prose is longer, and a file that is
# one endless line must not cost the square of its length.
LONGEST = 1500
# How many quotations before a match are looked at: they nest a few deep, never this deep.
_NESTED = 64


class Passage:
    """One block of a document: its text in normal form, its sentences and its quotations, each found on demand."""

    def __init__(self, document: Document, index: int) -> None:
        self.document = document
        self.index = index
        self.block: Block = document.blocks[index]
        self.text: str = self.block.text

    @cached_property
    def normal(self) -> str:
        """The text in lower case with plain apostrophes and without hyphens; the same length as ``text``."""
        return normalise(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the block."""
        return sentences(self.text)

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands in quotation marks, marks included."""
        marked = [mark.span for mark in self.block.marks if mark.kind == "quote"]
        return sorted(quotations(self.text) + marked)

    @cached_property
    def words(self) -> list[Span]:
        """The words of the block: letters and digits, with apostrophes inside."""
        return [Span(found.start(), found.end()) for found in _WORD.finditer(self.text)]

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole block is set in capitals."""
        return self.text.isupper()

    def sentence(self, span: Span) -> Span:
        """The sentence (or sentences) that ``span`` stands in; of an endless one, the part around ``span``."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = max(bisect_right(self._starts, max(span.end - 1, span.start)) - 1, first)
        if not self.sentences or self.sentences[first].end <= span.start:
            start, end = span.start, span.end
        else:
            start, end = self.sentences[first].start, max(self.sentences[last].end, span.end)
        return Span(max(start, span.start - LONGEST), min(end, span.end + LONGEST))

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence of the block begins at offset ``at``."""
        where = bisect_right(self._starts, at) - 1
        return where >= 0 and self._starts[where] == at

    def quotations_around(self, span: Span) -> list[Span]:
        """The quotations that hold ``span``, by position."""
        near = bisect_right(self.quotations, Span(span.start, len(self.text) + 1))
        some = self.quotations[max(0, near - _NESTED) : near] + self._long_quotations
        return sorted({one for one in some if one.contains(span)})

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _long_quotations(self) -> list[Span]:
        return [one for one in self.quotations if len(one) > LONGEST]
