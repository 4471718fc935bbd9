"""``phrase``: plain words in every inflected form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.nlp.normal import bounded
from safelint.nlp.phrases import around, compile_phrase, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.pattern import Phrase
    from safelint.model.rule import Rule
    from safelint.model.span import Span
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage


def compile_spec(spec: object, lexicon: Lexicon, inflect: str) -> list[Phrase]:
    """A list of phrases, or one."""
    lines = [spec] if isinstance(spec, str) else spec
    if not isinstance(lines, list):
        raise SpecError("`phrase` takes a list of phrases, one a line", ())
    phrases = []
    for at, line in enumerate(lines):
        if not isinstance(line, str) or not line.strip():
            raise SpecError("a phrase is a few plain words", (at,))
        try:
            phrases.append(compile_phrase(line, lexicon, inflect))
        except SpecError as error:
            raise SpecError(str(error), (at,)) from error
    return phrases


def places(pattern: Phrase, passage: Passage, trigger: Span) -> list[Span]:
    """Where ``pattern`` stands at ``trigger``, a place where one of its literals stands."""
    if pattern.literal:
        # The scan already found the whole phrase.
        return [trigger] if bounded(passage.text, trigger.start, trigger.end) else []
    return list(around(pattern, passage.text, passage.normal, trigger))


def find(pattern: Phrase, rule: Rule, passage: Passage, trigger: Span) -> Iterator[Match]:
    """The matches of ``pattern`` at ``trigger``, a place where one of its literals stands."""
    for span in places(pattern, passage, trigger):
        shape = shape_of(pattern, passage.normal[span.start : span.end])
        yield Match(rule.id, passage.index, span, shape, pattern.written)
