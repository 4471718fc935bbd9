"""What could stand instead of the words found, and the edits that put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.fixes.fit import fit
from safelint.fixes.place import Place
from safelint.fixes.sure import sure
from safelint.fixes.wording import wordings
from safelint.model.fix import Fix, Safety
from safelint.model.pattern import Phrase

if TYPE_CHECKING:
    from safelint.fixes.place import Words
    from safelint.model.match import Match
    from safelint.model.rule import Rule
    from safelint.nlp.passage import Passage


def suggest(
    rule: Rule, match: Match, passage: Passage, words: Words, source: str
) -> tuple[tuple[str, ...], Fix | None]:
    """What could stand instead of the words found, best first, and the fix that writes the first of them.

    Args:
        rule: the rule, for its ``use`` and ``fix``.
        match: what was found.
        passage: where it was found.
        words: what the neighbours of a place tell of it.
        source: the text of the file.

    A suggestion that fits the sentence comes before one that does not. Without one that fits there is no fix, and
    a ``safe`` fix is only offered (``ask``) where the sentence leaves room for another reading.
    """
    if not rule.use:
        return (), None
    phrase = next((one for one in rule.find if isinstance(one, Phrase) and one.written == match.because), None)
    place = Place(match, passage, words, source, phrase)
    texts = wordings(rule, place)
    if rule.fix is Safety.NONE:
        return texts, None
    ways = sorted(((fit(text, rule, place), text) for text in texts), key=lambda one: one[0] is None)
    if not ways or ways[0][0] is None:
        return texts, None
    safety = Safety.ASK if rule.fix is Safety.SAFE and not sure(rule, ways[0][1], place) else rule.fix
    first, *others = (edits or () for edits, _ in ways)
    return tuple(text for _, text in ways), Fix(safety, first, tuple(others))
