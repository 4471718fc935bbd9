"""Reads the lines of a YAML, TOML or JSON front matter into values, leniently and in linear time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.headvalues import Value
from safelint.model import regex
from safelint.model.dataclass import replace

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

_NAME = r"([ \t]*(?:- {1,3})?)(?:\"([^\"\r\n]{1,80})\"|'([^'\r\n]{1,80})'|([A-Za-z_][\w.:-]{0,80}?))[ \t]*"
_YAML_KEY = regex.compile(_NAME + r":(?:[ \t]+|$)")
_TOML_KEY = regex.compile(_NAME + r"=[ \t]*")
_TOML_TABLE = regex.compile(r"[ \t]*\[\[?[ \t]*([^\]\r\n]{1,80}?)[ \t]*\]")
_ENDING = regex.compile(r"\r\n|\r|\n")
_COMMENT = regex.compile(r"[ \t]*#[ \t]*([^ \t].*)?$")
_TAIL = regex.compile(r"[ \t]#.*$")
_BLOCK = regex.compile(r"[|>][0-9+-]{0,2}[ \t]*(?:#.*)?")
_ITEM = regex.compile(r"[ \t]*-[ \t]+(?=\S)")
_QUOTED = regex.compile(
    r"\"\"\"([\s\S]*?)\"\"\"|'''([\s\S]*?)'''|\"((?:[^\"\\]|\\[\s\S])*)\"|'((?:[^']|'')*)'",
)
_FLOW = regex.compile(r"\"((?:[^\"\\\r\n]|\\.)*)\"|'((?:[^'\r\n]|'')*)'|([^,\[\]\"'\s#][^,\[\]\r\n]*)|\]|#[^\r\n]*")
_JSON = regex.compile(r"\"((?:[^\"\\\r\n]|\\.)*)\"|[{}\[\],:]")
_SHOWN = regex.compile(r"[ \t]*((?:\S+(?:[ \t]+(?=\S))?)*)")
_INDENT = regex.compile(r"[ \t]*")
_LONGEST = 20_000  # code points of one value; a quote that is open for longer was never closed

Lines = list[tuple[int, int]]  # start and end of each line, without its ending


def _lines(text: str, start: int, end: int) -> Lines:
    found = []
    for ending in _ENDING.finditer(text, start, end):
        found.append((start, ending.start()))
        start = ending.end()
    return [*found, (start, end)]


def _yaml(text: str, start: int, end: int) -> Iterator[Value]:
    """The values of a YAML head, top-level and nested."""
    lines, at, parent = _lines(text, start, end), 0, ""
    while at < len(lines):
        yield from _comments(text, *lines[at])
        found = _YAML_KEY.match(text, *lines[at])
        at += 1
        if found is None:
            continue
        key, nested = _key(found), bool(found.group(1))
        above = parent if nested else ""
        parent = parent if nested else key
        value, at = _yaml_value(Value(key, above, text), found.end(), lines, at, len(found.group(1)))
        yield value


def _yaml_value(blank: Value, start: int, lines: Lines, at: int, indent: int) -> tuple[Value, int]:
    """The value that begins at ``start``, and the index of the first line after it."""
    text, last = blank.text, lines[at - 1][1]
    if text[start : start + 1] in {'"', "'"} and (quoted := _quoted(blank, start)):
        return quoted, _after(lines, at, quoted.end)
    if text[start : start + 1] == "[":
        flow = _flow(blank, start + 1, lines[-1][1])
        return flow, _after(lines, at, flow.end)
    if _BLOCK.fullmatch(text, start, last):
        first: tuple[tuple[int, int], ...] = ()
    elif not (first := _stripped(text, [_untailed(text, start, last)])):
        items = tuple(_items(blank, lines, at))
        return replace(blank, listed=items), at + len(items)
    deeper = at
    while deeper < len(lines) and (_indent(text, *lines[deeper]) > indent or _empty(text, *lines[deeper])):
        deeper += 1
    return replace(blank, pieces=first + _stripped(text, lines[at:deeper])), deeper


def _items(blank: Value, lines: Lines, at: int) -> Iterator[Value]:
    """The items of a list written one to a line, up to the first line that is something else."""
    for index in range(at, len(lines)):
        start, end = lines[index]
        item = _ITEM.match(blank.text, start, end)
        if item is None or _YAML_KEY.match(blank.text, start, end):
            return
        quoted = _quoted(blank, item.end())
        yield quoted or replace(blank, pieces=_stripped(blank.text, [_untailed(blank.text, item.end(), end)]))


def _toml(text: str, start: int, end: int) -> Iterator[Value]:
    """The strings and lists of strings of a TOML head."""
    lines, at, parent = _lines(text, start, end), 0, ""
    while at < len(lines):
        yield from _comments(text, *lines[at])
        if table := _TOML_TABLE.match(text, *lines[at]):
            parent = table.group(1).split(".")[-1].strip("\"' ")
        found = _TOML_KEY.match(text, *lines[at])
        at += 1
        if found is None:
            continue
        blank = Value(_key(found), parent, text)
        if text[found.end() : found.end() + 1] == "[":
            value: Value | None = _flow(blank, found.end() + 1, end)
        else:
            value = _quoted(blank, found.end(), literal="")
        if value:
            yield value
            at = _after(lines, at, value.end)


def json_end(text: str) -> int:
    """Where the object that ``text`` begins with ends, with its line; 0 when it never does."""
    depth = 0
    for token in _JSON.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.group(), 0)
        if depth == 0:
            ending = _ENDING.match(text, token.end())
            return ending.end() if ending else token.end()
    return 0


def _json(text: str, start: int, end: int) -> Iterator[Value]:
    """The strings of a JSON head, top-level and one level down, and top-level lists of strings."""
    keys, opened, before = [""], "", ""
    pending: re.Match[str] | None = None
    items: list[Value] = []
    for token in _JSON.finditer(text, start, end):
        sign = token.group()
        if sign in "{[":
            opened += sign
            keys.append("")
        elif sign in "}]" and opened:
            if opened == "{[":
                yield Value(keys[-2], "", text, listed=tuple(items))
            items, opened = [], opened[:-1]
            keys.pop()
        elif sign == ":" and pending:
            keys[-1] = pending.group(1)
        elif token.group(1) is not None:
            pending = token
            parent = keys[-2] if len(opened) > 1 else ""
            value = Value(keys[-1] or parent, "" if opened[-1:] == "[" else parent, text, (token.span(1),), '"')
            if opened[-1:] == "[":
                items.append(value)
            elif before == ":":
                yield value
        before = sign


def _comments(text: str, start: int, end: int) -> Iterator[Value]:
    found = _COMMENT.match(text, start, end)
    if found and found.group(1):
        yield Value("", "", text, (found.span(1),))


def _key(found: re.Match[str]) -> str:
    return found.group(2) or found.group(3) or found.group(4)


def _quoted(blank: Value, start: int, literal: str = "'") -> Value | None:
    """The quoted string at ``start``; in TOML single quotes hide no escapes."""
    found = _QUOTED.match(blank.text, start, start + _LONGEST)
    if found is None or not found.lastindex:
        return None
    quote = '"' if found.lastindex in {1, 3} else literal
    pieces = _stripped(blank.text, _lines(blank.text, *found.span(found.lastindex)))
    return replace(blank, pieces=pieces or (found.span(found.lastindex),), quote=quote)


def _flow(blank: Value, start: int, end: int) -> Value:
    """The list ``[a, "b"]`` whose items begin at ``start``."""
    items: list[Value] = []
    for found in _FLOW.finditer(blank.text, start, min(end, start + _LONGEST)):
        if found.group() == "]":
            break
        if found.lastindex:
            quote = ('"', "'", "")[found.lastindex - 1]
            items.append(replace(blank, pieces=(found.span(found.lastindex),), quote=quote))
    return replace(blank, listed=tuple(items))


def _after(lines: Lines, at: int, offset: int) -> int:
    """The index of the first line from ``at`` on that begins after ``offset``."""
    while at < len(lines) and lines[at][0] <= offset:
        at += 1
    return at


def _stripped(text: str, lines: Lines) -> tuple[tuple[int, int], ...]:
    """Lines without the white space around them, empty ones left out."""
    found = (_SHOWN.match(text, start, end) for start, end in lines)
    return tuple(line.span(1) for line in found if line and line.group(1))


def _untailed(text: str, start: int, end: int) -> tuple[int, int]:
    """A line without the comment at its end."""
    tail = _TAIL.search(text, max(start - 1, 0), end)
    return start, max(tail.start(), start) if tail else end


def _indent(text: str, start: int, end: int) -> int:
    found = _INDENT.match(text, start, end)
    return len(found.group()) if found else 0


def _empty(text: str, start: int, end: int) -> bool:
    return _indent(text, start, end) == end - start


VALUES: dict[str, Callable[[str, int, int], Iterator[Value]]] = {"yaml": _yaml, "toml": _toml, "json": _json}
"""How to read each kind of head."""
