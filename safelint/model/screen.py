"""A terminal's width, and text folded to it, for reports and for the short answer that imports nothing else.

``shutil`` and ``textwrap`` say the same; the one imports four compression libraries, and the other costs more than
linting a paragraph.
"""

from __future__ import annotations

import os
import sys

NARROWEST, WIDEST = 40, 100
"""Between how many columns a report is set."""


def columns() -> int:
    """How wide the terminal is, in characters; 80 where there is none. See ``shutil.get_terminal_size``."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def folded(text: str, most: int, first: str = "", rest: str = "") -> str:
    """A paragraph in lines of at most ``most`` columns but for longer words, each ended. See ``textwrap.wrap``.

    Args:
        text: words with one space between.
        most: columns.
        first: what stands before the first line.
        rest: what stands before the others.
    """
    lines: list[str] = []
    line, indent = "", first
    for word in text.split(" "):
        if line and len(indent) + len(line) + 1 + len(word) > most:
            lines.append(indent + line)
            line, indent = word, rest
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, indent + line] if line else lines) + "\n"
