"""``self-described``: people speak of themselves, in the words they chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.nlp.cues import after, all_places, before, words_between

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

# “As an addict of eight years who got help, I …”
_MOST_SAID_OF_ONESELF = 10
_VERBS = {"base", "third", "past", "participle", "gerund"}


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The words by which someone claims the label: “I am …”, “calls herself …”, “I suffer from …”, “… like me”.

    Cue roles: ``before`` claims a noun or adjective, ``beside`` does so right before it (“we …”), ``subjects`` speak of
    themselves when the match is their verb, with only ``between`` words in between, or right after the comma that ends
    a clause begun with one of ``as`` (“As an addict, I …”); ``after`` follows. With one of ``tellers`` somebody tells
    of themselves (“she says that she has …”), unless the word before it is one of ``others`` (“police”, “his mother”).
    """
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = (
        before(cues, "before", passage, sentence, span.start)
        or before(cues, "beside", passage, sentence, span.start)
        or after(cues, "after", passage, sentence, span.end)
        or _speaker(cues, passage, sentence, span)
        or _told(cues, passage, sentence, span)
    )
    if cue is None and _VERBS.intersection(scene.match.shape.split()):
        cue = _subject(cues, passage, sentence, span)
    return None if cue is None else passage.text[cue.start : span.end]


def _speaker(cues: Cues, passage: Passage, sentence: Span, span: Span) -> Span | None:
    """The “As a …” that the match stands in, when “I” or “we” goes on right after its comma."""
    cue = before(cues, "as", passage, sentence, span.start, fresh=True)
    subjects = all_places(cues.roles.get("subjects", ()), passage, span.end, sentence.end) if cue else []
    if not subjects or words_between(passage, span.end, subjects[0].start) > _MOST_SAID_OF_ONESELF:
        return None
    said = passage.text[span.end : subjects[0].start].strip()
    return cue if said.endswith(",") and said.count(",") == 1 else None


def _told(cues: Cues, passage: Passage, sentence: Span, span: Span) -> Span | None:
    """The “she says that she …” by which somebody tells of themselves what the match says."""
    others = all_places(cues.roles.get("others", ()), passage, sentence.start, span.start)
    for cue in reversed(all_places(cues.roles.get("tellers", ()), passage, sentence.start, span.start)):
        between = all_places(cues.roles.get("told-between", ()), passage, cue.end, span.start)
        close = words_between(passage, cue.end, span.start) <= len(between)
        if close and not any(one.end <= cue.start and not words_between(passage, one.end, cue.start) for one in others):
            return cue
    return None


def _subject(cues: Cues, passage: Passage, sentence: Span, span: Span) -> Span | None:
    """The “I” or “we” whose verb the match is."""
    subjects = all_places(cues.roles.get("subjects", ()), passage, sentence.start, span.start)
    if not subjects:
        return None
    cue = subjects[-1]
    between = all_places(cues.roles.get("between", ()), passage, cue.end, span.start)
    return cue if words_between(passage, cue.end, span.start) <= len(between) else None
