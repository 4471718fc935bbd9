"""Compiled rule books kept in the user's cache folder: whole or not at all, whoever else writes there."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import tempfile
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


def _file(folder: Path, digest: str) -> Path:
    return folder / f"rulebook-{digest[:32]}-{sys.version_info.major}{sys.version_info.minor}.bin"


def recall(folder: Path, digest: str) -> Rulebook | None:
    """The rule book kept under ``digest``, or None when there is none that can be trusted."""
    try:
        raw = _file(folder, digest).read_bytes()
    except OSError:
        return None
    check, body = raw[:_DIGEST_LENGTH], raw[_DIGEST_LENGTH:]
    if hashlib.sha256(body).digest() != check:
        return None
    try:
        book = _Nouns(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        return None
    return book if isinstance(book, Rulebook) and book.digest == digest else None


def remember(folder: Path, digest: str, book: Rulebook) -> None:
    """Keep ``book``; a folder that can't be written to is no error, and a reader never sees half a file."""
    body = pickle.dumps(book, protocol=pickle.HIGHEST_PROTOCOL)
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=folder, prefix="rulebook-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(name).replace(_file(folder, digest))
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
