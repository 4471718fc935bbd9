"""Weaves the text of one block from stretches of its source and remembers where every character came from."""

from __future__ import annotations

from safelint.formats.mask import MASK, blank_addresses
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.document import Mark, OffsetMap, Segment
from safelint.model.span import Span

_UNSEEN = "\xad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ODD = regex.compile(rf"[^\S ]\s*| \s+|[{_UNSEEN}]+|{MASK}+")
_INVISIBLE = regex.compile(rf"[{_UNSEEN}]*")


@dataclass(frozen=True, slots=True)
class Woven:
    """The text of one block, where it came from, and its inline marks."""

    text: str
    offsets: OffsetMap
    marks: tuple[Mark, ...] = ()


class Weaver:
    """Collects the text of one block; positions are code points in ``text``, which begins at ``base`` in the source.

    White space is collapsed as it comes in, characters that nobody sees (soft hyphens, zero-width) are left out, and
    neighbouring verbatim stretches become one segment.
    """

    def __init__(self, text: str, base: int = 0) -> None:
        self._text = text
        self._base = base
        self._parts: list[str] = []
        self._length = 0
        self._spaced = True  # white space at the start is dropped
        self._segments: list[Segment] = []
        self._open: list[tuple[str, int]] = []
        self._marks: list[Mark] = []

    @property
    def begun(self) -> bool:
        """Whether anything has been shown yet."""
        return self._length > 0

    def run(self, start: int, end: int) -> None:
        """Show the source from ``start`` to ``end``."""
        text, at = self._text, start
        for odd in _ODD.finditer(text, start, end):
            self._plain(at, odd.start())
            at = odd.end()
            first = text[odd.start()]
            if first == MASK:
                self.blank(odd.start(), at)
            elif first.isspace():
                self.gap(odd.start(), at)
        self._plain(at, end)

    def stand_in(self, shown: str, start: int, end: int) -> None:
        """Show ``shown`` (a decoded entity or escape) for the source from ``start`` to ``end``."""
        if _INVISIBLE.fullmatch(shown):
            return
        if shown.isspace():
            self.gap(start, end)
            return
        self._append(shown, start, end - start)

    def gap(self, start: int, end: int) -> None:
        """Show one space for a line break or a run of white space."""
        if not self._spaced:
            self._append(" ", start, end - start)
            self._spaced = True

    def blank(self, start: int, end: int) -> None:
        """Show as many spaces as the stretch is long, so that words on either side stay apart."""
        if start < end:
            self._append(" " * (end - start), start, end - start)

    def open(self, kind: str) -> None:
        """Begin inline mark-up of ``kind`` here."""
        self._open.append((kind, self._length))

    def close(self, kind: str) -> None:
        """End the innermost open mark-up of ``kind``; nothing happens when none is open."""
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 50), -1):
            if self._open[index][0] == kind:
                self._mark(*self._open.pop(index))
                return

    def woven(self) -> Woven:
        """The finished block text, addresses blanked and ends stripped."""
        for kind, start in self._open:
            self._mark(kind, start)
        text = blank_addresses("".join(self._parts))
        end = len(text.rstrip(" "))
        start = end - len(text[:end].lstrip(" "))
        segments = tuple(_cut(self._segments, start, end))
        marks = (
            Mark(m.kind, Span(max(m.span.start, start) - start, min(m.span.end, end) - start)) for m in self._marks
        )
        kept = tuple(sorted((m for m in marks if m.span.start < m.span.end), key=lambda m: (m.span, m.kind)))
        return Woven(text[start:end], OffsetMap(segments), kept)

    def _mark(self, kind: str, start: int) -> None:
        if start < self._length:
            self._marks.append(Mark(kind, Span(start, self._length)))

    def _plain(self, start: int, end: int) -> None:
        if start < end and self._spaced and self._text[start] == " ":
            start += 1
        if start < end:
            self._append(self._text[start:end], start, end - start)
            self._spaced = self._text[end - 1] == " "

    def _append(self, shown: str, source: int, source_length: int) -> None:
        length, source = len(shown), source + self._base
        self._parts.append(shown)
        last = self._segments[-1] if self._segments else None
        if last and length == source_length and last.verbatim and last.source + last.length == source:
            joined = last.length + length
            self._segments[-1] = Segment(last.text, joined, last.source, joined)
        else:
            self._segments.append(Segment(self._length, length, source, source_length))
        self._length += length
        self._spaced = False


def _cut(segments: list[Segment], start: int, end: int) -> list[Segment]:
    """The segments that cover ``[start, end)`` of the text, counted from ``start``."""
    kept = []
    for segment in segments:
        first, last = max(segment.text, start), min(segment.text + segment.length, end)
        if first >= last:
            continue
        ahead = first - segment.text if segment.verbatim else 0
        length = last - first
        kept.append(
            Segment(
                first - start, length, segment.source + ahead, length if segment.verbatim else segment.source_length
            )
        )
    return kept
