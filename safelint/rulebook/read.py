"""YAML files read with every scalar a string and a line number for every value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass
from safelint.model.errors import Complaint, RuleError

if TYPE_CHECKING:
    from pathlib import Path

Keys = tuple[str | int, ...]
# A rule file is a page; a file larger than this is none, in bytes.
_LARGEST = 2_000_000


@dataclass(frozen=True)
class Page:
    """One YAML file: ``data`` of str, list and dict only; ``marks`` gives the 1-based line of every value."""

    path: str
    data: Any
    lines: tuple[str, ...]
    marks: dict[Keys, int]

    def line(self, keys: Keys = ()) -> int:
        """The line of the value that ``keys`` lead to, or of the nearest value around it."""
        while keys and keys not in self.marks:
            keys = keys[:-1]
        return self.marks.get(keys, 1)

    def complaint(self, what: str, keys: Keys = (), hint: str = "") -> Complaint:
        """A complaint about the value that ``keys`` lead to, with its line shown."""
        return self.at(self.line(keys), what, hint)

    def at(self, number: int, what: str, hint: str = "") -> Complaint:
        """A complaint about line ``number`` (1-based), with the line shown."""
        shown = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        return Complaint(self.path, number, what, shown, hint)

    def refuse(self, what: str, keys: Keys = (), hint: str = "") -> RuleError:
        """The error to raise for one complaint."""
        complaint = self.complaint(what, keys, hint)
        return RuleError(str(complaint), (complaint,))


def read(path: Path) -> Page:
    """Read one YAML file.

    Raises:
        RuleError: unreadable, no UTF-8, or no YAML; the message names file and line and shows it.
    """
    shown = str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _error(shown, 0, f"can't be read: {error.strerror}") from error
    if len(raw) > _LARGEST:
        raise _error(shown, 0, f"is {len(raw):,} bytes; a rule file is at most {_LARGEST:,}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _error(shown, line, "is not UTF-8 here", "save the file as UTF-8") from error
    return parse(text, shown)


def parse(text: str, path: str) -> Page:
    """Read YAML text; ``path`` is only for messages.

    Raises:
        RuleError: it is no YAML, repeats a key, or uses anchors or tags, which rule files do without.
    """
    import yaml

    lines = tuple(text.splitlines())
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            # Aliases could make a small file unfold without end.
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise _error(
                    path, line, "anchors and aliases (& and *) are not used in rule files", shown=lines[line - 1]
                )
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        shown = lines[line - 1] if 0 < line <= len(lines) else ""
        problem = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        hint = "quote the text if it holds “: ” or begins with a special character; indent with spaces, not tabs"
        raise _error(path, line, f"this is no valid YAML: {problem}", hint, shown) from error
    marks: dict[Keys, int] = {}
    try:
        data = _plain(node, (), marks, path, lines)
    except RecursionError:
        raise _error(path, 0, "is nested too deeply") from None
    return Page(path, data, lines, marks)


def _plain(node: Any, keys: Keys, marks: dict[Keys, int], path: str, lines: tuple[str, ...]) -> Any:
    import yaml

    if node is None:
        return None
    marks[keys] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*keys, at), marks, path, lines) for at, item in enumerate(node.value)]
    built: dict[str, Any] = {}
    for key_node, value in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in built:
            raise _error(path, line, f"“{key}” stands twice", "keep one of them", lines[line - 1])
        built[key] = _plain(value, (*keys, key), marks, path, lines)
        at = (*keys, key)
        marks[at] = line
    return built


def _error(path: str, line: int, what: str, hint: str = "", shown: str = "") -> RuleError:
    complaint = Complaint(path, line, what, shown, hint)
    return RuleError(str(complaint), (complaint,))
