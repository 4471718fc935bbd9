"""The examples of a rule file, read and held against its other keys.

``<…>`` marks flagged words, ``=>`` the text after the fix, ``[word]`` the context that excuses, or makes it weigh less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.contexts import CONTEXTS
from safelint.model import regex
from safelint.model.rule import Example
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from safelint.model.errors import Complaint
    from safelint.rulebook.read import Page

_EXCUSE = regex.compile(r"\s+\[([a-z][a-z-]*)\]\s*$")
_MARK = regex.compile(r"<([^<>\n]+)>")
# What may keep a place quiet, as an example says it.
_EXCUSES = (*CONTEXTS, "except", "overlap")
_FEWEST = 2


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


def check_examples(
    page: Page, examples: tuple[Example, ...], keys: tuple[str, str] = ("flags", "passes")
) -> list[Complaint]:
    """Whether there are enough examples, each marks what it must, and each context is shown by one."""
    found = []
    for key, shown in zip(keys, (True, False), strict=True):
        given = [one for one in examples if one.flags is shown]
        if len(given) < (1 if given and given[0].document else _FEWEST):
            found.append(page.complaint(f"`{key}:` needs at least {_FEWEST} examples", (key,)))
    for one in examples:
        known = tuple(page.data.get("lower", ())) if one.flags else _EXCUSES
        if one.excuse and one.excuse not in known:
            what = f"[{one.excuse}] does not stand under `lower:`" if one.flags else f"[{one.excuse}] is no context"
            found.append(page.at(one.line, what, nearest(one.excuse, known) if known else ""))
        if one.flags and not one.document and not one.flagged:
            found.append(page.at(one.line, f"{one.name} marks no words with <…>"))
    for key, shown, shows in (("unless", False, "that context"), ("lower", True, "that it weighs less there")):
        marked = {one.excuse for one in examples if one.flags is shown}
        under = keys[0] if shown else keys[1]
        found.extend(
            page.complaint(f"no line under `{under}:` ends in [{word}] to show {shows}", (key, at))
            for at, word in enumerate(page.data.get(key, ()))
            if word not in marked
        )
    return [*found, *_twice(page)]


def _twice(page: Page) -> list[Complaint]:
    """Contexts that would excuse what they make weigh less."""
    return [
        page.complaint(f"“{word}” stands under `unless:` and under `lower:`", ("lower", at), "keep one of them")
        for at, word in enumerate(page.data.get("lower", ()))
        if word in page.data.get("unless", ())
    ]
