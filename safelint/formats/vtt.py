"""WebVTT subtitles (.vtt) to documents; “NOTE safelint: …” is a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.cues import Cues
from safelint.formats.outline import Outline

if TYPE_CHECKING:
    from safelint.model.document import Document
    from safelint.model.source import Source


def read(source: Source) -> Document:
    """The document in a WebVTT file."""
    outline = Outline()
    Cues(source.text, outline).vtt()
    return outline.document(source.path, "vtt")
