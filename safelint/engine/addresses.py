"""Addresses of helplines that stand in the words of a source, and not as a link that its format knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any

from safelint.model import regex
from safelint.model.document import Link
from safelint.model.span import Span
from safelint.nlp.numbers import digits_of
from safelint.nlp.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 200  # addresses looked at in one source
_LONGEST = 300  # code points of an address
_ENDS = " \t\r\n\u00a0<>\"'“”«»()[]{}|,"
_AFTER = ".,;:!?*_"
_TAG = regex.compile(r"<[A-Za-z/!]")
_DIAL = regex.compile(r"(?:tel|sms|smsto|callto):(?://)?([^?;&]+)", re.IGNORECASE)
_CHAT = regex.compile(
    r"(?:https?://)?(?:wa\.me/|(?:api\.whatsapp\.com/|whatsapp:/?/?)send/?\?(?:.*&)?phone=)(\+?[\d-]+)"
)
_FENCE = regex.compile(r"^[ \t]{0,3}(?:```|~~~)", re.MULTILINE)


def dialled(target: str) -> str:
    """The digits that a link dials or writes to (``tel:``, ``sms:``, WhatsApp); empty for any other address."""
    found = _DIAL.match(target) or _CHAT.match(target)
    if found is None:
        return ""
    return digits_of(re.sub(r"%[0-9A-Fa-f]{2}", " ", found[1]).upper())


def bare(text: str, hosts: Any, links: Sequence[Link]) -> Iterator[Link]:
    """The addresses in ``text`` at one of the hosts, as links; none in mark-up, code, comments or ``links``.

    Args:
        text: the source.
        hosts: an automaton of host names in lower case.
        links: those that the format found.
    """
    hits = list(islice(_hits(text, hosts), _MOST))
    if not hits:
        return
    fences = [found.start() for found in _FENCE.finditer(text)]
    taken = sorted(link.span for link in links)
    last = -1
    for start, end in hits:
        lo, hi = _word(text, start, end)
        if lo < last or not _begins(text[lo:start].lower()) or (text[end : end + 1] in {".", "-"} and hi > end + 1):
            continue
        last = hi
        at = bisect_right(taken, Span(lo, hi))
        if any(span.overlaps(Span(lo, hi)) for span in taken[max(at - 1, 0) : at + 1]):
            continue
        if bisect_right(fences, lo) % 2 == 0 and not _hidden(text, lo):
            yield Link(text[lo:hi], Span(lo, hi))


def _hits(text: str, hosts: Any) -> Iterator[tuple[int, int]]:
    """Where hosts stand, whatever their case."""
    for at, piece in pieces(text):
        lower = piece.lower()
        if len(lower) == len(piece):
            yield from ((at + start, at + end) for _, start, end in hosts.find_matches_as_indexes(lower))


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space, quotation marks or brackets around a host."""
    lo, hi = start, end
    while lo > 0 and start - lo < _LONGEST and text[lo - 1] not in _ENDS:
        lo -= 1
    while hi < len(text) and hi - end < _LONGEST and text[hi] not in _ENDS:
        hi += 1
    return lo, end + len(text[end:hi].rstrip(_AFTER))


def _begins(before: str) -> bool:
    """Whether what stands before a host in its word leaves it the host: nothing, a scheme, “www.”, mark-up."""
    return re.fullmatch(r"[*_]*(?:[a-z]+:(?://)?)?(?:www\.)?", before) is not None


def _hidden(text: str, at: int) -> bool:
    """Whether a place is inside a tag, a comment, or a script or style sheet."""
    window = text[max(0, at - 2 * _LONGEST) : at]
    opened = window.rfind("<")
    if opened > window.rfind(">") and _TAG.match(window, opened):
        return True
    return any(
        text.rfind(opening, 0, at) > text.rfind(closing, 0, at)
        for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
    )
