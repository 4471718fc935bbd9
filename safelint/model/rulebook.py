"""A rule book, and what its rules refer to: guidelines, topics, cues, helplines and presets."""

from __future__ import annotations

from dataclasses import dataclass, field

from safelint.model.pattern import Phrase
from safelint.model.rule import Rule


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
