"""One source line for a terminal: cut around the words, safe to print, with a line that underlines them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from safelint.model import regex

if TYPE_CHECKING:
    from safelint.model.finding import Finding

TAB = 4
ELLIPSIS = "…"
UNSAFE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Printable Latin letters and signs, and the dashes, quotation marks, bullets and dots of running text.
_PLAIN = regex.compile(r"[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027]*")
UNSAFE_FORMATS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """``text`` without anything that could steer a terminal or turn the reading order; each such character a “�”."""
    if _is_plain(text):
        return text
    return "".join(_safe(char) for char in text)


def _is_plain(text: str) -> bool:
    """Whether every character is safe and takes one column, as those of most texts in English do."""
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def _safe(char: str) -> str:
    if char in "\t\n":
        return " "
    return "\ufffd" if unicodedata.category(char) in UNSAFE or char in UNSAFE_FORMATS else char


def cells(char: str) -> int:
    """How many terminal columns a character takes: 0, 1 or 2."""
    if char < "\u0300":
        return 0 if char == "\xad" else 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def width(text: str) -> int:
    """How many terminal columns ``text`` takes."""
    return len(text) if text.isascii() else sum(map(cells, text))


def excerpt(finding: Finding, room: int) -> tuple[str, str]:
    """The line of a finding and the line to print below it, ``^`` under the words; at most ``room`` columns wide."""
    text = finding.excerpt.text
    start = min(max(finding.start.offset - finding.excerpt.offset, 0), len(text))
    end = min(max(finding.end.offset - finding.excerpt.offset, start), len(text))
    low, high = _window(text, start, end, room)
    before = low > 0 or finding.excerpt.cut_before
    after = high < len(text) or finding.excerpt.cut_after or finding.end.line > finding.start.line
    if _is_plain(text):
        lo, hi = min(max(start, low), high), min(max(end, low), high)
        line = f"{ELLIPSIS if before else ''}{text[low:high]}{ELLIPSIS if after else ''}"
        return line, " " * (before + lo - low) + "^" * (hi - lo) if hi > lo else "^"
    column = 1 if before else 0
    shown, marks = [ELLIPSIS] if before else [], []
    for index in range(low, high):
        drawn = " " * (TAB - column % TAB) if text[index] == "\t" else _safe(text[index])
        taken = width(drawn)
        marks.append(("^" if start <= index < end else " ") * taken)
        shown.append(drawn)
        column += taken
    if after:
        shown.append(ELLIPSIS)
    return "".join(shown), (" " * before + "".join(marks)).rstrip() or "^"


def _window(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of a line to show: the words and as much as fits around them, more before than after them.

    Wide characters count double; a tab counts as the widest it can be.
    """
    room -= 2  # the signs that something was cut
    if len(text) <= room and _wide(text) <= room:
        return 0, len(text)
    if _is_plain(text):
        return _middle(len(text), start, end, room)
    low = high = start
    used = 0
    while high < end and used + _wide(text[high]) <= room:
        used += _wide(text[high])
        high += 1
    more = True
    while more:
        more = False
        if low > 0 and used + _wide(text[low - 1]) <= room:
            low, used, more = low - 1, used + _wide(text[low - 1]), True
        if high < len(text) and used + _wide(text[high]) <= room:
            used, high, more = used + _wide(text[high]), high + 1, True
    return low, high


def _middle(length: int, start: int, end: int, room: int) -> tuple[int, int]:
    """``_window`` where every character takes one column."""
    low, high = start, min(end, start + room)
    left = room - (high - low)
    both = min(low, length - high, left // 2)
    low, high, left = low - both, high + both, left - 2 * both
    more = min(low, left)
    return low - more, high + min(length - high, left - more)


def _wide(text: str) -> int:
    return width(text) + (TAB - 1) * text.count("\t")
