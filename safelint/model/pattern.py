"""How a rule looks, compiled: one type for each word under ``find:``."""

from __future__ import annotations

from typing import TypeAlias

from safelint.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a word, normalised (see ``nlp.normal``).

    ``shape`` is ``base``, ``third``, ``past``, ``participle``, ``gerund`` for verbs, ``singular`` or ``plural``
    for nouns, and empty for words that do not change; several, parted by a space, where one form is all of them.
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
    ``severity`` is what it weighs where that is less than the rule does; empty for the rule's own.
    """

    written: str
    helpline: str
    wanted: tuple[Phrase, ...]
    when: tuple[Phrase, ...]
    topics: tuple[str, ...]
    at_least: int
    triggers: tuple[str, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class HelplineState:
    """A helpline that is named in a certain way, or the helplines of a document taken together.

    Attributes:
        written: for people.
        states: states of mentions to report one by one (see ``HelplineMention``), or empty.
        alone: report them only where no current line for the readers stands in the document.
        topics: the document must be about one of these, unless empty.
        serving: report a document none of whose current lines is for one of these.
        fewer_than: report a document with current lines, and fewer different ones than this.
        hours: which of them ``fewer_than`` counts: those whose hours begin with this; empty for all.
        below: report a document whose first current line stands after more words than this.
        footer: what the line in a site's footer is called, where that is the only one ``below`` can mean.
        audience: the readers must be in one of these countries, unless empty.
        severity: what it weighs where that is less than the rule does; empty for the rule's own.
    """

    written: str
    states: tuple[str, ...] = ()
    alone: bool = False
    topics: tuple[str, ...] = ()
    serving: tuple[str, ...] = ()
    fewer_than: int = 0
    hours: str = ""
    below: int = 0
    footer: str = ""
    audience: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    severity: str = ""

    @property
    def whole(self) -> bool:
        """Whether it speaks of the document and not of one mention."""
        return not self.states


Pattern: TypeAlias = Phrase | Tokens | Dependency | Together | Missing | HelplineState
