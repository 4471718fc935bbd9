"""Where sentences end: one linear pass, no language model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.span import Span

if TYPE_CHECKING:
    import re


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Written words that end in a full stop without ending a sentence; lower case, without the last full stop.

    Attributes:
        never: stand before a name or a clause and never end a sentence (“Dr”).
        numbered: do not end one before a digit (“No. 5”, “p. 7”), and do otherwise (“No. He stayed.”).
        sometimes: end one only before a word in ``starters`` (“the U.S. He …” against “the U.S. Senate”).
        starters: words that, with a capital letter, almost always begin a sentence.
    """

    never: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    sometimes: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


def _words(written: str) -> frozenset[str]:
    """The words of ``written``, parted by white space."""
    return frozenset(written.split())


# The splitter is the same for every language; these small lists are the only English in it, and an argument.
ENGLISH = Abbreviations(
    never=_words(
        """dr mr mrs ms mx prof rev fr gen sen rep gov capt cpt sgt cpl lt col maj cmdr hon pres supt insp messrs mt ft
        e.g i.e eg ie vs v cf viz approx incl esp resp"""
    ),
    numbered=_words(
        """no nos p pp vol vols fig figs ch chs sec eq art para paras pt ca c est ext tel
        jan feb mar apr jun jul aug sep sept oct nov dec"""
    ),
    sometimes=_words(
        """st ave rd blvd sq jr sr inc ltd co corp bros dept univ assn al etc
        a.m p.m ph.d m.d b.a m.a b.sc m.sc"""
    ),
    starters=_words(
        """a an the this that these those he she it they we you i his her its their our your my there here
        what when where why how who if in on at by for from with after before since during while as although though
        because but and or so yet then now today some many most every each all no not nobody nothing however meanwhile
        according is are was were do does did can could will would should please call"""
    ),
)

_QUOTES = "\"'“”„‘’«»‹›"
_BREAK = regex.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]+)"  # looking back keeps a long run of marks linear
    r"(?P<close>(?:[\"'”’»›)\]}*_]|\[\d{1,3}\]|[¹²³⁰⁴-⁹])*)"
    r"\s+"
    r"(?=(?P<open>[\"'“”„‘’«»‹›(\[{¡¿*_–—-]*)(?P<gap>\s?)(?P<next>\S?))"
)
_WORD_BEFORE = regex.compile(r"[^\s\"'“”„‘’«»‹›()\[\]{}–—/]+$")
_WORD_AFTER = regex.compile(r"[^\W\d_]+")
_LONGEST_WORD = 24
_DOTTED = regex.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def sentences(text: str, abbreviations: Abbreviations = ENGLISH) -> list[Span]:
    """The sentences of one block, in order, without white space at either end.

    Together they hold every character of ``text`` that is not white space; linear in its length.
    """
    spans: list[Span] = []
    start = _skip_space(text, 0)
    for found in _BREAK.finditer(text):
        if found.start() < start or not _ends(text, start, found, abbreviations):
            continue
        spans.append(Span(start, found.end("close")))
        start = _skip_space(text, found.end("close"))
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return spans


def _skip_space(text: str, at: int) -> int:
    """The first offset from ``at`` on that holds no white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, found: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Whether the sentence that began at ``start`` ends with ``found``."""
    at, following = found.start(), found["next"]
    if not following and not found["open"]:
        return True
    if at > start and text[at - 1] in "([" and found["close"]:
        return False  # “[…]”, “(!)”: a remark inside a sentence
    quoted = found["open"][:1] and found["open"][0] in _QUOTES
    if following.islower() and not (quoted and not found["gap"] and found["mark"] == "."):
        return False
    if found["mark"] != "." or found["close"]:
        return True
    before = _WORD_BEFORE.search(text, max(start, at - _LONGEST_WORD), at)
    if before is None:
        return True
    after = _WORD_AFTER.match(text, found.start("next"))
    first_word = after[0].lower() if after else ""
    return _ends_after(before[0], first_word, abbreviations, digit=following.isdigit(), first=before.start() == start)


def _ends_after(word: str, following: str, known: Abbreviations, *, digit: bool, first: bool) -> bool:
    """Whether a sentence ends with ``word`` and a full stop, before ``following`` (lower case) or a digit."""
    if word.isdigit():
        return not first  # “1. Call a friend”
    lower = word.lower()
    if lower in known.never:
        return False
    if digit and lower in known.numbered:
        return False
    initial = len(word) == 1 and word.isupper() and word != "I"
    if initial or lower in known.sometimes or _DOTTED.fullmatch(word):
        return following in known.starters
    return True
