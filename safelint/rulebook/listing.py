"""Which rule book a set of folders compiled to, kept by what stands in them, so that a second run reads no YAML."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from safelint.model.digest import sha256
from safelint.model.stamp import stamp
from safelint.model.version import VERSION
from safelint.rulebook import kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DIGEST_LENGTH = 64


def of(folders: Sequence[Path], layout: int) -> str:
    """A digest of what stands in ``folders``, by name, size and time; empty while a file has only just changed."""
    found = [stamp(str(folder)) for folder in folders]
    if not all(found):
        return ""
    return sha256("\0".join([VERSION, str(layout), *found]).encode()).hexdigest()


def recall(cache: Path, here: str) -> str:
    """The digest of the rule book that was compiled from such folders; empty when there was none."""
    if not here:
        return ""
    try:
        digest = (cache / _name(here)).read_text("ascii")
    except (OSError, ValueError):
        return ""
    return digest if len(digest) == _DIGEST_LENGTH else ""


def remember(cache: Path, here: str, digest: str) -> None:
    """Keep which rule book such folders compile to; a folder that can't be written to is no error."""
    if here:
        with contextlib.suppress(OSError):
            kept.save(cache / _name(here), digest.encode("ascii"))


def _name(here: str) -> str:
    return f"listing-{here[:32]}.txt"
