"""A rule, its patterns and the rule book they stand in, as compiled from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from safelint.model.fix import Safety


class Severity(str, Enum):
    """How much a finding weighs: ``error`` · ``warning`` · ``advice``."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for error, 2 for advice."""
        return ("error", "warning", "advice").index(self.value)


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
class Form:
    """One written form of a word, normalised (see ``nlp.normal``).

    ``shape`` is ``base``, ``third``, ``past``, ``participle``, ``gerund`` for verbs, ``singular`` or ``plural``
    for nouns, and empty for words that do not change.
    """

    text: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a phrase: any of ``forms``, or, when there are none, a gap of up to ``gap`` words."""

    forms: tuple[Form, ...] = ()
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in every form it takes.

    Attributes:
        written: the phrase as it stands in the rule file.
        slots: its words in order.
        triggers: normalised literals one of which stands in every match.
        literal: whether each trigger is a whole match by itself.
        mark: the slots ``[from, to)`` that the finding covers: ``<suffer from> … $conditions`` covers two.
    """

    written: str
    slots: tuple[Slot, ...]
    triggers: tuple[str, ...]
    literal: bool
    mark: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A spaCy ``Matcher`` pattern as JSON text, and the literals that must be there for it to match."""

    written: str
    pattern: str
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependency:
    """A spaCy ``DependencyMatcher`` pattern as JSON text; ``mark`` names the nodes that the finding covers."""

    written: str
    pattern: str
    triggers: tuple[str, ...]
    mark: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """``words`` count where one of ``company`` stands nearby: in the ``sentence`` or the ``paragraph``."""

    written: str
    words: tuple[Phrase, ...]
    company: tuple[Phrase, ...]
    within: str
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A document where ``when`` stands at least ``at_least`` times needs a helpline, or one of ``wanted``.

    ``topics`` are topic ids of which the document must be about one; empty means that ``when`` decides.
    """

    written: str
    helpline: str
    wanted: tuple[Phrase, ...]
    when: tuple[Phrase, ...]
    topics: tuple[str, ...]
    at_least: int
    triggers: tuple[str, ...] = ()


Pattern: TypeAlias = Phrase | Tokens | Dependency | Together | Missing


@dataclass(frozen=True, slots=True)
class Replacement:
    """A suggestion in every form it takes: shape → text; the key ``""`` holds it as written."""

    forms: dict[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule file.

    Attributes:
        name: such as ``flags[2]``; ``line`` its line in the rule file, 1-based.
        text: without marks; a whole document when ``document``.
        flagged: the stretches that must be reported, as (start, end) pairs.
        fixed: the text after the fix, or empty.
        excuse: the context that must excuse the match, or empty.
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


@dataclass(frozen=True, slots=True)
class Guideline:
    """A published source that a rule may cite."""

    id: str
    title: str
    organisation: str
    year: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What makes a document be about something.

    Attributes:
        id: such as ``suicide``.
        title: for people.
        words: phrases that speak of it; each counts once where it stands.
        exceptions: phrases that look like it and are not (“career suicide”).
        at_least: how many mentions make a document be about it; one in a headline is enough.
        per_words: and at least one mention in so many words.
    """

    id: str
    title: str
    words: tuple[Phrase, ...]
    exceptions: tuple[Phrase, ...]
    at_least: int
    per_words: int


@dataclass(frozen=True, slots=True)
class Cues:
    """The words that signal a context, by the role they play (``before``, ``headings`` …)."""

    context: str
    roles: dict[str, tuple[Phrase, ...]]
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line that people can turn to.

    Attributes:
        id: ``GB/samaritans``.
        country: ISO 3166 alpha-2.
        name: as the service calls itself.
        aliases: further names it is known by.
        numbers: to call, as printed (“116 123”); ``texts`` to text, as printed; ``urls`` web addresses.
        topics: what it is for; ``hours`` in words; ``source`` where it was checked; ``checked`` ISO date.
        state: ``current`` or ``retired``; ``instead`` what to print in place of a retired one.
    """

    id: str
    country: str
    name: str
    aliases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    hours: str = ""
    source: str = ""
    checked: str = ""
    state: str = "current"
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """A choice of rules by what they are, never by id; an empty tuple chooses all.

    Attributes:
        topics: rule topics. sources: guideline ids. statuses: of the rules.
        severities: as written in the rules.
        severity: topic id → severity to report at.
    """

    id: str
    title: str
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule of a run with what the rules refer to; ``digest`` is the SHA-256 of all the files read."""

    rules: tuple[Rule, ...]
    topics: dict[str, Topic]
    cues: dict[str, Cues]
    sources: dict[str, Guideline]
    helplines: tuple[Helpline, ...]
    digest: str
    presets: dict[str, Preset] = field(default_factory=dict)
