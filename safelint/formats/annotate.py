"""Remarks beside the words they are about: comments in a file that is otherwise left as it was."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from safelint.model.dataclass import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.source import Source

ANNOTATED = ("docx", "odt")
"""The formats whose modules have ``annotate``."""
AUTHOR, INITIALS = "safelint", "sl"


@dataclass(frozen=True, slots=True)
class Remark:
    """What to say about ``[start, end)`` of the extracted text.

    Attributes:
        paragraphs: of the comment.
        words: that it is about, as they may be shown; said where the comment can't stand beside them.
    """

    start: int
    end: int
    paragraphs: tuple[str, ...]
    words: str = ""

    def away(self, place: str) -> Remark:
        """The remark as it reads elsewhere than at ``place``, where its words stand."""
        said = f"{place[:1].upper()}{place[1:]}: “{self.words}”" if self.words else f"{place[:1].upper()}{place[1:]}"
        return replace(self, paragraphs=(said, *self.paragraphs))


class Annotator(Protocol):
    """What the modules of ANNOTATED formats have under the name ``annotate``."""

    def __call__(self, data: bytes, source: Source, remarks: tuple[Remark, ...]) -> bytes:
        """The file with one comment for each remark."""


def annotated(data: bytes, source: Source, format_name: str, remarks: Iterable[Remark]) -> bytes:
    """The bytes of a file of one of the ANNOTATED formats with a comment for each of ``remarks``.

    Raises:
        ReadError: it can't be read, or has no text to put a comment beside.
    """
    annotator = cast("Annotator", import_module(f"safelint.formats.{format_name}").annotate)
    return annotator(data, source, tuple(remarks))
