"""Suppressions that stand in a file beside a text which can't carry comments: “draft.docx.safelint.yaml”."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.config.node import Reading, nearest, shown_path
from safelint.config.read import compose, text_of
from safelint.model.document import Directive
from safelint.model.span import NOWHERE

if TYPE_CHECKING:
    from safelint.config.node import Node

SUFFIX = ".safelint.yaml"
"""What is added to the name of the text."""
_KEYS = ("rule", "reason", "until", "found", "sentence")


def read(path: str) -> tuple[Directive, ...]:
    """What the file beside a text asks.

    Raises:
        ConfigError: it can't be read, or something in it is unknown or unusable; names every such place.
    """
    reading = Reading(path, text_of(Path(path)))
    top = compose(reading)
    if top.entries is None:
        reading.complain(
            top.line, "This file holds one key, “allow”, with a list of entries.", "allow:\n      - rule: …"
        )
    asked: list[Directive] = []
    for entry in top.entries or ():
        if entry.key != "allow":
            reading.complain(entry.line, f"There is no key “{entry.key}” here.", nearest(entry.key, ["allow"]))
        elif entry.value.items is None:
            reading.complain(entry.line, "“allow” holds a list: one “- rule: …” for each thing to let through.")
        else:
            asked += [_asked(reading, item) for item in entry.value.items]
    reading.finish()
    return tuple(asked)


def _asked(reading: Reading, item: Node) -> Directive:
    """One entry: a rule alone, or a mapping."""
    if item.entries is None and not item.text:
        reading.complain(item.line, "An entry is “rule: …”, with “reason”, “until”, “found” and “sentence” as needed.")
    given: dict[str, str] = {} if item.entries is not None else {"rule": item.text or ""}
    for entry in item.entries or ():
        if entry.key not in _KEYS:
            reading.complain(entry.line, f"There is no key “{entry.key}” in an entry.", nearest(entry.key, _KEYS))
        elif entry.value.entries is not None or (entry.value.items is not None and entry.key != "rule"):
            reading.complain(entry.line, f"“{entry.key}” holds words, not a list or further keys.")
        else:
            given[entry.key] = " ".join(one.text or "" for one in entry.value.items or (entry.value,))
    rules = tuple(given.get("rule", "").replace(",", " ").lower().split())
    if not rules:
        reading.complain(item.line, "An entry needs a rule or topic.", "Such as rule: committed-suicide.")
    until = given.get("until", "")
    if until and not _is_date(until):
        reading.complain(item.line, f"“until” is a date such as 2027-01-31, not “{until}”.")
    found, sentence = given.get("found", ""), given.get("sentence", "")
    reason, file = given.get("reason", ""), shown_path(reading.path)
    return Directive("allow-file", rules, reason, until, NOWHERE, found, sentence, file, item.line)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
