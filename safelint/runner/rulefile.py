"""Rule files by path: begin one from the template, find the pack and the rule that one belongs to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.errors import RuleError
from safelint.rulebook import builtin

if TYPE_CHECKING:
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook

TEMPLATE = "_template.yaml"
LANGUAGE = "en"
CREDITS = "_credits"
_ID = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_file(name: str) -> bool:
    """Whether ``name`` means a rule file and not the id of a rule."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def pack(name: str) -> Path:
    """The folder of rules that a rule file stands in: ``rules`` for ``rules/en/stigma/addict.yaml``.

    Raises:
        RuleError: there is no such file, or it stands elsewhere.
    """
    path = Path(name)
    if path.is_dir():
        raise RuleError(f"{path} is a folder; name a rule file in it, such as {path / 'addict.yaml'}.")
    if not path.is_file():
        raise RuleError(f"There is no rule file {path}.")
    path = path.resolve()
    if path.parent.parent.name != LANGUAGE or (path.parent.name.startswith("_") and path.parent.name != CREDITS):
        raise RuleError(f"{path} is no rule file: those stand in a folder of rules as {LANGUAGE}/<topic>/<id>.yaml.")
    return path.parents[2]


def rule_of(book: Rulebook, name: str) -> Rule:
    """The rule that a rule file holds.

    Raises:
        RuleError: another pack has a rule of that name, which counts instead.
    """
    path = Path(name).resolve()
    for rule in book.rules:
        if rule.id == path.stem:
            if Path(rule.path).resolve() == path:
                return rule
            raise RuleError(f"{name}: the rule “{rule.id}” of {rule.path} counts instead.")
    raise RuleError(f"{name} holds no rule.")


def begin(rule: str, topic: str, into: str) -> Path:
    """Write ``into``/en/``topic``/``rule``.yaml from the template and return its path.

    Raises:
        RuleError: the id is no id, a rule of that name is there already, or the file can't be written.
    """
    if not _ID.fullmatch(rule):
        raise RuleError(f"“{rule}” is no rule id: lower-case words joined by hyphens, such as committed-suicide.")
    for folder in (Path(into), builtin()):
        taken = next(folder.glob(f"{LANGUAGE}/*/{rule}.yaml"), None)
        if taken is not None:
            raise RuleError(f"There is a rule of that name already: {taken}. Nothing was written.")
    path = Path(into) / LANGUAGE / topic / f"{rule}.yaml"
    try:
        text = (builtin() / TEMPLATE).read_text("utf-8")
        for key, value in (("id", rule), ("topic", topic)):
            text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise RuleError(f"{error.filename or path} can't be used: {error.strerror}.") from error
    return path
