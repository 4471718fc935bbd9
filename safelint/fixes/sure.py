"""Whether exactly one reading is right, so that a machine may write the first suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.fixes.wording import certain_form, special, verbal
from safelint.model.pattern import Phrase, Tokens
from safelint.nlp.inflect import head, number

if TYPE_CHECKING:
    from safelint.fixes.place import Place
    from safelint.model.rule import Rule

_GERUND = "gerund"
_OF = frozenset({"of", "about"})


def sure(rule: Rule, text: str, place: Place) -> bool:
    """Whether ``text`` is right here, and the only reading that the neighbours leave room for.

    A verb must have a person right before it (“he”, “her brother”) or be a noun in -ing (“thoughts of …”), and what
    follows must leave it complete. A noun must stand between words that begin and end a noun phrase.
    """
    if special(rule, place) or not any(
        isinstance(one, (Phrase, Tokens)) and one.written == place.match.because for one in rule.find
    ):
        return False
    if place.marked("link", "emphasis", "strong") or place.possessive or place.spoken or _capital(place):
        return False
    return _verb_sure(place) if verbal(rule, place) else _noun_sure(text, place)


def _capital(place: Place) -> bool:
    """Whether a capital in the midst of a sentence makes it look like a name."""
    first = next((char for char in place.found if char.isalpha()), "")
    return first.isupper() and not place.begins and not place.titled and not place.passage.shouted


def _verb_sure(place: Place) -> bool:
    words = place.words
    if not certain_form(place) or (place.after and place.after not in words["ended"] and not place.after.isdigit()):
        return False
    if place.match.shape.split()[0] == _GERUND:
        if place.before in words["gerund-after"]:
            return True
        if place.before in _OF:
            return bool(words["minded"] & set(place.left[1:2]))
    left = [word for word in place.left if word not in words["between"]]
    return bool(left) and left[0] in words["subjects"]


def _noun_sure(text: str, place: Place) -> bool:
    words = place.words
    if place.after and place.after not in words["followers"]:
        return False
    several = number(head(text)) == "plural"
    if not place.left:
        return place.begins and (several or not place.right)
    return any(place.before in words[role] for role in ("determiners", "helping")) or place.before.isdigit()
