"""The shortest run: files that can hold nothing to report, told by the gate with next to nothing imported."""

from __future__ import annotations

import os

from safelint.model.inputs import note
from safelint.nlp.gate import told_by_bytes
from safelint.runner import cache, gates

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from collections.abc import Sequence

# A config file, a baseline or a file of suppressions beside the text: then a run is more than the texts.
_SETTINGS = ("safelint.yaml", ".safelint.yaml", "safelint.yml", ".safelint.yml", ".safelint-baseline.json")
_PROJECT = "pyproject.toml"
_SIDECAR = ".safelint.yaml"
_LARGEST = 4 * 1024 * 1024


def finds_nothing(paths: Sequence[str], *, isolated: bool, keep: bool) -> bool:
    """Whether a run over these files would report nothing at all; False when only a whole run can tell.

    Args:
        paths: Markdown files; for anything else a whole run is needed.
        isolated: whether config files are left alone.
        keep: whether the cache folder may be used.
    """
    if not paths or len({os.path.abspath(path) for path in paths}) < len(paths):  # noqa: PTH100
        return False
    if not all(map(told_by_bytes, paths)) or not (isolated or _unsettled(paths)):
        return False
    gate = gates.quickly(cache.place() if keep else "")
    return gate is not None and all(gate.holds_nothing(data) if (data := _read(path)) else False for path in paths)


def _unsettled(paths: Sequence[str]) -> bool:
    """Whether no settings stand beside the files or above them."""
    waiting = {os.path.dirname(os.path.abspath(path)) for path in paths} | {os.getcwd()}  # noqa: PTH100, PTH109, PTH120
    known: set[str] = set()
    while waiting:
        folder = waiting.pop()
        known.add(folder)
        for name in _SETTINGS:
            note(f"{folder}/{name}")
            if os.path.lexists(f"{folder}/{name}"):
                return False
        if b"safelint" in _read(f"{folder}/{_PROJECT}"):
            return False
        waiting |= {os.path.dirname(folder)} - known  # noqa: PTH120
    return True


def _read(path: str) -> bytes:
    """The bytes of a file of ordinary size with no suppressions beside it; empty when there is more to it."""
    note(path + _SIDECAR)
    note(path)
    try:
        if os.path.lexists(path + _SIDECAR):
            return b""
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read(_LARGEST)
    except (OSError, ValueError):
        return b""
    return data if len(data) < _LARGEST else b""
