"""A file as it was read: its text and how it was encoded."""

from __future__ import annotations

from bisect import bisect_right

from safelint.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where text from ``offset`` on (code points, into the extracted text) stands in its container, in words."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of one file, or the text extracted from a container such as a Word document.

    Attributes:
        path: as the user named it; ``-`` for standard input without a name; ``export.xml#3`` for the third of several
            documents in one file.
        text: decoded, line endings untouched, without a byte-order mark.
        encoding: Python codec name the bytes were decoded with.
        bom: whether a byte-order mark stood before the text.
        notes: remarks for the reader, such as a guessed encoding.
        anchors: for a container, by offset: “paragraph 3”, “cell 2”; empty for a text file.
        title: of one document among several in a file; empty when the file is the document.
        address: its URL or record key there; may be empty.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    notes: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    title: str = ""
    address: str = ""

    def anchor(self, offset: int) -> str:
        """Where ``offset`` stands in the container, in words; empty in a text file."""
        index = bisect_right(self.anchors, offset, key=lambda a: a.offset) - 1
        return self.anchors[index].label if index >= 0 else ""
