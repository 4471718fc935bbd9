"""The outcome of a run: one result a file, nothing dropped in silence."""

from __future__ import annotations

from safelint.model.dataclass import dataclass
from safelint.model.document import Document
from safelint.model.finding import Finding, HelplineMention
from safelint.model.rule import Severity
from safelint.model.rulebook import Guideline
from safelint.model.scorecard import Scorecard
from safelint.model.source import Source


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file came to.

    Attributes:
        path: as the user named it; ``format`` a key of ``formats.FORMATS``, empty when it could not be read.
        error: why it could not be read or linted, or None.
        findings: shown, by offset and then rule id; so are the other lists of findings.
        excused: a context said no.  suppressed: a person said no.  baselined: accepted before.
        below: below the severity asked for.
        helplines: every helpline mention.
        notes: remarks such as a guessed encoding or a comment that suppressed nothing.
        credits: what the text does well and the facts it tells, where that was asked for; ``rule`` is the credit's id.
        title: of one document among several in a file; ``address`` its URL or key there.
        untouched: findings on lines that did not change, where only changed ones were asked for.
        source: the text, and ``document`` how it reads, for reports that show it; None for the others.
        card: its scorecard, for reports that show it, where a scale is meant for texts like this.
    """

    path: str
    format: str = ""
    language: str = "en"
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    error: str | None = None
    findings: tuple[Finding, ...] = ()
    excused: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    baselined: tuple[Finding, ...] = ()
    below: tuple[Finding, ...] = ()
    helplines: tuple[HelplineMention, ...] = ()
    notes: tuple[str, ...] = ()
    credits: tuple[Finding, ...] = ()
    title: str = ""
    address: str = ""
    untouched: tuple[Finding, ...] = ()
    source: Source | None = None
    document: Document | None = None
    card: Scorecard | None = None


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a report says once about a rule: its title, why, and the guidelines behind it."""

    id: str
    title: str
    topic: str
    why: str
    guidelines: tuple[Guideline, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """What made the report."""

    version: str
    rulebook: str
    model: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run.

    Attributes:
        tool: versions. files: in the order given, folders sorted by path.
        cards: one for every rule named in the report, by id.
        seconds: wall time of the run. fail_on: severity that makes the exit status 1, or None for never.
        fixed: how many findings of the baseline are no longer there.
        fail_on_from: where ``fail_on`` was said, such as “safelint.yaml:11”; empty for the usual.
        quiet: whether only findings are wanted, without closing words.
    """

    tool: Tool
    files: tuple[FileResult, ...]
    cards: dict[str, RuleCard]
    seconds: float
    fail_on: Severity | None
    fixed: int = 0
    fail_on_from: str = ""
    quiet: bool = False

    def count(self, severity: Severity) -> int:
        """How many shown findings have this severity."""
        return sum(f.severity is severity for r in self.files for f in r.findings)

    @property
    def failing(self) -> int:
        """How many shown findings are at or above ``fail_on``."""
        if self.fail_on is None:
            return 0
        return sum(f.severity.rank <= self.fail_on.rank for r in self.files for f in r.findings)

    @property
    def errors(self) -> tuple[FileResult, ...]:
        """The files that could not be read or linted."""
        return tuple(r for r in self.files if r.error is not None)

    @property
    def exit_status(self) -> int:
        """0 nothing at or above ``fail_on``; 1 findings there; 2 a file failed."""
        if self.errors:
            return 2
        return 1 if self.failing else 0
