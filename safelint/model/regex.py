"""``re.compile``, put off until the pattern is first used.

A run imports some hundred patterns and uses a quarter of them, and compiling one takes up to half a millisecond. A type
checker sees ``re.compile`` itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["compile"]

# Everything a compiled pattern offers.
_OFFERED = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner"),
    *("pattern", "flags", "groups", "groupindex"),
)


class Later:
    """A pattern that is compiled when it is first asked for something, and from then on answers as fast as any."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self._asked = pattern, int(flags)

    def __getattr__(self, name: str) -> Any:
        """What the compiled pattern says; all it offers is then an attribute of this one."""
        if name not in _OFFERED:
            raise AttributeError(f"a pattern has no attribute {name!r}")
        pattern, flags = self._asked
        made: Any = re.compile(pattern, flags)
        self.__dict__.update({one: getattr(made, one) for one in _OFFERED})
        return self.__dict__[name]

    def __reduce__(self) -> tuple[type[Later], tuple[str | bytes, int]]:
        return Later, self._asked

    def __repr__(self) -> str:
        return f"regex.compile({self._asked[0]!r}, {self._asked[1]})"


if TYPE_CHECKING:
    from re import compile  # noqa: A004  the word of the library
else:
    compile = Later  # noqa: A001
