"""What safelint says about a place in a text, and why it kept quiet elsewhere."""

from __future__ import annotations

from safelint.model.dataclass import dataclass
from safelint.model.fix import Fix
from safelint.model.rule import Confidence, Severity
from safelint.model.span import NOWHERE, Position, Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The source line a finding begins on, cut to a readable width; ``offset`` is the source offset of its start."""

    text: str
    offset: int
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, and what it has to do with it."""

    start: Position
    end: Position
    message: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """A context said no: which one, and the words that show it."""

    because: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """A context made it weigh less: ``severity`` is what it would weigh elsewhere; why, and the words that show it."""

    severity: Severity
    because: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """A person said no: the comment's line (1-based) and the reason given there; ``file`` when it is in another one."""

    reason: str
    line: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        rule: id of the rule; ``topic``, ``severity`` and ``confidence`` are the rule's (severity as configured).
        message: one sentence, ready to show.
        found: the words, as a reader sees them.
        start: of the words in the source; ``end`` is exclusive.
        scope: ``text``, or ``document`` when the whole document is meant.
        suggestions: what could be written instead, best first.
        fix: edits that apply the first suggestion, or None.
        related: places that took part.
        sources: ids of guidelines.
        fingerprint: the same for the same rule, sentence and occurrence, wherever it moves.
        because: the part of the rule that matched.
        excerpt: the line, for reports.
        excuse: why it is not reported, when a context excused it.
        suppression: which comment asked for silence, when one did.
        anchor: where it stands in a container, in words a person can follow (“paragraph 3”); empty in a text file.
        lowered: which context made it weigh one step less than elsewhere, when one did.
    """

    rule: str
    topic: str
    severity: Severity
    confidence: Confidence
    message: str
    found: str
    start: Position
    end: Position
    excerpt: Excerpt
    scope: str = "text"
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    sources: tuple[str, ...] = ()
    fingerprint: str = ""
    because: str = ""
    excuse: Excuse | None = None
    suppression: Suppression | None = None
    anchor: str = ""
    lowered: Lowered | None = None


@dataclass(frozen=True, slots=True)
class HelplineMention:
    """A number, name or address of a helpline found in a text, and its state for the reader's country.

    Attributes:
        found: as it stands in the text, or the target of a link.
        state: ``current``, ``retired``, ``renamed``, ``wrong-country``, ``mistyped``, ``name-only`` (named without a
            way to reach it), ``former`` (the text itself says that it is of the past) or ``unknown``.
        helpline: its id, or empty.
        start: where it stands in the source; ``end`` is exclusive.
        block: index of the block it stands in, or -1; ``span`` is the stretch there.
        name: of the service; ``instead`` what to print instead; both may be empty.
        topics: what the service is for; ``hours`` when it answers, in words.
    """

    found: str
    state: str
    helpline: str
    start: Position
    end: Position
    block: int = -1
    span: Span = NOWHERE
    name: str = ""
    instead: str = ""
    topics: tuple[str, ...] = ()
    hours: str = ""
