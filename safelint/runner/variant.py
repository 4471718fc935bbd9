"""A session that asks for other settings and shares what another one has loaded."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from safelint.runner.asked import asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.runner.session import Session

Key = TypeVar("Key")
Value = TypeVar("Value")


def variant(session: Session, **overrides: Any) -> Session:
    """``session`` with ``overrides`` (see ``Session``) laid over its own; rules and language pipeline are shared.

    Raises:
        ConfigError: an override can't be used.
    """
    found = copy(session)
    found.asked = session.asked.also(asked(overrides))
    return found


class Recent(dict[Key, Value]):
    """The newest entries: a server is asked for many things, and none of them is kept for ever."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        while len(self) > self._size:
            del self[next(iter(self))]

    def __reduce__(self) -> tuple[Any, ...]:
        return Recent, (self._size,), None, None, iter(self.items())

    def fill(self, keys: Iterable[Key], value: Value) -> None:
        """Keep one value under several keys."""
        for key in keys:
            self[key] = value
