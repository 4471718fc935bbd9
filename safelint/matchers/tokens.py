"""``tokens``: spaCy's token patterns, in lower case, on sentences that hold one of their words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.model.pattern import Tokens
from safelint.model.span import Span
from safelint.nlp.patterns import rarest, token
from safelint.nlp.search import shape_of_tokens, token_matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.rule import Rule
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage


def compile_spec(spec: object, lexicon: Lexicon, inflect: str) -> list[Tokens]:
    """One pattern (a list of tokens), or a list of patterns."""
    if not isinstance(spec, list) or not spec:
        raise SpecError("`tokens` takes a list of tokens, or a list of such lists")
    several = isinstance(spec[0], list)
    return [_compile(part, lexicon, (at,) if several else ()) for at, part in enumerate(spec if several else [spec])]


def _compile(spec: object, lexicon: Lexicon, path: tuple[str | int, ...]) -> Tokens:
    if not isinstance(spec, list) or not spec:
        raise SpecError("a pattern is a list of tokens", path)
    built, needed, marks = [], [], []
    for at, part in enumerate(spec):
        one, literals = token(part, lexicon, (*path, at))
        built.append(one)
        if literals:
            needed.append(literals)
        if part.get("mark") == "yes":
            marks.append(at)
    if not needed:
        raise SpecError("a pattern needs one token with `lower` or `lemma` that is not optional", path)
    triggers = rarest(needed)
    written = " ".join(str(part.get("lower", part.get("lemma", part.get("pos", "·")))) for part in spec)
    return Tokens(written, json.dumps({"pattern": built, "mark": marks}), tuple(dict.fromkeys(triggers)))


def find(pattern: Tokens, rule: Rule, passage: Passage, sentence: Span, doc: Any) -> Iterator[Match]:
    """The matches in one parsed sentence of ``passage`` that begins at ``sentence.start``."""
    for spans in token_matches(pattern.pattern, doc):
        span = Span(spans[0].start, spans[-1].end).shift(sentence.start)
        shape = shape_of_tokens(doc, spans)
        yield Match(rule.id, passage.index, span, shape, pattern.written)
