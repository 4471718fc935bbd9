"""The inline markup of Org: marks, links, footnotes, targets, dates, mathematics, entities."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from safelint.formats.spans import Inline, Place, code, escaped, hidden, inner, mark, plain, spaced
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.spans import Handler

_AFTER = r"(?=[\s\-–—.,;:!?'\"”’)}\]\[\\*/_+…]|$)"


def _pair(name: str, sign: str, longest: int = 2000) -> str:
    """The pattern of text between two equal signs, which do not stand inside words."""
    sign = re.escape(sign)
    before = r"[^\s\-–—({'\"“‘*/_+\[]"
    return rf"(?P<{name}>{sign}(?<!{before}{sign})(?!\s)([^{sign}]{{1,{longest}}})(?<!\s){sign}{_AFTER})"


_PATTERN = regex.compile(
    "|".join(
        [
            r"(?P<link>\[\[([^\[\]\r\n]{1,2000})\](?:\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,1000})\])?\])",
            r"(?P<footnote>\[fn:[\w-]{0,60}:((?:[^\[\]]|\[[^\[\]]{0,500}\]){1,2000})\])",
            r"(?P<note>\[fn:[\w-]{1,60}\])",
            r"(?P<date>[<\[]\d{4}-\d\d-\d\d[^<>\[\]\r\n]{0,60}[>\]](?:--?[<\[]\d{4}-\d\d-\d\d[^<>\[\]\r\n]{0,60}[>\]])?)",
            r"(?P<cookie>\[\d{0,4}(?:/\d{0,4}|%)\])",
            r"(?P<cited>\[cite[/\w-]{0,30}:[^\[\]]{1,500}\])",
            r"(?P<address><(?:https?|mailto|tel|sms|file):[^<>\s]{1,2000}>)",
            r"(?P<target><<<?([^<>\r\n]{1,200})>>>?)",
            r"(?P<snippet>@@[a-z]{1,20}:[^@]{0,500}@@)",
            r"(?P<maths>\\\([^()]{1,1000}\\\)|\\\[[^\[\]]{1,1000}\\\]|\$\$?(?<![\w$]\$)(?!\s)[^$]{1,500}(?<!\s)\$\$?(?!\w))",
            r"(?P<wrap>\\\\(?=[ \t]*(?:[\r\n]|$)))",
            r"(?P<entity>\\([A-Za-z]{2,20}\d{0,2})(?:\{\})?)",
            r"(?P<escape>\\[*/_+=~])",
            r"(?P<raised>(?<=\w)[\^_]\{([^{}]{1,200})\})",
            _pair("strong", "*"),
            _pair("emphasis", "/"),
            _pair("underlined", "_"),
            _pair("struck", "+"),
            _pair("verbatim", "=", 500),
            _pair("typed", "~", 500),
        ]
    )
)
_ADDRESS = regex.compile(r"(?:https?|mailto|tel|sms):")
_PICTURE = regex.compile(r"(?:file:|\./|/|https?:)?\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)


def _link(at: Place, found: re.Match[str]) -> None:
    if _ADDRESS.match(found.group(), 2):
        at.link(*inner(found))
    words = inner(found, 2)
    if words[0] >= 0 and not _PICTURE.fullmatch(at.page.text, *words):
        at.marked("link", *words)
    elif not _PICTURE.fullmatch(at.page.text, *inner(found)):
        at.blank(*inner(found))


def _address(at: Place, found: re.Match[str]) -> None:
    at.link(found.start() + 1, found.end() - 1)
    at.blank(*found.span())


def _entity(at: Place, found: re.Match[str]) -> None:
    name = at.page.text[slice(*inner(found))]
    shown = unescape(f"&{name};")
    if shown.startswith("&"):
        at.blank(*found.span())
    else:
        at.weaver.stand_in(shown, *found.span())


def _footnote(at: Place, found: re.Match[str]) -> None:
    at.later(BlockKind.BODY, *inner(found), key="footnote")


_HANDLERS: dict[str, Handler] = {
    "link": _link,
    "footnote": _footnote,
    "note": hidden,
    "date": code,
    "cookie": hidden,
    "cited": hidden,
    "address": _address,
    "target": plain,
    "snippet": hidden,
    "maths": code,
    "wrap": spaced,
    "entity": _entity,
    "escape": escaped,
    "raised": plain,
    "strong": mark("strong"),
    "emphasis": mark("emphasis"),
    "underlined": mark("emphasis"),
    "struck": mark("struck"),
    "verbatim": code,
    "typed": code,
}
INLINE = Inline(_PATTERN, _HANDLERS)
"""The inline markup of Org."""
