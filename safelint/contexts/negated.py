"""``negated``: the sentence denies it, or calls it a myth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.document import BlockKind
from safelint.model.span import Span
from safelint.nlp.cues import after, before, column_says, label, says

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.nlp.passage import Passage


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The cue that denies the match: “not a sign of …”, “Myth:”, “… is a misconception”, a question answered “No”."""
    if cues is None:
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = (
        before(cues, "before", passage, sentence, span.start)
        or before(cues, "beliefs", passage, sentence, span.start)
        or after(cues, "after", passage, sentence, span.end)
        or label(cues, passage, span.start)
    )
    if cue is not None:
        return passage.text[cue.start : cue.end]
    if passage.block.column and column_says(cues, "columns", passage.block.column):
        return passage.block.column
    return _answered(scene, cues) or _above(scene, cues)


def _answered(scene: Scene, cues: Cues) -> str | None:
    """The “No” that answers a question which holds the match, in this block or at the head of the next."""
    passage, sentence = scene.passage, scene.sentence
    following: Passage | None = passage
    reply = Span(sentence.end, len(passage.text))
    if not passage.text[reply.start :].strip():
        following = scene.passages[passage.index + 1] if passage.index + 1 < len(scene.passages) else None
        reply = Span(0, len(following.text)) if following else reply
    if following is None:
        return None
    # The answer, or the correction (“This is a myth”), begins the text that follows.
    opening = Span(reply.start, min(reply.end, reply.start + 80))
    asked = passage.text[sentence.start : sentence.end].rstrip("”\"’') ").endswith("?")
    found = says(cues, "answers", following, opening) if asked else says(cues, "corrections", following, opening)
    if found is None or following.text[opening.start : found.start].strip(" “\"‘'*—–-"):
        return None
    return following.text[found.start : found.end]


def _above(scene: Scene, cues: Cues) -> str | None:
    passage = scene.passage
    lead = scene.lead()
    if lead is not None and says(cues, "leads", lead, lead.sentences[-1] if lead.sentences else None):
        return lead.text
    heading = scene.heading()
    if heading is None or says(cues, "counter-headings", heading):
        return None
    if passage.block.kind not in {BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.HEADING}:
        return None
    return heading.text if says(cues, "headings", heading) else None
