"""A file written whole or not at all, and only when nobody else has changed it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from safelint.model.errors import ReadError
from safelint.runner import files


def save(path: str, data: bytes, expected: bytes) -> None:
    """Put ``data`` in the place of a file that held ``expected``; its mode stays, and a link to it stays a link.

    Raises:
        ReadError: it has changed since it was read, or it can't be written; then nothing was changed.
    """
    target = Path(path).resolve()
    if not target.is_file():
        raise ReadError("It is no regular file, so it was not written.")
    if not os.access(target, os.W_OK):
        raise ReadError("You have no permission to write it.")
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _like(target, name)
        if files.read(str(target)) != expected:
            raise ReadError("It was changed while safelint was at work, so it was not written. Run it again.")
        Path(name).replace(target)
        name = ""
    except OSError as error:
        raise ReadError(f"It can't be written: {error.strerror or error}.") from error
    finally:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()


def _like(target: Path, name: str) -> None:
    """Give the new file the mode and, where that is allowed, the owner of the old one."""
    shutil.copymode(target, name)
    if hasattr(os, "chown"):
        kept = target.stat()
        with contextlib.suppress(OSError):
            os.chown(name, kept.st_uid, kept.st_gid)
