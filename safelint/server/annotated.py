"""A text with its mark-up told apart, as programs send it that read mark-up themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.document import OffsetMap, Segment
from safelint.server.refusal import Refusal
from safelint.server.strict import parsed
from safelint.server.units import Units, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.span import Span

_PIECES = 200_000
_WAYS = ({"text"}, {"markup"}, {"markup", "interpretAs"})
_HINT = "Send {“text”: “…”}, {“markup”: “…”}, or {“markup”: “…”, “interpretAs”: “…”}."


class Annotated:
    """A text as it is read, and where each character stands in the text with its mark-up.

    Args:
        pieces: what stands there, and what it is read as; the same for plain text.
    """

    def __init__(self, pieces: Iterable[tuple[str, str]]) -> None:
        segments, read, stands, at, place = [], [], [], 0, 0
        for original, meant in pieces:
            if meant:
                segments.append(Segment(at, len(meant), place, len(original)))
            read.append(meant)
            stands.append(original)
            at, place = at + len(meant), place + len(original)
        self.text = "".join(read)
        self.original = "".join(stands)
        self._map = OffsetMap(tuple(segments))
        self._units = Units(self.original)

    def place(self, span: Span) -> tuple[int, int]:
        """Offset and length of a stretch of what is read, in UTF-16 code units of the text with its mark-up."""
        there = self._map.to_source(span)
        start = self._units.at(there.start)
        return start, self._units.at(there.end) - start

    def unmarked(self, span: Span) -> bool:
        """Whether a stretch stands there as it is read, without mark-up in it, so that it can be replaced."""
        there = self._map.to_source(span)
        return self.original[there.start : there.end] == self.text[span.start : span.end]


def plain(text: str) -> Annotated:
    """A text without mark-up."""
    text = whole(text)
    return Annotated([(text, text)])


def from_json(data: str) -> Annotated:
    """A text from the JSON that programs send in the field ``data``.

    Raises:
        Refusal: it is not ``{"text": …}`` or ``{"annotation": […]}``.
    """
    given = parsed(data, "data")
    if not isinstance(given, dict) or len(given.keys() & {"text", "annotation"}) != 1:
        raise Refusal(400, "The JSON needs either “text” or “annotation”.", "data", "Send one of them.")
    text, pieces = given.get("text", ""), given.get("annotation", [])
    if not isinstance(text, str):
        raise Refusal(400, "The text is no string.", "data.text", "Send a string.")
    if "text" in given:
        return plain(text)
    if not isinstance(pieces, list) or len(pieces) > _PIECES:
        raise Refusal(400, f"A list of up to {_PIECES:,} pieces is expected.", "data.annotation", _HINT)
    return Annotated(_piece(one, at) for at, one in enumerate(pieces))


def _piece(piece: Any, at: int) -> tuple[str, str]:
    where = f"data.annotation[{at}]"
    if not isinstance(piece, dict) or not all(isinstance(value, str) for value in piece.values()):
        raise Refusal(400, "A piece is an object of strings.", where, _HINT)
    if piece.keys() not in _WAYS:
        raise Refusal(400, "A piece is either text or mark-up.", where, _HINT)
    if "text" in piece:
        text = whole(piece["text"])
        return text, text
    return whole(piece["markup"]), whole(piece.get("interpretAs", ""))
