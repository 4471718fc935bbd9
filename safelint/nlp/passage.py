"""A block with what the matchers and contexts need to know of it, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from safelint.model import regex
from safelint.model.span import Span
from safelint.nlp.normal import normalise
from safelint.nlp.numbers import runs
from safelint.nlp.quotes import quotations
from safelint.nlp.sentences import sentences

if TYPE_CHECKING:
    from safelint.model.document import Block, Document
    from safelint.nlp.numbers import Run

_WORD = regex.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# How far a sentence is looked at around a match, in code points: no sentence of prose is longer, and a file that is
# one endless line must not cost the square of its length.
LONGEST = 1500
# How many quotations before a match are looked at: they nest a few deep, never this deep.
_NESTED = 64


Quoted = tuple[Span, ...]
"""What mark-up says is quoted, in the text of a block."""


class Wording:
    """The words of a block: everything that follows from its text alone, each worked out on demand and once.

    Attributes:
        text: of the block.
        quoted: the stretches that its mark-up quotes.
        asked: answers of others about this text, by what was asked; see ``cues.all_places``.
    """

    def __init__(self, text: str, quoted: Quoted = ()) -> None:
        self.text = text
        self.quoted = quoted
        self.asked: dict[Any, Any] = {}

    @cached_property
    def normal(self) -> str:
        """The text in lower case with plain apostrophes and without hyphens; the same length as ``text``."""
        return normalise(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the block."""
        return sentences(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where they begin."""
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands in quotation marks, marks included."""
        return sorted([*quotations(self.text), *self.quoted])

    @cached_property
    def long_quotations(self) -> list[Span]:
        """Those that are longer than is looked at around a match."""
        return [one for one in self.quotations if len(one) > LONGEST]

    @cached_property
    def words(self) -> list[Span]:
        """The words of the block: letters and digits, with apostrophes inside."""
        return [Span(found.start(), found.end()) for found in _WORD.finditer(self.text)]

    @cached_property
    def runs(self) -> list[Run]:
        """The stretches of digits that could be telephone numbers."""
        return runs(self.text)


class Passage:
    """One block of a document, with what is known of its words."""

    def __init__(self, document: Document, index: int, wording: Wording | None = None) -> None:
        self.document = document
        self.index = index
        self.block: Block = document.blocks[index]
        self.text: str = self.block.text
        quoted = tuple(mark.span for mark in self.block.marks if mark.kind == "quote") if wording is None else ()
        self.wording = Wording(self.text, quoted) if wording is None else wording

    @cached_property
    def normal(self) -> str:
        """See ``Wording.normal``."""
        return self.wording.normal

    @property
    def sentences(self) -> list[Span]:
        """See ``Wording.sentences``."""
        return self.wording.sentences

    @property
    def quotations(self) -> list[Span]:
        """See ``Wording.quotations``."""
        return self.wording.quotations

    @property
    def words(self) -> list[Span]:
        """See ``Wording.words``."""
        return self.wording.words

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole block is set in capitals."""
        return self.text.isupper()

    def sentence(self, span: Span) -> Span:
        """The sentence (or sentences) that ``span`` stands in; of an endless one, the part around ``span``."""
        first = max(bisect_right(self.wording.starts, span.start) - 1, 0)
        last = max(bisect_right(self.wording.starts, max(span.end - 1, span.start)) - 1, first)
        if not self.sentences or self.sentences[first].end <= span.start:
            start, end = span.start, span.end
        else:
            start, end = self.sentences[first].start, max(self.sentences[last].end, span.end)
        return Span(max(start, span.start - LONGEST), min(end, span.end + LONGEST))

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence of the block begins at offset ``at``."""
        where = bisect_right(self.wording.starts, at) - 1
        return where >= 0 and self.wording.starts[where] == at

    def quotations_around(self, span: Span) -> list[Span]:
        """The quotations that hold ``span``, by position."""
        near = bisect_right(self.quotations, Span(span.start, len(self.text) + 1))
        some = self.quotations[max(0, near - _NESTED) : near] + self.wording.long_quotations
        return sorted({one for one in some if one.contains(span)})
