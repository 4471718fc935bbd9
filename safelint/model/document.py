"""A text as its reader sees it: blocks, where each character came from, and what was asked in comments."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum

from safelint.model.dataclass import dataclass
from safelint.model.span import NOWHERE, Span


class BlockKind(str, Enum):
    """What a block is in its document; rules may limit themselves to some kinds."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CAPTION = "caption"
    ALT = "alt"
    META = "meta"


HEADLINE_KINDS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class Segment:
    """``length`` code points of block text from ``text`` on stand at ``source`` in the source.

    A segment with ``source_length == length`` is verbatim, character for character; any other is opaque (an
    entity, an escape, collapsed white space): its characters map to the whole source stretch.
    """

    text: int
    length: int
    source: int
    source_length: int

    @property
    def verbatim(self) -> bool:
        """Whether block and source characters correspond one to one."""
        return self.length == self.source_length


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where every character of a block came from; segments in text order, without gaps in the block text."""

    segments: tuple[Segment, ...] = ()

    def _at(self, offset: int) -> Segment:
        index = bisect_right(self.segments, offset, key=lambda s: s.text) - 1
        return self.segments[max(index, 0)]

    def to_source(self, span: Span) -> Span:
        """The stretch of the source that shows ``span`` of the block; an empty span maps to an empty one."""
        if not self.segments:
            return span
        first = self._at(span.start)
        start = first.source + (span.start - first.text if first.verbatim else 0)
        if span.end <= span.start:
            return Span(start, start)
        last = self._at(span.end - 1)
        end = last.source + (span.end - last.text if last.verbatim else last.source_length)
        return Span(start, end)

    def from_source(self, span: Span) -> Span:
        """The stretch of the block that shows ``span`` of the source, or a part of it; an empty one at 0 for none."""
        hits = []
        for segment in self.segments:
            low, high = max(span.start, segment.source), min(span.end, segment.source + segment.source_length)
            if low < high and segment.verbatim:
                hits.append(Span(low, high).shift(segment.text - segment.source))
            elif low < high:
                hits.append(Span(segment.text, segment.text + segment.length))
        return Span(min(hit.start for hit in hits), max(hit.end for hit in hits)) if hits else NOWHERE

    def exact(self, span: Span) -> bool:
        """Whether ``span`` stands in the source unbroken, so that replacing it there replaces nothing else."""
        if not self.segments or span.end <= span.start:
            return True
        source = self.to_source(span)
        if len(source) != len(span):
            return False
        first = bisect_right(self.segments, span.start, key=lambda s: s.text) - 1
        for segment in self.segments[max(first, 0) :]:
            if segment.text >= span.end:
                break
            if not segment.verbatim:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline mark-up over a stretch of a block: ``struck``, ``emphasis``, ``strong``, ``link`` or ``code``."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text that is read together.

    Attributes:
        kind: what it is in the document.
        text: what a reader sees: white space collapsed, entities decoded, no mark-up; code, URLs, e-mail
            addresses and template directives are blanked with spaces of the same length.
        offsets: from this text to the source.
        level: heading level 1-6, list depth from 1, else 0.
        key: the front-matter key or HTML attribute the text is the value of.
        quoted: stands inside a block quotation.
        under: indexes in ``Document.blocks`` of the headings it stands under, outermost first.
        lead: index of the paragraph that introduces the list or table it belongs to (“Avoid saying:”), or -1.
        column: heading text of its table column, or of its row when that is a header cell.
        marks: inline mark-up, by position.
    """

    kind: BlockKind
    text: str
    offsets: OffsetMap = OffsetMap()
    level: int = 0
    key: str = ""
    quoted: bool = False
    under: tuple[int, ...] = ()
    lead: int = -1
    column: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Directive:
    """What a writer asked in a comment: “safelint: allow RULE, reason”.

    Attributes:
        verb: ``allow`` (next block or same line), ``off``, ``on`` or ``allow-file``.
        rules: rule or topic ids; empty means all.
        reason: why, in the writer's words; empty when not given.
        until: ISO date after which it no longer counts; empty when open-ended.
        span: the comment in the source.
        found: only where these words were found; empty for any.
        sentence: only inside these words of the text; empty for everywhere.
        file: the file beside the text that asks, when it is no comment; ``line`` (1-based) is the line there.
    """

    verb: str
    rules: tuple[str, ...]
    reason: str
    until: str
    span: Span
    found: str = ""
    sentence: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link target (``https:``, ``tel:``, ``sms:`` …) and where it stands in the source."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text.

    Attributes:
        path: as the user named it.
        format: a key of ``formats.FORMATS``.
        blocks: in reading order.
        directives: suppression comments, in order.
        links: every link target.
        title: index of the title block in ``blocks``, or -1.
        language: from front matter or markup, as a BCP 47 tag; empty when the text does not say.
        audience: ISO 3166 country codes from front matter; empty when the text does not say.
    """

    path: str
    format: str
    blocks: tuple[Block, ...] = ()
    directives: tuple[Directive, ...] = ()
    links: tuple[Link, ...] = ()
    title: int = -1
    language: str = ""
    audience: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What a reader would see, blocks parted by blank lines."""
        return "\n\n".join(block.text for block in self.blocks)
