"""``use:`` in the words of the sentence: what is taken over, its form, its pronouns and its capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.span import Span
from safelint.nlp.cues import before
from safelint.nlp.inflect import article, bound, head, number, their
from safelint.nlp.normal import normalise
from safelint.nlp.phrases import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.fixes.place import Place
    from safelint.model.rule import Replacement, Rule

_VERBAL = ("base", "third", "past", "participle", "gerund")
_SLOT = regex.compile(r"\{([^{}]*)\}")
_MOST = 4
_ENDINGS = {"ing": "gerund", "ed": "past", "ss": "base", "s": "third"}
_BESIDE = 40  # code points; how far words that decide on a suggestion reach out of what was found
_SUBJECT = 4  # words; how far before “their own life” its subject may stand: “they are trying to …”
_SMALL = 3  # letters of the longest word that title case leaves small
_SHOUTED = 5  # letters; a shorter word in capitals may be an abbreviation


@dataclass(frozen=True, slots=True)
class Wording:
    """One suggestion, and what says it of somebody: “has an addiction”, or, after a ``kept`` “be”, “in recovery”."""

    text: str
    told: str = ""
    kept: bool = False


def wordings(rule: Rule, place: Place, shape: str = "") -> list[Wording]:
    """What the rule offers here, best first and at most four; ``shape`` is that of the verb when it is said of one."""
    made: dict[str, Wording] = {}
    for use in _offered(rule, place):
        text = _cased(_filled(use, _form(use, place), place), place)
        kept = "is" in use.forms and not shape.startswith("become")
        said = use.forms.get("is" if kept else f"is {shape}", "") if shape else ""
        if text:
            told = _cased(_filled(use, said, place), place) if said else ""
            made.setdefault(text, Wording(text, told, kept))
    return list(made.values())[:_MOST]


def verbal(rule: Rule, place: Place) -> bool:
    """Whether a verb stands here and the rule offers one for it."""
    verb = place.phrase is None or any(one in _VERBAL for one in place.match.shape.split())
    return verb and any("past" in use.forms for use in rule.use)


def certain_form(place: Place) -> bool:
    """Whether the form of the verb found can be no other."""
    return sum(one in _VERBAL for one in place.match.shape.split()) == 1


def _offered(rule: Rule, place: Place) -> list[Replacement]:
    """The suggestions for these very words, else those for all."""
    return special(rule, place) or [use for use in rule.use if use.when is None]


def special(rule: Rule, place: Place) -> list[Replacement]:
    """The suggestions that are for the words found here, or for those with their neighbours, and for no others."""
    text, normal, at = place.passage.text, place.passage.normal, place.span
    lo, hi = max(0, at.start - _BESIDE), at.end + _BESIDE
    return [
        use
        for use in rule.use
        if use.when and any(where.overlaps(at) for where in locate(use.when, text, normal, lo, hi))
    ]


def _form(use: Replacement, place: Place) -> str:
    """The suggestion in the form of the verb found, else in the number of the noun found."""
    shapes = place.match.shape.split()
    verbs = [one for one in shapes if one in _VERBAL]
    if "past" in use.forms and (verbs or place.phrase is None):
        return use.forms[_verb_form(verbs, place) if verbs else _ending(place)]
    several = number(head(place.found)) == "plural" or ("plural" in shapes and not bound(place.found))
    return use.forms.get("plural" if several else "singular", use.forms[""])


def _verb_form(shapes: list[str], place: Place) -> str:
    """Of the shapes that the verb found may have, the one that it has here."""
    if place.words.participles is not None and {"past", "participle"} & set(shapes):
        region = Span(place.passage.sentence(place.span).start, place.span.start)
        if before(place.words.participles, "before", place.passage, region, place.span.start):
            return "participle"
    if len(shapes) == 1 or not place.left:
        return shapes[0]
    left = [word for word in place.left if word not in place.words["between"] or word in place.words["plain-after"]]
    if left and left[0] in place.words["plain-after"]:
        return "base"
    return "past" if "past" in shapes else shapes[0]


def _ending(place: Place) -> str:
    """The form of the first word found by its ending, where the parser took it for no verb."""
    word = place.normal.split()[0]
    return next((shape for ending, shape in _ENDINGS.items() if word.endswith(ending)), "base")


def _filled(use: Replacement, text: str, place: Place) -> str:
    """``text`` with its slots filled and “their” put right; empty when the words found lack one."""
    for name, options in use.picks:
        taken = _rest(name, place) if not options else _listed(options, place)
        if not taken:
            return ""
        if place.found.startswith(taken) and place.begins and not taken.isupper() and not place.titled:
            taken = taken[:1].lower() + taken[1:]
        before, given, after = re.split(r"((?:\ba )?\{" + name + r"\})", text, maxsplit=1)
        text = before + (f"{article(taken)} {taken}" if given.startswith("a ") else taken) + after
    if not _SLOT.search(use.forms[""]) and "’" not in place.passage.text and "'" in place.passage.text:
        text = text.replace("’", "'")
    elif "’" in place.passage.text:
        text = text.replace("'", "’")
    if "\u2011" in place.found:
        text = text.replace("-", "\u2011")
    subject = [word for word in place.left if word not in place.words["between"]][:_SUBJECT]
    return their(text, place.normal.split(), subject)


def _listed(options: tuple[str, ...], place: Place) -> str:
    """The last of the words found that is one of ``options``, as it is written there."""
    best = Span(0, 0)
    for option in options:
        for hit in re.finditer(rf"(?<!\w){re.escape(option)}(?!\w)", place.normal):
            if (hit.end(), -hit.start()) > (best.end, -best.start):
                best = Span(hit.start(), hit.end())
    return place.found[best.start : best.end]


def _rest(name: str, place: Place) -> str:
    """The words found after their first, before their last, or where the phrase has a gap."""
    if name == "gap":
        return place.gap
    words = list(_words(place.found))
    if len(words) < 2:  # noqa: PLR2004  a rest needs two
        return ""
    return place.found[words[1].start :] if name == "after" else place.found[: words[-2].end]


def _words(text: str) -> Iterator[Span]:
    return (Span(found.start(), found.end()) for found in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text))


def _cased(text: str, place: Place) -> str:
    """``text`` with the capitals of what it replaces: ALL CAPS, Title Case, or one at the start of a sentence."""
    letters = [char for char in place.found if char.isalpha()]
    shouted = all(char.isupper() for char in letters) and len(letters) > 1
    if shouted and (place.passage.shouted or max(map(len, place.found.split())) >= _SHOUTED):
        return text.upper()
    if place.titled or _titled(place):
        return _title(text, place)
    if letters and letters[0].isupper() and (place.begins or _proper(place)):
        return text[:1].upper() + text[1:]
    return text


def _titled(place: Place) -> bool:
    """Whether the words found are in title case themselves, in the midst of a sentence."""
    longer = [word for word in place.found.split() if len(word) > _SMALL]
    return not place.begins and len(longer) > 1 and all(word[0].isupper() for word in longer)


def _proper(place: Place) -> bool:
    """Whether “The” or “A” was found with its capital in the midst of a sentence: after a dash, in a bracket."""
    return not place.left and not place.passage.text[: place.span.start].endswith(" ")


def _title(text: str, place: Place) -> str:
    """A heading's capitals: every word but the small ones, and the first of the heading."""
    small = place.words["small"]
    words = text.split(" ")
    return " ".join(
        word if at + place.span.start and normalise(word) in small else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )
