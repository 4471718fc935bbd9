"""Text to bytes: a file written back in the encoding and with the byte-order mark that it was read with."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from safelint.formats import FORMATS
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from safelint.model.source import Source

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
