"""“Is a person with …” said shorter, “has …”: where its verb stands, and whether the sentence leaves room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.fixes.edits import write
from safelint.model.dataclass import dataclass, replace
from safelint.model.span import Span
from safelint.nlp.inflect import head, number
from safelint.nlp.predicate import BE, DO

if TYPE_CHECKING:
    from safelint.fixes.place import Place
    from safelint.model.fix import Edit

_ENDS = tuple('.!?;:)]”"…')
_AND = frozenset({"and", "but", "or"})
_REDUCED = ("'s", "'re", "'m")
_UNBOUND = frozenset(
    {"be", "been", "being", "become", "becoming"}
)  # the subject may stand far away, or nowhere: “being an addict”
_ASKED = 2  # words that a question may have before its noun, the article left out: “Is he …”
_NEAR = 3  # words; how far from “be” its subject stands: “it may be …”


@dataclass(frozen=True, slots=True)
class Told:
    """A form of “be” or “become” by which the words found are said of somebody: “he was an addict”.

    Attributes:
        be: where it stands.
        shape: that of the verb that can stand instead; plain after “do”.
        lead: what goes before that verb: “still ”, “does not ”.
        start: where what it says begins, with the article.
        does: in a question, the form of “do” that takes its place.
        joined: whether another noun is said beside the one found, so that “be” must stay.
    """

    be: Span
    shape: str
    lead: str
    start: int
    does: str = ""
    joined: bool = False


def told(place: Place) -> Told | None:
    """The “be” that says of somebody what was found; None when there is none, or the sentence goes on from the noun."""
    skip = int(place.article is not None)
    if not skip and number(head(place.found)) != "plural":
        return None
    start = place.article.start if place.article else place.span.start
    left = place.left[skip:]
    at = next((at for at, word in enumerate(left) if word not in place.words["still"]), len(left))
    if at == len(left):
        return None
    verb = next((end for end in _REDUCED if left[at].endswith(end)), left[at])
    where = place.back(skip + at)
    joined = _joined(place)
    if not joined and not _over(place, "being" if verb == "be" and left[at + 1 :] == ["to"] else verb):
        return None
    if verb in BE and _somebody(left[at:], verb, where.start, place):
        said = _said(verb, where, left, at, start)
        return replace(said, joined=joined) if said else None
    if len(left) == _ASKED and left[1] in DO and left[0] not in place.words["dummies"]:
        be = place.back(skip + 1)
        if be.start == place.passage.sentence(place.span).start:
            return Told(be, "base", "", start, _like(place.passage.text[be.start], DO[left[1]][0]) + DO[left[1]][1:])
    return None


def _said(verb: str, where: Span, words: list[str], at: int, start: int) -> Told | None:
    """What ``verb`` says, the word at ``at`` of those before the noun, nearest first."""
    between, left = words[:at], words[at:]
    reduced = verb in _REDUCED
    be = Span(where.end - len(verb), where.end) if reduced else where
    lead = "".join(f"{word} " for word in reversed(between) if word != "not")
    if "not" in between or verb.endswith("n't"):
        do = DO.get({"'s": "is", "'re": "are", "'m": "am"}.get(verb, verb), "")
        lead = f"{do} not {lead}" if "not" in between else f"{do} {lead}"
        return Told(be, "base", " " * reduced + lead, start) if do else None
    shape = BE[verb]
    if verb == "become" and {"has", "have", "had", "having"} & set(left[1 : 1 + _NEAR]):
        shape = "become participle"
    return Told(be, shape, " " * reduced + lead, start)


def write_told(said: str, found: Told, place: Place, *, kept: bool) -> tuple[Edit, ...] | None:
    """The edits that write ``said``: behind “be” when that is ``kept``, else in its place; None when they can't be."""
    behind = Span(found.start, place.span.end)
    if kept:
        return write(place.passage, place.source, behind, said)
    if found.joined:
        return None
    if found.does:
        first = write(place.passage, place.source, found.be, found.does)
        rest = write(place.passage, place.source, behind, said)
        return (*first, *rest) if first and rest else None
    whole = Span(found.be.start, place.span.end)
    if found.lead.startswith(" ") and not place.unbroken(whole):
        return None
    lead = found.lead.replace("'", "’") if "’" in place.passage.text else found.lead
    text = lead + said
    return write(place.passage, place.source, whole, _like(place.passage.text[found.be.start], text[:1]) + text[1:])


def _joined(place: Place) -> bool:
    """Whether another noun is said beside the one found: “an addict and a father”."""
    rest = place.passage.normal[place.span.end :].split(maxsplit=2)
    return rest[:1] == ["and"] and rest[1:2] != [] and rest[1] in place.words["ones"]


def _over(place: Place, verb: str) -> bool:
    """Whether nothing goes on from the noun, as in “an addict who …” or “an addict and a father”."""
    words, rest = place.words, place.passage.normal[place.span.end :].rstrip()
    if not rest or rest.startswith(_ENDS):
        return True
    if rest.startswith(","):
        first, second = [*rest[1:].split(maxsplit=2), "", ""][:2]
        if first in _AND:
            return second in words["goes-on"]
        return not place.another(first) or not words["says"].isdisjoint(place.clause(rest[1:]))
    if not rest[0].isspace():
        return False
    first, second = [*place.right, "", ""][:2]
    if first in _AND:
        return second in words["goes-on"]
    if first == "in":
        return second.isdigit() or second in words["owners"]
    if first == "for":
        return second in words["several"] or second in words["long"]
    return not first or first in words["told-before"] or (verb == "being" and first in words["followers"])


def _somebody(left: list[str], verb: str, at: int, place: Place) -> bool:
    """Whether “be”, the first of ``left``, has a person for its subject, so far as words tell."""
    words, dummies = place.words, place.words["dummies"]
    if verb in _REDUCED:
        return left[0].removesuffix(verb) not in dummies
    if left[2:3] == ["of"]:
        return left[1] != "it"  # “most of them”
    if verb in _UNBOUND:
        return dummies.isdisjoint(left[1 : 1 + _NEAR])
    if not place.article and verb in {"is", "was"}:
        return False
    if not left[1:]:
        return place.passage.text[:at].rstrip().endswith(",")
    return left[1] not in dummies and (left[1] in words["subjects"] or left[-1] not in words["fronted"])


def _like(given: str, letter: str) -> str:
    return letter.upper() if given.isupper() else letter
