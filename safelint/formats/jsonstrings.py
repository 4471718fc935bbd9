"""The strings of a JSON text with their exact places, so that one can be rewritten and all else left as it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.document import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = regex.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\],:]', re.DOTALL)
_ESCAPE = regex.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)

DEEPEST = 8
"""Keys and indexes that may lead to a string; nothing to read stands deeper."""

_PLAIN = {"\\n": "\n", '\\"': '"', "\\\\": "\\", "\\t": "\t"}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A string that is a value: the keys and indexes that lead to it, and where its inside stands."""

    path: Path
    start: int
    end: int


def literals(text: str) -> Iterator[Literal]:
    """The strings of ``text``, which is valid JSON, that are values; in order, in linear time."""
    path: list[str | int] = []
    kinds: list[str] = []
    key = False  # whether the next string in an object is a key
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign[0] == '"':
            if key:
                path[-1] = json.loads(sign, strict=False)
            elif len(path) <= DEEPEST:
                yield Literal(tuple(path), *token.span(1))
        elif sign in "{[":
            kinds.append(sign)
            path.append("" if sign == "{" else 0)
        elif sign in "}]" and kinds:
            kinds.pop()
            path.pop()
        elif sign == "," and kinds and isinstance(path[-1], int):
            path[-1] += 1
        key = bool(kinds) and kinds[-1] == "{" and sign in "{,"


def meant(text: str, literal: Literal, base: int) -> tuple[str, list[Segment]]:
    """What a string says, and where each character of it stands; ``base`` is where it begins in what is extracted."""
    parts: list[str] = []
    segments: list[Segment] = []
    at, length = literal.start, base
    for escape in _ESCAPE.finditer(text, literal.start, literal.end):
        if escape.start() > at:
            parts.append(text[at : escape.start()])
            segments.append(Segment(length, escape.start() - at, at, escape.start() - at))
            length += escape.start() - at
        said = _said(escape.group())
        parts.append(said)
        segments.append(Segment(length, 1, escape.start(), len(escape.group())))
        length += 1
        at = escape.end()
    if literal.end > at:
        parts.append(text[at : literal.end])
        segments.append(Segment(length, literal.end - at, at, literal.end - at))
    return "".join(parts), segments


def written(text: str, *, ascii_only: bool) -> str:
    """``text`` as it may stand inside a string."""
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def _said(escape: str) -> str:
    """The one character that an escape means; half a character is shown as a stand-in."""
    if escape in _PLAIN:
        return _PLAIN[escape]
    char: str = json.loads(f'"{escape}"')
    return "\ufffd" if "\ud800" <= char <= "\udfff" or char == "\0" else char
