"""The baseline file: findings that were accepted as they are, by path and fingerprint."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass, field
from safelint.model.errors import ConfigError, ReadError
from safelint.model.inputs import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from safelint.config.settings import Settings
    from safelint.model.report import FileResult

NAME = ".safelint-baseline.json"
SCHEMA = "safelint-baseline/1"

Accepted = dict[str, dict[str, tuple[str, ...]]]
"""Path relative to the baseline's folder, with forward slashes → rule id → fingerprints."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was accepted.

    Attributes:
        path: of the baseline file, absolute.
        files: what was accepted in each file.
        gone: fingerprints of files that are no longer there, for files that were renamed.
    """

    path: Path
    files: Accepted = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)

    def key(self, path: str) -> str:
        """How the baseline calls a file that a report calls ``path``."""
        return Path(os.path.relpath(path, self.path.parent)).as_posix()

    def accepted(self, path: str) -> tuple[str, ...]:
        """The fingerprints accepted in ``path``; for a file it does not know, those of files that went away."""
        rules = self.files.get(self.key(path))
        return (
            tuple(self.gone.elements()) if rules is None else tuple(one for prints in rules.values() for one in prints)
        )

    def fixed(self, result: FileResult) -> int:
        """How many findings accepted in a file are no longer there."""
        rules = self.files.get(self.key(result.path), {})
        there = Counter(one.fingerprint for one in (*result.baselined, *result.findings, *result.below))
        return sum((Counter(one for prints in rules.values() for one in prints) - there).values())


def place(settings: Settings, named: str = "") -> Path:
    """Where the baseline stands: as named, as the config file says, beside it, or in the working folder."""
    if named or settings.baseline:
        return Path(named or settings.baseline).absolute()
    return (Path(settings.path).parent if settings.path else Path.cwd()) / NAME


def read(path: Path) -> Baseline:
    """The baseline in a file; an empty one when there is no such file.

    Raises:
        ConfigError: it is no baseline.
    """
    note(str(path))
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Baseline(path)
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else f"it is not JSON ({error})"
        raise _broken(path, str(why)) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise _broken(path, f"its “schema” is not {SCHEMA}")
    files = data.get("files")
    if not isinstance(files, dict) or not all(map(_fits, files.values())):
        raise _broken(path, "its “files” do not map paths to rules to fingerprints")
    accepted: Accepted = {
        str(name): {str(rule): tuple(prints) for rule, prints in rules.items()} for name, rules in files.items()
    }
    gone = Counter(
        one
        for name, rules in accepted.items()
        if not _there(path.parent / name.partition("#")[0])
        for prints in rules.values()
        for one in prints
    )
    return Baseline(path, accepted, gone)


def write(baseline: Baseline) -> None:
    """Write the baseline file, sorted, so that two people's changes to it can be merged.

    Raises:
        ReadError: it can't be written.
    """
    files = {
        name: {rule: sorted(prints) for rule, prints in sorted(rules.items()) if prints}
        for name, rules in sorted(baseline.files.items())
        if any(rules.values())
    }
    text = json.dumps({"schema": SCHEMA, "files": files}, ensure_ascii=False, indent=1) + "\n"
    part = baseline.path.with_name(f".{baseline.path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n") if os.name != "nt" else part.write_bytes(text.encode())
        part.replace(baseline.path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ReadError(f"{baseline.path}: The baseline can't be written: {error.strerror}.") from error


def updated(baseline: Baseline, results: Iterable[FileResult], *, prune: bool) -> Baseline:
    """The baseline with what ``results`` hold accepted; with ``prune`` nothing is added, and what is gone is dropped.

    Files that were not read stay as they were, unless they are no longer there.
    """
    files = {
        name: rules
        for name, rules in baseline.files.items()
        if (baseline.path.parent / name.partition("#")[0]).exists()
    }
    for result in results:
        if result.error is not None:
            continue
        found = result.baselined if prune else (*result.baselined, *result.findings, *result.below)
        rules: dict[str, list[str]] = {}
        for finding in found:
            rules.setdefault(finding.rule, []).append(finding.fingerprint)
        files[baseline.key(result.path)] = {rule: tuple(prints) for rule, prints in rules.items()}
    return Baseline(baseline.path, files)


def count(files: Mapping[str, Mapping[str, tuple[str, ...]]]) -> int:
    """How many findings are accepted."""
    return sum(len(prints) for rules in files.values() for prints in rules.values())


def _there(path: Path) -> bool:
    note(str(path))
    return path.exists()


def _fits(rules: Any) -> bool:
    return isinstance(rules, dict) and all(
        isinstance(prints, list) and all(isinstance(one, str) for one in prints) for prints in rules.values()
    )


def _broken(path: Path, why: str) -> ConfigError:
    return ConfigError(
        f"{path}: This can't be used as a baseline: {why}. "
        "Restore it from version control, or write it anew with safelint baseline."
    )
