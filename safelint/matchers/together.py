"""``together``: words that count only where one of a list stands nearby."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.model.pattern import Together
from safelint.model.span import Span
from safelint.nlp.normal import bounded
from safelint.nlp.phrases import around, compile_phrase, locate, shape_of
from safelint.nlp.plan import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.pattern import Phrase
    from safelint.model.rule import Rule
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage

WITHIN = ("sentence", "paragraph")
# How far a paragraph is looked at around a match, in code points.
PARAGRAPH = 3000
_KEYS = ("words", "with", "within")


def compile_spec(spec: object, lexicon: Lexicon, inflect: str) -> list[Together]:
    """A mapping of ``words``, ``with`` and ``within``, or a list of such mappings."""
    specs = spec if isinstance(spec, list) else [spec]
    return [_compile(one, lexicon, inflect, (at,) if isinstance(spec, list) else ()) for at, one in enumerate(specs)]


def _compile(spec: object, lexicon: Lexicon, inflect: str, path: tuple[str | int, ...]) -> Together:
    if not isinstance(spec, Mapping) or "words" not in spec or "with" not in spec:
        raise SpecError("`together` takes `words`, `with` and `within`", path)
    unknown = [key for key in spec if key not in _KEYS]
    if unknown:
        raise SpecError(f"“{unknown[0]}” is none of {', '.join(_KEYS)}", (*path, unknown[0]))
    within = spec.get("within", "sentence")
    if within not in WITHIN:
        raise SpecError(f"`within` is {' or '.join(WITHIN)}, not “{within}”", (*path, "within"))
    words = _phrases(spec["words"], lexicon, inflect, (*path, "words"))
    company = _phrases(spec["with"], lexicon, "both", (*path, "with"))
    written = " · ".join(phrase.written for phrase in words)
    triggers = tuple(dict.fromkeys(trigger for phrase in words for trigger in phrase.triggers))
    return Together(written, tuple(words), tuple(company), within, triggers)


def _phrases(spec: object, lexicon: Lexicon, inflect: str, path: tuple[str | int, ...]) -> list[Phrase]:
    listed = spec if isinstance(spec, list) else [spec]
    try:
        return [compile_phrase(str(one), lexicon, inflect) for one in listed]
    except SpecError as error:
        raise SpecError(str(error), path) from error


def find(pattern: Together, rule: Rule, passage: Passage, trigger: Span) -> Iterator[Match]:
    """The matches at ``trigger``, a place where one of the literals of ``words`` stands."""
    text, normal = passage.text, passage.normal
    here = normal[trigger.start : trigger.end]
    for phrase in pattern.words:
        if here not in phrase.triggers:
            continue
        if phrase.literal:
            places = [trigger] if bounded(text, trigger.start, trigger.end) else []
        else:
            places = list(around(phrase, text, normal, trigger))
        for span in places:
            company = _company(pattern, passage, span)
            if company is not None:
                shape = shape_of(phrase, normal[span.start : span.end])
                yield Match(rule.id, passage.index, span, shape, phrase.written, (company,))


def _company(pattern: Together, passage: Passage, span: Span) -> Span | None:
    """The nearest of ``with`` around ``span`` that does not overlap it."""
    region = passage.sentence(span)
    if pattern.within == "paragraph":
        region = Span(max(0, span.start - PARAGRAPH), min(len(passage.text), span.end + PARAGRAPH))
    normal, best = passage.normal, None
    for phrase in standing(pattern.company, normal):
        for found in locate(phrase, passage.text, normal, region.start, region.end):
            if not found.overlaps(span) and (best is None or _distance(found, span) < _distance(best, span)):
                best = found
    return best


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)
