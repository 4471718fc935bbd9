"""Why a line was reported or not: what was found there, what decided, and the words as the rules saw them."""

from __future__ import annotations

from safelint.model.dataclass import dataclass
from safelint.model.finding import Excerpt, Finding
from safelint.model.report import FileResult
from safelint.model.span import Position


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign of a sentence, as the rules saw it.

    Attributes:
        text: as it stands.
        start: offset in the source, code points; ``end`` is exclusive.
        base: its plain form, in lower case.
        pos: part of speech (Universal Dependencies), ``tag`` the finer one (Penn); empty where nothing was parsed.
        relation: to the word ``head``, itself empty for the root of the sentence.
    """

    text: str
    start: int
    end: int
    base: str
    pos: str = ""
    tag: str = ""
    relation: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that holds words of a rule; ``parsed`` when a rule asked for more than its words."""

    start: Position
    parsed: bool
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one match.

    Attributes:
        outcome: ``reported``, ``excused``, ``suppressed`` or ``below`` (the severity shown).
        finding: the match as a finding, with its excuse or suppression.
        find: the word under ``find:`` whose pattern matched.
        at: which of the rule's patterns of that word it was, 1-based; ``of`` how many there are.
    """

    outcome: str
    finding: Finding
    find: str = ""
    at: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a line, or one sentence of it, was reported or not.

    Attributes:
        path: the file; ``line`` the 1-based line asked about, of ``lines``.
        column: the 1-based column asked about, or 0 for the whole line.
        excerpt: the line, uncut.
        entries: what was found there, those reported first.
        others: rules whose words stand there and that did not match, each with the reason.
        sentences: those that hold words of a rule.
        result: what the whole file came to; None when there is no such line.
    """

    path: str
    line: int
    lines: int
    column: int = 0
    excerpt: Excerpt | None = None
    entries: tuple[Entry, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    result: FileResult | None = None
