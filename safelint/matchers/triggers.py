"""The one literal scan for all rules and topics: where a word stands that a rule may be about."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass
from safelint.model.pattern import HelplineState, Missing, Phrase
from safelint.model.span import Span
from safelint.nlp.normal import bounded
from safelint.nlp.plan import RUN, plan_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from safelint.model.pattern import Pattern
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook, Topic
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


Owner = tuple[str, "Rule | None", "Pattern", bool]

# A scan for all literals is built when the scans for a few have held so many: then it would have cost as much.
_MUCH = 20_000


def literals(rules: Sequence[Rule], topics: Mapping[str, Topic]) -> dict[str, str]:
    """Every literal of some rules and topics, with the patterns it belongs to, by the longest of its words.

    Each is a line of text, since most of them are never looked at: the literal, its place in the order of all, and its
    owners, parted by tabs. An owner is the rule's position and the pattern's, or the topic’s and the word's or, after
    a “-”, the exception's.
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for at, rule in enumerate(rules):
        for number, pattern in enumerate(rule.find):
            for literal in pattern.triggers:
                owners[literal].append(f"{at}.{number}")
    for topic in topics.values():
        for sign, phrases in (("", topic.words), ("-", topic.exceptions)):
            for number, phrase in enumerate(phrases):
                for literal in phrase.triggers:
                    owners[literal].append(f"{topic.id}.{sign}{number}")
    lines: dict[str, list[str]] = defaultdict(list)
    for order, (literal, whose) in enumerate(owners.items()):
        longest = max(RUN.findall(literal), key=len, default="")
        lines[longest].append(f"{literal}\t{order}\t{' '.join(whose)}")
    return {word: "\n".join(found) for word, found in lines.items()}


def whole(rules: Iterable[Rule]) -> frozenset[str]:
    """The ids of those rules that look at documents as a whole."""
    return frozenset(rule.id for rule in rules if any(isinstance(one, (HelplineState, Missing)) for one in rule.find))


class Triggers:
    """The compiled scan over the rules of a choice and all topics; build once, use for every document.

    While it has seen few texts it looks only for the literals whose words stand in them, of which there are some
    hundred; a scan for all twenty thousand takes longer to build than a few articles take to lint.
    """

    def __init__(self, book: Rulebook, rules: Sequence[Rule]) -> None:
        self._rules: tuple[Rule, ...] = (*book.rules, *book.credits)
        self._topics = book.topics
        index = book.ready
        self._lines = index.literals if index else literals(self._rules, book.topics)
        chosen = {rule.id for rule in rules}
        self._running = {str(at): rule for at, rule in enumerate(self._rules) if rule.id in chosen}
        self._built = 0
        self._whole: _Scan | None = None

    def scan(self, passages: Sequence[Passage]) -> tuple[tuple[Hit, ...], ...]:
        """Every hit in each block, in text order; looked for once in each wording."""
        fresh = [one for one in passages if self._known(one) is None]
        if fresh:
            scan = self._ready([one.normal for one in fresh])
            for passage in {id(one.wording): one for one in fresh}.values():
                passage.wording.asked[id(self)] = (self, tuple(self._hits(passage, scan)))
        return tuple(self._known(one) or () for one in passages)

    def standing(self, passage: Passage) -> tuple[Hit, ...]:
        """Those hits of rules in a block that was scanned, all of whose words stand in it."""
        key = "standing", id(self)
        known = passage.wording.asked.get(key)
        if known is None or known[0] is not self:
            known = passage.wording.asked[key] = (self, tuple(self._whole_hits(passage)))
        found: tuple[Hit, ...] = known[1]
        return found

    def _whole_hits(self, passage: Passage) -> Iterator[Hit]:
        words, absent = words_of(passage.normal), dict[int, bool]()
        for hit in self._known(passage) or ():
            if hit.rule is None:
                continue
            pattern = hit.pattern
            if isinstance(pattern, Phrase):
                if id(pattern) not in absent:
                    absent[id(pattern)] = plan_of(pattern).absent(words)
                if absent[id(pattern)]:
                    continue
            yield hit

    def _known(self, passage: Passage) -> tuple[Hit, ...] | None:
        known = passage.wording.asked.get(id(self))
        return None if known is None or known[0] is not self else known[1]

    def _ready(self, texts: Sequence[str]) -> _Scan:
        """A scan that finds every literal in ``texts``."""
        if self._whole is not None:
            return self._whole
        if self._built > _MUCH:
            self._whole = _Scan(self._literals(self._lines))
            return self._whole
        words = {word for text in texts for run in RUN.findall(text) for word in _bounded(run)}
        found = self._literals([*(words & self._lines.keys()), *([""] if "" in self._lines else [])])
        self._built += len(found)
        return _Scan(found)

    def _literals(self, words: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """The literals under some words that one of the chosen rules, or a topic, asks about, in the order of all."""
        found = []
        for word in words:
            for line in self._lines[word].split("\n"):
                literal, order, whose = line.split("\t")
                owners = tuple(one for one in whose.split(" ") if self._runs(one))
                if owners:
                    found.append((int(order), literal, owners))
        return [(literal, owners) for _, literal, owners in sorted(found)]

    def _runs(self, owner: str) -> bool:
        whose = owner.partition(".")[0]
        return whose in self._running or not whose.isdigit()

    def _owner(self, owner: str) -> Owner:
        whose, _, number = owner.rpartition(".")
        rule = self._running.get(whose)
        if rule is not None:
            return rule.id, rule, rule.find[int(number)], True
        topic = self._topics[whose]
        at = int(number.removeprefix("-"))
        return (whose, None, topic.exceptions[at], False) if "-" in number else (whose, None, topic.words[at], True)

    def _hits(self, passage: Passage, scan: _Scan) -> Iterator[Hit]:
        text = passage.text
        for index, start, end in scan.matches(passage.normal):
            if not bounded(text, start, end, hyphens=False):
                continue
            span, owners = Span(start, end), scan.owners(index, self._owner)
            if not bounded(text, start, end):
                # Only a literal phrase ends where its trigger ends; others look at what is around it.
                owners = [one for one in owners if not (isinstance(one[2], Phrase) and one[2].literal)]
            for owner, rule, pattern, counts in owners:
                yield Hit(span, owner, rule, pattern, counts)


class _Scan:
    """An automaton over some literals, with the owners of each."""

    def __init__(self, found: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self._found = found
        self._owners: dict[int, list[Owner]] = {}

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation

        # The NFA is built in a few milliseconds; the DFA scans faster and takes ten times as long to build.
        return AhoCorasick([literal for literal, _ in self._found], implementation=Implementation.ContiguousNFA)

    def matches(self, normal: str) -> Sequence[tuple[int, int, int]]:
        """The literals that stand in a normalised text: position, start and end."""
        found: Sequence[tuple[int, int, int]] = (
            self._automaton.find_matches_as_indexes(normal, overlapping=True) if self._found else ()
        )
        return found

    def owners(self, at: int, told: Callable[[str], Owner]) -> list[Owner]:
        """The owners of the literal at a position."""
        known = self._owners.get(at)
        if known is None:
            known = self._owners[at] = [told(one) for one in self._found[at][1]]
        return known


def _bounded(run: str) -> Iterator[str]:
    """A run of letters and digits, and where a unit follows its figure (“40kg”) the unit; see ``normal.bounded``."""
    yield run
    if not run.isalpha():
        for at in range(1, len(run)):
            if run[at - 1].isdigit() and run[at].isalpha():
                yield run[at:]
