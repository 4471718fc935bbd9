"""The user's cache folder, for what can be made again at any time."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "SAFELINT_CACHE"
"""Environment variable that names the cache folder; “off” means none."""


def folder() -> Path | None:
    """The cache folder, made when it is not there yet; None when there can't be one (a read-only home)."""
    try:
        path = _place()
        if path is None:
            return None
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path if os.access(path, os.W_OK | os.X_OK) else None
    except (OSError, RuntimeError):  # RuntimeError: no home folder can be told
        return None


def _place() -> Path | None:
    """Where the cache folder stands on this system."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if named == "off" else Path(named).expanduser().absolute()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "safelint" / "Cache" if local else Path.home() / "AppData/Local/safelint/Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/safelint"
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(given) if given.startswith("/") else Path.home() / ".cache"  # the XDG rules ignore relative paths
    return base / "safelint"
