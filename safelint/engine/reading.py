"""A document as the engine reads it: its passages, the words rules ask about, its topics and helplines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from safelint.engine import helplines, topics
from safelint.engine.memory import Memory
from safelint.matchers.triggers import Triggers, whole
from safelint.model.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.engine.memory import Places
    from safelint.matchers.triggers import Hit
    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import HelplineMention
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.model.span import Lines
    from safelint.nlp.passage import Passage


@dataclass(frozen=True)
class Reading:
    """A document as the engine has read it, before anything is decided about its matches.

    Attributes:
        passages: its blocks.
        hits: in each of them, where a literal of a rule or topic stands.
        standing: those of rules all of whose words stand there.
        places: where each topic is spoken of.
        about: the topics it is about.
        rules: those that run, by id; ``whole`` are those of them that look at the document as a whole.
        helplines: that it names.
        known: what is known of each block from earlier texts, to be filled in.
        memory: what is known of other texts.
    """

    passages: tuple[Passage, ...]
    hits: tuple[tuple[Hit, ...], ...]
    standing: tuple[tuple[Hit, ...], ...]
    places: dict[str, topics.Places]
    about: frozenset[str]
    rules: dict[str, Rule]
    whole: tuple[Rule, ...]
    helplines: tuple[HelplineMention, ...]
    known: Places
    memory: Memory


@lru_cache(maxsize=8)
def _prepared(rules: tuple[str, ...], book: _Identity) -> tuple[Triggers, tuple[Rule, ...]]:
    """The scan for some rules, and those of them that look at whole documents."""
    wanted = set(rules)
    chosen = [rule for rule in (*book.book.rules, *book.book.credits) if rule.id in wanted]
    index = book.book.ready
    looking = index.whole if index else whole(chosen)
    return Triggers(book.book, chosen), tuple(rule for rule in chosen if rule.id in looking)


class _Identity:
    """A rule book as part of a cache key: equal to every rule book of the same digest."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return hash(self.book.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.book.digest == self.book.digest


def read(
    document: Document,
    lines: Lines,
    book: Rulebook,
    choice: Choice,
    assume: frozenset[str] = frozenset(),
    memory: Memory | None = None,
) -> Reading:
    """Scan a document for every word that a rule or topic asks about, and say what it is about."""
    memory = Memory() if memory is None else memory
    passages = memory.passages(document)
    readers = document.language, choice.audience
    rules, triggers, whole = _running(tuple(choice.rules), readers, _Identity(book), credited=choice.credits)
    hits = triggers.scan(passages)
    places = topics.mentions(hits, passages)
    about = frozenset(topics.about(places, book.topics, passages)) | assume
    mentions = helplines.find(document, passages, lines, book, choice.audience, about)
    standing = tuple(map(triggers.standing, passages))
    known = memory.known(passages, rules, choice)
    return Reading(passages, hits, standing, places, about, rules, whole, mentions, known, memory)


@lru_cache(maxsize=32)
def _running(
    chosen: tuple[str, ...], readers: tuple[str, tuple[str, ...]], book: _Identity, *, credited: bool
) -> tuple[dict[str, Rule], Triggers, tuple[Rule, ...]]:
    """Those of the chosen rules that concern some readers, by id, and what ``_prepared`` makes of them."""
    wanted = set(chosen)
    rules = {rule.id: rule for rule in book.book.rules if rule.id in wanted and _speaks(rule, *readers)}
    if credited:
        rules |= {credit.id: credit for credit in book.book.credits}
    return rules, *_prepared(tuple(rules), book)


def _speaks(rule: Rule, language: str, audience: Sequence[str]) -> bool:
    """Whether a rule limited to some varieties of English concerns these readers."""
    if not rule.locales:
        return True
    return language in rule.locales or any(one.rpartition("-")[2] in audience for one in rule.locales)
