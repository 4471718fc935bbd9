"""A rule book, and what its rules refer to: guidelines, topics, cues, helplines and presets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass, field, late
from safelint.model.pattern import Phrase
from safelint.model.rule import Rule
from safelint.model.scorecard import Scale
from safelint.model.signpost import Wording


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
        needs: words one of which must stand in the document too, unless a headline names the topic; empty for none.
        beside: words beside which a single mention is enough in a short text, half of ``per_words`` long.
    """

    id: str
    title: str
    words: tuple[Phrase, ...]
    exceptions: tuple[Phrase, ...]
    at_least: int
    per_words: int
    needs: tuple[Phrase, ...] = ()
    beside: tuple[Phrase, ...] = ()

    if not TYPE_CHECKING:
        __getattr__ = late


@dataclass(frozen=True, slots=True)
class Cues:
    """The words that signal a context, by the role they play (``before``, ``headings`` …)."""

    context: str
    roles: dict[str, tuple[Phrase, ...]]
    numbers: dict[str, int]

    if not TYPE_CHECKING:
        __getattr__ = late


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
        state: ``current``, ``retired``, ``renamed`` (the number may still work), or ``wrong`` (misprinted somewhere).
        instead: what to print in place of one that is not current.
        confidence: ``high``, ``medium`` or ``low``, by how many sources agree and how fresh they are.
        audience: whom it is for, in words; empty for everybody.
        languages: as BCP 47 tags, where a source says so.
        note: what somebody who chooses a line should know.
        since: when it ended or was renamed: a year, a month or a day.
        email: an address to write to.
        beside: names one of which must stand near for the number to count, as when it is a live line of somebody else.
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
    confidence: str = ""
    audience: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    since: str = ""
    email: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """What a country's telephone numbers have in common.

    Attributes:
        code: ISO 3166 alpha-2.
        name: in English.
        calling: the code for calls from abroad, without ``+``.
        trunk: what is dialled before a number within the country and left out from abroad; may be empty.
        emergency: its emergency numbers, ambulance first.
    """

    code: str
    name: str
    calling: str = ""
    trunk: str = "0"
    emergency: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A choice of rules by what they are, never by id; an empty tuple chooses all.

    Attributes:
        topics: rule topics. sources: guideline ids. statuses: of the rules.
        severities: as written in the rules.
        severity: topic id → severity to report at, or ``off``.
        also: rule topics that run as well, whatever ``topics`` and ``sources`` leave out.
    """

    id: str
    title: str
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """What is looked up in every text, worked out when a rule book is compiled.

    Attributes:
        rules: those it was made of, ``credits``, ``topics`` and ``helplines`` too; it is of no use for others.
        literals: a word → the literals it is the longest of, as text; see ``matchers.triggers``.
        whole: ids of the rules that look at documents as a whole.
        numbers: digits → the helplines they reach, by position, and the word to text; see ``matchers.directory``.
        hosts: host of an address → the paths and the helplines there.
        names: name of a service, normalised → how it is written, and whose name it is.
    """

    rules: tuple[Rule, ...]
    credits: tuple[Rule, ...]
    topics: dict[str, Topic]
    helplines: tuple[Helpline, ...]
    literals: dict[str, str]
    whole: frozenset[str]
    numbers: dict[str, tuple[tuple[int, str], ...]]
    hosts: dict[str, tuple[tuple[str, int], ...]]
    names: dict[str, tuple[tuple[str, int], ...]]

    if not TYPE_CHECKING:
        __getattr__ = late


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
    countries: dict[str, Country] = field(default_factory=dict)
    credits: tuple[Rule, ...] = ()
    scales: dict[str, Scale] = field(default_factory=dict)
    signposts: dict[str, Wording] = field(default_factory=dict)
    index: Index | None = None

    @property
    def ready(self) -> Index | None:
        """The index, unless it was made of other rules or helplines than these."""
        made = self.index
        fits = made is not None and (
            made.rules is self.rules
            and made.credits is self.credits
            and made.topics is self.topics
            and made.helplines is self.helplines
        )
        return made if fits else None

    if not TYPE_CHECKING:
        __getattr__ = late
