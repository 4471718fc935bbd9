"""``self-described``: people speak of themselves, in the words they chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.nlp.cues import after, all_places, before, words_between

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

_VERBS = {"base", "third", "past", "participle", "gerund"}


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The words by which someone claims the label: “I am …”, “calls herself …”, “I suffer from …”, “… like me”.

    Cue roles: ``before`` claims a noun or adjective, ``subjects`` speak of themselves when the match is their verb,
    with only ``between`` words in between, ``after`` follows.
    """
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "before", passage, sentence, span.start) or after(cues, "after", passage, sentence, span.end)
    if cue is None and _VERBS.intersection(scene.match.shape.split()):
        cue = _subject(cues, passage, sentence, span)
    return None if cue is None else passage.text[cue.start : span.end]


def _subject(cues: Cues, passage: Passage, sentence: Span, span: Span) -> Span | None:
    """The “I” or “we” whose verb the match is."""
    subjects = all_places(cues.roles.get("subjects", ()), passage, sentence.start, span.start)
    if not subjects:
        return None
    cue = subjects[-1]
    between = all_places(cues.roles.get("between", ()), passage, cue.end, span.start)
    return cue if words_between(passage, cue.end, span.start) <= len(between) else None
