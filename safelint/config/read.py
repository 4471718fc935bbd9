"""Find a config file and read it; nothing is imported for YAML or TOML when there is none."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.config.node import Entry, Node, Reading, failure, located, shown_path
from safelint.config.settings import Settings
from safelint.config.shape import KEYS, mapping
from safelint.model.dataclass import replace
from safelint.model.errors import Complaint, ConfigError
from safelint.model.inputs import note

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("safelint.yaml", ".safelint.yaml", "safelint.yml", ".safelint.yml")
"""Config file names in a folder, the first one there counts; after them ``[tool.safelint]`` in pyproject.toml."""

PYPROJECT = "pyproject.toml"
ADDED = ("ignore", "vocabulary", "identity_first", "packs", "exclude", "overrides")
"""Fields where a config file adds to the one it extends; it replaces the others."""


def find(folder: Path) -> Path | None:
    """The config file that counts for files in ``folder`` (absolute): its own, or the nearest one upwards."""
    return next((path for place in (folder, *folder.parents) if (path := own(place))), None)


def own(folder: Path) -> Path | None:
    """The config file that stands in ``folder`` itself."""
    for name in NAMES:
        path = folder / name
        note(str(path))
        if path.is_file():
            return path
    path = folder / PYPROJECT
    note(str(path))
    return path if path.is_file() and _has_section(path) else None


def blame(path: str, word: str, what: str) -> ConfigError | None:
    """An error about ``word`` that names the line of the config file where it stands; None when it is not there."""
    if not path or not word:
        return None
    reading = Reading(path, text_of(Path(path)))
    line = next((n for n, text in enumerate(reading.lines, 1) if word in text.partition("#")[0]), 0)
    reading.complain(line, what)
    return failure(reading.complaints) if line else None


def read(path: str | Path, _chain: tuple[Path, ...] = ()) -> Settings:
    """The settings in a config file.

    Raises:
        ConfigError: it can't be read, or something in it is unknown or unusable; names every such place.
    """
    file = located(Path.cwd(), str(path))
    reading = Reading(str(file), text_of(file))
    top = toml(reading) if file.suffix == ".toml" else compose(reading)
    if top.entries is None:
        what = "A config file holds settings, one “name: value” a line."
        reading.complain(top.line, what, "Such as fail-on: warning.")
    given = mapping(reading, top, KEYS)
    reading.finish()
    base, preset = _extends(reading, given.pop("extends", ()), (*_chain, file))
    merged: dict[str, Any] = {k: (*getattr(base, k), *v) if k in ADDED else v for k, v in given.items()}
    merged["severity"] = {**base.severity, **given.get("severity", {})}
    return replace(base, **{**merged, "path": str(file), "preset": preset})


def _extends(reading: Reading, names: tuple[str, ...], chain: tuple[Path, ...]) -> tuple[Settings, str]:
    """What the presets and config files named under ``extends`` come to; the last of each kind wins."""
    base, preset = Settings(), ""
    for name in names:
        if not is_path(name):
            preset = name
            continue
        path = located(reading.folder, name)
        if path in chain:
            raise failure([Complaint(shown_path(reading.path), 0, f"“extends” leads back to {shown_path(str(path))}.")])
        base = read(path, chain)
        preset = base.preset or preset
    return base, preset


def is_path(name: str) -> bool:
    """Whether a name under ``extends`` is a config file and not a preset."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml", ".toml"))


def text_of(path: Path) -> str:
    """The decoded config file."""
    shown = shown_path(str(path))
    note(str(path))
    if path.is_dir():
        raise ConfigError(f"{shown} is a folder; a config file is needed, such as {Path(shown, NAMES[0])}.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown} is not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"The config file {shown} can't be read: {error.strerror}.") from error


def compose(reading: Reading) -> Node:
    """The YAML of a config file as nodes."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        top = yaml.compose("\n".join(reading.lines), Loader=loader)
        return Node(1, entries=()) if top is None or top.value == "" else _from_yaml(top)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        tabbed = any(text.lstrip(" ").startswith("\t") for text in reading.lines[max(line - 1, 0) : line])
        hint = "YAML indents with spaces, not tabs." if tabbed else ""
        reading.complain(line, f"This is not YAML: {error.problem}.", hint)
    except yaml.YAMLError as error:
        reading.complain(0, f"This is not YAML: {error}")
    except RecursionError:
        reading.complain(0, "This is nested too deeply for a config file.")
    reading.finish()
    raise AssertionError  # finish() raised


def _from_yaml(node: Any) -> Node:
    """A PyYAML node as ours; an alias back to a node around it ends in RecursionError."""
    line = node.start_mark.line + 1
    if node.id == "mapping":
        pairs = ((key, value) for key, value in node.value)
        return Node(line, entries=tuple(Entry(_key(k), k.start_mark.line + 1, _from_yaml(v)) for k, v in pairs))
    if node.id == "sequence":
        return Node(line, items=tuple(_from_yaml(item) for item in node.value))
    return Node(line, text=str(node.value))


def _key(node: Any) -> str:
    return str(node.value) if node.id == "scalar" else "[…]"


def _has_section(path: Path) -> bool:
    """Whether a pyproject.toml speaks of safelint's settings, told from its bytes."""
    try:
        return b"tool.safelint" in path.read_bytes()
    except OSError:
        return False  # another tool's file: its state is no reason to stop


def toml(reading: Reading) -> Node:
    """The ``[tool.safelint]`` table as nodes; TOML keeps no line numbers, so keys are looked up by name."""
    try:
        tomllib: Any = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    except ImportError as error:
        hint = f"Move the settings to {NAMES[0]}, install tomli, or use Python 3.11 or newer."
        complaint = Complaint(shown_path(reading.path), 0, "Python 3.10 can't read TOML by itself.", hint=hint)
        raise failure([complaint]) from error
    try:
        data = tomllib.loads("\n".join(reading.lines))
    except (ValueError, RecursionError) as error:
        at = re.search(r"line (\d+)", str(error))
        reading.complain(int(at[1]) if at else 0, f"This is not TOML: {error}.")
        reading.finish()
    table = data.get("tool", {}).get("safelint")
    if not isinstance(table, dict):
        raise failure([Complaint(shown_path(reading.path), 0, "There is no [tool.safelint] table here.")])
    start = next((n for n, line in enumerate(reading.lines, 1) if "tool.safelint" in line), 1)
    return _from_toml(table, start, reading.lines)


def _from_toml(value: object, line: int, lines: list[str]) -> Node:
    """A TOML value as ours; ``line`` is where it, or what it stands in, was found."""
    if isinstance(value, dict):
        return Node(line, entries=tuple(_toml_entries(value, line, lines)))
    if isinstance(value, list):
        return Node(line, items=tuple(_from_toml(item, line, lines) for item in value))
    return Node(line, text=str(value))


def _toml_entries(table: Mapping[str, object], line: int, lines: list[str]) -> list[Entry]:
    entries = []
    for key, value in table.items():
        wanted = re.compile(rf'\s*["\']?{re.escape(key)}["\']?\s*=|\s*\[+tool\.safelint\.{re.escape(key)}\b')
        at = next((n for n, text in enumerate(lines, 1) if n >= line and wanted.match(text)), line)
        entries.append(Entry(key, at, _from_toml(value, at, lines)))
    return entries
