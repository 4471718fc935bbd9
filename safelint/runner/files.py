"""Which files a run reads, in which order, and their bytes."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError
from safelint.model.inputs import listed, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LIMIT = 64 * 1024 * 1024
"""Largest file read, in bytes; a text for people is far smaller."""

SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders passed over besides hidden ones and Python environments under other names."""


@dataclass(frozen=True, slots=True)
class Target:
    """One file to lint: its path as the user would write it; ``error`` says why it can't be."""

    path: str
    error: str = ""


def expand(
    paths: Iterable[str], known: Callable[[str], bool], excluded: Callable[[str], bool] = lambda _: False
) -> Iterator[Target]:
    """The files under ``paths``, each once, in the order given; those of a folder sorted by path.

    A file that is named is always there. From a folder come the files with a ``known`` format that are neither
    hidden nor ``excluded`` (asked with absolute paths of files and folders). Links to folders are not followed
    below a named folder, so that a link in a circle does no harm.
    """
    seen: set[str] = set()
    named = list(paths)
    for path in named:
        if path == "-":  # standard input; a file of that name is ./-
            yield Target(path)
            continue
        if not path:
            yield Target(path, "An empty path was given.")
            continue
        note(path)
        found = _folder(path, known, excluded) if os.path.isdir(path) else (_named(path),)  # noqa: PTH112  speed
        if len(named) == 1:  # a folder holds each of its files once
            yield from found
            continue
        for target in found:
            key = os.path.abspath(target.path)  # noqa: PTH100  as named, without looking through links
            if key not in seen:
                seen.add(key)
                yield target


def read(path: str) -> bytes:
    """The bytes of one file.

    Raises:
        ReadError: there is no such file, it is a folder, too large, or can't be read.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123  any path the user named, such as /dev/fd/63
            size = min(os.fstat(file.fileno()).st_size, LIMIT)
            data = file.read(size + 1)
            if len(data) != size:  # it has grown, or is no ordinary file
                data += file.read(LIMIT + 1 - len(data))
    except IsADirectoryError as error:
        raise ReadError("This is a folder; a file is needed here.") from error
    except (OSError, ValueError) as error:
        raise ReadError(_reason(path, error)) from error
    return checked(data)


def read_stream(stream: BinaryIO) -> bytes:
    """The bytes of an open stream, such as standard input.

    Raises:
        ReadError: there is too much of it, or it can't be read.
    """
    try:
        return checked(stream.read(LIMIT + 1))
    except (OSError, ValueError) as error:
        raise ReadError(_reason("", error)) from error


def checked(data: bytes) -> bytes:
    """``data``, unless it is too much for a text.

    Raises:
        ReadError: it is.
    """
    if len(data) > LIMIT:
        raise ReadError(f"The file is larger than {LIMIT // 1024 // 1024} MB, too large for a text; split it first.")
    return data


def _named(path: str) -> Target:
    """A path that is no folder: a file, or the reason why it is none."""
    try:
        os.stat(path)  # noqa: PTH116  keeps odd paths as they were given
    except (OSError, ValueError) as error:
        return Target(path, _reason(path, error))
    return Target(path)


def _folder(top: str, known: Callable[[str], bool], excluded: Callable[[str], bool]) -> Iterator[Target]:
    """The files of one folder and those below, sorted by path; a folder that can't be listed is one error."""
    waiting: list[str | Target] = [top]  # the next one last, so that folders of any depth need no recursion
    while waiting:
        item = waiting.pop()
        if isinstance(item, Target):
            yield item
            continue
        place = os.path.abspath(item)  # noqa: PTH100
        listed(item, _shown(item), place)
        try:
            with os.scandir(item) as listing:
                entries = sorted(listing, key=_order, reverse=True)
        except OSError as error:
            yield Target(_shown(item), _reason(item, error))
            continue
        waiting += [found for entry in entries if (found := _entry(entry, place, known, excluded))]


def _entry(
    entry: os.DirEntry[str], place: str, known: Callable[[str], bool], excluded: Callable[[str], bool]
) -> str | Target | None:
    """What stands in the folder ``place``: a file to lint, the path of a folder to look into, or nothing of ours."""
    name = entry.name
    folder = entry.is_dir(follow_symlinks=False)
    if name.startswith(".") or name in SKIPPED or not (folder or known(name)):
        return None
    if excluded(f"{place.rstrip(os.sep)}{os.sep}{name}"):
        return None
    if folder:
        environment = f"{entry.path}/pyvenv.cfg"
        note(environment)
        return None if os.path.exists(environment) else entry.path  # noqa: PTH110
    if entry.is_file(follow_symlinks=False):
        return Target(_shown(entry.path))
    note(entry.path)
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return Target(_shown(entry.path), _reason(entry.path, error))
    return Target(_shown(entry.path)) if stat.S_ISREG(mode) else None  # no devices, no links to folders


def _order(entry: os.DirEntry[str]) -> str:
    return entry.name + "/" if entry.is_dir(follow_symlinks=False) else entry.name


def _shown(path: str) -> str:
    """A path found in a folder, as a reader would write it: “posts/a.md”, on every system."""
    return path.replace(os.sep, "/").removeprefix("./")


def _reason(path: str, error: Exception) -> str:
    """Why a path can't be read, in a sentence."""
    match error:
        case FileNotFoundError() if os.path.islink(path):  # noqa: PTH114
            return "This is a link to a file that does not exist."
        case FileNotFoundError() | NotADirectoryError():
            return "There is no such file or folder."
        case PermissionError():
            return "You have no permission to read it."
        case OSError() if error.strerror:
            return f"It can't be read: {error.strerror}."
        case _:
            return f"It can't be read: {error}."
