"""What rules ask of a document as a whole: what is missing from it, and how its helplines stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.contexts import Scene, excuse
from safelint.matchers import helpline, missing
from safelint.model.dataclass import replace
from safelint.model.match import Match
from safelint.model.pattern import HelplineState, Missing
from safelint.nlp.cues import all_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.engine.reading import Reading
    from safelint.model.choice import Choice
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.model.span import Span

# States in which a reader finds help, or the writer is told by another rule what is wrong with the number.
HERE = frozenset({"current", "renamed", "retired", "mistyped", "unknown"})
# A text that speaks about the words, or in images, is not about what they name.
_NOT_MEANT = ("mentioned", "figurative", "named")
# How many mentions are looked at to tell what a text is about.
_ENOUGH = 40
# Within how many code points the next word ends.
_NEXT = 30
# A text with so many cues of usage, and one in so many words, is about wording.
_USAGES = 3
_WORDS_PER_USAGE = 130


def find(reading: Reading, choice: Choice, book: Rulebook) -> Iterator[Match]:
    """The matches of the patterns that look at whole documents, at most one for each rule and pattern."""
    here = choice.footer or any(one.state in HERE for one in reading.helplines)
    for rule in reading.whole:
        if rule.id not in choice.rules:
            continue
        for pattern in rule.find:
            if isinstance(pattern, Missing):
                match = _missing(pattern, rule, reading, book, here=here)
                if match is not None:
                    yield match
                    break
            elif isinstance(pattern, HelplineState):
                around = helpline.Around(reading.about, choice.audience, footer=choice.footer)
                yield from helpline.find(pattern, rule, reading.passages, reading.helplines, around)


def _missing(pattern: Missing, rule: Rule, reading: Reading, book: Rulebook, *, here: bool) -> Match | None:
    topics = reading.about.intersection(pattern.topics)
    if pattern.topics and not topics:
        return None
    if pattern.topics and _about_words(reading, book):
        return None
    said = sorted({place for topic in topics for place in reading.places.get(topic, ())})
    match = missing.find(pattern, rule, reading.passages, said, helpline_here=here)
    if match is None or not pattern.topics:
        return match
    least = max(pattern.at_least, (len(said[:_ENOUGH]) + 1) // 2)
    if not _are_meant(rule, said[:_ENOUGH], least, reading, book):
        return None
    titles = ", ".join(book.topics[topic].title for topic in sorted(topics))
    return replace(match, values=(("about", titles),))


def _are_meant(rule: Rule, said: list[tuple[int, Span]], least: int, reading: Reading, book: Rulebook) -> bool:
    """Whether so many of some mentions mean people's lives, and one of them no point of an agenda."""
    meant, plain = 0, False
    for left, place in zip(range(len(said), 0, -1), said, strict=True):
        if meant + left < least:
            return False
        if _meant(rule, place, reading, book):
            meant += 1
            plain = plain or not _before(place, "agenda", reading, book)
        if plain and meant >= least:
            return True
    return False


def _meant(rule: Rule, place: tuple[int, Span], reading: Reading, book: Rulebook) -> bool:
    """Whether a mention of a topic means people's lives: no wording, image, name of an office, or its budget."""
    block, span = place
    passage = reading.passages[block]
    said, key = reading.known[block].excuses, ("", span, "")
    if key not in said:
        said[key] = (excuse(_NOT_MEANT, Scene(Match(rule.id, block, span), reading.passages), book.cues), None)
    excused = said[key][0]
    if excused is not None:
        # An abbreviation such as OCD is in capitals and yet no name.
        return excused.because == "named" and excused.evidence == passage.text[span.start : span.end]
    return not _before(place, "administration", reading, book)


def _before(place: tuple[int, Span], role: str, reading: Reading, book: Rulebook) -> bool:
    """Whether a cue of ``role`` is the next word after ``place``."""
    block, span = place
    cues = book.cues.get("about")
    found = all_places(cues.roles.get(role, ()), reading.passages[block], span.end, span.end + _NEXT) if cues else []
    return any(one.start == span.end + 1 for one in found)


def _about_words(reading: Reading, book: Rulebook) -> bool:
    """Whether the document speaks of wording: several cues, and one in so many words."""
    cues = book.cues.get("about")
    if cues is None:
        return False
    words = sum(passage.text.count(" ") + 1 for passage in reading.passages)
    found = sum(len(all_places(cues.roles.get("usage", ()), one, 0, len(one.text))) for one in reading.passages)
    return found >= _USAGES and found * _WORDS_PER_USAGE >= words
