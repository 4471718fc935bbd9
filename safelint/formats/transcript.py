"""The text taken out of a container, and where in its XML parts every stretch of it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from safelint.formats.weave import Weaver, Woven
from safelint.formats.xmltree import LITERAL, encoded, stretches
from safelint.model.dataclass import dataclass
from safelint.model.source import Anchor

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable

    from safelint.formats.xmltree import Element
    from safelint.model.fix import Edit

PARTING = "\n\n"
_BREAKS = str.maketrans("\t\r\n", "   ")  # in XML a line break in text is white space like any other
Place = tuple[int, int, str]
"""Start and end in a part, and what is written there instead."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the transcript.

    Attributes:
        offset: in the transcript; ``length`` there.
        part: the member of the archive; ``start`` and ``end`` in its decoded text.
        chain: the elements around it, from the one that holds it outwards, as far as the format needs them.
        host: an element of the main text that a comment on it goes to; None when it can carry one itself.
        writable: whether other text may be written in its place.
    """

    offset: int
    length: int
    part: str
    start: int
    end: int
    chain: tuple[Element, ...] = ()
    host: Element | None = None
    writable: bool = True

    @property
    def verbatim(self) -> bool:
        """Whether it stands in the part character for character."""
        return self.length == self.end - self.start


class Transcript:
    """Collects paragraph by paragraph what a container shows.

    Attributes:
        pieces: of the paragraphs that show something, by offset.
        anchors: one a paragraph.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.anchors: list[Anchor] = []
        self._texts: list[str] = []
        self._base = 0
        self._now: list[str] = []
        self._length = 0
        self._fresh: list[Piece] = []
        self._steps: list[tuple[int, str, bool]] = []
        self._marks: dict[tuple[str, int], None] = {}

    @property
    def text(self) -> str:
        """Everything that was kept so far."""
        return "".join(self._texts).removesuffix(PARTING)

    @property
    def here(self) -> int:
        """Where the next character will stand."""
        return self._base + self._length

    def say(
        self,
        shown: str,
        place: tuple[str, int, int],
        *,
        chain: tuple[Element, ...] = (),
        host: Element | None = None,
        marks: Collection[tuple[str, int]] = (),
        writable: bool = True,
    ) -> None:
        """Add ``shown``, which stands at ``place`` (part, start, end); ``marks`` are numbered, so that links differ."""
        self._mark(marks)
        self._fresh.append(Piece(self.here, len(shown), *place, chain, host, writable))
        self._now.append(shown)
        self._length += len(shown)

    def quote(
        self,
        xml: str,
        part: str,
        leaf: Element,
        *,
        chain: tuple[Element, ...] = (),
        host: Element | None = None,
        marks: Collection[tuple[str, int]] = (),
        span: tuple[int, int] | None = None,
    ) -> None:
        """Add a text element, entities decoded; ``span`` limits it."""
        start, end = span or (leaf.inner, leaf.close)
        plain = leaf.name == LITERAL
        for shown, low, high in [(xml[start:end], start, end)] if plain else stretches(xml, start, end):
            if low < high:
                self.say(
                    shown.translate(_BREAKS), (part, low, high), chain=chain, host=host, marks=marks, writable=not plain
                )

    def finish(self, label: str) -> Woven | None:
        """End the paragraph; None when it shows nothing, and then nothing of it is kept."""
        self._mark(())
        text = "".join(self._now)
        woven = self._woven(text)
        if woven.text:
            self.anchors.append(Anchor(self._base, label))
            self.pieces += self._fresh
            self._texts += [text, PARTING]
            self._base += len(text) + len(PARTING)
        self.discard()
        return woven if woven.text else None

    def starts(self, pattern: re.Pattern[str]) -> bool:
        """Whether the paragraph at hand begins like this."""
        return bool(self._now) and pattern.match("".join(self._now[:3])) is not None

    def discard(self) -> None:
        """Forget the paragraph at hand."""
        self._now, self._fresh, self._steps, self._marks, self._length = [], [], [], {}, 0

    def _mark(self, marks: Collection[tuple[str, int]]) -> None:
        for mark in [one for one in self._marks if one not in marks]:
            del self._marks[mark]
            self._steps.append((self._length, mark[0], False))
        for mark in marks:
            if mark not in self._marks:
                self._marks[mark] = None
                self._steps.append((self._length, mark[0], True))

    def _woven(self, text: str) -> Woven:
        weaver, at, code = Weaver(text, self._base), 0, 0
        for offset, kind, opens in [*self._steps, (len(text), "", False)]:
            (weaver.blank if code else weaver.run)(at, offset)
            at = offset
            code += (opens or -1) * (kind == "code")
            (weaver.open if opens else weaver.close)(kind)
        return weaver.woven()


def covering(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces that ``[start, end)`` of the transcript touches; for an empty stretch the one before it."""
    low = max(bisect_right(pieces, start, key=lambda piece: piece.offset) - 1, 0)
    high = low
    while high < len(pieces) and (pieces[high].offset < end or high == low):
        high += 1
    found = pieces[low:high]
    if start < end:
        return [piece for piece in found if piece.offset < end and piece.offset + piece.length > start]
    if found and found[0].offset == start and low and pieces[low - 1].offset + pieces[low - 1].length == start:
        return [pieces[low - 1]]  # what is added takes the looks of what stands before it
    return [piece for piece in found if piece.offset <= start <= piece.offset + piece.length]


def places(pieces: list[Piece], edits: Iterable[Edit]) -> dict[str, list[Place]] | None:
    """What ``edits`` of the transcript come to in each part; None when one of them can't be written there."""
    changed: defaultdict[str, list[Place]] = defaultdict(list)
    for edit in edits:
        found = covering(pieces, edit.start, edit.end)
        covered = sum(min(p.offset + p.length, edit.end) - max(p.offset, edit.start) for p in found)
        if not found or covered != edit.end - edit.start or not all(piece.writable for piece in found):
            return None
        text = encoded(edit.text)
        for piece in found:
            start, end = piece.start, piece.end
            if piece.verbatim:
                start += max(edit.start - piece.offset, 0)
                end -= max(piece.offset + piece.length - edit.end, 0)
            elif edit.start == edit.end:
                start = end = piece.end if edit.start > piece.offset else piece.start
            changed[piece.part].append((start, end, text))
            text = ""
    return dict(changed)


def spliced(text: str, changes: Iterable[Place]) -> str:
    """A part with stretches replaced; at one place, what comes first in ``changes`` stands first."""
    parts, at = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
