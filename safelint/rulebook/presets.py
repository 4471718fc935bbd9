"""``presets/``: choices of rules by topic, severity, status and source, each value checked against what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.errors import RuleError
from safelint.model.rule import TOPICS, Severity, Status
from safelint.model.rulebook import Preset
from safelint.rulebook.read import read
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from safelint.model.errors import Complaint
    from safelint.rulebook.read import Page

_LISTS = ("topics", "sources", "also", "statuses", "severities")
_KEYS = ("id", "title", *_LISTS, "severity")
_LEVELS = (*(one.value for one in Severity), "off")


def read_preset(path: Path, sources: Collection[str]) -> Preset:
    """One file of ``presets/``; ``sources`` are the guidelines it may name.

    Raises:
        RuleError: it is no preset, or names what is not there; holds every complaint about the file.
    """
    page = read(path)
    data: dict[str, Any] = page.data if isinstance(page.data, dict) else {}
    known = {
        "topics": TOPICS,
        "sources": sorted(sources),
        "also": TOPICS,
        "statuses": tuple(one.value for one in Status if one is not Status.RETIRED),
        "severities": tuple(one.value for one in Severity),
    }
    found = [
        page.complaint(f"“{key}” is no key of a preset", (key,), nearest(key, _KEYS))
        for key in data
        if key not in _KEYS
    ]
    if data.get("id") != path.stem:
        found.append(page.complaint(f"the id of a preset is its file's name: {path.stem}", ("id",)))
    if not isinstance(data.get("title", ""), str):
        found.append(page.complaint("`title:` takes one text", ("title",)))
    for key in _LISTS:
        found.extend(_check_list(page, key, data.get(key, []), known[key]))
    found.extend(_check_levels(page, data.get("severity", {})))
    if found:
        raise RuleError("\n".join(map(str, found)), tuple(found))
    lists = {key: tuple(data.get(key, ())) for key in _LISTS}
    return Preset(id=data["id"], title=data.get("title", data["id"]), severity=dict(data.get("severity", {})), **lists)


def _check_list(page: Page, key: str, value: object, known: Collection[str]) -> list[Complaint]:
    if not isinstance(value, list):
        return [page.complaint(f"`{key}:` takes a list: write [{value}] or one “- …” a line", (key,))]
    return [
        page.complaint(f"“{one}” is not known under `{key}:`", (key, at), nearest(str(one), list(known)))
        for at, one in enumerate(value)
        if one not in known
    ]


def _check_levels(page: Page, value: object) -> list[Complaint]:
    if not isinstance(value, dict):
        return [page.complaint("`severity:` takes topics, each with a severity or off", ("severity",))]
    found = []
    for topic, level in value.items():
        if topic not in TOPICS:
            found.append(page.complaint(f"there is no topic “{topic}”", ("severity", topic), nearest(topic, TOPICS)))
        elif level not in _LEVELS:
            found.append(page.complaint(f"“{level}” is no severity", ("severity", topic), nearest(str(level), _LEVELS)))
    return found
