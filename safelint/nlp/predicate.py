"""What a noun says of somebody, said with a verb: “is a person with depression” is “has depression”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.nlp.inflect import LINKS, PARTICIPLES, RELATIVE, plural_verb, verb_phrase_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BE = {
    **dict.fromkeys(("is", "isn't", "'s"), "third"),
    **dict.fromkeys(("are", "aren't", "am", "'m", "'re", "be"), "base"),
    **dict.fromkeys(("was", "wasn't", "were", "weren't"), "past"),
    "been": "participle",
    "being": "gerund",
    "become": "become base",
    "becomes": "become third",
    "became": "become past",
    "becoming": "become gerund",
}
"""The shape of every form of “be” and “become”."""
DO = {
    "is": "does",
    "are": "do",
    "am": "do",
    "was": "did",
    "were": "did",
    "isn't": "doesn't",
    "aren't": "don't",
    "wasn't": "didn't",
    "weren't": "didn't",
}
"""The form of “do” that stands in a denial or a question where a form of “be” stood."""
_PERSONS = frozenset({"person", "people", "someone"})


def predicate(phrase: str, verbs: Mapping[str, str], irregular: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What is said of somebody who is “a person with depression”, by the shape of the verb: “has depression”.

    Under ``""`` stands what a form of “be” is followed by: “in recovery” of “person in recovery”; under a shape with
    ``become`` what says how it began: “develop depression”. Empty where the phrase is about no person, or can't be
    said shorter.

    Args:
        phrase: a noun phrase without an article.
        verbs: form → shape of the verbs known.
        irregular: as in ``verb_forms``.
    """
    first, _, rest = phrase.partition(" ")
    link, _, said = rest.partition(" ")
    if first not in _PERSONS or not said or link == "without":
        return {}
    if link == "with":
        began = {f"become {shape}": text for shape, text in verb_phrase_forms(f"develop {said}").items()}
        return verb_phrase_forms(f"have {said}", irregular) | began
    if link not in RELATIVE:
        return {"": rest} if link in LINKS | PARTICIPLES else {}
    verb, _, tail = said.partition(" ")
    if verb in {"is", "are"}:
        return {"": tail}
    if verbs.get(verb) == "past":
        return dict.fromkeys(("third", "past"), said)
    return (
        {}
        if verb.endswith("ly") or verb == "does"
        else verb_phrase_forms(f"{plural_verb(verb)} {tail}".strip(), irregular)
    )
