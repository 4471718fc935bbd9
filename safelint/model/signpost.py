"""A signpost: the lines that an article may name for its readers, in words but in no format yet."""

from __future__ import annotations

from safelint.model.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of signposts in one language.

    Attributes:
        heading: above the lines.
        leads: (topics, sentence); the first for a topic of the article counts, and one without topics for any.
        ways: how a line is given, by ``call``, ``text``, ``both``, ``visit``, ``or``, ``always`` and ``hours``.
        place: what stands behind a name where there are lines of several countries, with ``{country}``.
        closings: headings, in lower case, before which lines at the end of an article stand.
    """

    id: str
    heading: str
    leads: tuple[tuple[tuple[str, ...], str], ...]
    ways: dict[str, str] = field(default_factory=dict)
    place: str = ""
    closings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; ``target`` is where they lead (``tel:``, ``https:``), or empty."""

    words: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """One line: the name of the service, and the words that say how it is reached."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Signpost:
    """What is to be written: a heading, a sentence, and lines."""

    heading: str
    lead: str
    directions: tuple[Direction, ...]
