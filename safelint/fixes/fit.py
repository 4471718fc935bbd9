"""Whether a wording fits the sentence it goes into, and what beside it must change with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.fixes.edits import write
from safelint.fixes.owned import write_owned
from safelint.fixes.told import write_told
from safelint.fixes.wording import verbal
from safelint.model.span import Span
from safelint.nlp.inflect import article, bound, head, number, plural_verb
from safelint.nlp.predicate import BE

if TYPE_CHECKING:
    from safelint.fixes.place import Place
    from safelint.fixes.told import Told
    from safelint.fixes.wording import Wording
    from safelint.model.fix import Edit
    from safelint.model.rule import Rule

_HYPHENS = "-\u2010\u2011"
_UNWRITABLE = set("\"'’<>&:#{}[]|\\")  # what would need quoting in a value of a front matter or an attribute
_STOPS = set(",;:()[]")  # a wording in one piece can't stand for words that these part
_MOST_BETWEEN = 2
_PEOPLES = ("an", "ish", "ese", "ic", "ch", "sh", "i")  # “American”, “Scottish”, “Icelandic”


def fit(wording: Wording, rule: Rule, place: Place, said: Told | None) -> tuple[Edit, ...] | None:
    """The edits that write ``wording`` here, with the article before it and the verb after it; None when it won't fit.

    What is said of somebody (``said``) takes a verb of its own where it has one: “has an addiction”. It never fits in
    somebody else's words, in code, where words between those meant would be lost, or where the determiner or the verb
    beside it wants another number.
    """
    text = wording.text
    if _barred(text, place) or (verbal(rule, place) and place.after == "by" and " by " in text):
        return None
    if said and wording.told:
        shorter = write_told(wording.told, said, place, kept=wording.kept)
        if shorter:
            return shorter
    if _torn(text, place):
        return None
    if place.possessive and bound(text) and not verbal(rule, place):
        return write_owned(text, place)
    beside: list[Edit] | None = [] if verbal(rule, place) else _noun_fits(text, place)
    if beside is None:
        return None
    span, text = _without_the(text, place)
    words = write(place.passage, place.source, span, text)
    if words is None:
        return None
    return tuple(sorted((*words, *beside), key=lambda edit: (edit.start, edit.end)))


def _barred(text: str, place: Place) -> bool:
    """Whether nothing may be written here at all, or words found would be lost."""
    if place.quoted or place.marked("code", "struck") or _tied(place) or _STOPS & set(place.found) - set(text):
        return True
    if place.gap and place.gap not in text:
        return True
    if place.partly("emphasis", "strong", "link") and len(text.split()) != len(place.found.split()):
        return True
    return bool(place.passage.block.key and _UNWRITABLE & set(text))


def _tied(place: Place) -> bool:
    """Whether a hyphen ties the words to a word outside: “ex-addict”."""
    before, after = place.passage.text[: place.span.start], place.passage.text[place.span.end :]
    return before.endswith(tuple(_HYPHENS)) or after.startswith(tuple(_HYPHENS))


def _noun_fits(text: str, place: Place) -> list[Edit] | None:
    """What beside a noun must change with it; None when it can't stand here."""
    new = number(head(text))
    if text.lower() in place.rest or not _counted(new, text, place):
        return None
    if place.possessive in {"'", "’"} and not text.endswith("s"):
        return None
    if bound(text) and (_modified(place) or _parted(text, place) or _joined(place)):
        return None
    if text.lower().partition(" ")[0].endswith("ing") and place.before == "as":
        return None  # “diagnosed as living with”
    articles, verb = _article(text, place), _agreeing(new, place)
    return None if articles is None or verb is None else articles + verb


def _article(text: str, place: Place) -> list[Edit] | None:
    """The “a” or “an” before the words put right; None when it can't be."""
    if place.article is None:
        return []
    given = place.passage.text[place.article.start : place.article.end]
    if article(text) == given.lower():
        return []
    made = write(place.passage, place.source, place.article, _like(given, article(text)))
    return None if made is None else list(made)


def _parted(text: str, place: Place) -> bool:
    """Whether what stands behind the noun of ``text`` would come between words that belong together.

    That is so before another noun (“an addict support group”), and when the noun was there and is only told apart
    by whose it is: “her sister with …” would be one of several sisters.
    """
    if text.lower().split(maxsplit=1)[0] in place.normal.split():
        return place.before in place.words["owners"] or place.before.endswith("'s")
    return _compound(place, text)


