"""What a document is about, from the words it uses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from safelint.matchers import phrase as phrase_matcher
from safelint.model.document import BlockKind
from safelint.model.pattern import Phrase
from safelint.nlp.cues import all_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from safelint.matchers.triggers import Hit
    from safelint.model.rulebook import Topic
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

Places = list[tuple[int, "Span"]]


def mentions(hits: Sequence[Sequence[Hit]], passages: Sequence[Passage]) -> dict[str, Places]:
    """Where each topic is spoken of: topic id → (block, span), in text order, each stretch of text once.

    Args:
        hits: of each block.
        passages: the blocks.
    """
    found: dict[str, Places] = defaultdict(list)
    apart: dict[str, Places] = defaultdict(list)
    for at, passage in enumerate(passages):
        for hit in hits[at]:
            if hit.rule is None and isinstance(hit.pattern, Phrase):
                spans = [hit.span] if hit.pattern.literal else phrase_matcher.places(hit.pattern, passage, hit.span)
                (found if hit.counts else apart)[hit.owner].extend((at, span) for span in spans)
    return {topic: _distinct(places, apart.get(topic, [])) for topic, places in found.items()}


def _distinct(places: Places, apart: Places) -> Places:
    kept: Places = []
    for block, span in sorted(places, key=lambda place: (place[0], place[1].start, -place[1].end)):
        if any(block == other and span.overlaps(taken) for other, taken in apart):
            continue
        if kept and kept[-1][0] == block and span.overlaps(kept[-1][1]):
            continue
        kept.append((block, span))
    return kept


def about(found: Mapping[str, Places], topics: Mapping[str, Topic], passages: Sequence[Passage]) -> set[str]:
    """The topics the document is about: one named in a headline, or often enough for its length.

    A headline is the title or a heading of the first level; ``Topic.at_least`` mentions are needed elsewhere, and one
    in ``Topic.per_words`` words, and one of ``Topic.needs``. In a text half as long, one mention is enough beside one
    of ``Topic.beside``.
    """
    words = sum(passage.text.count(" ") + 1 for passage in passages)
    chosen = set()
    for id_, places in found.items():
        topic = topics[id_]
        headline = any(_headline(passages[block]) for block, _ in places)
        often = len(places) >= topic.at_least and len(places) * topic.per_words >= words
        beside = bool(places) and 2 * words <= topic.per_words and _has(topic.beside, passages, places)
        if headline or ((often or beside) and (not topic.needs or _has(topic.needs, passages))):
            chosen.add(id_)
    return chosen


def _has(wanted: Sequence[Phrase], passages: Sequence[Passage], apart: Sequence[tuple[int, Span]] = ()) -> bool:
    """Whether one of ``wanted`` stands in the document, and not in one of the places ``apart``."""
    return any(
        not any(block == passage.index and span.overlaps(taken) for block, taken in apart)
        for passage in passages
        for span in all_places(wanted, passage, 0, len(passage.text))
    )


def _headline(passage: Passage) -> bool:
    block = passage.block
    return block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level == 1)
