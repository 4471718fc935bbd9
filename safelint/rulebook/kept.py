"""Compiled rule books kept in the user's cache folder: whole or not at all, whoever else writes there."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import pickle
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from safelint.model.rulebook import Rulebook

_DIGEST_LENGTH = 32


class _Nouns(pickle.Unpickler):
    """Reads nothing but the nouns of ``safelint.model``, so that a foreign file can't run code."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("safelint.model."):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no noun of a rule book")


class _Slim(pickle.Pickler):
    """Writes each noun as its class and fields, equal ones once, which is read ten times as fast as the usual form."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.shapes: dict[type, tuple[str, ...]] = {}

    def reducer_override(self, one: Any) -> Any:
        if isinstance(one, type) or not is_dataclass(one):
            return NotImplemented
        names = self.shapes.setdefault(type(one), tuple(field.name for field in fields(one)))
        return type(one), tuple(getattr(one, name) for name in names)


def _shared(one: Any, known: dict[Any, Any]) -> Any:
    """``one`` with everything equal in it the same object; ``known`` holds what was met before."""
    if type(one) is str:  # a severity equals its word, and is more than it
        return known.setdefault(one, one)
    if isinstance(one, dict):
        return {_shared(key, known): _shared(value, known) for key, value in one.items()}
    if isinstance(one, tuple):
        parts = tuple(_shared(part, known) for part in one)
        return known.setdefault((tuple, *map(id, parts)), parts)
    if not is_dataclass(one) or isinstance(one, type):
        return one
    values = [_shared(getattr(one, name), known) for name in type(one).__dataclass_fields__]
    key = (type(one), *map(id, values))
    if key not in known:
        known[key] = type(one)(*values)
    return known[key]


def packed(book: Rulebook) -> bytes:
    """A rule book as bytes that ``unpacked`` reads in a few hundredths of a second."""
    known: dict[Any, Any] = {}
    file = io.BytesIO()
    writer = _Slim(file)
    shared = _shared(book, known)
    writer.dump(shared)
    writer.dump(writer.shapes)
    body = file.getvalue()
    return hashlib.sha256(body).digest() + body


def unpacked(raw: bytes) -> Rulebook | None:
    """The rule book in bytes that ``packed`` gave; None when they can't be trusted or the nouns have changed since."""
    check, body = raw[:_DIGEST_LENGTH], raw[_DIGEST_LENGTH:]
    if hashlib.sha256(body).digest() != check:
        return None
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand new objects, none of them rubbish
    try:
        reader = _Nouns(io.BytesIO(body))
        book, shapes = reader.load(), reader.load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        return None
    finally:
        if collecting:
            gc.enable()
    if not isinstance(book, Rulebook) or not isinstance(shapes, dict):
        return None
    return book if all(names == tuple(kind.__dataclass_fields__) for kind, names in shapes.items()) else None


def packed_plain(found: Any) -> bytes:
    """Results, or whatever else is made of the nouns, as bytes."""
    file = io.BytesIO()
    _Slim(file).dump(found)
    return file.getvalue()


def unpacked_plain(raw: bytes) -> Any:
    """What ``packed_plain`` made bytes of; None when it can't be read."""
    try:
        return _Nouns(io.BytesIO(raw)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
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
