"""From words to matches, and from matches to excuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from safelint.contexts import ALWAYS, Scene, excuse
from safelint.engine import whole
from safelint.matchers import dependency, phrase, together, tokens
from safelint.model.dataclass import replace
from safelint.model.finding import Excuse
from safelint.model.match import Match
from safelint.model.pattern import Dependency, HelplineState, Missing, Phrase, Together, Tokens
from safelint.nlp.phrases import locate
from safelint.nlp.plan import standing
from safelint.nlp.search import possible, promising

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from safelint.engine.reading import Reading
    from safelint.model.choice import Choice
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

    Asked = dict[tuple[int, Span], list[tuple[Rule, Tokens | Dependency]]]


# How far around a match an exception may stand, in code points.
_REACH = 80


class Parser(Protocol):
    """What the engine asks of the language pipeline: sentences in, tokenised or parsed sentences out, in order."""

    def tokens(self, texts: Sequence[str]) -> Sequence[Any]:
        """Tokenise each text."""

    def parse(self, texts: Sequence[str]) -> Sequence[Any]:
        """Parse each text as one sentence."""


def find(reading: Reading, choice: Choice, book: Rulebook, parser: Parser) -> Iterator[Match]:
    """Every match of the chosen rules, in no particular order; the parser is asked once, for all sentences."""
    wanted = [_wanted(reading, at) for at in range(len(reading.passages))]
    fresh: dict[int, tuple[int, dict[str, list[Match]]]] = {}  # of blocks that are alike, one
    for at, (one, rules) in enumerate(zip(reading.known, wanted, strict=True)):
        for text in one.own.asked:
            reading.memory.sentence(text)  # what another text has in common with this one is noted for this one, too
        lacking = {rule: list[Match]() for rule in rules if rule not in one.own.matches}
        if lacking:
            fresh.setdefault(id(one.own), (at, lacking))
    lists = dict(fresh.values())
    for match in _fresh(reading, parser, lists):
        lists[match.block][match.rule].append(match)
    for at, found in lists.items():
        reading.known[at].own.matches.update({rule: tuple(matches) for rule, matches in found.items()})
    for at, (one, rules) in enumerate(zip(reading.known, wanted, strict=True)):
        for match in (match for rule in rules for match in one.own.matches[rule]):
            yield match if match.block == at else replace(match, block=at)
    yield from whole.find(reading, choice, book)


def _wanted(reading: Reading, block: int) -> list[str]:
    """The ids of the rules that may find something in a block."""
    there = {hit.owner: hit.rule for hit in reading.standing[block]}
    return [id_ for id_, rule in there.items() if rule is not None and _concerns(rule, reading, block)]


def _fresh(reading: Reading, parser: Parser, blocks: Mapping[int, Container[str]]) -> Iterator[Match]:
    """The matches of some rules in each of some blocks."""
    asked: Asked = {}
    for passage, hit in ((reading.passages[at], hit) for at in blocks for hit in reading.standing[at]):
        pattern = hit.pattern
        if hit.rule is None or hit.rule.id not in blocks[passage.index]:
            continue
        if isinstance(pattern, Phrase):
            yield from phrase.find(pattern, hit.rule, passage, hit.span)
        elif isinstance(pattern, Together):
            yield from together.find(pattern, hit.rule, passage, hit.span)
        elif isinstance(pattern, (Tokens, Dependency)):
            sentence = passage.sentence(hit.span)
            wanted = asked.setdefault((passage.index, sentence), [])
            if (hit.rule, pattern) not in wanted and possible(
                pattern, passage.text[sentence.start : sentence.end].lower()
            ):
                wanted.append((hit.rule, pattern))
    yield from _parsed({place: wanted for place, wanted in asked.items() if wanted}, reading, parser)


def _parsed(asked: Asked, reading: Reading, parser: Parser) -> Iterator[Match]:
    """The matches of patterns over tokens, as they are known, or after a look at the sentences that can hold one."""
    fresh: Asked = {}
    for (block, span), wanted in asked.items():
        text = reading.passages[block].text[span.start : span.end]
        known = reading.memory.sentence(text)
        reading.known[block].own.asked.append(text)
        for rule, pattern in wanted:
            if (found := known.get(_key(rule, pattern))) is None:
                fresh.setdefault((block, span), []).append((rule, pattern))
            else:
                yield from (_moved(match, block, span.start) for match in found)
    if fresh:
        yield from _looked_at(fresh, reading, parser)


def _looked_at(asked: Asked, reading: Reading, parser: Parser) -> Iterator[Match]:
    """The matches in sentences of which nothing is known, each of them noted."""
    texts = [reading.passages[block].text[span.start : span.end] for block, span in asked]
    hopeful: Asked = {}
    for (place, wanted), text, bare in zip(asked.items(), texts, parser.tokens(texts), strict=True):
        known = reading.memory.sentence(text)
        for rule, pattern in wanted:
            if promising(pattern, bare):
                hopeful.setdefault(place, []).append((rule, pattern))
            else:
                known[_key(rule, pattern)] = ()
    texts = [reading.passages[block].text[span.start : span.end] for block, span in hopeful]
    for ((block, span), wanted), text, doc in zip(hopeful.items(), texts, parser.parse(texts), strict=True):
        known = reading.memory.sentence(text)
        for rule, pattern in wanted:
            module: Any = tokens if isinstance(pattern, Tokens) else dependency
            found = tuple(module.find(pattern, rule, reading.passages[block], span, doc))
            known[_key(rule, pattern)] = tuple(_moved(match, 0, -span.start) for match in found)
            yield from found


def _key(rule: Rule, pattern: Tokens | Dependency) -> tuple[str, int]:
    return rule.id, next(at for at, one in enumerate(rule.find) if one is pattern)


def _moved(match: Match, block: int, by: int) -> Match:
    """``match`` in another block, and further on in it."""
    related = tuple(span.shift(by) for span in match.related)
    return replace(match, block=block, span=match.span.shift(by), related=related)


def _concerns(rule: Rule, reading: Reading, block: int) -> bool:
    if rule.about and not reading.about.intersection(rule.about):
        return False
    return not rule.kinds or reading.passages[block].block.kind.value in rule.kinds


def longest(matches: Iterable[Match]) -> list[Match]:
    """Matches in text order, without those of the same rule that lie within a longer one."""
    kept: list[Match] = []
    for match in sorted(
        dict.fromkeys(matches), key=lambda one: (one.block, one.span.start, -one.span.end, one.rule, one.because)
    ):
        inside = (other for other in reversed(kept[-50:]) if other.rule == match.rule and other.block == match.block)
        if not any(other.span.overlaps(match.span) for other in inside):
            kept.append(match)
    return kept


def judged(
    rule: Rule, match: Match, reading: Reading, book: Rulebook, choice: Choice
) -> tuple[Excuse | None, Excuse | None]:
    """Why a match does not count, and in which context one that counts weighs less; None for neither.

    It does not count by an exception of the rule, the writer's own names, or a context.
    """
    said = reading.known[match.block].excuses
    key = rule.id, match.span, match.shape
    if key not in said:
        because = _excused(rule, match, reading, book, choice)
        lower = excuse(rule.lower, Scene(match, reading.passages), book.cues) if rule.lower and not because else None
        said[key] = because, lower
    return said[key]


def _excused(rule: Rule, match: Match, reading: Reading, book: Rulebook, choice: Choice) -> Excuse | None:
    passage = reading.passages[match.block]
    given = _exception(rule, match, passage) or _chosen(rule, match, passage, choice)
    if given is not None:
        return given
    scene = Scene(match, reading.passages)
    if rule.only and excuse(rule.only, scene, book.cues) is None:
        return Excuse("only", "not " + " or ".join(rule.only))
    # A helpline's name is what its rule is about, and a document is no wording.
    always = () if isinstance(rule.find[0], (HelplineState, Missing)) else ALWAYS
    return excuse((*rule.unless, *always), scene, book.cues)


def _exception(rule: Rule, match: Match, passage: Passage) -> Excuse | None:
    """The phrase under ``except:`` that takes in a part of the match."""
    lo, hi = max(0, match.span.start - _REACH), match.span.end + _REACH
    for exception in standing(rule.exceptions, passage.normal):
        for span in locate(exception, passage.text, passage.normal, lo, hi):
            if span.overlaps(match.span):
                return Excuse("except", passage.text[span.start : span.end])
    return None


def _chosen(rule: Rule, match: Match, passage: Passage, choice: Choice) -> Excuse | None:
    """The name in the writer's vocabulary, or the identity-first word, that takes in a part of the match."""
    for name in choice.vocabulary:
        if name in passage.text[max(0, match.span.start - len(name) + 1) : match.span.end + len(name) - 1]:
            return Excuse("named", name)
    if rule.topic == "person-first":
        words = passage.normal[match.span.start : match.span.end].split()
        for chosen in choice.identity_first:
            if chosen.lower() in words:
                return Excuse("identity-first", chosen)
    return None
