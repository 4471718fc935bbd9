"""Bytes to text: which encoding a file is in, said aloud when it had to be guessed."""

from __future__ import annotations

import codecs

from safelint.model import regex
from safelint.model.errors import ReadError
from safelint.model.source import Source

_MARKED = (  # UTF-32 first: its mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip container such as .docx, .odt or .epub"),
    (b"\xd0\xcf\x11\xe0", "an old Office file such as .doc"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_SURROGATE = regex.compile("[\ud800-\udfff]")


def from_text(text: str, path: str) -> Source:
    """A text in memory as a source; half characters, which no file can hold, are made whole ones."""
    return Source(path, text if text.isascii() else _SURROGATE.sub("\ufffd", text))


def decode(data: bytes, path: str) -> Source:
    """The text of one file, line endings untouched; offsets do not count a byte-order mark.

    UTF-8, UTF-16 and UTF-32 with a byte-order mark, plain UTF-8, and else Windows-1252 with a remark in ``notes``.

    Raises:
        ReadError: the bytes are not text.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{path}: this looks like {name}, not text. Export it as text, Markdown or HTML first.")
    for mark, codec in _MARKED:
        if data.startswith(mark):
            return _marked(data[len(mark) :], path, codec)
    nul = data.find(b"\0")
    if nul >= 0:
        raise ReadError(
            f"{path}: byte {nul} is NUL, so this is a binary file or UTF-16 without a byte-order mark. "
            "Save it as UTF-8, or leave it out with `exclude`."
        )
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guessed(data, path, error)


def _marked(data: bytes, path: str, codec: str) -> Source:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{path}: the byte-order mark says {codec.upper()}, but byte {error.start} after it can't be read as that "
            f"({error.reason}). Save the file as UTF-8."
        ) from error
    if "\0" in text:
        raise ReadError(
            f"{path}: character {text.index(chr(0))} is NUL, so this is a binary file. Leave it out with `exclude`."
        )
    return Source(path, text, encoding=codec, bom=True)


def _guessed(data: bytes, path: str, error: UnicodeDecodeError) -> Source:
    line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise ReadError(
            f"{path}:{line}: byte {error.start} is 0x{data[error.start]:02X}, which is neither UTF-8 nor Windows-1252. "
            "Save the file as UTF-8."
        ) from error
    note = f"not UTF-8 (line {line}, byte 0x{data[error.start]:02X}); read as Windows-1252"
    return Source(path, text, encoding="cp1252", notes=(note,))
