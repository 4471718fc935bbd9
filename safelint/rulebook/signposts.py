"""``_signposts/``: the words in which helplines are offered, and which of them an article is offered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from safelint.model.signpost import Direction, Piece, Signpost, Wording
from safelint.rulebook.read import read
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from safelint.model.rulebook import Helpline, Rulebook

ANYWHERE = "ZZ"
"""The country of directories that serve readers anywhere."""

_KEYS = ("id", "heading", "leads", "ways", "in", "closings")
_WAYS = ("call", "text", "both", "visit", "or", "always", "hours")
_ROUND_THE_CLOCK = "24/7"
_ANYBODY = frozenset({"crisis", "suicide"})  # what a line for anybody in distress is for
_MOST, _REGIONS = 3, 4  # lines for one country; lines of its parts, when there is none for all of it
_TWO = 2


def read_wording(path: Path) -> Wording:
    """One file of ``_signposts/``.

    Raises:
        RuleError: the file has another shape.
    """
    page = read(path)
    data: dict[str, Any] = page.data if isinstance(page.data, dict) else {}
    for key in data:
        if key not in _KEYS:
            raise page.refuse(f"“{key}” is no key of a signpost", (key,), nearest(key, _KEYS))
    if data.get("id") != path.stem or not data.get("heading"):
        raise page.refuse(f"a signpost has an `id:`, its file's name {path.stem}, and a `heading:`")
    leads, ways = data.get("leads"), data.get("ways")
    if not isinstance(leads, list) or not leads or not all(isinstance(one, dict) and one.get("say") for one in leads):
        raise page.refuse("`leads:` is a list; each has `say:`, and all but the last `for:`", ("leads",))
    if not isinstance(ways, dict) or set(ways) != set(_WAYS):
        raise page.refuse(f"`ways:` has {', '.join(_WAYS)}", ("ways",))
    return Wording(
        id=data["id"],
        heading=data["heading"].strip(),
        leads=tuple((tuple(one.get("for", ())), " ".join(one["say"].split())) for one in leads),
        ways=dict(ways),
        place=data.get("in", ""),
        closings=frozenset(one.lower() for one in data.get("closings", ())),
    )


def chosen(book: Rulebook, audience: Sequence[str], topics: Collection[str]) -> list[Helpline]:
    """The lines to offer readers in some countries in an article about some topics.

    For each country one for the topic and one for anybody in distress, two of them at any hour where there are; those
    seen in good sources before others, and those for everybody before those for some. Where that is a single line, or
    none since the readers are not known, a directory of all countries besides.
    """
    found: list[Helpline] = []
    for code in audience:
        found += _of(book, code, topics)
    if len(found) < _TWO or any(code not in book.countries for code in audience):
        found += _current(book, ANYWHERE)[:1]
    return list(dict.fromkeys(found))


def _current(book: Rulebook, code: str) -> list[Helpline]:
    return [line for line in book.helplines if line.country == code and line.state == "current"]


def _of(book: Rulebook, code: str, topics: Collection[str]) -> list[Helpline]:
    lines = sorted(_current(book, code), key=lambda line: (not _trusted(line), bool(line.audience)))
    picked: list[Helpline] = []
    for topic in sorted(topics, key=lambda topic: (sum(topic in line.topics for line in lines), topic)):
        if not any(topic in line.topics for line in picked):  # few lines are for eating disorders: they come first
            own = [line for line in lines if topic in line.topics]
            picked += [line for line in own if not line.audience][:1] or own[:_REGIONS]
    anybody = [line for line in lines if _ANYBODY & set(line.topics) and not line.audience]
    picked = list(dict.fromkeys([*picked, *anybody[:1]])) or lines[:1]
    for line in [*(one for one in lines if set(one.topics) & set(topics) and not one.audience), *anybody]:
        if len(picked) < _MOST and sum(one.hours.startswith(_ROUND_THE_CLOCK) for one in picked) < _TWO:
            picked += [line] if line not in picked and line.hours.startswith(_ROUND_THE_CLOCK) else []
    return picked


def _trusted(line: Helpline) -> bool:
    return bool(line.checked) and line.confidence != "low"


def signpost(wording: Wording, book: Rulebook, lines: Sequence[Helpline], topics: Collection[str]) -> Signpost:
    """The words for ``lines`` in an article about ``topics``."""
    lead = next((said for wanted, said in wording.leads if not wanted or set(wanted) & set(topics)), "")
    several = len({line.country for line in lines} - {ANYWHERE}) > 1
    return Signpost(wording.heading, lead, tuple(_direction(wording, book, line, several=several) for line in lines))


def _direction(wording: Wording, book: Rulebook, line: Helpline, *, several: bool) -> Direction:
    words = wording.ways
    name = line.name
    if several and line.country != ANYWHERE:
        name += wording.place.replace("{country}", book.countries[line.country].name)
    ways = list(_ways(wording, line))
    pieces: list[Piece] = []
    for at, way in enumerate(ways):
        if at:
            pieces.append(Piece(words["or"] if at == len(ways) - 1 else ", "))
        pieces += way
    hours = "" if "not confirmed" in line.hours or line.hours == "see the site" else line.hours
    if hours == _ROUND_THE_CLOCK:
        pieces.append(Piece(words["always"]))
    elif hours and "see the site" not in hours:
        pieces.append(Piece(words["hours"].replace("{hours}", hours)))
    return Direction(name, tuple(pieces))


def _ways(wording: Wording, line: Helpline) -> Iterable[list[Piece]]:
    """At most one number to call, one to text, and the page."""
    call, text = next(iter(line.numbers), ""), next(iter(line.texts), "")
    if call and call == text:
        yield _way(wording.ways["both"], "{number}", call, _dialled(call))
    else:
        if call:
            yield _way(wording.ways["call"], "{number}", call, _dialled(call))
        if text:
            yield _way(wording.ways["text"], "{number}", text, "")
    if line.urls:
        host = re.sub(r"^https?://(?:www\.)?", "", line.urls[0]).split("/")[0]
        yield _way(wording.ways["visit"], "{site}", host, line.urls[0])


def _way(words: str, slot: str, shown: str, target: str) -> list[Piece]:
    before, _, after = words.partition(slot)
    return [piece for piece in (Piece(before), Piece(shown, target), Piece(after)) if piece.words]


def _dialled(number: str) -> str:
    """A number as a link, as it is dialled within its country; none for one that is printed with letters."""
    digits = "".join(char for char in number if char.isdigit())
    return "" if any(char.isalpha() for char in number) else f"tel:{'+' if number.startswith('+') else ''}{digits}"
