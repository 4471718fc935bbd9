"""The XML parts of a document that is a zip archive, read when asked for and written by splicing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import xmltree
from safelint.formats.archive import Archive
from safelint.formats.transcript import Place, spliced
from safelint.model.dataclass import dataclass

if TYPE_CHECKING:
    from safelint.formats.xmltree import Element


@dataclass(frozen=True, slots=True)
class Part:
    """One XML file in a document: decoded, with the codec that gives its bytes back, and its root element."""

    name: str
    text: str
    codec: str
    root: Element


class Parts:
    """The XML parts of an archive, read when asked for.

    Raises:
        ReadError: the archive can't be read.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.archive = Archive(data, path)
        self.path = path
        self._parts: dict[str, Part] = {}

    def part(self, name: str) -> Part:
        """A part.

        Raises:
            ReadError: it is missing or broken.
        """
        if name not in self._parts:
            text, codec = xmltree.decode(self.archive.read(name), self.path, name)
            self._parts[name] = Part(name, text, codec, xmltree.parse(text, self.path, name))
        return self._parts[name]

    def maybe(self, name: str) -> Part | None:
        """A part, if it is there."""
        return self.part(name) if name in self.archive else None

    def written(self, changes: dict[str, list[Place]]) -> bytes:
        """The archive with stretches of parts replaced."""
        return self.archive.replaced(
            {name: self.encoded(name, spliced(self.part(name).text, places)) for name, places in changes.items()}
        )

    def encoded(self, name: str, text: str) -> bytes:
        """The bytes of a part with that text."""
        return text.encode(self.part(name).codec)
