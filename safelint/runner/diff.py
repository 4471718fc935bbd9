"""Which lines changed since a git revision, so that only they are reported."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass, field
from safelint.model.errors import ConfigError
from safelint.model.inputs import unsure

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_HUNK = regex.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = regex.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class Everything:
    """Every line: of a new file, or of one that git can't compare line by line."""

    def __contains__(self, line: object) -> bool:
        """Whether ``line`` changed."""
        return True


EVERYTHING = Everything()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a repository.

    Attributes:
        top: its folder, links resolved.
        lines: path relative to ``top`` → the lines (1-based) that are new or changed.
        staged: whether the files are meant as they are staged, and not as they lie in the working folder.
    """

    top: Path
    lines: dict[str, Container[int]] = field(default_factory=dict)
    staged: bool = False

    def of(self, path: str) -> Container[int] | None:
        """The changed lines of ``path``; None when it did not change or lies elsewhere."""
        name = self._name(path)
        return None if name is None else self.lines.get(name)

    def read(self, path: str) -> bytes | None:
        """The staged bytes of ``path``; None when the file itself is meant."""
        name = self._name(path)
        return _git(self.top, "cat-file", "blob", f":{name}") if self.staged and name is not None else None

    def _name(self, path: str) -> str | None:
        full = Path(path).parent.resolve() / Path(path).name  # the folder's links followed, the file's own not
        try:
            return full.relative_to(self.top).as_posix()
        except ValueError:
            return None


def since(base: str, paths: Iterable[str]) -> Changes:
    """The lines that changed between a revision and the working folder; new files changed wholly.

    The comparison starts where this branch left ``base``, so that what others did there meanwhile does not count.

    Raises:
        ConfigError: there is no git, no repository or no such revision.
    """
    if base.startswith("-"):
        raise ConfigError(f"“{base}” is no git revision; --diff takes a branch, a tag or a commit, such as main.")
    top = _top(paths)
    commit = _revision(top, base)
    try:
        start = _git(top, "merge-base", commit, "HEAD").decode().split()[0]
    except ConfigError:  # no common ancestor, as in a shallow clone
        start = commit
    lines = _changed(_git(top, *_DIFF, start, "--"))
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    return Changes(top, {**lines, **{os.fsdecode(name): EVERYTHING for name in new if name}})


def staged(paths: Iterable[str]) -> Changes:
    """The lines that are staged for the next commit.

    Raises:
        ConfigError: there is no git or no repository.
    """
    top = _top(paths)
    return Changes(top, _changed(_git(top, *_DIFF, "--cached", "--")), staged=True)


_DIFF = (
    "-c", "core.quotePath=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "diff",
    "--no-color", "--no-ext-diff", "--no-textconv", "--unified=0", "--find-renames", "--diff-filter=d",
    "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules",
)  # fmt: skip


def _top(paths: Iterable[str]) -> Path:
    """The repository that the first of ``paths``, or the working folder, lies in."""
    first = next((path for path in paths if path != "-"), ".")
    folder = Path(first) if Path(first).is_dir() else Path(first).parent
    place = folder if folder.is_dir() else Path.cwd()
    return Path(os.fsdecode(_git(place, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()


def _revision(top: Path, base: str) -> str:
    try:
        return _git(top, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}").decode().strip()
    except ConfigError as error:
        raise ConfigError(
            f"git knows no revision “{base}” in {top}. "
            "In a build, fetch it first (with actions/checkout: fetch-depth: 0)."
        ) from error


def _changed(diff: bytes) -> dict[str, Container[int]]:
    """A unified diff as the new lines of each file."""
    files: dict[str, Container[int]] = {}
    name, lines = "", set[int]()
    header = True
    for line in diff.split(b"\n"):
        if line.startswith(b"diff --git "):
            name, lines, header = _only_name(line), set(), True
            if name:
                files[name] = lines
        elif header and line.startswith(b"rename to "):
            name = _unquoted(line[len(b"rename to ") :])
            files[name] = lines
        elif header and line.startswith(b"+++ "):
            name = _unquoted(line[4:].rstrip(b"\t"))[2:]
            files[name] = lines
        elif header and line.startswith(b"Binary files "):
            files[name] = EVERYTHING
        elif hunk := _HUNK.match(line):
            header = False
            first, count = int(hunk[1]), int(hunk[2]) if hunk[2] is not None else 1
            lines.update(range(first, first + count))
    return files


def _only_name(line: bytes) -> str:
    """The path in “diff --git a/x b/x” when both sides are the same, as for binary files and new modes."""
    both = line[len(b"diff --git ") :]
    if both.startswith(b'"'):
        return _unquoted(both[: len(both) // 2])[2:]
    half = len(both) // 2
    left, right = both[:half], both[half + 1 :]
    return os.fsdecode(right[2:]) if left[2:] == right[2:] else ""


def _unquoted(name: bytes) -> str:
    """A path as git prints it, which quotes line ends, tabs, quotes and backslashes."""
    if name.startswith(b'"') and name.endswith(b'"'):
        name = _ESCAPE.sub(_plain, name[1:-1])
    return os.fsdecode(name)


def _plain(escape: re.Match[bytes]) -> bytes:
    said = escape[1]
    return bytes([int(said, 8)]) if said.isdigit() else _ESCAPED.get(said, said)


def _git(folder: Path, *words: str) -> bytes:
    """What git prints.

    Raises:
        ConfigError: it is not there, or it refuses.
    """
    unsure()
    import subprocess  # takes long to import, and most runs ask git nothing

    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603  fixed words; a revision that begins with a dash was refused
            ["git", "-C", str(folder), *words],  # noqa: S607  the user's own git
            capture_output=True,
            check=True,
            env=environment,
        )
    except FileNotFoundError as error:
        raise ConfigError("git was not found; --diff and --staged need it.") from error
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(
            f"git can't tell what changed in {folder}: {why[-1] if why else 'no reason given'}"
        ) from error
    return done.stdout
