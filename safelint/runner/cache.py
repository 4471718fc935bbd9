"""The user's cache folder, for what can be made again at any time."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "SAFELINT_CACHE"
"""Environment variable that names the cache folder; “off” means none."""


def folder() -> Path | None:
    """The cache folder, made when it is not there yet; None when there can't be one (a read-only home)."""
    from pathlib import Path

    named = place()
    if not named:
        return None
    try:
        path = Path(named)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path if os.access(path, os.W_OK | os.X_OK) else None
    except OSError:
        return None


def place() -> str:
    """Where the cache folder stands on this system, whether it is there or not; empty for nowhere."""
    named = os.environ.get(VARIABLE)
    if named:
        return "" if named == "off" else os.path.abspath(_home(named))  # noqa: PTH100  pathlib takes long to import
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return f"{local}/safelint/Cache" if local else _home("~/AppData/Local/safelint/Cache")
    if sys.platform == "darwin":
        return _home("~/Library/Caches/safelint")
    given = os.environ.get("XDG_CACHE_HOME", "")  # the XDG rules ignore relative paths
    return f"{given}/safelint" if given.startswith("/") else _home("~/.cache/safelint")


def _home(path: str) -> str:
    """``path`` with “~” as the user's folder; empty when nobody can tell which that is."""
    found = os.path.expanduser(path)  # noqa: PTH111
    return "" if found.startswith("~") else found
