"""A sentence as the rules saw it, word by word, in plain rows that outlive spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.explanation import Token
from safelint.model.span import Span
from safelint.nlp.normal import normalise
from safelint.nlp.pipeline import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from safelint.nlp.passage import Passage


def parsed_tokens(doc: Doc, passage: Passage, sentence: Span) -> Iterator[Token]:
    """The tokens of a parsed sentence of ``passage``, with what the parser made of each."""
    for token in doc:
        if token.is_space:
            continue
        place = passage.block.offsets.to_source(Span(token.idx, token.idx + len(token)).shift(sentence.start))
        root = token.head.i == token.i
        yield Token(
            token.text,
            place.start,
            place.end,
            lemma(token) or token.norm_,
            token.pos_,
            token.tag_,
            token.dep_ if not root else "root",
            "" if root else token.head.text,
        )


def plain_tokens(passage: Passage, sentence: Span) -> Iterator[Token]:
    """The words of a sentence that nobody parsed, each in the form in which phrases are looked for."""
    for word in passage.words:
        if sentence.contains(word):
            place = passage.block.offsets.to_source(word)
            text = passage.text[word.start : word.end]
            yield Token(text, place.start, place.end, normalise(text))
