"""``attributed``: reported speech without quotation marks; somebody said it, and the text says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.nlp.cues import after, before

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The words that give the speech to somebody: “told her to …”, “they said that …”, “was called a …”."""
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "before", passage, sentence, span.start) or after(cues, "after", passage, sentence, span.end)
    return None if cue is None else passage.text[cue.start : cue.end]
