"""The one literal scan for all rules and topics: where a word stands that a rule may be about."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass
from safelint.model.pattern import Phrase
from safelint.model.span import Span
from safelint.nlp.normal import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.pattern import Pattern
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.nlp.passage import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A literal of a pattern stands here.

    ``rule`` is None for the words of a topic; ``owner`` is then the topic's id, else the rule's.
    """

    span: Span
    owner: str
    rule: Rule | None
    pattern: Pattern
    counts: bool = True


class Triggers:
    """The compiled scan over the rules of a choice and all topics; build once, use for every document."""

    def __init__(self, book: Rulebook, rules: Sequence[Rule]) -> None:
        self._owners: dict[str, list[tuple[str, Rule | None, Pattern, bool]]] = defaultdict(list)
        for rule in rules:
            for pattern in rule.find:
                self._add(rule.id, rule, pattern)
        for topic in book.topics.values():
            for phrase in topic.words:
                self._add(topic.id, None, phrase)
            for phrase in topic.exceptions:
                self._add(topic.id, None, phrase, counts=False)
        self._literals = list(self._owners)

    def _add(self, owner: str, rule: Rule | None, pattern: Pattern, *, counts: bool = True) -> None:
        for literal in pattern.triggers:
            self._owners[literal].append((owner, rule, pattern, counts))

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation

        # The NFA is built in a few milliseconds; the DFA scans faster and takes ten times as long to build.
        return AhoCorasick(self._literals, implementation=Implementation.ContiguousNFA)

    def scan(self, passage: Passage) -> tuple[Hit, ...]:
        """Every hit in a block, in text order; looked for once in each wording."""
        known = passage.wording.asked.get(id(self))
        if known is None or known[0] is not self:
            known = passage.wording.asked[id(self)] = (self, tuple(self._hits(passage)))
        found: tuple[Hit, ...] = known[1]
        return found

    def _hits(self, passage: Passage) -> Iterator[Hit]:
        if not self._literals:
            return
        text = passage.text
        for index, start, end in self._automaton.find_matches_as_indexes(passage.normal, overlapping=True):
            if not bounded(text, start, end, hyphens=False):
                continue
            span, alone = Span(start, end), bounded(text, start, end)
            for owner, rule, pattern, counts in self._owners[self._literals[index]]:
                # Only a literal phrase ends where its trigger ends; others look at what is around it.
                if alone or not (isinstance(pattern, Phrase) and pattern.literal):
                    yield Hit(span, owner, rule, pattern, counts)
