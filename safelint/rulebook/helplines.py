"""``helplines/``: one file for each country, its lines and the numbers that were retired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.rulebook import Helpline
from safelint.rulebook.read import Page, read
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from pathlib import Path

_FILE = ("country", "name", "emergency", "lines", "retired")
_LINE = (
    "id",
    "name",
    "aliases",
    "call",
    "text",
    "web",
    "hours",
    "for",
    "languages",
    "audience",
    "source",
    "checked",
    "confidence",
    "note",
    "instead",
    "since",
    "state",
    "email",
)
_LISTS = {"aliases", "call", "text", "web", "for"}


def read_helplines(path: Path) -> list[Helpline]:
    """The helplines of one country file, current ones first.

    Raises:
        RuleError: the file has another shape.
    """
    page = read(path)
    if not isinstance(page.data, dict):
        raise page.refuse("a helpline file has `country:` and `lines:`")
    for key in page.data:
        if key not in _FILE:
            raise page.refuse(f"“{key}” is no key of a helpline file", (key,), nearest(key, _FILE))
    country = page.data.get("country")
    if country != path.stem:
        raise page.refuse(f"`country:` is the file's name: {path.stem}", ("country",))
    found = [
        _helpline(page, ("lines", at), one, country, "current") for at, one in enumerate(page.data.get("lines", []))
    ]
    retired = page.data.get("retired") or []
    return found + [_helpline(page, ("retired", at), one, country, "retired") for at, one in enumerate(retired)]


def _helpline(page: Page, keys: tuple[str | int, ...], data: Any, country: str, state: str) -> Helpline:
    if not isinstance(data, dict) or "id" not in data or "name" not in data:
        raise page.refuse("a helpline needs `id:` and `name:`", keys)
    for key, value in data.items():
        if key not in _LINE:
            raise page.refuse(f"“{key}” is no key of a helpline", (*keys, key), nearest(key, _LINE))
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise page.refuse(f"`{key}:` takes a list", (*keys, key))
    return Helpline(
        id=f"{country}/{data['id']}",
        country=country,
        name=data["name"],
        aliases=tuple(data.get("aliases", ())),
        numbers=tuple(data.get("call", ())),
        texts=tuple(data.get("text", ())),
        urls=tuple(data.get("web", ())),
        topics=tuple(data.get("for", ())),
        hours=data.get("hours", ""),
        source=data.get("source", ""),
        checked=data.get("checked", ""),
        state=state,
        instead=data.get("instead", ""),
    )
