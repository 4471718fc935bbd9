"""The gate of a rule book where a run finds it: shipped with the package, kept in the cache folder, or made anew."""

from __future__ import annotations

import marshal

from safelint.model.stamp import stamp
from safelint.model.version import VERSION
from safelint.nlp.gate import Gate, loads
from safelint.runner.program import SHIPPED, builtin

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from safelint.model.rulebook import Rulebook


def quickly(cache: str) -> Gate | None:
    """The gate of the built-in rules without reading them; None when there is none for the files that are there."""
    folder = builtin()
    shipped = _read(f"{folder}/{SHIPPED}")
    if shipped:
        return loads(shipped)
    raw = _read(f"{cache}/{_name(folder)}") if cache else b""
    try:
        parts: Any = marshal.loads(raw) if raw else ()  # noqa: S302  the user's own cache folder
    except (EOFError, ValueError, TypeError):
        return None
    if len(parts) != 3 or parts[0] != VERSION or parts[1] != stamp(folder):  # noqa: PLR2004
        return None
    return loads(parts[2])


def keep(book: Rulebook, cache: Path) -> Gate | None:
    """Make the gate of the built-in rule book and keep it; None when it has none."""
    import contextlib

    from safelint import rulebook
    from safelint.engine.gate import gate
    from safelint.rulebook.kept import save

    made, here = gate(book), stamp(builtin())
    if made is not None and here and str(rulebook.builtin()) == builtin():
        with contextlib.suppress(OSError):
            save(cache / _name(builtin()), marshal.dumps((VERSION, here, made.dumps()), 4))
    return made


def _name(folder: str) -> str:
    from zlib import crc32

    return f"gate-{crc32(folder.encode()):08x}.bin"


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return b""
