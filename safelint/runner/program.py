"""The program on disk: where its rules stand, and what tells one state of it from another."""

from __future__ import annotations

import os
import sys

from safelint.model.inputs import state

SHIPPED = "gate.bin"
"""The gate of the built-in rules, made when the package was built, beside them; a checkout has none."""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120  pathlib takes long to import
_found: list[str] = []


def builtin() -> str:
    """The folder of the rules that come with safelint; see ``rulebook.builtin``, which takes longer to import."""
    inside = os.path.join(_PACKAGE, "_rules")  # noqa: PTH118
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_PACKAGE), "rules")  # noqa: PTH112, PTH118, PTH120


def checkout() -> str:
    """What tells one state of a checkout's own code from another; empty for an installed package."""
    if not _found:
        _found.append("" if builtin().endswith("_rules") else _newest(_PACKAGE))
    return _found[0]


def stamp() -> tuple[object, ...]:
    """The program and the libraries it stands on, which change when anything is installed."""
    parts = [state(f"{builtin()}/{SHIPPED}"), state(f"{_PACKAGE}/nlp/en/meta.json")]
    libraries = [state(place) for place in sys.path if place.endswith("-packages")]
    return (_PACKAGE, checkout(), *parts, *libraries)


def _newest(folder: str) -> str:
    times = (
        os.stat(f"{place}/{name}").st_mtime_ns  # noqa: PTH116
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(".py")
    )
    return str(max(times, default=0))
