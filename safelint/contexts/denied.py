"""``denied``: a label that somebody is said not to be: “they are not …”, “neither … nor …”, a list of such labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.span import Span
from safelint.nlp.cues import all_places, words_between

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage

_VERBS = {"base", "third", "past", "participle", "gerund"}
# More words than these between two commas are a clause, and no item of a list.
_ITEM_WORDS = 4
# What stands before a denial that needs no verb: “people, not …”.
_BROKEN_OFF = regex.compile(r"(?:^|[,;:(–—“\"])\s*$")
# How far after the label the next item of its list may begin, in code points.
_NEAR = 120
_ITEM = regex.compile(r"[^\W_]+(?:[\s-][^\W_]+){0,2},")
_OWNER = regex.compile(r"['’]s\b")


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The denial right before the label, or before the list of labels in which it is a later item.

    Cue roles: ``before`` denies by itself (“is not”), ``bare`` right after a comma or dash (“, not”). Between either
    and the label stand only ``fillers`` (“a”, “just another”) and earlier items, parted by commas and ``joints`` (“or”)
    and without any of ``breaks``, the small words that show a clause. Right before one of ``still`` (“any longer”) it
    is no denial.
    """
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    if cues is None or _VERBS.intersection(scene.match.shape.split()) or _OWNER.match(passage.text, span.end):
        return None
    still = all_places(cues.roles.get("still", ()), passage, span.end, sentence.end)
    if still and not words_between(passage, span.end, still[0].start):
        return None
    bare = [
        place
        for place in all_places(cues.roles.get("bare", ()), passage, sentence.start, span.start)
        if _BROKEN_OFF.search(passage.text[sentence.start : place.start])
    ]
    for cue in reversed(all_places(cues.roles.get("before", ()), passage, sentence.start, span.start) + bare):
        if _leads_to(cues, passage, Span(cue.end, span.start)):
            return passage.text[cue.start : span.end]
    return None


def _leads_to(cues: Cues, passage: Passage, gap: Span) -> bool:
    """Whether ``gap`` holds nothing but earlier items of a list and what may stand right before the last."""
    if all_places(cues.roles.get("breaks", ()), passage, gap.start, gap.end):
        return False
    joints = all_places(cues.roles.get("joints", ()), passage, gap.start, gap.end)
    commas = [Span(at, at + 1) for at in range(gap.start, gap.end) if passage.text[at] == ","]
    if commas and not joints and not _goes_on(cues, passage, gap.end):
        return False
    start = gap.start
    for part in sorted([*joints, *commas]):
        if words_between(passage, start, part.start) > _ITEM_WORDS:
            return False
        start = part.end
    if re.search(r"[;:.()–—]", passage.text[gap.start : gap.end]):
        return False
    fillers = all_places(cues.roles.get("fillers", ()), passage, start, gap.end)
    return words_between(passage, start, gap.end) <= len(fillers)


def _goes_on(cues: Cues, passage: Passage, at: int) -> bool:
    """Whether the list goes on after the label that begins at ``at``: a clause does not (“Not far away, they …”)."""
    near = min(at + _NEAR, len(passage.text))
    return _ITEM.match(passage.text, at, near) is not None or any(
        1 <= words_between(passage, at, joint.start) <= _ITEM_WORDS - 1
        for joint in all_places(cues.roles.get("joints", ()), passage, at, near)[:1]
    )
