"""A file written whole or not at all, and only when nobody else has changed it.

A new file takes the place of the old one in one step. Where the old one has other names (hard links), that would part
them, so its bytes are changed in place, while the new text lies beside it until that is done.
"""

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
        ReadError: it has changed since it was read, or it can't be written; then nothing was changed, but for a file
            with several names on a disk that fails midway, of which the message says where the new text lies.
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
        if target.stat().st_nlink > 1:
            beside, name = name, ""
            _in_place(target, data, expected, Path(beside))
        else:
            Path(name).replace(target)
            name = ""
    except OSError as error:
        raise ReadError(f"It can't be written: {error.strerror or error}.") from error
    finally:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()


def _in_place(target: Path, data: bytes, expected: bytes, beside: Path) -> None:
    """Change the bytes of a file that has other names; ``beside``, the new text, is deleted when all is well again."""
    try:
        _overwrite(target, data)
    except OSError as error:
        try:
            _overwrite(target, expected)
        except OSError:
            raise ReadError(f"It was written only in part. The whole new text lies in {beside}.") from error
        beside.unlink()
        raise
    beside.unlink()


def _overwrite(target: Path, data: bytes) -> None:
    with target.open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _like(target: Path, name: str) -> None:
    """Give the new file the mode and, where that is allowed, the owner of the old one."""
    shutil.copymode(target, name)
    if hasattr(os, "chown"):
        kept = target.stat()
        with contextlib.suppress(OSError):
            os.chown(name, kept.st_uid, kept.st_gid)
