"""Helplines for the draft on the review page: which there are, which fit, and the words and place for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.formats import FORMATS, signpostforms
from safelint.formats.signposts import END, TOP, insertion
from safelint.model.errors import SafelintError
from safelint.rulebook.directory import standing, ways
from safelint.rulebook.signposts import ANYWHERE, chosen, signpost
from safelint.runner.signpost import WORDING
from safelint.server.units import Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.rulebook import Helpline, Rulebook
    from safelint.server.drafts import Sheet

_HEADED = 2


def offered(
    book: Rulebook, sheet: Sheet, country: str, topics: Sequence[str], picked: Sequence[str] | None
) -> dict[str, Any]:
    """The helplines of a country, and the picked ones as they would be written into the draft.

    Args:
        book: the rule book.
        sheet: the draft.
        country: its code; empty for directories that serve readers anywhere.
        topics: what readers may need help with.
        picked: ids of the lines to write; None for those that fit best.

    Raises:
        SafelintError: no such country or line.
    """
    code = country or ANYWHERE
    wanted = {one for one in topics if any(one in line.topics for line in book.helplines)}
    best = chosen(book, [code] if country else [], wanted)
    if code not in book.countries and code != ANYWHERE:
        raise SafelintError(f"safelint knows no helplines of “{code[:20]}”.")
    lines = [line for line in book.helplines if line.state == "current" and line.country == code]
    lines = list(dict.fromkeys([*best, *(one for one in lines if not wanted or wanted & set(one.topics)), *lines]))
    by_id = {line.id: line for line in lines}
    for one in picked or ():
        if one not in by_id:
            raise SafelintError("One of these helplines is not known for this country; please choose again.")
    taken = best if picked is None else [line for line in lines if line.id in picked]
    emergency = book.countries[code].emergency if code in book.countries else ()
    return {
        "lines": [_line(line, taken) for line in lines],
        "emergency": list(emergency),
        **_written(book, sheet, taken, wanted),
    }


def _line(line: Helpline, taken: Sequence[Helpline]) -> dict[str, Any]:
    hours = "" if line.hours in {"see the site", ""} else line.hours
    about = [", ".join(topic.replace("-", " ") for topic in line.topics), line.audience, hours]
    return {
        "id": line.id,
        "name": line.name,
        "ways": " · ".join(ways(line)),
        "about": " · ".join(one for one in about if one),
        "standing": standing(line),
        "taken": line in taken,
    }


def _written(book: Rulebook, sheet: Sheet, lines: Sequence[Helpline], topics: set[str]) -> dict[str, Any]:
    """The words, where they go at the end and near the top, and whether the draft's file can take them."""
    opened = sheet.opened
    form = opened.document.format
    takes = not FORMATS[form].container
    if not lines or WORDING not in book.signposts:
        return {"written": "", "places": {}, "writable": takes}
    wording = book.signposts[WORDING]
    post = signpost(wording, book, lines, topics)
    writer = signpostforms.FORMS.get(form, signpostforms.FORMS["text"])
    words = signpostforms.lines(writer, post, _HEADED, opened.source.text, opened.document)
    at, places = Units(opened.source.text).at, {}
    for where in (END, TOP):
        edit = insertion(opened.source.text, opened.document, post, wording.closings, where)
        if edit is not None:
            places[where] = {"start": at(edit.start), "end": at(edit.end), "text": edit.text}
    return {"written": words, "places": places, "writable": takes}
