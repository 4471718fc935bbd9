"""Plain text to a document: paragraphs, headings, lists and quotations by how their lines look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.mask import mask_templates
from safelint.formats.outline import Outline
from safelint.formats.weave import Weaver, Woven
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.document import Document
    from safelint.model.source import Source

_BLANK = regex.compile(r"\s*")
_ENDING = regex.compile(r"\r\n|[\r\n\f]")
_REMARK = regex.compile(
    r"[ \t]*(?:#+|//|\.\.|;|%)[ \t]*(safelint:.*)|[ \t]*<!--[ \t]*(safelint:.*?)-->[ \t]*$", re.IGNORECASE
)
_ITEM = regex.compile(r"([ \t]*)(?:[-*+•‣◦▪·–—]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_DASHED = regex.compile(r"[ \t]*[–—]")
_QUOTE = regex.compile(r"[ \t]*>+[ \t]?")
_HASHES = regex.compile(r"(#{1,6})[ \t]+(?=\S)")
_RULE = regex.compile(r"[ \t]*[=\-~*_#·•][=\-~*_#·•\s]{2,}")
_WRAPPED = 120  # code points; text that was wrapped by hand has no longer lines
_HEADING = 80
_HEADING_WORDS = 14
_CLOSED = tuple(".!?;:,…")
_WRAPPERS = "\"'”’»)]*_ \t"


@dataclass(slots=True)
class _Run:
    """Lines that are read together; grows while they are collected."""

    kind: BlockKind
    pieces: list[tuple[int, int]]
    level: int = 0
    alone: bool = False  # a line by itself, which may be a heading


def read(source: Source) -> Document:
    """The document in a plain text."""
    masked = mask_templates(source.text)
    outline = Outline(any_heading=False)
    for aside in masked.asides:
        outline.comment(aside.inner, aside.start, aside.end)
    text = masked.text
    runs = tuple(_runs(text, outline))
    lead, listing = -1, False
    for run in runs:
        if run.kind is BlockKind.LIST:
            lead = lead if listing else _introduction(outline)
        listing = run.kind is BlockKind.LIST
        _add(run, text, outline, lead=lead if listing else -1, only=len(runs) == 1)
    return outline.document(source.path, "text")


def _introduction(outline: Outline) -> int:
    """The paragraph right before, when it ends with a colon."""
    index = outline.lead(0)
    return index if outline.text_of(index).rstrip(_WRAPPERS).endswith(":") else -1


def _add(run: _Run, text: str, outline: Outline, *, lead: int, only: bool) -> None:
    woven = _woven(text, run.pieces)
    kind, level = run.kind, run.level
    if kind is BlockKind.BODY and run.alone and not only and _heads(woven.text):
        kind, level = BlockKind.HEADING, 2 if len(outline) else 1
    outline.add(kind, woven, level=level, quoted=kind is BlockKind.QUOTE, lead=lead)


def _woven(text: str, pieces: list[tuple[int, int]]) -> Woven:
    weaver, last = Weaver(text), -1
    for start, end in pieces:
        if last >= 0:
            weaver.gap(last, start)
        weaver.run(start, end)
        last = end
    return weaver.woven()


def _heads(line: str) -> bool:
    """Whether a line standing alone reads as a heading: short, and not closed like a sentence."""
    bare = line.rstrip(_WRAPPERS)
    return (
        len(line) <= _HEADING
        and len(line.split()) <= _HEADING_WORDS
        and not bare.endswith(_CLOSED)
        and any(char.isalpha() for char in bare)
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line, without its ending and without white space around it."""
    start = 0
    for ending in _ENDING.finditer(text):
        yield start, ending.start()
        start = ending.end()
    yield start, len(text)


def _runs(text: str, outline: Outline) -> Iterator[_Run]:
    """The text as runs; comments of ours go to the outline."""
    lines = list(_lines(text))
    shown = [end - start for start, end in lines if end > start]
    unwrapped = sum(length > _WRAPPED for length in shown) * 5 >= max(len(shown), 1)
    chunk: list[tuple[int, int]] = []
    for start, end in lines:
        if remark := _REMARK.match(text, start, end):
            outline.comment(remark.group(1) or remark.group(2), start, end)
        elif _BLANK.fullmatch(text, start, end):
            yield from _chunk(text, chunk, unwrapped=unwrapped)
            chunk = []
        else:
            chunk.append((start, end))
    yield from _chunk(text, chunk, unwrapped=unwrapped)


def _chunk(text: str, lines: list[tuple[int, int]], *, unwrapped: bool) -> Iterator[_Run]:
    """Lines without a blank line between them, as runs."""
    apart = unwrapped or any(end - start > _WRAPPED for start, end in lines)
    run: _Run | None = None
    for start, end in lines:
        begun = _begun(text, start, end, run)
        if begun is None:
            if run and _underlined(text[start], run):
                run.kind, run.level = BlockKind.HEADING, 1 if text[start] == "=" else 2
        elif run and not apart and _goes_on(run, begun):
            run.pieces += begun.pieces
        else:
            if run:
                run.alone = apart or (begun.kind is BlockKind.LIST and len(run.pieces) == 1)
                yield run
            run = begun
    if run:
        run.alone = apart or len(lines) == 1
        yield run


def _goes_on(run: _Run, line: _Run) -> bool:
    """Whether a line belongs to the run above it."""
    if line.kind is BlockKind.QUOTE:
        return run.kind is BlockKind.QUOTE
    return line.kind is BlockKind.BODY and run.kind is not BlockKind.HEADING


def _begun(text: str, start: int, end: int, before: _Run | None) -> _Run | None:
    """What a line would begin if it began something; None for a line of dashes or stars."""
    if _RULE.fullmatch(text, start, end):
        return None
    if quote := _QUOTE.match(text, start, end):
        return _Run(BlockKind.QUOTE, [(quote.end(), end)])
    if hashes := _HASHES.match(text, start, end):
        return _Run(BlockKind.HEADING, [(hashes.end(), end)], len(hashes.group(1)))
    item = _ITEM.match(text, start, end)
    if item and (before is None or before.kind is not BlockKind.BODY or not _DASHED.match(text, start, end)):
        return _Run(BlockKind.LIST, [(item.end(), end)], 1 + bool(item.group(1)))
    return _Run(BlockKind.BODY, [(start, end)])


def _underlined(dash: str, run: _Run) -> bool:
    """Whether a line of ``dash`` right below makes ``run`` a heading."""
    return dash in "=-~" and run.kind is BlockKind.BODY and len(run.pieces) == 1
