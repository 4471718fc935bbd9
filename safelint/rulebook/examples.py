"""The examples of a rule file: ``<…>`` marks flagged words, ``=>`` the text after the fix, ``[word]`` the excuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model.rule import Example

if TYPE_CHECKING:
    from safelint.rulebook.read import Page

_EXCUSE = re.compile(r"\s+\[([a-z][a-z-]*)\]\s*$")
_MARK = re.compile(r"<([^<>\n]+)>")


def read_examples(page: Page, keys: tuple[str, str] = ("flags", "passes")) -> tuple[Example, ...]:
    """Every example of a rule file, those first that must be reported: the first of ``keys``."""
    found: list[Example] = []
    for key in keys:
        value = page.data.get(key, "")
        if isinstance(value, list):
            found.extend(
                _document(text, f"{key}[{at}]", page.line((key, at)), flags=key == keys[0])
                for at, text in enumerate(value)
            )
            continue
        first = page.line((key,)) + 1
        at = 0
        for number, line in enumerate(value.split("\n")):
            if line.strip():
                found.append(_line(line.strip(), f"{key}[{at}]", first + number, flags=key == keys[0]))
                at += 1
    return tuple(found)


def _line(line: str, name: str, number: int, *, flags: bool) -> Example:
    excuse = _EXCUSE.search(line)
    if excuse:
        line = line[: excuse.start()]
    line, _, fixed = (part.strip() for part in line.partition("=>"))
    text, spans = _unmark(line)
    return Example(name, number, text, flags, spans, fixed, excuse[1] if excuse else "")


def _document(text: str, name: str, number: int, *, flags: bool) -> Example:
    head, _, last = text.rstrip().rpartition("\n")
    excuse = _EXCUSE.fullmatch("\n" + last)
    if excuse:
        text = head
    text, spans = _unmark(text)
    return Example(name, number, text, flags, spans, "", excuse[1] if excuse else "", document=True)


def _unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, spans, at, length = [], [], 0, 0
    for mark in _MARK.finditer(text):
        before = text[at : mark.start()]
        start = length + len(before)
        spans.append((start, start + len(mark[1])))
        plain += [before, mark[1]]
        length = start + len(mark[1])
        at = mark.end()
    plain.append(text[at:])
    return "".join(plain), tuple(spans)
