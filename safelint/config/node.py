"""A config file as plain nodes: every scalar a string, every key and value with the line it stands on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass
from safelint.model.errors import Complaint, ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, the line it stands on (1-based) and its value."""

    key: str
    line: int
    value: Node


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (``text``), a list (``items``) or a mapping (``entries``); the two others are None."""

    line: int
    text: str | None = None
    items: tuple[Node, ...] | None = None
    entries: tuple[Entry, ...] | None = None


class Reading:
    """One config file being read: its lines, and the complaints gathered so far."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.folder = Path(path).parent
        self.lines = text.splitlines()
        self.complaints: list[Complaint] = []

    def complain(self, line: int, what: str, hint: str = "") -> None:
        """Note that something on ``line`` can't be used, and go on."""
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.complaints.append(Complaint(shown_path(self.path), line, what, shown, hint))

    def finish(self) -> None:
        """Raise what was gathered as one ConfigError, if anything was."""
        if self.complaints:
            raise failure(self.complaints)


def located(folder: Path, name: str) -> Path:
    """The absolute path of what a config file in ``folder`` calls ``name``."""
    return Path(os.path.normpath(folder / Path(name).expanduser()))


def failure(complaints: Iterable[Complaint]) -> ConfigError:
    """One ConfigError whose message holds every complaint."""
    kept = tuple(complaints)
    return ConfigError("\n".join(map(str, kept)), kept)


def shown_path(path: str) -> str:
    """``path`` as short as a reader can use it: relative when it lies below the working folder."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except (OSError, ValueError):  # the working folder was deleted, or the file is elsewhere
        return path


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence with the nearest of the ``known`` words, or with all of them when they are few, or nothing."""
    from difflib import get_close_matches  # only where something is wrong

    choices = list(known)
    close = get_close_matches(word.lower().replace("_", "-"), choices, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Possible here: {', '.join(choices)}." if choices and len(choices) <= MANY else ""


MANY = 15
"""How many possible words are still listed in full."""
