"""``historical``: the words of an earlier time, given as such: an old law, an institution, what it was then called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.nlp.cues import after, before, says

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues

# A year or a century before living usage, in digits; a later date says nothing about the words.
_LONG_AGO = regex.compile(r"\b(?:1[0-8]\d\d|19[0-6]\d)s?\b|\b(?:1\d|20)th[ -]century\b", re.IGNORECASE)


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The words or the date that place the match in an earlier time.

    Cue roles: ``before`` and ``after`` stand by themselves (“was then called”); with a year before 1970, a century or
    one of ``eras`` (“in Victorian times”) in the sentence, one of ``with-date`` is enough (“Act”, “asylum”).
    """
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "before", passage, sentence, span.start) or after(cues, "after", passage, sentence, span.end)
    if cue is None:
        dated = _LONG_AGO.search(passage.text, sentence.start, sentence.end)
        if dated is None and says(cues, "eras", passage, sentence) is None:
            return None
        cue = before(cues, "with-date", passage, sentence, span.start) or after(
            cues, "with-date", passage, sentence, span.start
        )
    return None if cue is None else passage.text[cue.start : cue.end]
