"""``helplines/``: one file for each country, its lines and the numbers that were retired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.rulebook import Country, Helpline
from safelint.rulebook.read import Page, read
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from pathlib import Path

_FILE = ("country", "name", "calling", "trunk", "emergency", "lines", "retired")
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
    "beside",
)
_LISTS = {"aliases", "call", "text", "web", "for", "languages", "beside"}
_STATES = ("retired", "renamed", "wrong")


def read_helplines(path: Path) -> tuple[Country, list[Helpline]]:
    """One country file: the country, and its helplines, current ones first.

    Raises:
        RuleError: the file has another shape.
    """
    page = read(path)
    if not isinstance(page.data, dict):
        raise page.refuse("a helpline file has `country:` and `lines:`")
    for key in page.data:
        if key not in _FILE:
            raise page.refuse(f"“{key}” is no key of a helpline file", (key,), nearest(key, _FILE))
    code = str(page.data.get("country", ""))
    if code != path.stem:
        raise page.refuse(f"`country:` is the file's name: {path.stem}", ("country",))
    country = Country(
        code=code,
        name=page.data.get("name", code),
        calling=page.data.get("calling", ""),
        trunk=page.data.get("trunk", "0"),
        emergency=tuple(page.data.get("emergency", ())),
    )
    found: list[Helpline] = []
    for part, state in (("lines", "current"), ("retired", "retired")):
        for at, one in enumerate(page.data.get(part) or ()):
            found.append(_helpline(page, (part, at), one, code, state))
    return country, found


def _helpline(page: Page, keys: tuple[str | int, ...], data: Any, country: str, state: str) -> Helpline:
    _check(page, keys, data)
    if state != "current":
        state = data.get("state", state)
        if state not in _STATES:
            raise page.refuse(f"`state:` is one of {', '.join(_STATES)}", (*keys, "state"), nearest(state, _STATES))
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
        confidence=data.get("confidence", ""),
        audience=data.get("audience", ""),
        languages=tuple(data.get("languages", ())),
        note=data.get("note", ""),
        since=data.get("since", ""),
        email=data.get("email", ""),
        beside=tuple(data.get("beside", ())),
    )


def _check(page: Page, keys: tuple[str | int, ...], data: Any) -> None:
    """Refuse an entry that is no mapping, lacks its name, or has a key or value that is not meant."""
    if not isinstance(data, dict) or "id" not in data or "name" not in data:
        raise page.refuse("a helpline needs `id:` and `name:`", keys)
    for key, value in data.items():
        if key not in _LINE:
            raise page.refuse(f"“{key}” is no key of a helpline", (*keys, key), nearest(key, _LINE))
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise page.refuse(f"`{key}:` takes a list", (*keys, key))
