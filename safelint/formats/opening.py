"""Bytes to documents: a text file is decoded and read, a container such as a Word document is taken apart."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from safelint.formats import FORMATS, detect, read
from safelint.formats.decode import decode
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from safelint.model.document import Document
    from safelint.model.source import Source

_LOOKED_AT = 4_096
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_FEED = regex.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.{0,3000}?-->\s*){0,20}<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL
)
_EXPORT = b"wordpress.org/export/"


@dataclass(frozen=True, slots=True)
class Opened:
    """One document of a file: the text that positions count in, and how it reads.

    Attributes:
        source: the text.
        document: what a reader sees of it.
        error: why this one of several documents can't be read; empty when it can.
    """

    source: Source
    document: Document
    error: str = ""


class Opener(Protocol):
    """What the module of a container format has under the name ``load``.

    It gives one ``Opened`` for each document in the container: ``source.text`` is the extracted text, which positions
    count in, ``source.anchors`` say in words where each stretch stands. ``field`` names the text field of records.
    It raises ``ReadError`` for a container that is broken, hostile or needs an extra, with what to do.
    """

    def __call__(self, data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:
        """The documents in ``data``."""


def load(data: bytes, path: str, format: str | None = None, field: str = "") -> tuple[Opened, ...]:  # noqa: A002
    """The documents in the bytes of a file, in the format named or else told by name and then content.

    Raises:
        ReadError: there is no such format, or the bytes can't be read in it.
    """
    name = format or container(path, data)
    if name and name not in FORMATS:
        raise ReadError(f"{path}: there is no format called “{name}”; there are {', '.join(FORMATS)}.")
    if name and FORMATS[name].container:
        return cast("Opener", import_module(f"safelint.formats.{name}").load)(data, path, field)
    source = decode(data, path)
    return (Opened(source, read(source, name or detect(path, source.text))),)


def container(path: str, data: bytes) -> str:
    """The container format that the name or the first bytes of a file tell; empty for a text file."""
    by_name = detect(path, "")
    if by_name == "feed" or (by_name == "text" and _FEED.match(data[:_LOOKED_AT])):
        return "wxr" if _EXPORT in data[:_LOOKED_AT] else "feed"
    if FORMATS[by_name].container:
        return by_name
    if data.startswith(_PDF) and "pdf" in FORMATS:
        return "pdf"
    if data.startswith(_ZIP):
        return next((one.name for one in FORMATS.values() if one.inside and one.inside in data[:_LOOKED_AT]), "")
    return ""
