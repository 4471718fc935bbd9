"""Numbers that a page shows and its source hides: in shortcodes, attributes, components and the front matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from safelint.formats import frontmatter, headlines
from safelint.model import regex
from safelint.model.document import Link
from safelint.model.span import Span
from safelint.nlp.numbers import SHORT, known_in, runs, spelt
from safelint.nlp.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from safelint.formats.headvalues import Value
    from safelint.model.document import Document
    from safelint.nlp.numbers import Number

_MOST = 5_000  # pieces of mark-up with a digit looked at in one source
_PIECE = regex.compile(
    r"\{\{[<%]?-?\s*(?P<hugo>[^{}]{0,1000})\}\}"  # {{< helpline "988" >}}
    r"|\{%-?\s*(?P<liquid>[^{}%]{0,1000})%\}"  # {% include helpline.html phone="988" %}
    r"|<(?P<tag>[A-Za-z][^<>]{0,2000})>"  # <Helpline phone="988" />, <span data-phone="988">
)
_CLOAKED = regex.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code)\b.*?(?:</\1|\Z)|^ {0,3}(```|~~~).*?(?:^ {0,3}\2|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_ARGUMENT = regex.compile(
    r"(?:([A-Za-z_:@][\w:.@-]{0,60})\s{0,3}=\s{0,3})?"
    r"(?:\"([^\"]{0,300})\"|'([^']{0,300})'|\{([^{}]{0,300})\}|([^\s\"'={}]{1,100}))"
)
_CAMEL = regex.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = regex.compile(r"[a-z]+")
_DIGIT = regex.compile(r"\d")
_FORMATS = frozenset({"markdown", "html", "ipynb"})
# “:helpline: 988” in reStructuredText and AsciiDoc, “#+HELPLINE: 988” in Org: what a text says about itself.
_FIELD = regex.compile(r"^(?::|#\+)([A-Za-z][\w -]{0,60}):[ \t]+([^\r\n]{1,300})", re.MULTILINE)
_FIELDED = frozenset({"rst", "asciidoc", "org"})


def hidden(
    document: Document, text: str, known: Container[str], keys: Iterable[str], taken: Iterable[Span]
) -> list[Link]:
    """The helpline numbers in the mark-up of a source, as ``tel:`` links.

    A number counts under a key or in an element whose name says that it is one to call (``phone``, ``helpline``).

    Args:
        document: its format.
        text: the source.
        known: digits of the numbers that are helplines'.
        keys: words of such names.
        taken: where numbers and links were found already.
    """
    wanted = frozenset(keys)
    if not any(key in lower for lower in (piece.lower() for _, piece in pieces(text)) for key in wanted):
        return []
    spans = sorted(taken)
    found = []
    for names, start, end in _values(document, text):
        if wanted.isdisjoint(_words(names)):
            continue
        value = text[start:end]
        for number in _numbers(value, known, wanted):
            span = Span(start + number.span.start, start + number.span.end)
            at = bisect_left(spans, span)
            if not any(span.overlaps(other) for other in spans[max(0, at - 1) : at + 1]):
                found.append(Link("tel:" + text[span.start : span.end], span))
    return found


def _words(names: str) -> list[str]:
    return _WORD.findall(_CAMEL.sub(" ", names).lower())


def _numbers(value: str, known: Container[str], wanted: frozenset[str]) -> Iterator[Number]:
    """The helpline numbers in a value; a short one only when it is all of it, or stands beside “call” and the like."""
    taken = list(spelt(value, known))
    yield from taken
    called = not wanted.isdisjoint(_words(value))
    for run in runs(value):
        for number in known_in(run, known):
            sure = called or len(number.digits) > SHORT or len(number.span) == len(value.strip())
            if sure and not any(number.span.overlaps(one.span) for one in taken):
                yield number


def _values(document: Document, text: str) -> Iterator[tuple[str, int, int]]:
    """Every value of the mark-up: the names it stands under, and where it is."""
    if document.format in _FIELDED:
        for field in islice(_FIELD.finditer(text), _MOST):
            yield field[1].replace("_", " "), *field.span(2)
    if document.format not in _FORMATS:
        return
    head = frontmatter.find(text) if document.format == "markdown" else None
    if head is not None and head.kind:
        for value in headlines.VALUES[head.kind](text, head.start, head.end):
            yield from _head(value)
    yield from _pieces(text, head.body if head else 0)


def _pieces(text: str, body: int) -> Iterator[tuple[str, int, int]]:
    """The arguments of shortcodes, components and elements from ``body`` on."""
    cloaked = [Span(*one.span()) for one in _CLOAKED.finditer(text, body)]
    count = 0
    for piece in _PIECE.finditer(text, body):
        if not _DIGIT.search(piece[0]):
            continue
        count += 1
        if count > _MOST:
            return
        at = bisect_left(cloaked, Span(piece.start(), piece.end()))
        if not any(one.overlaps(Span(*piece.span())) for one in cloaked[max(0, at - 1) : at + 1]):
            yield from _arguments(text, *piece.span(piece.lastgroup or 0))


def _head(value: Value) -> Iterator[tuple[str, int, int]]:
    for item in value.items():
        for start, end in item.pieces:
            yield f"{value.parent} {value.key}", start, end


def _arguments(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The arguments of one piece of mark-up, each under the piece's own name and its key."""
    name = ""
    for one in _ARGUMENT.finditer(text, start, end):
        group = one.lastindex or 0
        if not name:
            name = one[0]
        elif one[group]:
            yield f"{name} {one[1] or ''}", *one.span(group)
