"""Lines as they stand on printed pages to running text: paragraphs, joined words, no running heads or page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.source import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDGE = 2  # lines at the top and the foot of a page that may be a running head, of a short page a third
_PAGES = 3  # … when so many pages have it
_SHARE = 0.35
_SHORT, _BRIEF = 0.8, 0.6  # of a full line, for the last line of a paragraph and for a heading
_FULL = 0.9  # of the lines are no longer than a full one
_DIGITS = regex.compile(r"\d+")
_NUMBER = regex.compile(r"[-–—·|\s]*(?:page|p\.)?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?[-–—·|\s]*", re.IGNORECASE)
_ITEM = regex.compile(r"(?:[•‣◦▪●○■–—*-]|\(?\d{1,2}[.)])\s+\S")
_CLOSED = regex.compile(r"[.!?:…][\"'”’)\]]*$")
_BROKEN = regex.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\xad]$")
_DASHED = regex.compile(r"\S[-–—]$")
_WORD = regex.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT = frozenset({"self", "non", "well", "co", "ex", "anti", "mid", "low", "high", "long", "short", "half", "all"})
_SIGNS = "\xad\u2010-"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its lines as they were extracted, and the addresses it links to."""

    number: int
    lines: Sequence[str]
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Paragraph:
    """Lines that are read together, each with its page; ``item`` when it begins with a bullet."""

    lines: list[tuple[int, str]]
    item: bool = False


def flowing(pages: Sequence[Page]) -> tuple[str, tuple[Anchor, ...], dict[int, int]]:
    """The running text, its pages as anchors, and where each page begins."""
    kept, heads = _bare(pages)
    width = _width(kept)
    words = {word.lower() for _, lines in kept for line in lines for word in _WORD.findall(line)}
    paragraphs: list[_Paragraph] = []
    for number, lines in kept:
        _add(paragraphs, number, lines, width)
    paragraphs += [_Paragraph([head]) for head in heads]
    parts: list[str] = []
    length, page = 0, 0
    anchors: list[Anchor] = []
    for paragraph in paragraphs:
        if parts:
            apart = "\n" if paragraph.item else "\n\n"
            parts.append(apart)
            length += len(apart)
        for number, shown in _joined(paragraph.lines, words):
            if number != page:
                anchors.append(Anchor(length, f"page {number}"))
                page = number
            parts.append(shown)
            length += len(shown)
    return "".join(parts), tuple(anchors), _starts(pages, anchors)


def _starts(pages: Sequence[Page], anchors: Sequence[Anchor]) -> dict[int, int]:
    """Where each page begins; one without text where the one before does."""
    known: dict[str, int] = {}
    for anchor in anchors:
        known.setdefault(anchor.label, anchor.offset)
    starts, last = {}, 0
    for page in pages:
        last = starts[page.number] = known.get(f"page {page.number}", last)
    return starts


def _bare(pages: Sequence[Page]) -> tuple[list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """The lines of each page without running heads and page numbers, and each running head once, with its page."""
    stripped = [(page.number, [line.strip() for line in page.lines]) for page in pages]
    edges = [_edges(lines) for _, lines in stripped]
    often = Counter(
        key for (_, lines), edge in zip(stripped, edges, strict=True) for key in {_key(lines[i]) for i in edge}
    )
    least = max(_PAGES, _SHARE * len(pages))
    kept, heads, seen = [], [], set()
    for (number, lines), edge in zip(stripped, edges, strict=True):
        left = []
        for index, line in enumerate(lines):
            key = _key(line)
            repeated = index in edge and often[key] >= least
            if index in edge and (found := _NUMBER.fullmatch(line)) and (repeated or int(found[1]) == number):
                continue
            if not repeated:
                left.append(line)
            elif key not in seen:
                seen.add(key)
                heads.append((number, line))
        kept.append((number, left))
    return kept, heads


def _edges(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of the first and the last lines that hold anything."""
    filled = [index for index, line in enumerate(lines) if line]
    count = min(_EDGE, len(filled) // 3)
    return frozenset((*filled[:count], *filled[len(filled) - count :]))


def _key(line: str) -> str:
    return _DIGITS.sub("#", line.lower())


def _width(pages: Sequence[tuple[int, list[str]]]) -> int:
    """How long a full line is, in code points."""
    lengths = sorted(len(line) for _, lines in pages for line in lines if line)
    return lengths[min(int(len(lengths) * _FULL), len(lengths) - 1)] if lengths else 0


def _add(paragraphs: list[_Paragraph], number: int, lines: Sequence[str], width: int) -> None:
    """Add the lines of one page; a sentence that goes on from the page before goes on."""
    fresh = not (paragraphs and _goes_over(paragraphs[-1], lines))
    for index, line in enumerate(lines):
        if not line:
            fresh = True
            continue
        item = _ITEM.match(line) is not None
        if fresh or item:
            paragraphs.append(_Paragraph([], item and bool(paragraphs) and not (fresh and not paragraphs[-1].item)))
        paragraphs[-1].lines.append((number, line))
        after = next((one for one in lines[index + 1 : index + 2] if one), "")
        fresh = _ends(line, after, width, first=len(paragraphs[-1].lines) == 1)


def _goes_over(last: _Paragraph, lines: Sequence[str]) -> bool:
    first = next(filter(None, lines), "")
    return first[:1].islower() and not _CLOSED.search(last.lines[-1][1])


def _ends(line: str, after: str, width: int, *, first: bool) -> bool:
    """Whether a paragraph ends with ``line``: it falls short of the others, and what follows could begin one."""
    if not after or after[0].islower():
        return False
    if _CLOSED.search(line):
        return len(line) < _SHORT * width
    return first and len(line) < _BRIEF * width and not line.endswith((",", ";", *_SIGNS))


def _joined(lines: Sequence[tuple[int, str]], words: set[str]) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph as pieces of one line, words that were broken at a line's end put together."""
    for index, (number, line) in enumerate(lines):
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        broken = _BROKEN.search(line) if following else None
        after = _WORD.match(following)
        if not following:
            yield number, line
        elif broken and after and (line[-1] != "-" or following[0].islower()):
            keep = line[-1] != "\xad" and _hyphened(broken[1].lower(), after.group().lower(), words)
            yield number, line[:-1] + ("-" if keep else "")
        else:
            yield number, line if _DASHED.search(line) and following[:1].isalnum() else f"{line} "


def _hyphened(before: str, after: str, words: set[str]) -> bool:
    """Whether a word broken at its hyphen keeps it, as the same word does elsewhere; else by how it begins."""
    if before + after in words:
        return False
    return f"{before}-{after}" in words or before in _KEPT or "-" in before
