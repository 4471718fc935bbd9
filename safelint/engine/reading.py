"""A document as the engine reads it: its passages, the words rules ask about, its topics and helplines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from safelint.engine import helplines, topics
from safelint.matchers.triggers import Triggers
from safelint.nlp.passage import Passage

if TYPE_CHECKING:
    from safelint.matchers.triggers import Hit
    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import HelplineMention
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.model.span import Lines


@dataclass(frozen=True)
class Reading:
    """A document as the engine has read it, before anything is decided about its matches."""

    passages: tuple[Passage, ...]
    hits: tuple[Hit, ...]
    places: dict[str, topics.Places]
    about: frozenset[str]
    rules: dict[str, Rule]
    helplines: tuple[HelplineMention, ...]


@lru_cache(maxsize=8)
def _triggers(rules: tuple[str, ...], book: _Identity) -> Triggers:
    wanted = set(rules)
    return Triggers(book.book, [rule for rule in (*book.book.rules, *book.book.credits) if rule.id in wanted])


class _Identity:
    """A rule book as part of a cache key: equal to every rule book of the same digest."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return hash(self.book.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.book.digest == self.book.digest


def read(
    document: Document, lines: Lines, book: Rulebook, choice: Choice, assume: frozenset[str] = frozenset()
) -> Reading:
    """Scan a document for every word that a rule or topic asks about, and say what it is about."""
    passages = tuple(Passage(document, at) for at in range(len(document.blocks)))
    rules = {rule.id: rule for rule in book.rules if rule.id in choice.rules and _speaks(rule, choice, document)}
    if choice.credits:
        rules |= {credit.id: credit for credit in book.credits}
    hits = tuple(_triggers(tuple(rules), _Identity(book)).scan(passages))
    places = topics.mentions(hits, passages)
    about = frozenset(topics.about(places, book.topics, passages)) | assume
    mentions = helplines.find(document, passages, lines, book, choice.audience, about)
    return Reading(passages, hits, places, about, rules, mentions)


def _speaks(rule: Rule, choice: Choice, document: Document) -> bool:
    """Whether a rule limited to some varieties of English concerns these readers."""
    if not rule.locales:
        return True
    return document.language in rule.locales or any(one.rpartition("-")[2] in choice.audience for one in rule.locales)
