"""Results kept from one run to the next, by everything they follow from: text, rules, settings, model and version.

One SQLite file, which several runs may read and write at once. Whatever goes wrong with it, the texts are linted anew.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import replace
from safelint.model.digest import blake2b
from safelint.model.inputs import SETTLED
from safelint.model.report import FileResult
from safelint.rulebook import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from safelint.engine.memory import Sentence

NAME = "results.db"
# The fields that can be long, and how much of one is written at a time.
_LISTS = ("findings", "excused", "suppressed", "below", "helplines")
_PIECE = 1000
# Days that results are kept after they were last asked for, and how often those are looked for that nobody asks for.
DAYS = 30
_DAY = 86_400
_SCHEMA = """
create table if not exists results(key blob primary key, day integer, value blob) without rowid;
create table if not exists seen(place blob primary key, stat text, text blob) without rowid;
create table if not exists sentences(place blob primary key, day integer, value blob) without rowid;
create table if not exists pruned(day integer);
"""


class Results:
    """The results of earlier runs; ``base`` is a digest of what they depend on besides the text and its name."""

    def __init__(self, folder: Path) -> None:
        self._day = int(time.time()) // _DAY
        self._new: dict[bytes, bytes] = {}
        self._seen: dict[bytes, tuple[str, bytes]] = {}
        self._used: list[bytes] = []
        self._sentences: dict[bytes, bytes] = {}
        self._file: sqlite3.Connection | None = None
        with contextlib.suppress(sqlite3.Error, OSError):
            self._file = sqlite3.connect(str(folder / NAME), timeout=2, isolation_level=None)
            self._file.executescript("pragma journal_mode=wal; pragma synchronous=off;" + _SCHEMA)

    def text(self, path: str) -> bytes:
        """The digest of the bytes of a file that has not changed since it was read; empty when it may have."""
        place, stat = _stat(path)
        row = self._one("select stat, text from seen where place = ?", place) if stat else None
        return bytes(row[1]) if row and row[0] == stat else b""

    def saw(self, path: str, text: bytes) -> None:
        """Take note that a file holds the bytes whose digest is ``text``."""
        place, stat = _stat(path)
        if stat:
            self._seen[place] = (stat, text)

    def recall(self, key: bytes, idle: tuple[FileResult, ...] = ()) -> tuple[FileResult, ...] | None:
        """The results kept under ``key``, ``idle`` where nothing was; None when there are none that can be read."""
        row = self._one("select value, day from results where key = ?", key)
        if row is None:
            return None
        if row[1] != self._day:
            self._used.append(key)
        return _joined(kept.unpacked_plain(row[0])) if row[0] else idle

    def remember_idle(self, key: bytes) -> None:
        """Keep that a text holds nothing."""
        self._new[key] = b""

    def remember(self, key: bytes, found: tuple[FileResult, ...]) -> None:
        """Keep results; nothing of one that failed is kept."""
        if all(one.error is None for one in found):
            self._new[key] = kept.packed_plain(_pieces(found))

    def sentences(self, key: bytes) -> dict[bytes, Sentence]:
        """What was noted of the sentences of a file; empty when nothing is known."""
        row = self._one("select value, day from sentences where place = ?", key)
        found = kept.unpacked_plain(row[0]) if row else []
        return found[0] if found and isinstance(found[0], dict) else {}

    def note(self, key: bytes, sentences: dict[bytes, Sentence]) -> None:
        """Note what is known of the sentences of a file, in the place of what was noted before."""
        self._sentences[key] = kept.packed_plain([sentences])

    def close(self) -> None:
        """Write what is new, and drop what nobody has asked for in a month."""
        file, self._file = self._file, None
        if file is None:
            return
        with contextlib.suppress(sqlite3.Error), contextlib.closing(file):
            if not (self._new or self._seen or self._used or self._sentences):
                return
            file.execute("begin immediate")
            news = [(key, self._day, value) for key, value in self._new.items()]
            file.executemany("insert or replace into results values (?, ?, ?)", news)
            seen = [(place, stat, text) for place, (stat, text) in self._seen.items()]
            file.executemany("insert or replace into seen values (?, ?, ?)", seen)
            file.executemany("update results set day = ? where key = ?", [(self._day, key) for key in self._used])
            noted = [(key, self._day, value) for key, value in self._sentences.items()]
            file.executemany("insert or replace into sentences values (?, ?, ?)", noted)
            self._prune(file)
            file.execute("commit")

    def _prune(self, file: sqlite3.Connection) -> None:
        row = file.execute("select max(day) from pruned").fetchone()
        if row[0] == self._day:
            return
        file.execute("delete from results where day < ?", (self._day - DAYS,))
        file.execute("delete from sentences where day < ?", (self._day - DAYS,))
        file.execute("delete from seen where text not in (select text from seen limit 100000)")
        file.execute("delete from pruned")
        file.execute("insert into pruned values (?)", (self._day,))

    def _one(self, query: str, key: bytes) -> tuple[Any, Any] | None:
        if self._file is None:
            return None
        try:
            row: tuple[Any, Any] | None = self._file.execute(query, (key,)).fetchone()
        except sqlite3.Error:
            self._file = None
            return None
        return row


def _pieces(found: Iterable[FileResult]) -> Iterator[Any]:
    """The results one after another, each followed by what is long in it: the name of a field and part of a list."""
    for one in found:
        long = {name: value for name in _LISTS if len(value := getattr(one, name)) > _PIECE}
        bare: dict[str, Any] = dict.fromkeys(long, ())
        yield replace(one, **bare) if long else one
        for name, value in long.items():
            for at in range(0, len(value), _PIECE):
                yield name, value[at : at + _PIECE]


def _joined(pieces: list[Any]) -> tuple[FileResult, ...] | None:
    """What ``_pieces`` took apart; None when it is anything else."""
    found: list[FileResult] = []
    for piece in pieces:
        match piece:
            case FileResult():
                found.append(piece)
            case (str() as name, tuple() as more) if found and name in _LISTS:
                longer: dict[str, Any] = {name: (*getattr(found[-1], name), *more)}
                found[-1] = replace(found[-1], **longer)
            case _:
                return None
    return tuple(found) or None


def digest(*parts: str | bytes) -> bytes:
    """One digest of several parts, each told apart from the next."""
    total = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.digest()


def _stat(path: str) -> tuple[bytes, str]:
    """How a file is called here, and its size and times; empty while it has only just changed."""
    try:
        found = os.stat(path)  # noqa: PTH116  asked for every file
    except (OSError, ValueError):
        return b"", ""
    if found.st_mtime_ns > time.time_ns() - SETTLED:
        return b"", ""
    place = os.path.abspath(path).encode("utf-8", "surrogateescape")  # noqa: PTH100
    return place, f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
