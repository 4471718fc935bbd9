"""Compiled rule books kept in the user's cache folder: whole or not at all, whoever else writes there."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.rulebook.packed import BROKEN, Nouns, Slim, packed, unpacked

if TYPE_CHECKING:
    from safelint.model.rulebook import Rulebook


def packed_plain(found: Any) -> bytes:
    """Results, or whatever else is made of the nouns, as bytes."""
    file = io.BytesIO()
    Slim(file).dump(found)
    return file.getvalue()


def unpacked_plain(raw: bytes) -> Any:
    """What ``packed_plain`` made bytes of; None when it can't be read."""
    try:
        return Nouns(io.BytesIO(raw)).load()
    except BROKEN:
        return None


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
