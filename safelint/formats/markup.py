"""HTML as a flat stream of tags, texts and comments with exact positions; linear in time, never fails.

The standard library's parser is not used: it gives no position for attribute values and takes quadratic time on some
broken pages in Python versions we support.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.weave import Weaver

_TAG = regex.compile(r"<(?:(/?)([A-Za-z][^\s/<>]*)|!--|[!?])")
_ATTRIBUTE = regex.compile(r"([^\s/<>=\"'][^\s/<>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(?![\"'])([^\s<>]+)))?")
_BETWEEN = regex.compile(r"[\s/]*")
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of an attribute as it stands in the source, entities not decoded, and where."""

    value: str
    start: int
    end: int

    @property
    def decoded(self) -> str:
        """The value as a browser reads it."""
        if "&" not in self.value:
            return self.value
        from html import unescape

        return unescape(self.value)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of markup.

    Attributes:
        kind: ``text``, ``open``, ``close`` or ``comment``.
        start: offset of its first character.
        end: offset after its last character.
        name: of a tag, lower case.
        attributes: of an opening tag, by lower-case name, the first of each.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: dict[str, Attribute] | None = None

    def attribute(self, name: str) -> str:
        """The decoded value of an attribute, empty when it isn't there."""
        found = (self.attributes or {}).get(name)
        return found.decoded if found else ""


def tokens(text: str) -> Iterator[Token]:
    """The markup of ``text`` in order; what can't be read as a tag is text."""
    shown = at = 0
    endless: set[str] = set()
    while found := _TAG.search(text, at):
        token = _token(text, found)
        if found.start() > shown:
            yield Token("text", shown, found.start())
        yield token
        shown = at = token.end
        if token.kind == "open" and token.name in _RAW and token.name not in endless:
            close = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            if close is None:
                endless.add(token.name)
            elif token.name == "title":
                at = close.start()
            else:
                shown = at = close.start()
    if len(text) > shown:
        yield Token("text", shown, len(text))


def _token(text: str, found: re.Match[str]) -> Token:
    start = found.start()
    if found.group(2) is None:
        comment = found.group() == "<!--"
        close = text.find("-->" if comment else ">", found.end())
        end = len(text) if close < 0 else close + (3 if comment else 1)
        return Token("comment", start, end)
    name = found.group(2).lower()
    attributes, end = _attributes(text, found.end())
    return Token("close" if found.group(1) else "open", start, end, name, attributes)


def _attributes(text: str, at: int) -> tuple[dict[str, Attribute], int]:
    """The attributes from ``at`` on and the end of their tag; a tag that is never closed ends at the next ``<``."""
    attributes: dict[str, Attribute] = {}
    while (at := _after_space(text, at)) < len(text):
        if found := _ATTRIBUTE.match(text, at):
            group = found.lastindex or 1
            if group > 1:
                value = Attribute(found.group(group), found.start(group), found.end(group))
            else:
                value = Attribute("", found.end(), found.end())
            attributes.setdefault(found.group(1).lower(), value)
            at = found.end()
        elif text[at] == ">":
            return attributes, at + 1
        elif text[at] == "<":
            return attributes, at
        else:
            at += 1
    return attributes, at


def _after_space(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def weave(weaver: Weaver, text: str, start: int, end: int) -> None:
    """Show text with its entities decoded."""
    at = start
    if text.find("&", start, end) < 0:
        weaver.run(start, end)
        return
    from html import unescape  # has a large table

    for entity in _ENTITY.finditer(text, start, end):
        shown = unescape(entity.group())
        if shown == entity.group():
            continue
        weaver.run(at, entity.start())
        weaver.stand_in(shown, entity.start(), entity.end())
        at = entity.end()
    weaver.run(at, end)
