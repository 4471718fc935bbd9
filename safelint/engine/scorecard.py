"""An article's marks on a scale, worked out from its findings, credits and helplines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.dataclass import replace
from safelint.model.rule import Severity
from safelint.model.scorecard import FACT, HIGHEST, Evidence, Ground, Mark, Scorecard
from safelint.model.span import NOWHERE, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import Finding, HelplineMention
    from safelint.model.report import FileResult
    from safelint.model.rulebook import Rulebook
    from safelint.model.scorecard import Criterion, Scale
    from safelint.model.source import Source

_REACHED = frozenset({"current", "renamed"})
_NAMED = _REACHED | {"retired", "mistyped", "name-only", "wrong-country", "unknown"}
# Excuses under which the words do stand in the article and reach its readers.
_OVERLAP, _QUOTED = "overlap", "quoted"


def score(
    result: FileResult, document: Document, scale: Scale, book: Rulebook, source: Source | None = None
) -> Scorecard:
    """Mark one article.

    Args:
        result: what it came to, with credits and with every rule that the scale asks about (see ``widest``).
        document: the article.
        scale: the criteria.
        book: for the titles of rules and credits.
        source: of the article, for where in a container a helpline stands.
    """
    card = Scorecard(result.path, scale.id, scale.title, topics=result.topics)
    remarks = [remark for topic, remark in scale.topics if topic in result.topics]
    if not remarks:
        return replace(card, remarks=(scale.elsewhere,))
    if "" in remarks:  # it is about the topic that the scale is made for
        remarks = []
    article = _Article(result, document, scale, book, source)
    marks = tuple(article.mark(criterion) for criterion in scale.criteria)
    given = [one.mark for one in marks if one.mark is not None]
    overall = round(sum(given) / len(given), 2) if given else None
    return replace(card, applies=True, marks=marks, overall=overall, remarks=(*remarks, *scale.remarks))


def widest(book: Rulebook, choice: Choice) -> Choice:
    """``choice`` with every rule, as the rules themselves weigh it, so that marks do not depend on settings."""
    rules = {rule.id: rule.severity for rule in book.rules if rule.status.value != "retired"}
    return replace(choice, rules=rules, min_severity=Severity.ADVICE, suppress=False, credits=True)


class _Article:
    """One article, its places sorted for the grounds of a scale to look at."""

    def __init__(
        self, result: FileResult, document: Document, scale: Scale, book: Rulebook, source: Source | None
    ) -> None:
        self._titles = {rule.id: rule.title for rule in (*book.rules, *book.credits)}
        self._result, self._document, self._source = result, document, source
        standing = [*result.findings, *_excused(result, _OVERLAP)]
        self._findings = [one for one in standing if not _lowered(one)]
        self._quoted = [*_excused(result, _QUOTED), *(one for one in standing if _lowered(one))]
        self.death = _tells_of_death(result.credits, document, scale)

    def mark(self, criterion: Criterion) -> Mark:
        """What one criterion came to."""
        if criterion.only == "never" or (criterion.only == "death" and not self.death):
            return Mark(criterion.id, criterion.title, None, criterion.otherwise, hidden=criterion.hidden)
        against = [self._holds(ground, good=False) for ground in criterion.lowers]
        speaking = [self._holds(ground, good=True) for ground in criterion.raises]
        lows = [ground.to for ground, held in zip(criterion.lowers, against, strict=True) if held]
        highs = [ground.to for ground, held in zip(criterion.raises, speaking, strict=True) if held]
        bad, good = _once(against), _once(speaking)
        mark = criterion.base
        if lows and highs:
            firm = any(ground.firm and held for ground, held in zip(criterion.lowers, against, strict=True))
            firm = firm or (criterion.outweigh and _count(good) < _count(bad))
            mark = min(lows) if firm else max(min(lows), criterion.mixed)
        elif lows:
            mark = min(mark, *lows)
        elif highs:
            mark = max(mark, *highs)
        evidence = tuple(sorted((*bad, *good), key=lambda one: (one.line, one.column, one.id)))
        better = _better(criterion, mark, bad=bool(lows), good=bool(highs) and max(highs) == HIGHEST)
        return Mark(
            criterion.id, criterion.title, mark, criterion.anchors[mark], evidence, better, hidden=criterion.hidden
        )

    def _holds(self, ground: Ground, *, good: bool) -> list[Evidence]:
        """The places for which ``ground`` holds; none when it does not."""
        found: list[Evidence] = []
        if ground.rules or ground.topics:
            places = _different(one for one in self._places(ground) if _meant(ground, one))
            if len(places) < ground.at_least:
                return []
            found += [self._evidence(one, times, "finding", good=good) for one, times in places]
        if ground.credits:
            places = _different(one for one in self._result.credits if one.rule in ground.credits)
            if len(places) < ground.at_least:
                return []
            found += [self._evidence(one, times, one.topic, good=good) for one, times in places]
        for least, states in ((ground.helplines, _REACHED), (ground.named, _NAMED)):
            if least:
                lines = _lines(self._result.helplines, states)
                if len(lines) < least:
                    return []
                found += [self._helpline(one) for one in lines]
        return found

    def _places(self, ground: Ground) -> Iterable[Finding]:
        return [*self._findings, *(self._quoted if ground.quoted and self.death else ())]

    def _evidence(self, finding: Finding, times: int, kind: str, *, good: bool) -> Evidence:
        quoted = _lowered(finding) or (finding.excuse is not None and finding.excuse.because == _QUOTED)
        topic = finding.topic if kind == "finding" else ""
        title = self._titles.get(finding.rule, finding.rule)
        words = "" if finding.scope == "document" else finding.found
        place, anchor = finding.start, finding.anchor
        span = Span(place.offset, finding.end.offset) if words else NOWHERE
        return Evidence(
            kind, finding.rule, topic, title, place.line, place.column, words, good, quoted, times, anchor, span
        )

    def _helpline(self, mention: HelplineMention) -> Evidence:
        start, name = mention.start, mention.name or mention.helpline or mention.found
        good, anchor = mention.state in _REACHED, self._source.anchor(start.offset) if self._source else ""
        span = Span(start.offset, mention.end.offset)
        if mention.block >= 0:  # the words that a link is tied to, which a reader sees
            span = self._document.blocks[mention.block].offsets.to_source(mention.span)
        return Evidence(
            "helpline", mention.state, "", name, start.line, start.column, mention.found, good, anchor=anchor, span=span
        )


def _excused(result: FileResult, because: str) -> list[Finding]:
    return [one for one in result.excused if one.excuse is not None and one.excuse.because == because]


def _lowered(finding: Finding) -> bool:
    """Whether it is reported, and weighs less because it stands in a quotation."""
    return finding.lowered is not None and finding.lowered.because == _QUOTED


def _meant(ground: Ground, finding: Finding) -> bool:
    named = finding.rule in ground.rules or (finding.topic in ground.topics and finding.rule not in ground.besides)
    severity = finding.lowered.severity if finding.lowered else finding.severity
    return named and (not ground.severities or severity.value in ground.severities)


def _different(findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """Findings that differ in their words, the first of each with its number; of several in one place only one."""
    kept: dict[tuple[str, str], tuple[Finding, int]] = {}
    taken: list[Span] = []
    for one in sorted(findings, key=lambda one: (one.start.offset, one.rule)):
        span = Span(one.start.offset, one.end.offset)
        if any(span.overlaps(other) for other in taken[-20:]):
            continue
        taken.append(span)
        key = one.rule, " ".join(one.found.lower().split())
        first, times = kept.get(key, (one, 0))
        kept[key] = first, times + 1
    return list(kept.values())


def _lines(mentions: Iterable[HelplineMention], states: frozenset[str]) -> list[HelplineMention]:
    """The first mention of each helpline in one of ``states``."""
    kept: dict[str, HelplineMention] = {}
    for one in mentions:
        if one.state in states:
            kept.setdefault(one.helpline or one.found, one)
    return list(kept.values())


def _once(groups: Sequence[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """The evidence of all grounds, each place once: as the weightiest ground sees it, which stands first."""
    kept: dict[Evidence, None] = {}
    for one in (one for group in groups for one in group):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept[one] = None
    return tuple(kept)


def _count(evidence: Iterable[Evidence]) -> int:
    return sum(one.times for one in evidence)


def _better(criterion: Criterion, mark: int, *, bad: bool, good: bool) -> tuple[str, ...]:
    if mark == HIGHEST:
        return ()
    wanted = (criterion.change if bad else "", "" if good else criterion.add)
    return tuple(text for text in wanted if text)


def _tells_of_death(credited: Iterable[Finding], document: Document, scale: Scale) -> bool:
    """Whether the article tells of a person's death, and does not only speak of deaths."""
    facts = [one for one in credited if one.topic == FACT and one.rule in scale.death.facts]
    if len(facts) >= scale.death.at_least:
        return True
    end = _opening(document, scale.death.opening)
    return any(one.start.offset < end for one in facts)


def _opening(document: Document, words: int) -> int:
    """The source offset at which the first ``words`` words of an article end."""
    end = 0
    for block in document.blocks:
        if words <= 0:
            break
        found = block.text.split()
        length = len(block.text) if len(found) <= words else len(" ".join(found[:words]))
        end = max(end, block.offsets.to_source(Span(0, length)).end)
        words -= len(found)
    return end
