"""Files to documents: one module per file format, one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

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
        read: a decoded file to a document.
        writable: whether a file can be written back with its text changed.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Reader
    writable: bool = True


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
    )
}
"""Every format by name."""

_BY_EXTENSION = {extension: known.name for known in FORMATS.values() for extension in known.extensions}
_LOOKED_AT = 20_000
_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|article|main|div|p|h[1-6])[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"\A---\r?\n[\w\"'-]+[ \t]*:|\A\+\+\+\r?\n|^ {0,3}#{1,6} \S|^ {0,3}(?:```|~~~)|"
    r"\[[^\[\]\n]{1,200}\]\((?:https?:|/|#|\.)",
    re.MULTILINE,
)


def detect(path: str, text: str) -> str:
    """The format of a file by its name, else by how its text begins; ``text`` when nothing else fits."""
    if by_name := _BY_EXTENSION.get(PurePath(path).suffix.lower()):
        return by_name
    start = text[:_LOOKED_AT]
    if _HTML.match(start):
        return "html"
    return "markdown" if _MARKDOWN.search(start) else "text"


def known(path: str) -> bool:
    """Whether a file found while walking a folder is one we lint."""
    return PurePath(path).suffix.lower() in _BY_EXTENSION


def read(source: Source, format: str | None = None) -> Document:  # noqa: A002 - the word people write
    """The document in ``source``, in the format named or else detected.

    Raises:
        ReadError: there is no such format.
    """
    name = format or detect(source.path, source.text)
    if name not in FORMATS:
        raise ReadError(f"{source.path}: there is no format called “{name}”; there are {', '.join(FORMATS)}.")
    return FORMATS[name].read(source)
