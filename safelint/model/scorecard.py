"""A scorecard: what a scale asks of an article, and the mark each criterion came to."""

from __future__ import annotations

from safelint.model.dataclass import dataclass
from safelint.model.span import NOWHERE, Span

CREDIT = "credit"
"""What stands for a rule's topic in a credit: something that a text does well."""

FACT = "fact"
"""What stands there in a fact: something that a text tells, neither good nor bad in itself."""

HIGHEST = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a mark: it holds where everything that it names stands in the article.

    Attributes:
        to: the mark it speaks for.
        rules: ids of rules; ``topics`` of rules; findings of either count.
        besides: rules of those topics that another criterion looks at.
        severities: only findings of these severities; empty for all.
        credits: ids of credits or facts.
        at_least: how many different findings, or credits, it takes.
        helplines: how many different helplines that can be reached; ``named``: how many in whatever state.
        quoted: whether words in quotation marks count where the article tells of a death.
        firm: whether nothing that speaks for the article makes up for it.
    """

    to: int
    rules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    at_least: int = 1
    helplines: int = 0
    named: int = 0
    quoted: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a scale.

    Attributes:
        anchors: what 0, 1 and 2 mean, in that order.
        base: the mark where no ground holds.
        lowers: grounds against the article; ``raises`` those for it.
        mixed: the mark where grounds of both kinds hold.
        outweigh: whether ``mixed`` takes at least as many places for the article as against it.
        only: ``death`` for a criterion about articles that tell of a person's death, ``never`` for one that a text
            can't answer, else empty; ``otherwise`` says why it is not applicable.
        add: what would raise the mark where nothing speaks for the article; ``change`` where something speaks
            against it.
        hidden: whether the words of its evidence are covered in reports.
    """

    id: str
    title: str
    anchors: tuple[str, str, str]
    base: int
    lowers: tuple[Ground, ...] = ()
    raises: tuple[Ground, ...] = ()
    mixed: int = 1
    outweigh: bool = False
    only: str = ""
    otherwise: str = ""
    add: str = ""
    change: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Death:
    """How an article shows that it tells of a person's death.

    Attributes:
        facts: ids of facts that say so.
        at_least: so many of them anywhere in it, or one among its first ``opening`` words.
    """

    facts: tuple[str, ...]
    at_least: int
    opening: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale for articles.

    Attributes:
        topics: (topic, remark) for each topic to which it applies; the remark may be empty.
        elsewhere: what is said of articles about anything else.
        remarks: what every scorecard says about itself.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    elsewhere: str
    remarks: tuple[str, ...]
    death: Death
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that spoke for or against the article.

    Attributes:
        kind: ``finding``, ``credit``, ``fact`` or ``helpline``.
        id: of the rule, credit or fact; for a helpline, its state.
        topic: of the rule, else empty.
        title: of the rule, credit or fact, or the name of the helpline.
        line: where it stands first, 1-based, and ``column``; ``times`` how often.
        words: as a reader sees them.
        good: whether it speaks for the article.
        quoted: whether the words are somebody's in quotation marks.
        anchor: where it stands in a container, in words (“paragraph 3”); empty in a text file.
        span: the words in the source; empty where the whole text is meant.
    """

    kind: str
    id: str
    topic: str
    title: str
    line: int
    column: int
    words: str
    good: bool
    quoted: bool = False
    times: int = 1
    anchor: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Mark:
    """What one criterion came to.

    Attributes:
        mark: 0, 1 or 2; None where the criterion does not apply.
        says: what this mark means, or why there is none.
        evidence: the places that decided, in the order of the text.
        better: what would raise it; empty at the highest mark.
        hidden: whether the words of its evidence are covered in reports.
    """

    criterion: str
    title: str
    mark: int | None
    says: str
    evidence: tuple[Evidence, ...] = ()
    better: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One article by one scale.

    Attributes:
        path: as the user named it; ``error`` why it could not be read, or None.
        scale: its id; ``title`` its name.
        applies: whether the scale is meant for articles like this; without it there are no marks.
        marks: one for each criterion, in the order of the scale.
        overall: mean of the marks there are, or None.
        remarks: what to know about this scorecard.
    """

    path: str
    scale: str
    title: str
    applies: bool = False
    topics: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    overall: float | None = None
    remarks: tuple[str, ...] = ()
    error: str | None = None

    @property
    def scored(self) -> int:
        """How many criteria have a mark."""
        return sum(one.mark is not None for one in self.marks)
