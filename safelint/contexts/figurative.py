"""``figurative``: the words are a figure of speech about something else: coffee, a game, a career."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.nlp.cues import after, before

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The word beside the match that shows what is really meant: “addicted to coffee”, “news junkie”, “career suicide”.

    Cue roles: ``before`` and ``after``, both within a few words.
    """
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "before", passage, sentence, span.start) or after(cues, "after", passage, sentence, span.end)
    return None if cue is None else passage.text[cue.start : cue.end]
