"""Words that signal a context: found before, after and above the place they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.span import Span
from safelint.nlp.passage import LONGEST
from safelint.nlp.phrases import locate
from safelint.nlp.plan import standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.pattern import Phrase
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage

_WORD = regex.compile(r"[^\W_]+(?:'[^\W_]+)*")
# What may stand between a label such as “Myth 3” and the text it labels.
_LABEL_END = regex.compile(r"\s*(?:(?:no\.?\s*|#\s*)?\d{1,3}\s*[.):–—|\-]|[)\]*_]*\s*(?:[:–—|]|\s-\s|$|(?=[“\"‘])))")
# What stands before a clause that begins anew: nothing, a bullet, a colon, a dash, a bracket.
_FRESH = regex.compile(r"(?:^|[:;(–—•.!?\"“”,])\s*(?:(?:and|but|please|also|so|instead|always|try to)\s+){0,2}$")


def all_places(phrases: Sequence[Phrase], passage: Passage, lo: int, hi: int) -> list[Span]:
    """Where any of ``phrases`` stands in ``[lo, hi)`` of the block, by position; looked for once in each wording."""
    there = standing(phrases, passage.normal)
    if not there:
        return []
    key = id(phrases), lo, hi
    known = passage.wording.asked.get(key)
    if known is None or known[0] is not phrases:
        found = [span for phrase in there for span in locate(phrase, passage.text, passage.normal, lo, hi)]
        if len(found) > 1:
            found.sort()
        known = passage.wording.asked[key] = (phrases, found)
    return list(known[1])


def words_between(passage: Passage, start: int, end: int) -> int:
    """How many words stand between two offsets of the block."""
    return len(_WORD.findall(passage.normal, start, end))


def before(cues: Cues, role: str, passage: Passage, region: Span, at: int, *, fresh: bool = False) -> Span | None:
    """The nearest cue of ``role`` in ``region`` before ``at`` whose reach takes in ``at``.

    Its reach ends at the cues of role ``stops``, or those of its own (``beliefs-stops``) where it has some, and after
    ``within`` words. With ``fresh``, only a cue that begins a clause counts (“Avoid …” as an instruction, and not
    “people who avoid …”).
    """
    found = all_places(cues.roles.get(role, ()), passage, region.start, at)
    if not found:
        return None
    ends = cues.roles.get(f"{role}-stops", cues.roles.get("stops", ()))
    stops = all_places(ends, passage, region.start, at)
    pseudo = all_places(cues.roles.get("pseudo", ()), passage, region.start, at)
    within = cues.numbers.get(f"{role}-within", cues.numbers.get("within", 12))
    for cue in reversed(found):
        if any(other.overlaps(cue) for other in pseudo):
            continue
        if any(cue.end <= stop.start for stop in stops) or words_between(passage, cue.end, at) > within:
            continue
        if fresh and not _FRESH.search(passage.normal[region.start : cue.start]):
            continue
        return cue
    return None


def after(cues: Cues, role: str, passage: Passage, region: Span, at: int) -> Span | None:
    """The nearest cue of ``role`` in ``region`` that begins after ``at`` and within reach of it."""
    found = all_places(cues.roles.get(role, ()), passage, at, region.end)
    if not found:
        return None
    stops = all_places(cues.roles.get("after-stops", ()), passage, at, region.end)
    within = cues.numbers.get(f"{role}-within", 6)
    for cue in found:
        if any(stop.start < cue.start for stop in stops) or words_between(passage, at, cue.start) > within:
            return None
        return cue
    return None


def label(cues: Cues, passage: Passage, at: int) -> Span | None:
    """The label (“Myth:”, “Don't say:”) that ``at`` stands under in its block; None under no or a counter-label.

    Roles: ``labels`` for those that hold, ``counter-labels`` for those that end them (“Fact:”, “Say:”).
    """
    best: tuple[Span, bool] | None = None
    for role, good in (("labels", True), ("counter-labels", False)):
        for place in all_places(cues.roles.get(role, ()), passage, max(0, at - LONGEST), at):
            # A sign such as “❌” is a label by itself; a word needs its colon.
            sign = not _WORD.search(passage.normal, place.start, place.end)
            if not (sign or _LABEL_END.match(passage.text, place.end)) or not _begins(passage, place.start):
                continue
            if best is None or place.start > best[0].start:
                best = (place, good)
    return best[0] if best and best[1] else None


def _begins(passage: Passage, at: int) -> bool:
    """Whether a sentence, or the block after its bullets and marks, begins at ``at``."""
    if not re.search(r"[^\W_]", passage.text[max(0, at - LONGEST) : at]):
        return True
    return not re.search(r"[^\W_]", passage.text[passage.sentence(Span(at, at + 1)).start : at])


def says(cues: Cues, role: str, passage: Passage, region: Span | None = None) -> Span | None:
    """The first cue of ``role`` in the block, or in a region of it."""
    lo, hi = (region.start, region.end) if region else (0, len(passage.text))
    found = all_places(cues.roles.get(role, ()), passage, lo, hi)
    return found[0] if found else None


def column_says(cues: Cues, role: str, column: str) -> bool:
    """Whether a table column's heading holds a cue of ``role``."""
    from safelint.nlp.normal import normalise

    normal = normalise(column)
    named = standing(cues.roles.get(role, ()), normal)
    return any(next(locate(phrase, column, normal), None) is not None for phrase in named)
