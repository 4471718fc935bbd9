"""A rule as compiled from its YAML file."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass, late
from safelint.model.fix import Safety
from safelint.model.pattern import Pattern, Phrase


class Severity(str, Enum):
    """How much a finding weighs: ``error`` · ``warning`` · ``advice``."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for error, 2 for advice."""
        return ("error", "warning", "advice").index(self.value)

    @property
    def below(self) -> Severity:
        """The next lower one; advice is the lowest."""
        return (Severity.WARNING, Severity.ADVICE, Severity.ADVICE)[self.rank]


class Confidence(str, Enum):
    """How sure a rule is that what it finds is what it looks for."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(str, Enum):
    """Where a rule is in its life."""

    PREVIEW = "preview"
    STABLE = "stable"
    RETIRED = "retired"


TOPICS: tuple[str, ...] = (
    "suicide-language",
    "self-harm-language",
    "stigma",
    "person-first",
    "addiction-language",
    "eating-disorder",
    "shame",
    "minimising",
    "method-detail",
    "sensational",
    "single-cause",
    "glamorising",
    "crisis-support",
    "headline",
    "support",
    "imagery",
    "medical-claims",
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A suggestion in every form it takes.

    Attributes:
        forms: shape → text; the key ``""`` holds it as written, empty when nothing is to be offered.
        when: offered only where the words found hold this, or None.
        picks: words of those found that it takes over: name in ``{…}`` → what may stand there, normalised.
    """

    forms: dict[str, str]
    when: Phrase | None = None
    picks: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule file.

    Attributes:
        name: such as ``flags[2]``; ``line`` its line in the rule file, 1-based.
        text: without marks; a whole document when ``document``.
        flagged: the stretches that must be reported, as (start, end) pairs.
        fixed: the text after the fix, or empty.
        excuse: the context that must excuse the match, or make it weigh less where ``flags``; may be empty.
        flags: whether something must be reported.
        document: whether the text is a Markdown document and not one sentence.
    """

    name: str
    line: int
    text: str
    flags: bool
    flagged: tuple[tuple[int, int], ...] = ()
    fixed: str = ""
    excuse: str = ""
    document: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file, compiled. See ``rules/README.md`` for what each key means to its author."""

    id: str
    title: str
    topic: str
    severity: Severity
    status: Status
    confidence: Confidence
    since: str
    find: tuple[Pattern, ...]
    exceptions: tuple[Phrase, ...]
    unless: tuple[str, ...]
    only: tuple[str, ...]
    about: tuple[str, ...]
    locales: tuple[str, ...]
    kinds: tuple[str, ...]
    say: str
    use: tuple[Replacement, ...]
    fix: Safety
    add: str
    why: str
    sources: tuple[str, ...]
    examples: tuple[Example, ...]
    path: str
    lower: tuple[str, ...] = ()

    if not TYPE_CHECKING:
        __getattr__ = late