def _compound(place: Place, text: str) -> bool:
    """Whether the words stand before another noun, as in “an addict support group”, so far as words tell."""
    after, plural = place.after, number(head(text)) == "plural"
    if not after or not place.words["followers"] or (plural and number(head(place.found)) == "plural"):
        return False
    if any(after in place.words[role] for role in ("followers", "pasts", "determiners", "goes-on")):
        return False
    if plural:  # “the mentally ill sleep”, but “the mentally ill problem”
        return after not in place.words["acts"] and not after.endswith(("ed", "ly")) and not after.isdigit()
    return not after.endswith(("s", "ed", "ly")) and not after.isdigit()


def _joined(place: Place) -> bool:
    """Whether what follows would seem to belong to the words bound: “a person with … and a nurse”, “… in three”."""
    rest = place.passage.normal[place.span.end :]
    if rest.startswith((", a ", ", an ")) and BE.keys() & set(place.left[1:3]):
        return True
    first, second = [*place.right, "", ""][:2]
    if first == "in":
        return second in place.words["several"] and place.before in place.words["counted"]
    if first not in {"and", "or"}:
        return False
    return not any(second in place.words[role] for role in ("owners", "joins", "goes-on", "followers", "pasts"))


def _modified(place: Place) -> bool:
    """Whether a word before the words would be left hanging: “recovering person with …”, “New York people with …”."""
    if place.before in place.words["modifiers"]:
        return True
    if not place.left or place.titled or place.passage.shouted:
        return False
    where = place.back(0)
    name = place.passage.text[where.start].isupper() and not place.begins_at(where.start)
    return name and not place.before.endswith(_PEOPLES)


def _counted(new: str, text: str, place: Place) -> bool:
    """Whether the determiner before the words goes with the number of the new ones."""
    old = number(head(place.found))
    if new == old:
        return True
    if new == "plural":
        return place.before not in place.words["ones"]
    return place.before not in place.words["several"] or text.endswith(tuple("0123456789"))


def _torn(text: str, place: Place) -> bool:
    """Whether words that go on from what was found no longer would: “is mentally ill, not …”, “bipolar and a …”."""
    rest = place.passage.normal[place.span.end :]
    if rest.startswith(", not "):
        return True
    return text.split(maxsplit=1)[0].endswith("ing") and any(
        rest.startswith(f" {also} {one} ") for also in ("and", "or") for one in (*place.words["ones"], "the")
    )


def _agreeing(new: str, place: Place) -> list[Edit] | None:
    """The verb after the words in the number of the new ones; None when it can't be told."""
    if new == number(head(place.found)) or new == "singular" or not _subject(place):
        return []
    between = 0
    while between < min(_MOST_BETWEEN, len(place.right)) and place.right[between] in place.words["between"]:
        between += 1
    if between >= len(place.right):
        return []
    verb = place.right[between]
    right = plural_verb(verb)
    if verb in place.words["followers"] and right == verb:
        return []
    if right == verb:
        return [] if not verb.endswith("s") else None
    where = _word_after(place, between)
    return list(write(place.passage, place.source, where, right) or ()) or None


def _word_after(place: Place, at: int) -> Span:
    start = place.span.end
    for _ in range(at + 1):
        start += len(place.passage.text[start:]) - len(place.passage.text[start:].lstrip())
        end = start + len(place.passage.text[start:].split(None, 1)[0].rstrip(".,;:!?"))
        word = Span(start, end)
        start = end
    return word


def _subject(place: Place) -> bool:
    """Whether the words may be what the verb after them is said of: no preposition rules them."""
    determiners = {"the", "a", "an", "this", "that", "their", "our", "his", "her", "its", "my", "your", "youth"}
    left = [word for word in place.left if word not in determiners]
    return not left or left[0] in {"that", "and", "but", "because", "when", "while", "if", "whether", "where"}


def _without_the(text: str, place: Place) -> tuple[Span, str]:
    """The stretch to replace: with “the” before it in “the misuse of drugs”, for “drug use” has none."""
    the = place.the
    of = place.normal.split()[1:2] == ["of"]
    if the is None or not of or bound(text) or number(head(text)) == "plural":
        return place.span, text
    if place.passage.text[the.start].isupper():
        text = text[:1].upper() + text[1:]
    return Span(the.start, place.span.end), text


def _like(given: str, word: str) -> str:
    """``word`` with the capitals of ``given``."""
    if given[:1].isupper():
        return word.upper() if given.isupper() and len(given) > 1 else word.capitalize()
    return word
