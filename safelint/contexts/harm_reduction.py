"""``harm-reduction``: the sentence says how to stay safer or how to respond, which guidelines want said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.nlp.cues import says

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The words of overdose response, safer use or means safety in the sentence, or in the heading over it.

    Cue roles: ``words`` in the sentence, ``headings`` over it.
    """
    if cues is None:
        return None
    passage = scene.passage
    cue = says(cues, "words", passage, scene.sentence)
    if cue is not None:
        return passage.text[cue.start : cue.end]
    heading = scene.heading()
    return heading.text if heading is not None and says(cues, "headings", heading) else None
