"""Edits to bytes: a file written back in the encoding, or as the container, that it was read from."""

from __future__ import annotations

import codecs
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from safelint.formats import FORMATS
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.fix import Edit
    from safelint.model.source import Source


class Rewriter(Protocol):
    """What the module of a writable container format has under the name ``rewrite``."""

    def __call__(self, data: bytes, source: Source, edits: tuple[Edit, ...]) -> bytes:
        """The container with disjoint ``edits`` (offsets into the extracted text) written into it."""


_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_NAMES = {"cp1252": "Windows-1252"}


def writable(format_name: str) -> bool:
    """Whether files of this format can be written back."""
    return format_name in FORMATS and FORMATS[format_name].writable


def rewritten(data: bytes, source: Source, format_name: str, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file with disjoint ``edits`` written into them.

    Raises:
        ReadError: it can't be written in its encoding or as its container.
    """
    if FORMATS[format_name].container:
        rewriter = cast("Rewriter", import_module(f"safelint.formats.{format_name}").rewrite)
        return rewriter(data, source, tuple(edits))
    return encode(source, apply(source.text, edits))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with disjoint edits applied."""
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def encode(source: Source, text: str) -> bytes:
    """``text`` as the bytes of the file that ``source`` came from.

    Raises:
        ReadError: the file's encoding lacks a character of ``text``.
    """
    mark = _MARKS.get(source.encoding, b"") if source.bom else b""
    try:
        return mark + text.encode(source.encoding)
    except UnicodeEncodeError as error:
        name = _NAMES.get(source.encoding, source.encoding.upper())
        raise ReadError(
            f"The file is in {name}, which has no “{text[error.start]}”. Save it as UTF-8 first."
        ) from error
