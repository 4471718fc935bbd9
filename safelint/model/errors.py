"""What can go wrong, said so that a person can act on it."""

from __future__ import annotations

from safelint.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong in a file that somebody wrote: what, where, and what to do.

    Attributes:
        path: the file.
        line: 1-based line number, 0 when the whole file is meant.
        shown: the line itself, for the reader.
        what: what was found and what was expected.
        hint: one suggestion, or empty.
    """

    path: str
    line: int
    what: str
    shown: str = ""
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        lines = [f"{where}: {self.what}"]
        if self.shown.strip():
            lines.append(f"    {self.shown.strip()}")
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)


class SafelintError(Exception):
    """The run could not be done as asked; the message says what, where and what to do."""

    def __init__(self, message: str, complaints: tuple[Complaint, ...] = ()) -> None:
        super().__init__(message)
        self.complaints = complaints


class RuleError(SafelintError):
    """A rule file, word list, topic, cue file or source list can't be read as one."""


class ConfigError(SafelintError):
    """A setting is unknown or has a value that can't be used."""


class ReadError(SafelintError):
    """A text can't be read or decoded."""


class SpecError(ValueError):
    """Something under a key of a rule file can't be used; ``path`` leads to it from that key."""

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.path = path
