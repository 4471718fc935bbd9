"""Where each setting of a file comes from: which line of which config file, or nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.config.node import Reading, located, shown_path
from safelint.config.read import ADDED, compose, is_path, text_of, toml
from safelint.config.settings import Glob, Settings
from safelint.config.shape import KEYS, OVERRIDE_KEYS
from safelint.model.dataclass import dataclass
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.config.node import Entry, Node

DEFAULT = "default"
ASKED = "command line"


@dataclass(frozen=True, slots=True)
class Origin:
    """One setting: its key in a config file, its value as it would stand there, and the places that gave it."""

    key: str
    value: str
    places: tuple[str, ...]


def origins(settings: Settings, path: str, asked: Sequence[str] = ()) -> tuple[Origin, ...]:
    """Every setting that counts for ``path`` (absolute), with where it comes from.

    Args:
        settings: those that count for ``path``.
        path: the file that is to be linted.
        asked: fields that were asked for besides config files.
    """
    given: dict[str, list[str]] = {}
    for field, place, replaces in _given(Path(settings.path), path) if settings.path else ():
        given[field] = [place] if replaces else [*given.get(field, []), place]
    for field in asked:
        given[field] = [*(given.get(field, []) if field in ADDED else []), ASKED]
    fields = {field: key for key, (field, _) in KEYS.items() if key not in ("extends", "overrides")}
    found = [Origin("extends", settings.preset or "recommended", _places(given, "preset"))]
    for field, key in fields.items():
        value = getattr(settings, field)
        found.append(Origin(key, _written(key, value), _places(given, field)))
    return tuple(found)


def _places(given: dict[str, list[str]], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(given.get(field, [DEFAULT])))


def _given(file: Path, path: str) -> Iterator[tuple[str, str, bool]]:
    """Field, place, and whether it takes the place of what was said before, for each line that counts for ``path``."""
    reading = Reading(str(file), text_of(file))
    top = toml(reading) if file.suffix == ".toml" else compose(reading)
    entries = top.entries or ()
    for name, line in (pair for entry in entries if entry.key == "extends" for pair in _names(entry)):
        if is_path(name):
            yield from _given(located(reading.folder, name), path)
        else:
            yield "preset", f"{shown_path(str(file))}:{line}", True
    for entry in entries:
        if entry.key in KEYS and entry.key not in ("extends", "overrides"):
            field = KEYS[entry.key][0]
            yield field, f"{shown_path(str(file))}:{entry.line}", field not in (*ADDED, "severity")
    for entry in entries:
        if entry.key == "overrides":
            yield from _overriding(entry.value, reading, file, path)


def _overriding(node: Node, reading: Reading, file: Path, path: str) -> Iterator[tuple[str, str, bool]]:
    for item in node.items if node.items is not None else (node,):
        inner = item.entries or ()
        patterns = [name for entry in inner if entry.key == "files" for name, _ in _names(entry)]
        if any(Glob(str(reading.folder), pattern).fits(path) for pattern in patterns):
            for entry in inner:
                if entry.key != "files" and entry.key in OVERRIDE_KEYS:
                    field = OVERRIDE_KEYS[entry.key][0]
                    yield field, f"{shown_path(str(file))}:{entry.line}", field not in ("ignore", "severity")


def _names(entry: Entry) -> list[tuple[str, int]]:
    """The words of an entry, each with its line."""
    if entry.value.text is not None:
        return [(entry.value.text, entry.line)]
    return [(item.text, item.line) for item in entry.value.items or () if item.text]


def _written(key: str, value: Any) -> str:
    """A value as one would write it in a config file."""
    if key == "fail-on" and value is None:
        return "never"
    if isinstance(value, Severity):
        return value.value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written('', one)}" for name, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(one.pattern if isinstance(one, Glob) else str(one) for one in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value) or "none"
