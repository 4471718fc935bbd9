"""What a writer asks in a comment: “safelint: allow RULE, reason until 2027-01-31”."""

from __future__ import annotations

import re

from safelint.model import regex
from safelint.model.document import Directive
from safelint.model.span import Span

_ASKED = regex.compile(r"\s*safelint:\s*(allow-file|allow|off|on)(?![\w-])", re.IGNORECASE)
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_ALL_IDS = regex.compile(rf"{_ID}(?:\s+{_ID})*", re.IGNORECASE)
_ONE_ID = regex.compile(rf"{_ID}(?=\s|$)", re.IGNORECASE)
_UNTIL = regex.compile(r"\(?\buntil[ \t]{1,9}(\d{4}-\d{2}-\d{2})\b\)?", re.IGNORECASE)
_DASH = regex.compile(r"(?<=\s)(?:--?|[–—])(?=\s)|:(?=\s)")
_EDGES = " \t\r\n,;:–—-…"  # “…” alone stands where a reason is still to be written
_LONGEST = 2000  # a comment longer than this is no directive, only a comment


def parse(comment: str, start: int, end: int) -> Directive | None:
    """The directive that the text of a comment holds, or None; ``start`` and ``end`` place the comment."""
    asked = _ASKED.match(comment, 0, _LONGEST)
    if asked is None or len(comment) > _LONGEST:
        return None
    rest = comment[asked.end() :]
    until = ""
    if found := _UNTIL.search(rest):
        until = found.group(1)
        rest = rest[: found.start()].rstrip(_EDGES) + rest[found.end() :]
    rules, reason = _parted(rest)
    return Directive(asked.group(1).lower(), rules, reason, until, Span(start, end))


def _parted(rest: str) -> tuple[tuple[str, ...], str]:
    """The rule ids a directive begins with, and the reason after them."""
    parts = [part.strip() for part in _DASH.sub(",", rest, count=1).split(",")]
    if len(parts) == 1:
        return _unparted(rest)
    if not _ALL_IDS.fullmatch(parts[0]):
        rules, reason = _unparted(parts[0])
        return rules, ", ".join(filter(None, [reason, *parts[1:]]))
    rules, at = tuple(parts[0].lower().split()), 1
    while at < len(parts) and _is_id(parts[at], last=at == len(parts) - 1):
        rules += (parts[at].lower(),)
        at += 1
    return rules, " ".join(", ".join(parts[at:]).split()).strip(_EDGES)


def _is_id(part: str, *, last: bool) -> bool:
    """Whether a part between commas is one more id: one word, and a lone last word only when it is hyphenated."""
    return _ONE_ID.fullmatch(part) is not None and ("-" in part or not last)


def _unparted(rest: str) -> tuple[tuple[str, ...], str]:
    """Without a comma the first word is an id, and so are the hyphenated words right after it."""
    words = rest.split()
    count = 0
    while count < len(words) and _ONE_ID.fullmatch(words[count]) and (count == 0 or "-" in words[count]):
        count += 1
    return tuple(word.lower() for word in words[:count]), " ".join(words[count:]).strip(_EDGES)
