"""What a document is about, from the words it uses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from safelint.matchers import phrase as phrase_matcher
from safelint.model.document import BlockKind
from safelint.model.pattern import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from safelint.matchers.triggers import Hit
    from safelint.model.rulebook import Topic
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

Places = list[tuple[int, "Span"]]


def mentions(hits: Iterable[Hit], passages: Sequence[Passage]) -> dict[str, Places]:
    """Where each topic is spoken of: topic id → (block, span), in text order, each stretch of text once."""
    found: dict[str, Places] = defaultdict(list)
    apart: dict[str, Places] = defaultdict(list)
    for hit in hits:
        if hit.rule is None and isinstance(hit.pattern, Phrase):
            passage = passages[hit.passage]
            spans = [hit.span] if hit.pattern.literal else phrase_matcher.places(hit.pattern, passage, hit.span)
            (found if hit.counts else apart)[hit.owner].extend((hit.passage, span) for span in spans)
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
    in ``Topic.per_words`` words.
    """
    words = sum(passage.text.count(" ") + 1 for passage in passages)
    chosen = set()
    for id_, places in found.items():
        topic = topics[id_]
        headline = any(_headline(passages[block]) for block, _ in places)
        needed = 1 if headline else topic.at_least
        if len(places) >= max(needed, 1) and (headline or len(places) * topic.per_words >= words):
            chosen.add(id_)
    return chosen


def _headline(passage: Passage) -> bool:
    block = passage.block
    return block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level == 1)
