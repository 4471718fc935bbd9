"""Whether this process is the command and nobody else's, so that libraries may be imported in part."""

from __future__ import annotations

_owned: list[bool] = []


def own() -> None:
    """Say that this process runs safelint's command and no program that uses safelint as a library."""
    _owned.append(True)


def owned() -> bool:
    """Whether somebody has said so."""
    return bool(_owned)
