"""``attributed``: reported speech without quotation marks; somebody said it, and the text says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.nlp.cues import after, before

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.model.span import Span

# Who somebody is, put between commas before what they say: “One visitor, a …, said the soup was good.”
_COMMA_BEFORE = regex.compile(r",\s+(?:\w+\s+){0,3}$")


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The words that give the speech to somebody: “told her to …”, “they said that …”, “was called a …”."""
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "before", passage, sentence, span.start)
    if cue is None and not _between_commas(passage.text, span):
        cue = after(cues, "after", passage, sentence, span.end)
    return None if cue is None else passage.text[cue.start : cue.end]


def _between_commas(text: str, span: Span) -> bool:
    """Whether the words only say who speaks, so that what follows is no speech of theirs about the match."""
    return (
        text.startswith(",", span.end) and _COMMA_BEFORE.search(text[max(0, span.start - 40) : span.start]) is not None
    )
