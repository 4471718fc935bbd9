"""A block with what the matchers and contexts need to know of it, worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from safelint.model.span import Span
from safelint.nlp.normal import normalise
from safelint.nlp.quotes import quotations
from safelint.nlp.sentences import sentences

if TYPE_CHECKING:
    from safelint.model.document import Block, Document


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

    def sentence(self, span: Span) -> Span:
        """The sentence (or sentences) that ``span`` stands in."""
        touched = [s for s in self.sentences if s.overlaps(span)]
        if not touched:
            return Span(0, len(self.text))
        return Span(touched[0].start, touched[-1].end)
