"""Telephone numbers as people print them: found, and brought to digits."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.span import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Container, Iterator

LONGEST = 15  # digits of the longest telephone number in the world
SHORT = 6  # numbers up to this length are also years, prices and counts
_GROUPS = 8  # most groups of digits in one number
_AREA_CODE = 3  # digits of one, or of a group that no version has
_SPELT_FROM = 5  # fewest digits of a number that is printed with letters
_CHAIN = regex.compile(r"\d+(?:\.\d+)+")
_GROUP = regex.compile(r"\d+")
# What people put between the groups of one number; a longer or other gap parts two numbers.
_GAP = regex.compile(r"[ \u00a0\u2009\t]?[().\-–—−/]?[ \u00a0\u2009]?[(]?")
_TIGHT = regex.compile(r"[ \u00a0\u2009]|[-–.]|[ ]?[()][ ]?")
# A digit that continues one of these is part of an amount, a file name, a date or a code; not so “Call:988”.
_BEFORE = regex.compile(r"(?:[\w,$£€¥#§&=%]|[.,/]\d*|(?<![A-Za-z]):\d*|\d[.,])$")
_AFTER = regex.compile(r"[\w%°]|[.,:]\d|\s?[€£$¥]")
_HEAD = regex.compile(
    r"(?<![\w,$£€¥#/])\+?\(?\d{1,4}\)?(?:[ \u00a0.-]{1,2}\(?\d{1,4}\)?){0,3}[ \u00a0.-]{0,2}(?=[A-Za-z])"
)
_HEAD_BEGINS = regex.compile(r"[+(\d]")
_SPELT = regex.compile(r"[A-Z0-9]{1,9}(?:[ .-][A-Z0-9]{1,9}){0,3}(?![A-Za-z0-9])|[a-z0-9]{3,9}(?![A-Za-z0-9])")
_WORD_GAP = regex.compile(r"[ .-]")
_KEYPAD = {
    letter: digit
    for digit, letters in {
        "2": "ABC",
        "3": "DEF",
        "4": "GHI",
        "5": "JKL",
        "6": "MNO",
        "7": "PQRS",
        "8": "TUV",
        "9": "WXYZ",
    }.items()
    for letter in letters
}
_WIDE = {ord("０") + at: str(at) for at in range(10)}
_WIDE |= {ord("Ａ") + at: chr(ord("A") + at) for at in range(26)}
_WIDE |= {ord("ａ") + at: chr(ord("a") + at) for at in range(26)}
_WIDE |= {
    ord("＋"): "+",
    ord("－"): "-",
    ord("‐"): "-",
    ord("‑"): "-",
    ord("（"): "(",
    ord("）"): ")",
    ord("\u3000"): " ",
}
_NORTH_AMERICAN = 11


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, and its digits (a word such as TALK spelt on the keypad, ``+`` dropped)."""

    span: Span
    digits: str


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of digits that stand together like those of one number; ``gaps[i]`` stands before ``groups[i]``."""

    groups: tuple[Number, ...]
    gaps: tuple[str, ...]

    @property
    def whole(self) -> Number:
        """All groups as one number, without a trunk nought in brackets."""
        return self.part(0, len(self.groups))

    def part(self, lo: int, hi: int) -> Number:
        """Groups ``lo`` to ``hi`` as one number."""
        digits = "".join(
            "" if at > lo and one.digits == "0" and "(" in self.gaps[at] else one.digits
            for at, one in enumerate(self.groups[lo:hi], lo)
        )
        return Number(Span(self.groups[lo].span.start, self.groups[hi - 1].span.end), digits)

    def close(self, at: int) -> bool:
        """Whether group ``at`` follows the one before it with no more between them than within one number."""
        return 0 < at < len(self.groups) and _TIGHT.fullmatch(self.gaps[at]) is not None


def digits_of(printed: str) -> str:
    """The digits of a printed number; letters count as the keys they stand on."""
    folded = unicodedata.normalize("NFKC", printed)
    return "".join(
        char if char.isdigit() else _KEYPAD.get(char, "") for char in folded if char.isdigit() or char in _KEYPAD
    )


def plain(text: str) -> str:
    """The text with full-width digits, letters and signs as plain ones; the same length."""
    return text if text.isascii() else text.translate(_WIDE)


def _version(chain: re.Match[str]) -> str:
    """Letters in place of a decimal or a version such as 1.0.0; a number printed with full stops as it is."""
    lengths = [len(group) for group in chain[0].split(".")]
    version = min(lengths) == 1 and max(lengths) < _AREA_CODE and sum(lengths) <= SHORT
    return "x" * len(chain[0]) if version else chain[0]


def runs(text: str) -> list[Run]:
    """Every stretch of ``text`` that could be telephone numbers, in order; linear in its length."""
    narrow, found = _CHAIN.sub(_version, plain(text)), []
    groups: list[Number] = []
    gaps: list[str] = []
    for match in _GROUP.finditer(narrow):
        gap = narrow[groups[-1].span.end : match.start()] if groups else ""
        joined = bool(groups) and bool(gap) and _GAP.fullmatch(gap) is not None
        if groups and not joined:
            found.append((groups, gaps))
            groups, gaps = [], []
        groups.append(Number(Span(*match.span()), _ascii(match[0])))
        gaps.append(gap if joined else "")
    if groups:
        found.append((groups, gaps))
    return [Run(tuple(one), tuple(between)) for one, between in found if _stands_free(narrow, one)]


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else unicodedata.normalize("NFKC", digits)


def _stands_free(text: str, groups: list[Number]) -> bool:
    """Whether a run is no part of an amount, a decimal, a word or a date."""
    start, end = groups[0].span.start, groups[-1].span.end
    return not _BEFORE.search(text[max(0, start - 3) : start]) and not _AFTER.match(text, end)


def known_in(run: Run, known: Container[str]) -> Iterator[Number]:
    """The numbers of ``run`` that are in ``known``, the longest first wherever one begins.

    A short one counts only where no other digits stand close to it, but for a “24/7” or hours after it.
    """
    at = 0
    while at < len(run.groups):
        for end in range(min(len(run.groups), at + _GROUPS), at, -1):
            number = run.part(at, end)
            if len(number.digits) <= LONGEST and number.digits in known and _whole(run, at, end, number):
                yield number
                at = end - 1
                break
        at += 1


def _whole(run: Run, lo: int, hi: int, number: Number) -> bool:
    before, after = run.close(lo), run.close(hi)
    if len(number.digits) > SHORT:
        return not before or len(run.groups[lo - 1].digits) <= SHORT // 2
    spaced = not after or (run.gaps[hi].isspace() and len(run.groups[hi].digits) <= SHORT // 3)
    return not before and spaced


def spelt(text: str, known: Container[str]) -> Iterator[Number]:
    """The numbers of ``text`` in ``known`` that are printed with a word: 1-800-273-TALK, 1-800-4-A-CHILD."""
    narrow = plain(text)
    for head in _heads(narrow):
        tail = _SPELT.match(narrow, head.end())
        if tail is None:
            continue
        ends = [gap.start() for gap in _WORD_GAP.finditer(narrow, tail.start(), tail.end())]
        for end in (tail.end(), *reversed(ends)):
            digits = digits_of(narrow[head.start() : end].upper())
            shown = digits[:_NORTH_AMERICAN] if digits.startswith("1") else digits
            if len(digits) >= _SPELT_FROM and (shown in known or digits in known):
                yield Number(Span(head.start(), end), digits if digits in known else shown)
                break


def _heads(narrow: str) -> Iterator[re.Match[str]]:
    """Where ``_HEAD`` stands: tried where it can begin, since its look back is slow at every letter."""
    after = 0
    for begin in _HEAD_BEGINS.finditer(narrow):
        if begin.start() >= after and (head := _HEAD.match(narrow, begin.start())):
            after = head.end()
            yield head


def near_misses(digits: str) -> Iterator[str]:
    """Every string of digits that differs from ``digits`` in one digit, or has two neighbours exchanged."""
    for at, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:at] + other + digits[at + 1 :]
        if at + 1 < len(digits) and digits[at + 1] != digit:
            yield digits[:at] + digits[at + 1] + digit + digits[at + 2 :]
