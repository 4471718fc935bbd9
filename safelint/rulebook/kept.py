"""Compiled rule books kept in the user's cache folder: whole or not at all, whoever else writes there."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.rulebook.packed import BROKEN, Nouns, Slim, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.model.rulebook import Rulebook


# From so many bytes on results are compressed: a database takes three times their length while it writes them.
_MUCH = 200_000
_COMPRESSED = b"x"  # a stream of zlib begins so, and no pickle


def packed_plain(pieces: Iterable[Any]) -> bytes:
    """Results, or whatever else is made of the nouns, as bytes.

    Each piece is written by itself: what a writer has to know of the things in it takes more memory than they do.
    """
    file = io.BytesIO()
    writer = Slim(file)
    for piece in pieces:
        writer.dump(piece)
        writer.clear_memo()
    if file.tell() <= _MUCH:
        return file.getvalue()
    return zlib.compress(file.getbuffer(), 1)


def unpacked_plain(raw: bytes) -> list[Any]:
    """The pieces that ``packed_plain`` made bytes of; none when they can't be read."""
    found: list[Any] = []
    try:
        if raw.startswith(_COMPRESSED):
            raw = zlib.decompress(raw)
        file = io.BytesIO(raw)
        while file.tell() < len(raw):
            found.append(Nouns(file).load())
    except BROKEN:
        return []
    return found


def _file(folder: Path, digest: str) -> Path:
    return folder / f"rulebook-{digest[:32]}-{sys.version_info.major}{sys.version_info.minor}.bin"


def recall(folder: Path, digest: str) -> Rulebook | None:
    """The rule book kept under ``digest``, or None when there is none that can be trusted."""
    try:
        raw = _file(folder, digest).read_bytes()
    except OSError:
        return None
    book = unpacked(raw)
    return book if book is not None and book.digest == digest else None


def remember(folder: Path, digest: str, book: Rulebook) -> None:
    """Keep ``book``; a folder that can't be written to is no error, and a reader never sees half a file."""
    with contextlib.suppress(OSError):
        save(_file(folder, digest), packed(book))


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    import tempfile  # takes long to import, and most runs save nothing

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name.partition("-")[0] + "-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
