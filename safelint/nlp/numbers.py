"""Telephone numbers as people print them: found, and brought to digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from safelint.model.span import Span

# Digits with the separators people put between them, and a vanity word such as TALK at the end.
_NUMBER = re.compile(
    r"(?<![\w.,/$£€¥#-])\+?\(?\d(?:[\d()./\s\u00a0\u2010-\u2014-]{0,3}\d){1,14}"
    r"(?:[\s.-]{0,2}(?:[A-Z]{3,8}|[A-Z]{2,5}[\s-][A-Z]{2,5})(?![A-Za-z]))?(?![\w%]|[.,/]\d)"
)
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


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, and its digits (a vanity word spelt on the keypad, ``+`` dropped)."""

    span: Span
    digits: str


def digits_of(printed: str) -> str:
    """The digits of a printed number; letters count as the keys they stand on."""
    folded = unicodedata.normalize("NFKC", printed)
    return "".join(
        char if char.isdigit() else _KEYPAD.get(char, "") for char in folded if char.isdigit() or char in _KEYPAD
    )


def numbers(text: str) -> list[Number]:
    """Every stretch of ``text`` that could be a telephone number of 2 to 15 digits, in order; linear in its length."""
    narrow = text.translate(_WIDE)
    return [Number(Span(found.start(), found.end()), digits_of(found[0])) for found in _NUMBER.finditer(narrow)]


_WIDE = {ord("０") + at: str(at) for at in range(10)} | {ord("＋"): "+", ord("－"): "-", ord("‐"): "-"}
