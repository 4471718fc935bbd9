"""A text as it reads, in HTML, with the words of its findings marked and numbered."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.document import Block, BlockKind
from safelint.model.span import Span
from safelint.reporters.markup import esc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.document import Document
    from safelint.model.finding import Finding

TAGS = {"strong": "strong", "emphasis": "em", "struck": "s"}
# Headings of the page itself stand above those of a text.
FIRST, LAST = 4, 6
NAMES = {BlockKind.CAPTION: "Caption", BlockKind.ALT: "Description of a picture", BlockKind.TABLE: "Table"}
KEYS = {"description": "Description", "summary": "Summary", "subtitle": "Subtitle", "excerpt": "Excerpt"}
GAP = '<span class="gap" title="code, an address or an instruction to a program">⋯</span>'

_BLANKS = regex.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding where it shows: its number in the file, from 1, and its stretch of a block, empty for no words."""

    number: int
    finding: Finding
    span: Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the page leads to: its number in the text, from 1, and its stretch of a block."""

    number: int
    span: Span


def write(document: Document, findings: Sequence[Finding], file: int, places: Sequence[Span] = ()) -> Iterator[str]:
    """The blocks of a text in reading order.

    Args:
        document: the text.
        findings: what is marked in it.
        file: its number in the report, part of every anchor.
        places: more stretches of the source, to which a page has links (``#e1-2`` is the second in text 1).
    """
    hits, spots = _hits(document, findings), _spots(document, places)
    level = FIRST - 1
    for shape, group in groupby(enumerate(document.blocks), key=lambda pair: _shape(pair[1])):
        pieces = [(block, _inline(block, hits.get(index, []), spots.get(index, []), file)) for index, block in group]
        if shape == "list":
            yield (
                "<ul>"
                + "".join(f'<li class="depth{min(max(b.level, 1), 4)}">{t}</li>\n' for b, t in pieces)
                + "</ul>\n"
            )
        elif shape == "quote":
            yield "<blockquote>" + "".join(f"<p>{text}</p>\n" for _, text in pieces) + "</blockquote>\n"
        elif shape == "table":
            yield '<ul class="cells">' + "".join(f"<li>{_label(b)}{text}</li>\n" for b, text in pieces) + "</ul>\n"
        else:
            for block, text in pieces:
                level = _level(block, level)
                yield _one(block, text, level)


def placed(document: Document | None, findings: Sequence[Finding]) -> frozenset[int]:
    """The numbers of the findings that show in the text."""
    shown = _hits(document, findings).values() if document is not None else ()
    return frozenset(hit.number for hits in shown for hit in hits)


def standing(document: Document | None, places: Sequence[Span]) -> frozenset[int]:
    """The numbers of the ``places`` that show in the text, from 1."""
    spots = _spots(document, places).values() if document is not None else ()
    return frozenset(spot.number for found in spots for spot in found)


def _spots(document: Document, places: Sequence[Span]) -> dict[int, list[Spot]]:
    """By block: the places that stand in it, each in the first block that shows it."""
    found: dict[int, list[Spot]] = {}
    for number, place in enumerate(places, 1):
        for index, block in enumerate(document.blocks):
            span = block.offsets.from_source(place)
            if block.text[span.start : span.end].strip():
                found.setdefault(index, []).append(Spot(number, span))
                break
    return found


def _hits(document: Document, findings: Sequence[Finding]) -> dict[int, list[Hit]]:
    """By block: what was found in it, in the order of the text."""
    found: dict[int, list[Hit]] = {}
    for number, finding in enumerate(findings, 1):
        wanted = Span(finding.start.offset, max(finding.end.offset, finding.start.offset + 1))
        for index, block in enumerate(document.blocks):
            span = block.offsets.from_source(wanted)
            if block.text[span.start : span.end].strip():
                whole = finding.scope == "document"
                end = len(block.text) if whole else span.end
                found.setdefault(index, []).append(Hit(number, finding, Span(end if whole else span.start, end)))
                if whole:
                    break
    return found


def _shape(block: Block) -> str:
    """What blocks are put together as."""
    if block.kind is BlockKind.LIST:
        return "list"
    if block.kind is BlockKind.QUOTE or (block.quoted and block.kind is BlockKind.BODY):
        return "quote"
    return "table" if block.kind is BlockKind.TABLE else "other"


def _level(block: Block, before: int) -> int:
    """The level of the heading on the page: a text may skip levels, the page does not."""
    if block.kind is BlockKind.TITLE:
        return FIRST
    if block.kind is not BlockKind.HEADING:
        return before
    return max(FIRST, min(FIRST + max(block.level, 1) - 1, before + 1, LAST))


def _one(block: Block, text: str, level: int) -> str:
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return f"<h{level}>{text}</h{level}>\n"
    if block.kind is BlockKind.BODY:
        return f"<p>{text}</p>\n"
    return f'<p class="aside">{_label(block)}{text}</p>\n'


def _label(block: Block) -> str:
    """What a reader would see from the looks of the page."""
    name = NAMES.get(block.kind) or KEYS.get(block.key.lower()) or block.key or "About this text"
    if block.kind is BlockKind.TABLE:
        if not block.column:
            return ""
        name = block.column
    return f'<span class="label">{esc(name)}</span> '


def _inline(block: Block, hits: list[Hit], spots: list[Spot], file: int) -> str:
    """The text of a block, cut wherever a finding, a place or a mark begins or ends."""
    spans = (
        [hit.span for hit in hits]
        + [spot.span for spot in spots]
        + [mark.span for mark in block.marks if mark.kind in TAGS]
    )
    cuts = sorted({0, len(block.text), *(at for span in spans for at in (span.start, span.end))})
    ending: dict[int, list[Hit]] = {}
    for hit in hits:
        ending.setdefault(hit.span.end, []).append(hit)
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
        pieces += [_number(hit, file) for hit in ending.get(start, [])]
        if end > start:
            text = _piece(block, Span(start, end), [h for h in hits if h.span.overlaps(Span(start, end))], file)
            for spot in spots:
                if spot.span.start == start:
                    text = f'<span class="place" id="e{file}-{spot.number}">{text}</span>'
            pieces.append(text)
    return "".join(pieces)


def _piece(block: Block, span: Span, hits: list[Hit], file: int) -> str:
    text = _words(block.text[span.start : span.end])
    for mark in block.marks:
        if mark.kind in TAGS and mark.span.overlaps(span):
            text = f"<{TAGS[mark.kind]}>{text}</{TAGS[mark.kind]}>"
    if not hits:
        return text
    worst = min(hits, key=lambda hit: (hit.finding.severity.rank, hit.number))
    return f'<mark class="{worst.finding.severity.value}" data-finding="f{file}-{worst.number}">{text}</mark>'


def _words(text: str) -> str:
    """Text whose blanks, where something was left out, are shown."""
    return _BLANKS.sub(f" {GAP} ", esc(text))


def _number(hit: Hit, file: int) -> str:
    """The link from the words to the reason."""
    name, severity = f"{file}-{hit.number}", hit.finding.severity.value
    said = f"{severity} {hit.number}"
    return f'<a class="number {severity}" id="m{name}" href="#f{name}" aria-label="{said}: the reason">{hit.number}</a>'
