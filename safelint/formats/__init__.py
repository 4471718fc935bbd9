"""Files to documents: one module per file format, one table."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from safelint.model.document import Document
    from safelint.model.source import Source


class Reader(Protocol):
    """Reads a decoded file; never raises, whatever the text."""

    def __call__(self, source: Source) -> Document:
        """The document that ``source`` holds."""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format.

    Attributes:
        name: the word people write; the module that reads it has the same name.
        title: the name in prose.
        extensions: of file names, lower case, with the dot.
        read: a decoded file to a document; None for a container, whose module has ``load`` instead (see ``opening``).
        writable: whether a file can be written back with its text changed.
        walked: whether files of this format are read when they are found in a folder, or only when named.
        inside: bytes near the start of a zip archive that tell this format; empty for others.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Reader | None
    writable: bool = True
    walked: bool = True
    inside: bytes = b""

    @property
    def container(self) -> bool:
        """Whether it holds text among other things."""
        return self.read is None


def _from(module: str) -> Reader:
    """A reader that imports its module when first used: a parser nobody needs costs nothing."""

    def read_lazily(source: Source) -> Document:
        reader = cast("Reader", import_module(f"safelint.formats.{module}").read)
        return reader(source)

    return read_lazily


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format(
            "markdown", "Markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"), _from("markdown")
        ),
        Format("html", "HTML", (".html", ".htm", ".xhtml"), _from("html")),
        Format("text", "plain text", (".txt", ".text"), _from("text")),
        Format("rst", "reStructuredText", (".rst", ".rest"), _from("rst")),
        Format("asciidoc", "AsciiDoc", (".adoc", ".asciidoc"), _from("asciidoc")),
        Format("org", "Org", (".org",), _from("org")),
        Format("latex", "LaTeX", (".tex", ".latex", ".ltx"), _from("latex")),
        Format("srt", "SubRip subtitles", (".srt",), _from("srt")),
        Format("vtt", "WebVTT subtitles", (".vtt",), _from("vtt")),
        Format("docx", "Word", (".docx", ".docm", ".dotx"), None, inside=b"word/"),
        Format(
            "odt",
            "OpenDocument text",
            (".odt", ".ott"),
            None,
            inside=b"vnd.oasis.opendocument.text",
        ),
        Format("ipynb", "Jupyter notebooks", (".ipynb",), None),
        Format("epub", "EPUB", (".epub",), None, writable=False, inside=b"application/epub+zip"),
        Format("wxr", "WordPress exports", (".wxr",), None, writable=False, walked=False),
        Format("feed", "RSS and Atom feeds", (".rss", ".atom", ".xml"), None, writable=False, walked=False),
        Format("jsonl", "JSON Lines", (".jsonl", ".ndjson"), None, writable=False, walked=False),
        Format("csv", "CSV", (".csv", ".tsv"), None, writable=False, walked=False),
        Format("eml", "e-mail", (".eml",), None, writable=False, walked=False),
        Format("pdf", "PDF", (".pdf",), None, writable=False, walked=False),
    )
}
"""Every format by name."""

_BY_EXTENSION = {extension: known.name for known in FORMATS.values() for extension in known.extensions}


def detect(path: str, text: str) -> str:
    """The format of a file by its name, else by how its text begins; ``text`` when nothing else fits."""
    if by_name := _BY_EXTENSION.get(PurePath(path).suffix.lower()):
        return by_name
    from safelint.formats.looks import looks_like

    return looks_like(text)


def known(path: str) -> bool:
    """Whether a file found while walking a folder is one we lint."""
    name = _BY_EXTENSION.get(os.path.splitext(path)[1].lower())  # noqa: PTH122  asked for every file of a tree
    return name is not None and FORMATS[name].walked


def read(source: Source, format: str | None = None) -> Document:  # noqa: A002 - the word people write
    """The document in ``source``, in the format named or else detected.

    Raises:
        ReadError: there is no such format.
    """
    name = format or detect(source.path, source.text)
    if name not in FORMATS:
        raise ReadError(f"{source.path}: there is no format called “{name}”; there are {', '.join(FORMATS)}.")
    reader = FORMATS[name].read
    return (reader or _from("text"))(source)  # the text of a container, once extracted, reads as it stands
