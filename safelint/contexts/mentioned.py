"""``mentioned``: the sentence is about the words, and does not use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.document import BlockKind
from safelint.nlp.cues import after, all_places, before, column_says, label, says, words_between

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

# A paragraph with more words than this under “What not to say” explains; a shorter one is an example.
_EXAMPLE_WORDS = 25
# How far the first words of a sentence or clause may reach, in code points.
_NEXT = 60
# More words than these are a sentence, and no bare list of words.
_LISTED_WORDS = 14
# What stands between an entry of a glossary and what it says: “Committed suicide: use …”.
_ENTRY_END = regex.compile(r"[\s\"”’')\]*_]*[:–—(]\s*")


def holds(scene: Scene, cues: Cues | None) -> str | None:
    """The cue that makes the match a mention: struck out, listed among words to avoid, “the term X” and the like."""
    if cues is None:
        return None
    passage, span = scene.passage, scene.match.span
    for mark in passage.block.marks:
        if mark.kind == "struck" and mark.span.overlaps(span):
            return passage.text[mark.span.start : mark.span.end]
    if passage.block.column and column_says(cues, "columns", passage.block.column):
        return passage.block.column
    return _around(scene, cues) or _above(scene, cues)


def _around(scene: Scene, cues: Cues) -> str | None:
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = (
        before(cues, "before", passage, sentence, span.start)
        or before(cues, "imperatives", passage, sentence, span.start, fresh=True)
        or _contrasted(scene, cues)
        or _compared(scene, cues)
        or _judged(scene, cues)
        or _bare(scene, cues)
        or _on_page(scene, cues)
        or _summed_up(scene, cues)
        or after(cues, "after", passage, sentence, span.end)
        or label(cues, passage, span.start)
        or _glossed(scene, cues)
    )
    return _shown(passage, cue)


def _contrasted(scene: Scene, cues: Cues) -> Span | None:
    """The “instead of …” that takes in the match; not one whose sentence goes on: “Instead of prison, the judge …”."""
    passage, span = scene.passage, scene.match.span
    cue = before(cues, "contrasts", passage, scene.sentence, span.start)
    if cue is None:
        return None
    for comma in re.finditer(r",\s", passage.text[cue.end : span.start]):
        at = cue.end + comma.end()
        places = all_places(cues.roles.get("goes-on", ()), passage, at, _reach(passage, at))
        if places and places[0].start == at:
            return None
    return cue


def _reach(passage: Passage, at: int) -> int:
    """How far the first words after ``at`` may reach."""
    return min(at + _NEXT, len(passage.text))


def _compared(scene: Scene, cues: Cues) -> Span | None:
    """The “than” right before the match, in a sentence that says what to write: “kinder to write … than …”."""
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "thans", passage, sentence, span.start)
    told = cue and all_places(cues.roles.get("wordings", ()), passage, sentence.start, cue.start)
    return cue if told else None


def _judged(scene: Scene, cues: Cues) -> Span | None:
    """The “saying …” or “to write that …” before the match, when what saying it does follows: “… implies a crime”."""
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    cue = before(cues, "wordings", passage, sentence, span.start, fresh=True)
    return cue if cue and after(cues, "verdicts", passage, sentence, span.end) else None


def _summed_up(scene: Scene, cues: Cues) -> Span | None:
    """The “These words …” that begins the next sentence, after a bare list of words."""
    passage, sentence = scene.passage, scene.sentence
    listed = passage.text[sentence.start : sentence.end].rstrip(" .").count(",") >= 1
    if not listed or sentence.end >= len(passage.text):
        return None
    if words_between(passage, sentence.start, sentence.end) > _LISTED_WORDS:
        return None
    places = all_places(cues.roles.get("looks-back", ()), passage, sentence.end, _reach(passage, sentence.end))
    begins = bool(places) and not passage.text[sentence.end : places[0].start].strip(' “"')
    return places[0] if begins else None


def _bare(scene: Scene, cues: Cues) -> Span | None:
    """A label without its article, or a verb without its subject, that is the object of “write” and the like.

    On a page about words (cue role ``pages`` in a heading) a label without an article is one in any place.
    """
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    places = all_places(cues.roles.get("labels-alone", ()), passage, span.start, span.end)
    alone = any(place.end == span.end for place in places)
    if not alone and not {"base", "third", "past", "participle"}.intersection(scene.match.shape.split()):
        return None
    articles = all_places(cues.roles.get("articles", ()), passage, sentence.start, span.end)
    if any(one.end > span.start or not words_between(passage, one.end, span.start) for one in articles):
        return None
    written = before(cues, "objects", passage, sentence, span.start)
    if written or not alone:
        return written
    if _about_words(scene, cues):
        return span
    # Headlines and lists leave articles out anyway: “Heroin addict turns author”.
    return after(cues, "verdicts", passage, sentence, span.end) if passage.block.kind is BlockKind.BODY else None


def _on_page(scene: Scene, cues: Cues) -> Span | None:
    """What is enough to make a mention on a page about words: “Only use …”, “… is out”."""
    if not _about_words(scene, cues):
        return None
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    return before(cues, "page-imperatives", passage, sentence, span.start, fresh=True) or after(
        cues, "page-verdicts", passage, sentence, span.end
    )


def _about_words(scene: Scene, cues: Cues) -> bool:
    """Whether a heading over the match says that the page, or this part of it, is about words."""
    under = scene.passage.block.under
    if under and says(cues, "page-ends", scene.passages[under[-1]]):
        return False
    return any(says(cues, "pages", scene.passages[at]) for at in under)


def _glossed(scene: Scene, cues: Cues) -> Span | None:
    """The “use” of an entry of a glossary that the match heads: “Committed suicide: use …”."""
    passage, span, sentence = scene.passage, scene.match.span, scene.sentence
    end = _ENTRY_END.match(passage.text, span.end)
    headed = passage.block.kind in {BlockKind.LIST, BlockKind.TABLE} or not re.search(
        r"[^\W_]", passage.text[sentence.start : span.start]
    )
    if end is None or not headed:
        return None
    places = all_places(cues.roles.get("glosses", ()), passage, end.end(), len(passage.text))
    return places[0] if places and places[0].start == end.end() else None


def _above(scene: Scene, cues: Cues) -> str | None:
    passage = scene.passage
    lead = scene.lead()
    if lead is not None:
        last = lead.sentences[-1] if lead.sentences else None
        cue = says(cues, "leads", lead, last)
        if cue:
            return lead.text
        if says(cues, "counter-leads", lead, last):
            return None
    heading = scene.heading()
    if heading is None or not _example(passage):
        return None
    if says(cues, "counter-headings", heading):
        return None
    whole = {phrase.written for phrase in cues.roles.get("whole-headings", ())}
    return heading.text if says(cues, "headings", heading) or heading.normal.strip(" :.!") in whole else None


def _example(passage: Passage) -> bool:
    if passage.block.kind in {BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE}:
        return True
    return len(passage.text.split()) <= _EXAMPLE_WORDS


def _shown(passage: Passage, cue: Span | None) -> str | None:
    return None if cue is None else passage.text[cue.start : cue.end]
