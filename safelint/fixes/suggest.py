"""What could stand instead of the words found, and the edits that put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.fixes.fit import fit
from safelint.fixes.place import Place
from safelint.fixes.sure import sure
from safelint.fixes.told import told
from safelint.fixes.wording import verbal, wordings
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
    said = None if rule.fix is Safety.NONE else told(place)
    offered = wordings(rule, place, said.shape if said else "")
    beside = not verbal(rule, place) and bool(offered) and offered[0].text.lower() in place.rest
    if rule.fix is Safety.NONE or beside:  # where the new words stand already, the two are set side by side
        return tuple(one.text for one in offered), None
    ways = sorted(((fit(one, rule, place, said), one) for one in offered), key=lambda way: way[0] is None)
    texts = tuple(one.text for _, one in ways)
    if not ways or ways[0][0] is None:
        return texts, None
    certain = not ways[0][1].told and sure(rule, texts[0], place)
    safety = Safety.ASK if rule.fix is Safety.SAFE and not certain else rule.fix
    first, *others = (edits or () for edits, _ in ways)
    return texts, Fix(safety, first, tuple(others))
