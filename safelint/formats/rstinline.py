"""The inline markup of reStructuredText: emphasis, roles, links, literals, notes and escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.spans import Inline, Place, code, escaped, hidden, inner, mark
from safelint.model import regex

if TYPE_CHECKING:
    import re

_PATTERN = regex.compile(
    r"(?=[\\`*:_|\[])(?:"  # most characters begin nothing
    r"(?P<gone>\\(?:[ \t]|\r?\n[ \t]*))"
    r"|(?P<escape>\\[^\s])"
    r"|(?P<literal>``(?!\s)[^`]{0,2000}(?:`[^`]{1,500}){0,20}``)"
    r"|(?P<strong>\*\*(?!\s)([^*]{1,2000})(?<!\s)\*\*)"
    r"|(?P<emphasis>\*(?!\s)([^*]{1,2000})(?<![\s])\*)"
    r"|(?P<role>:([A-Za-z][\w:.+-]{0,40}):`([^`]{1,2000})`)"
    r"|(?P<target>_`([^`]{1,500})`)"
    r"|(?P<link>`(?!\s)([^`<]{0,2000})(?:<([^`<>]{1,2000})>)?`__?(?!\w))"
    r"|(?P<named>`(?!\s)([^`]{1,2000})`(?::([A-Za-z][\w:.+-]{0,40}):)?)"
    r"|(?P<note>\[(?:#?[\w.+:-]{0,60}|\*)\]_(?!\w))"
    r"|(?P<swap>\|(?![\s|])[^|\r\n]{1,100}(?<!\s)\|_{0,2})"
    r"|(?P<tail>(?<=\w)__?(?=[\s.,;:!?)\]}’”\"']|$)))"
)
_SHOWN = frozenset({
    "abbr", "abbreviation", "acronym", "dfn", "emphasis", "guilabel", "menuselection", "ref", "doc", "strong", "sub",
    "subscript", "sup", "superscript", "term", "title", "title-reference", "t", "any", "numref", "download", "index",
    "small", "smallcaps", "underline", "strike", "del", "span", "color",
})  # fmt: skip
_POINTING = frozenset({"ref", "doc", "any", "numref", "download", "term"})
_STRUCK = frozenset({"strike", "del"})
_TITLED = regex.compile(r"([^<]{1,2000}?)\s*<([^<>]{1,2000})>")
_ADDRESS = regex.compile(r"https?:|mailto:|tel:|sms:")


def _role(at: Place, found: re.Match[str]) -> None:
    name_at, text_at = (1, 2) if found.lastgroup == "role" else (2, 1)
    name = found.group(found.re.groupindex[found.lastgroup or ""] + name_at) or "title"
    name = name.rpartition(":")[2].lower()
    start, end = inner(found, text_at)
    titled = _TITLED.fullmatch(at.page.text, start, end)
    if name not in _SHOWN:
        at.blank(*found.span())
    elif titled:
        if _ADDRESS.match(titled[2]):
            at.link(*titled.span(2))
        at.marked("link", *titled.span(1))
    elif name in _POINTING - {"term"}:
        at.blank(*found.span())
    else:
        kind = "struck" if name in _STRUCK else "strong" if name == "strong" else "emphasis"
        at.marked(kind, start, end)


def _link(at: Place, found: re.Match[str]) -> None:
    target = inner(found, 2)
    if target[0] >= 0 and not at.page.text.endswith("_", *target):
        at.link(*target)
    start, end = inner(found)
    while end > start and at.page.text[end - 1].isspace():
        end -= 1
    if end > start:
        at.marked("link", start, end)
    elif target[0] >= 0:
        at.blank(*target)


INLINE = Inline(
    _PATTERN,
    {
        "gone": hidden,
        "escape": escaped,
        "literal": code,
        "strong": mark("strong"),
        "emphasis": mark("emphasis"),
        "role": _role,
        "target": mark("emphasis"),
        "link": _link,
        "named": _role,
        "note": hidden,
        "swap": code,
        "tail": hidden,
    },
)
"""The inline markup of reStructuredText."""
