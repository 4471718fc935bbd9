"""“An addict's mother” turned round, “the mother of a person with …”, for no “'s” can follow such words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.fixes.edits import write
from safelint.model.span import Span
from safelint.nlp.inflect import article, head, number

if TYPE_CHECKING:
    from safelint.fixes.place import Place
    from safelint.model.fix import Edit


def write_owned(text: str, place: Place) -> tuple[Edit, ...] | None:
    """The edits that write “the mother of ``text``” for the words found and what is theirs; None when unsure.

    It is sure where one word of the list ``owned`` follows and nothing after that belongs to it, and where nothing
    but an article or the like stands before the words found.
    """
    end = place.span.end + len(place.possessive)
    owned = _owned(place, end)
    before = _before(text, place)
    if owned is None or before is None:
        return None
    start, given = before
    thing = place.passage.text[owned.start : owned.end]
    of = text if place.titled or place.passage.shouted else text[:1].lower() + text[1:]
    made = " ".join(word for word in ("the", thing, "of", given, of) if word)
    if place.begins_at(start):
        made = made[:1].upper() + made[1:]
    if place.passage.shouted:
        made = made.upper()
    elif place.titled:
        made = made.replace(thing, thing[:1].upper() + thing[1:], 1)
    else:
        made = made.replace(thing, thing[:1].lower() + thing[1:], 1)
    return write(place.passage, place.source, Span(start, owned.end), made)


def _owned(place: Place, end: int) -> Span | None:
    """The one word that is theirs, when the noun phrase ends with it."""
    text, normal, words = place.passage.text, place.passage.normal, place.words
    last = min(place.passage.sentence(place.span).end, len(text))
    after = normal[end:last].split()
    if not text[end : end + 1].isspace() or not after:
        return None
    start = end + len(text[end:]) - len(text[end:].lstrip())
    word = after[0].rstrip(".,;:!?)")
    if word not in words["owned"]:
        return None
    if after[0] == word and after[1:]:
        follows = after[1].strip('.,;:!?()“”"—–')
        ended = any(follows in words[role] for role in ("followers", "pasts", "goes-on")) or follows.isdigit()
        if follows and not ended and not follows.endswith(("ed", "ly")):
            return None
    return Span(start, start + len(word))


def _before(text: str, place: Place) -> tuple[int, str] | None:
    """Where the whole begins, and the article or the like of the words found."""
    if place.article is not None:
        return None if _of(place, 1) else (place.article.start, article(text))
    if not place.left:
        return (place.span.start, "") if place.begins and number(head(text)) == "plural" else None
    if place.before in place.words["owned-by"]:
        given = "" if place.before == "the" and number(head(text)) == "plural" else place.before
        return None if _of(place, 1) else (place.back(0).start, given)
    plural = number(head(text)) == "plural"
    return (
        (place.span.start, "") if plural and place.before in place.words["determiners"] and not _of(place, 0) else None
    )


def _of(place: Place, at: int) -> bool:
    """Whether “of” stands there already: “the death of the mother of …” would be too much."""
    return place.left[at : at + 1] == ["of"]
