"""``named``: the words are part of a name: an organisation, a law, a title."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from safelint.contexts.cited import cited
from safelint.model import regex
from safelint.model.document import BlockKind
from safelint.model.span import Span
from safelint.nlp.cues import after, before, says

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage

_WORD = regex.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What may stand between two words of one name.
_JOINT = regex.compile(r"\s|\s?[-–&]\s?|,\s(?=\w+\s(?:and|&))")
# From this share of capitals on, capitals say nothing: a headline, a shout, a list of names.
_MOST_CAPITALS = 0.7
_SHORT_WORD = 3
_TAGS = ("#", "@")
# How many words on either side tell whether capitals mean anything here.
_WINDOW = 60


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The name that the match is part of: capitals where the rest of the block has few, or a title in italics.

    Cue roles: ``links`` are the small words that names leave in lower case (“Institute on Drug Abuse”), ``small`` those
    that headlines do. ``headings`` stand over lists of works (“References”); ``schemes`` stand before and ``scales``
    after the name of a diagnosis or a measure. A hashtag and an entry of a list of works are names as well.
    """
    passage, span = scene.passage, scene.match.span
    title = _italic_title(passage, span) or _tagged(passage, span) or cited(scene, cues) or _measured(scene, cues)
    return title or _in_capitals(passage, span, cues)


def _in_capitals(passage: Passage, span: Span, cues: Cues | None) -> str | None:
    links = {trigger for phrase in (cues.roles.get("links", ()) if cues else ()) for trigger in phrase.triggers}
    words = passage.words
    nearest = bisect_left(words, Span(span.start, span.start))
    inside = [at for at in range(max(nearest - 1, 0), min(nearest + _WINDOW, len(words))) if words[at].overlaps(span)]
    if not _capitalised(passage, [words[at] for at in inside], links):
        return None
    spelled = [passage.text[words[at].start : words[at].end] for at in inside]
    if all(_loud(word) for word in spelled):
        return None
    first, last = inside[0], inside[-1]
    while first > 0 and _joined(passage, words, first - 1) and _capital(passage, words[first - 1], links):
        first -= 1
    while last + 1 < len(words) and _joined(passage, words, last) and _capital(passage, words[last + 1], links):
        last += 1
    while first < inside[0] and passage.normal[words[first].start : words[first].end] in links:
        first += 1
    while last > inside[-1] and passage.normal[words[last].start : words[last].end] in links:
        last -= 1
    alone = first == inside[0] and last == inside[-1]
    # An abbreviation is in capitals anyway.
    if alone and all(word.isupper() for word in spelled):
        return None
    small = {trigger for phrase in (cues.roles.get("small", ()) if cues else ()) for trigger in phrase.triggers}
    around = words[max(0, first - _WINDOW) : first] + words[last + 1 : last + 1 + _WINDOW]
    if (alone and _opens(passage, words[first].start)) or (
        _shouting(passage, around, links | small) and not _headed(passage, words[first : last + 1], cues)
    ):
        return None
    return passage.text[words[first].start : words[last].end]


def _italic_title(passage: Passage, span: Span) -> str | None:
    for mark in passage.block.marks:
        if mark.kind == "emphasis" and mark.span.contains(span) and len(mark.span) > len(span):
            text = passage.text[mark.span.start : mark.span.end]
            words = [word for word in _WORD.findall(text) if len(word) > _SHORT_WORD]
            if words and all(word[0].isupper() for word in words):
                return text
    return None


def _tagged(passage: Passage, span: Span) -> str | None:
    """The hashtag or account name that the match is."""
    return (
        passage.text[span.start - 1 : span.end] if passage.text[max(0, span.start - 1) : span.start] in _TAGS else None
    )


def _measured(scene: Scene, cues: Cues | None) -> str | None:
    """The manual before, or the scale after, whose wording the match is: “DSM-IV …”, “… subscale”."""
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "schemes", passage, sentence, span.start) or after(cues, "scales", passage, sentence, span.end)
    return None if cue is None else passage.text[cue.start : cue.end]


def _capitalised(passage: Passage, words: list[Span], links: set[str]) -> bool:
    """Whether words are written as in a name; small words alone are none, whatever stands beside: “Anna <with> …”."""
    return any(passage.text[word.start].isupper() for word in words) and all(
        _capital(passage, word, links) for word in words
    )


def _capital(passage: Passage, word: Span, links: set[str]) -> bool:
    return passage.text[word.start].isupper() or passage.normal[word.start : word.end] in links


def _loud(word: str) -> bool:
    """Whether a word is written in capitals throughout and too long for an abbreviation: a shout, no name."""
    return len(word) > _SHORT_WORD + 1 and word.isupper()


def _joined(passage: Passage, words: list[Span], at: int) -> bool:
    """Whether only what may stand inside a name parts word ``at`` from the next."""
    return bool(_JOINT.fullmatch(passage.text[words[at].end : words[at + 1].start]))


def _headed(passage: Passage, name: list[Span], cues: Cues | None) -> bool:
    """Whether a name in running text says what it names: an office, a board, a journal."""
    if cues is None or passage.block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
        return False
    return says(cues, "heads", passage, Span(name[0].start, name[-1].end)) is not None


def _shouting(passage: Passage, around: list[Span], small: set[str]) -> bool:
    """Whether the words around a name are capitalised as well, so that its capitals say nothing."""
    told = [
        word
        for word in around
        if passage.text[word.start].isalpha()
        and passage.normal[word.start : word.end] not in small
        and not _opens(passage, word.start)
    ]
    return sum(passage.text[word.start].isupper() for word in told) >= _MOST_CAPITALS * len(told)


def _opens(passage: Passage, at: int) -> bool:
    """Whether a sentence, or what follows a colon, a bullet or an opening quotation mark, begins at ``at``."""
    before = passage.text[:at].rstrip()
    return not before or before[-1] in ".!?:;“\"‘'(–—•*|…" or passage.begins_sentence(at)
