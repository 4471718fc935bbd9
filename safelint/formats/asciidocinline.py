"""The inline markup of AsciiDoc: marks, quotation marks, links and other macros, footnotes, attributes, escapes."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from safelint.formats.spans import Inline, Place, code, escaped, hidden, inner, mark, plain, spaced
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLE = r"(?:\[[^\[\]\r\n]{0,100}\])?"
_PATTERN = regex.compile(
    r"(?=[\\+`\"'*_\[#(<{&^~]|[ \t]\+|(?<!\w)[a-z]{3,11}:)(?:"  # most characters begin nothing
    r"(?P<escape>\\[*_`#+^~\"'<\[({:|\\.-])"
    r"|(?P<passed>\+\+\+([^+]{0,2000}(?:\+{1,2}[^+]{1,500}){0,20})\+\+\+)"
    r"|(?P<literal>`\+[^`]{0,2000}\+`|``[^`]{1,2000}``|`(?<!\w`)(?!\s)[^`\"]{1,2000}(?<!\s)`(?!\w))"
    r"|(?P<opening>\"`(?=\S)|'`(?=\S))"
    r"|(?P<closing>`\"|`')"
    r"|(?P<strongest>\*\*([^*]{1,2000})\*\*)"
    r"|(?P<strong>\*(?<!\w\*)(?!\s)([^*]{1,2000})(?<!\s)\*(?!\w))"
    r"|(?P<stressed>__([^_]{1,2000})__)"
    r"|(?P<emphasis>_(?<![\w/]_)(?!\s)([^_]{1,2000})(?<!\s)_(?!\w))"
    r"|(?P<struck>\[(?:\.line-through|line-through|\.strike)\]#{1,2}([^#]{1,2000})#{1,2})"
    r"|(?P<marked>\[\.[^\[\]\r\n]{0,100}\]#{1,2}([^#]{1,2000})#{1,2}|##([^#]{1,2000})##)"
    r"|(?P<lit>#(?<!\w#)(?!\s)([^#\s][^#]{0,1000})(?<!\s)#(?!\w))"
    r"|(?P<hiddenterm>\(\(\([^()]{1,200}\)\)\))"
    r"|(?P<term>\(\(([^()]{1,200})\)\))"
    r"|(?P<anchor>\[\[[^\[\]]{1,200}\]\]|\[#[^\[\]\s]{1,200}\](?!#))"
    r"|(?P<reference><<[^<>,]{1,200}(?:,\s*([^<>]{1,500}))?>>)"
    r"|(?P<address>(?:https?|ftp|irc)://[^\s\[\]<>]{1,2000}(?:\[((?:[^\[\]\\]|\\.){0,1000})\])?)"
    r"|(?P<linked>(?:link|mailto|tel|sms|xref):(?!:)([^\s\[\]]{1,2000})\[((?:[^\[\]\\]|\\.){0,1000})\])"
    r"|(?P<footnote>footnote(?:ref)?:[\w-]{0,60}\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,500}\]){0,2000})\])"
    r"|(?P<picture>image:(?!:)[^\s\[\]]{1,500}\[([^\[\]]{0,1000})\])"
    r"|(?P<macro>(?:icon|kbd|btn|menu|stem|latexmath|asciimath|pass|indexterm|anchor|include):"
    r"[\w./, -]{0,200}\[[^\[\]]{0,1000}\])"
    r"|(?P<attribute>\{[a-z][\w-]{0,60}\})"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<wrap>[ \t]\+(?=[ \t]*(?:[\r\n]|$)))"
    r"|(?P<raised>\^([^\s^]{1,100})\^|~([^\s~]{1,100})~))"
)
_FIELD = regex.compile(
    r"\s*(?:([A-Za-z][\w-]{0,40})\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^,]*))\s*(?:,|$)"
)
_MOST = 50


def attributes(text: str, start: int, end: int, *, first: str) -> Iterator[tuple[str, int, int]]:
    """The attributes between square brackets: name (``first`` for the first one without a name), start and end."""
    at, count = start, 0
    while at < end and count < _MOST and (field := _FIELD.match(text, at, end)):
        group = next((number for number in (2, 3, 4) if field[number] is not None), 4)
        yield (field[1] or (first if count == 0 else "")).lower(), *field.span(group)
        count += 1
        at = max(field.end(), at + 1)


def _quote(at: Place, found: re.Match[str]) -> None:
    curly = {'"`': "“", "'`": "‘", '`"': "”", "`'": "’"}[found.group()]
    at.weaver.stand_in(curly, *found.span())


def _mono(at: Place, found: re.Match[str]) -> None:
    at.show(*(inner(found) if inner(found)[0] >= 0 else inner(found, 2)))


def _reference(at: Place, found: re.Match[str]) -> None:
    if inner(found)[0] >= 0:
        at.marked("link", *inner(found))


def _words(at: Place, start: int, end: int) -> None:
    """Show the words of a link, without the attributes after them."""
    shown = at.page.text[start:end]
    if shown.startswith('"') and (close := shown.find('"', 1)) > 0:
        start, end = start + 1, start + close
    elif (named := re.search(r",\s*[\w-]+\s*=", shown)) is not None:
        end = start + named.start()
    at.marked("link", start, len(at.page.text[:end].rstrip("^")) if shown.endswith("^") else end)


def _address(at: Place, found: re.Match[str]) -> None:
    start, end = inner(found)
    target_end = start - 1 if start >= 0 else found.end()
    target = at.page.text[found.start() : target_end].rstrip(".,;:!?)")
    at.link(found.start(), found.start() + len(target))
    if start >= 0 and start < end:
        _words(at, start, end)
    else:
        at.weaver.run(found.start(), target_end)


def _linked(at: Place, found: re.Match[str]) -> None:
    if not found.group().startswith("xref"):
        first = found.start() if found.group().startswith(("mailto", "tel", "sms")) else inner(found)[0]
        at.link(first, inner(found)[1])
    start, end = inner(found, 2)
    if start < end:
        _words(at, start, end)
    else:
        at.weaver.run(*inner(found))


def _footnote(at: Place, found: re.Match[str]) -> None:
    at.later(BlockKind.BODY, *inner(found), key="footnote")


def _picture(at: Place, found: re.Match[str]) -> None:
    for name, start, end in attributes(at.page.text, *inner(found), first="alt"):
        if name in {"alt", "title"}:
            at.later(BlockKind.ALT if name == "alt" else BlockKind.CAPTION, start, end, key=name)


def _entity(at: Place, found: re.Match[str]) -> None:
    at.weaver.stand_in(unescape(found.group()), *found.span())


INLINE = Inline(
    _PATTERN,
    {
        "escape": escaped,
        "passed": plain,
        "literal": code,
        "opening": _quote,
        "closing": _quote,
        "strongest": mark("strong"),
        "strong": mark("strong"),
        "stressed": mark("emphasis"),
        "emphasis": mark("emphasis"),
        "struck": mark("struck"),
        "marked": _mono,
        "lit": plain,
        "hiddenterm": hidden,
        "term": plain,
        "anchor": hidden,
        "reference": _reference,
        "address": _address,
        "linked": _linked,
        "footnote": _footnote,
        "picture": _picture,
        "macro": code,
        "attribute": code,
        "entity": _entity,
        "wrap": spaced,
        "raised": _mono,
    },
)
"""The inline markup of AsciiDoc."""
