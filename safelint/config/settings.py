"""The settings of a run, and which of them count for one file."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from safelint.model.dataclass import dataclass, field, replace
from safelint.model.rule import Severity


@dataclass(frozen=True, slots=True)
class Glob:
    """A file pattern and the folder it is relative to.

    ``*`` and ``?`` stay within one name, ``**`` crosses folders; a pattern without ``/`` fits a name anywhere below
    ``root``, and one that fits a folder fits everything in it.
    """

    root: str
    pattern: str

    def fits(self, path: str) -> bool:
        """Whether ``path`` (absolute) is meant."""
        inside = _inside(self.root, path)
        return inside is not None and _compiled(self.pattern).match(inside) is not None


@dataclass(frozen=True, slots=True)
class Override:
    """Settings that count for the files which fit one of ``files``; empty fields leave things as they are."""

    files: tuple[Glob, ...]
    preset: str = ""
    audience: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    site_footer_has_helpline: bool | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a config file asks for.

    Attributes:
        path: the config file, empty when there is none.
        preset: name of a preset, empty for the recommended one.
        audience: ISO 3166 codes of the readers' countries; empty accepts any country's helplines.
        fail_on: findings at or above it make the exit status 1; None for never.
        min_severity: findings below it are counted and not shown.
        select: rule or topic ids that run, empty for what the preset chooses; ``ignore`` those that do not.
        severity: rule or topic id to the severity it reports at.
        vocabulary: names never flagged.
        identity_first: words that people asked to stand first (“autistic person”).
        packs: absolute paths of further folders shaped like ``rules/``.
        exclude: files and folders passed over when a folder is linted.
        overrides: settings for some files, later ones win.
        site_footer_has_helpline: every page carries a helpline that does not stand in the text itself.
        pipeline: name of another installed spaCy pipeline, empty for the bundled one.
        baseline: absolute path of the baseline file, empty for the usual place.
    """

    path: str = ""
    preset: str = ""
    audience: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    min_severity: Severity = Severity.ADVICE
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    identity_first: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    exclude: tuple[Glob, ...] = ()
    overrides: tuple[Override, ...] = ()
    pipeline: str = ""
    site_footer_has_helpline: bool = False
    baseline: str = ""

    def excludes(self, path: str) -> bool:
        """Whether ``path`` (absolute, file or folder) is passed over when its folder is linted."""
        return any(glob.fits(path) for glob in self.exclude)

    def for_file(self, path: str) -> Settings:
        """The settings that count for ``path`` (absolute): the overrides that fit it are worked in."""
        settings = self
        for override in self.overrides:
            if any(glob.fits(path) for glob in override.files):
                settings = replace(
                    settings,
                    preset=override.preset or settings.preset,
                    audience=override.audience or settings.audience,
                    select=override.select or settings.select,
                    ignore=(*settings.ignore, *override.ignore),
                    severity={**settings.severity, **override.severity},
                    site_footer_has_helpline=_either(override, settings),
                )
        return replace(settings, overrides=()) if settings.overrides else settings


def _either(override: Override, settings: Settings) -> bool:
    """Whether the footer has a helpline: as an override says, when it does."""
    said = override.site_footer_has_helpline
    return settings.site_footer_has_helpline if said is None else said


def usable(pattern: str) -> bool:
    """Whether ``pattern`` can be a file pattern."""
    try:
        _compiled(pattern)
    except re.error:
        return False
    return bool(pattern.strip("/. "))


def _inside(root: str, path: str) -> str | None:
    """``path`` relative to ``root`` with forward slashes, or None when it lies elsewhere."""
    stem = root.rstrip("/\\") + os.sep
    if not path.startswith(stem):
        return None
    return path[len(stem) :].replace(os.sep, "/")


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression for a pattern; Python's own ``full_match`` came with 3.13."""
    pattern = pattern.removeprefix("./")
    folders_only = pattern.endswith("/")
    pattern = pattern.strip("/") if "/" in pattern.rstrip("/") else "**/" + pattern.rstrip("/")
    names = pattern.split("/")
    out = []
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name == "**":
            out.append(".*" if last else "(?:[^/]+/)*")
        else:
            out.append(_name(name) + ("" if last else "/"))
    return re.compile("".join(out) + ("/.*" if folders_only else "(?:/.*)?") + r"\Z", re.DOTALL)


def _name(name: str) -> str:
    """The regular expression for one name of a pattern."""
    out = []
    for part in re.split(r"(\*+|\?|\[[^\]]+\])", name):
        if part.startswith("*"):
            out.append("[^/]*")
        elif part == "?":
            out.append("[^/]")
        elif part.startswith("[") and part.endswith("]"):
            inner = part[1:-1].replace("\\", r"\\").replace("[", r"\[")
            out.append("[^" + inner[1:] + "]" if inner.startswith("!") else "[" + inner + "]")
        else:
            out.append(re.escape(part))
    return "".join(out)
