"""This process: whether it is the command and nobody else's, and when it looks for rubbish."""

from __future__ import annotations

import gc

_owned: list[bool] = []


def own() -> None:
    """Say that this process runs safelint's command and no program that uses safelint as a library."""
    _owned.append(True)


def owned() -> bool:
    """Whether somebody has said so, and no other thread is at work that may import the same libraries."""
    from threading import active_count

    return bool(_owned) and active_count() == 1


def settle() -> None:
    """Look for rubbish rarely: most of what a run makes stays, and looking among it took a tenth of a short run."""
    gc.set_threshold(100_000, 20, 20)


class uncollected:  # noqa: N801  a context manager, such as contextlib makes of a function, which takes long to import
    """No search for rubbish while many objects are made that stay."""

    def __enter__(self) -> None:
        self._collecting = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._collecting:
            gc.enable()
