"""``scorecards/``: the criteria of a scale, what raises and lowers their marks, and when they do not apply."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from safelint.model.rule import TOPICS, Severity
from safelint.model.scorecard import HIGHEST, Criterion, Death, Ground, Scale
from safelint.rulebook.read import Keys, Page, read
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_SCALE = ("id", "title", "sources", "topics", "elsewhere", "remarks", "death", "criteria")
_DEATH = ("facts", "at-least", "opening")
_CRITERION = tuple(one.name for one in fields(Criterion))
_GROUND = tuple(one.name.replace("_", "-") for one in fields(Ground))
_ONLY = ("", "death", "never")


def read_scale(path: Path, known: Mapping[str, Collection[str]]) -> Scale:
    """One file of ``scorecards/``.

    Args:
        path: the file.
        known: the ids it may name, under ``rules``, ``credits``, ``topics`` (of documents) and ``sources``.

    Raises:
        RuleError: it is no scorecard, or names what is not there.
    """
    page = read(path)
    data = _mapping(page, page.data, (), _SCALE)
    if data["id"] != path.stem:
        raise page.refuse(f"the id of a scorecard is its file's name: {path.stem}", ("id",))
    _known(page, data["sources"], ("sources",), known["sources"])
    _known(page, list(data["topics"]), ("topics",), known["topics"])
    death = _mapping(page, data["death"], ("death",), _DEATH)
    _known(page, death["facts"], ("death", "facts"), known["credits"])
    return Scale(
        id=data["id"],
        title=data["title"],
        sources=tuple(data["sources"]),
        topics=tuple((topic, _line(remark)) for topic, remark in data["topics"].items()),
        elsewhere=_line(data["elsewhere"]),
        remarks=tuple(map(_line, data["remarks"])),
        death=Death(
            tuple(death["facts"]),
            _number(page, death["at-least"], ("death", "at-least")),
            _number(page, death["opening"], ("death", "opening")),
        ),
        criteria=tuple(_criterion(page, one, ("criteria", at), known) for at, one in enumerate(data["criteria"])),
    )


def _criterion(page: Page, given: object, keys: Keys, known: Mapping[str, Collection[str]]) -> Criterion:
    data = _mapping(page, given, keys, _CRITERION, needed=("id", "title", "anchors", "base"))
    if not isinstance(data["anchors"], list) or len(data["anchors"]) != HIGHEST + 1:
        raise page.refuse("`anchors:` are three sentences: what 0, 1 and 2 mean", (*keys, "anchors"))
    if data.get("only", "") not in _ONLY:
        raise page.refuse("`only:` is death or never", (*keys, "only"))
    worst, middle, best = map(_line, data["anchors"])
    return Criterion(
        id=data["id"],
        title=data["title"],
        anchors=(worst, middle, best),
        base=_mark(page, data["base"], (*keys, "base")),
        lowers=_grounds(page, data, "lowers", keys, known),
        raises=_grounds(page, data, "raises", keys, known),
        mixed=_mark(page, data.get("mixed", "1"), (*keys, "mixed")),
        outweigh=data.get("outweigh") == "yes",
        only=data.get("only", ""),
        otherwise=_line(data.get("otherwise", "")),
        add=_line(data.get("add", "")),
        change=_line(data.get("change", "")),
        hidden=data.get("hidden") == "yes",
    )


def _grounds(
    page: Page, criterion: dict[str, Any], key: str, keys: Keys, known: Mapping[str, Collection[str]]
) -> tuple[Ground, ...]:
    found = []
    for at, given in enumerate(criterion.get(key, ())):
        here = (*keys, key, at)
        data = _mapping(page, given, here, _GROUND, needed=("to",))
        words = {
            name: tuple(_known(page, data.get(name, []), (*here, name), names))
            for name, names in (
                ("rules", known["rules"]),
                ("topics", TOPICS),
                ("besides", known["rules"]),
                ("severities", [one.value for one in Severity]),
                ("credits", known["credits"]),
            )
        }
        found.append(
            Ground(
                to=_mark(page, data["to"], (*here, "to")),
                at_least=_number(page, data.get("at-least", "1"), (*here, "at-least")),
                helplines=_number(page, data.get("helplines", "0"), (*here, "helplines")),
                named=_number(page, data.get("named", "0"), (*here, "named")),
                quoted=data.get("quoted") == "yes",
                firm=data.get("firm") == "yes",
                **words,
            )
        )
    return tuple(found)


def _mapping(
    page: Page, given: object, keys: Keys, known: tuple[str, ...], needed: tuple[str, ...] | None = None
) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise page.refuse(f"expected keys such as {', '.join(known[:3])}", keys)
    for key in given:
        if key not in known:
            raise page.refuse(f"“{key}” is no key here", (*keys, key), nearest(key, known))
    for key in known if needed is None else needed:
        if not given.get(key):
            raise page.refuse(f"`{key}:` is missing", keys)
    return given


def _known(page: Page, given: object, keys: Keys, known: Collection[str]) -> list[str]:
    if not isinstance(given, list):
        raise page.refuse(f"`{keys[-1]}:` takes a list", keys)
    for at, one in enumerate(given):
        if one not in known:
            raise page.refuse(f"there is no “{one}”", (*keys, at), nearest(str(one), sorted(known)))
    return given


def _mark(page: Page, value: object, keys: Keys) -> int:
    mark = _number(page, value, keys)
    if mark > HIGHEST:
        raise page.refuse("a mark is 0, 1 or 2", keys)
    return mark


def _number(page: Page, value: object, keys: Keys) -> int:
    if not isinstance(value, str) or not value.isdigit():
        raise page.refuse("a whole number is expected here", keys)
    return int(value)


def _line(text: object) -> str:
    return " ".join(str(text).split())
