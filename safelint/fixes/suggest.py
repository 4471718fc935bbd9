"""``use:`` in the form that fits what it replaces, and the edit that puts it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.fix import Edit, Fix, Safety
from safelint.model.span import Span
from safelint.nlp.cues import before
from safelint.nlp.inflect import article

if TYPE_CHECKING:
    from safelint.model.match import Match
    from safelint.model.rule import Replacement, Rule
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage

_MOST = 4
_ARTICLES = ("a ", "an ")


def suggest(rule: Rule, match: Match, passage: Passage, participles: Cues | None) -> tuple[tuple[str, ...], Fix | None]:
    """What could stand instead of the words found, best first, and the fix that writes the first of them.

    Args:
        rule: the rule, for its ``use`` and ``fix``.
        match: what was found.
        passage: where it was found.
        participles: cues for the words after which a past form is a participle (“has taken”), or None.
    """
    if not rule.use:
        return (), None
    shape = match.shape
    if shape.startswith("past") and participles is not None:
        region = Span(passage.sentence(match.span).start, match.span.start)
        if before(participles, "before", passage, region, match.span.start):
            shape = shape.replace("past", "participle", 1)
    found = passage.text[match.span.start : match.span.end]
    texts = [_cased(_form(one, shape), found, passage, match.span) for one in rule.use[:_MOST]]
    suggestions = tuple(dict.fromkeys(texts))
    return suggestions, _fix(rule, match, passage, suggestions[0])


def _form(use: Replacement, shape: str) -> str:
    """``use`` in the first of the shapes it has a form for, else as written."""
    return next((use.forms[one] for one in shape.split() if one in use.forms), use.forms[""])


def _cased(text: str, found: str, passage: Passage, span: Span) -> str:
    """``text`` with the capitals of what it replaces: ALL CAPS, or a capital at the start of a sentence."""
    letters = [char for char in found if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters) and passage.shouted:
        return text.upper()
    first = next((char for char in found if char.isalpha()), "")
    if first.isupper() and span.start - passage.sentence(span).start <= 1:
        return text[:1].upper() + text[1:]
    return text


def _fix(rule: Rule, match: Match, passage: Passage, text: str) -> Fix | None:
    """The edit, with “a” or “an” before it put right; None where the words can't be replaced on their own."""
    if rule.fix is Safety.NONE:
        return None
    span = match.span
    before_it = passage.text[max(0, span.start - len(_ARTICLES[-1]) - 1) : span.start]
    for given in _ARTICLES:
        if before_it.lower().endswith((f" {given}", f"“{given}")) or before_it.lower() == given:
            right = article(text)
            if right != given.strip():
                start = span.start - len(given)
                text = (right.capitalize() if passage.text[start].isupper() else right) + " " + text
                span = Span(start, span.end)
            break
    if not passage.block.offsets.exact(span):
        return None
    place = passage.block.offsets.to_source(span)
    return Fix(rule.fix, (Edit(place.start, place.end, text),))
