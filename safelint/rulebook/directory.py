"""The helplines of a rule book as lists to read and to paste."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from safelint.model import regex
from safelint.model.errors import SafelintError
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safelint.model.rulebook import Country, Helpline, Rulebook

Listing = list[tuple["Country", list["Helpline"]]]

_DOUBT = regex.compile(r"\s*\(not confirmed\)")
# Shorter numbers have no form for calls from abroad.
_NATIONAL = 6


def listing(book: Rulebook, countries: Sequence[str], topic: str = "") -> Listing:
    """The current lines of some countries, in the order in which they are offered.

    Args:
        book: the rule book.
        countries: ISO 3166 codes or names; empty for every country there is.
        topic: only lines for it, such as ``suicide`` or ``eating-disorder``; empty for all.

    Raises:
        SafelintError: no such country or topic; names the nearest.
    """
    names = {country.name.upper(): country.code for country in book.countries.values()}
    codes = [names.get(one.strip().upper(), one.strip().upper()) for one in countries] or sorted(book.countries)
    for code in codes:
        if code not in book.countries:
            count = len(book.countries)
            raise SafelintError(
                f"safelint knows no helplines of “{code}”. There are those of {count} countries, which “safelint "
                "helplines” lists; https://findahelpline.com knows more."
            )
    topics = sorted({one for line in book.helplines for one in line.topics})
    if topic and topic not in topics:
        raise SafelintError(f"No helpline is for “{topic}”. {nearest(topic, topics).capitalize()}")
    return [
        (book.countries[code], [one for one in book.helplines if _wanted(one, code, topic)])
        for code in dict.fromkeys(codes)
    ]


def _wanted(line: Helpline, code: str, topic: str) -> bool:
    return line.country == code and line.state == "current" and (not topic or topic in line.topics)


def as_text(found: Listing) -> Iterable[str]:
    """Lists to read in a terminal."""
    for country, lines in found:
        emergency = f"   emergency {', '.join(country.emergency)}" if country.emergency else ""
        yield f"{country.name} ({country.code}){emergency}\n\n"
        if not lines:
            yield "  No line is known.\n\n"
        for line in lines:
            yield f"  {line.name}\n"
            yield f"    {' · '.join(ways(line))}\n"
            about = [_or_nothing(line.hours), "for " + ", ".join(line.topics), _or_nothing(line.audience)]
            yield f"    {' · '.join(part for part in about if part)}\n"
            if line.note:
                yield f"    {line.note}\n"
            yield f"    {standing(line)}\n\n"


def _or_nothing(words: str) -> str:
    return "" if words in {"see the site", ""} else words


def ways(line: Helpline) -> list[str]:
    """How a line is reached, each way in words."""
    found = [f"call {number}" for number in line.numbers]
    found += [f"text {number}" for number in line.texts]
    return [*found, *line.urls, *([line.email] if line.email else [])]


def standing(line: Helpline) -> str:
    """How far an entry is to be trusted."""
    when = f"checked {line.checked}" if line.checked else "not compared with a dated source"
    doubt = "; few or old sources: compare it with the service’s own page before you print it"
    return when + (doubt if line.confidence == "low" or not line.checked else "")


def as_markdown(found: Listing) -> Iterable[str]:
    """Lists to paste into an article; entries that need checking carry a comment that says so."""
    for country, lines in found:
        if len(found) > 1:
            yield f"### {country.name}\n\n"
        for line in lines:
            told = [f"call {_linked(number)}" for number in line.numbers[:1]]
            told += [f"text {number}" for number in line.texts[:1]]
            told += [f"<{url}>" for url in line.urls[:1]]
            hours = _or_nothing("" if _DOUBT.search(line.hours) else line.hours)
            doubt = f" <!-- {standing(line)} -->" if line.confidence == "low" or not line.checked else ""
            yield f"- **{line.name}**: {', '.join(told)}{f' ({hours})' if hours else ''}{doubt}\n"
        yield "\n"


def _linked(number: str) -> str:
    """A number as a telephone link, as it is dialled within its country."""
    digits = "".join(char for char in number if char.isdigit())
    if any(char.isalpha() for char in number):
        return number
    return f"[{number}](tel:{'+' if number.startswith('+') else ''}{digits})"


def as_json(found: Listing) -> Iterable[str]:
    """The same as JSON."""
    yield json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n"


def as_data(found: Listing) -> dict[str, Any]:
    """The same as data; short numbers have no international form and get none."""
    countries = [
        {
            "country": country.code,
            "name": country.name,
            "emergency": list(country.emergency),
            "lines": [_data(country, line) for line in lines],
        }
        for country, lines in found
    ]
    return {"schema": "safelint-helplines/1", "countries": countries}


def _data(country: Country, line: Helpline) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "call": list(line.numbers),
        "international": [way for way in (_abroad(country, number) for number in line.numbers) if way],
        "text": list(line.texts),
        "web": list(line.urls),
        "email": line.email,
        "hours": line.hours,
        "for": list(line.topics),
        "audience": line.audience,
        "languages": list(line.languages),
        "note": line.note,
        "source": line.source,
        "checked": line.checked,
        "confidence": line.confidence,
    }


def _abroad(country: Country, number: str) -> str:
    """A number as it is dialled from abroad, or nothing where it has no such form."""
    digits = "".join(char for char in number if char.isdigit())
    if number.startswith("+"):
        return "+" + digits
    if len(digits) <= _NATIONAL or any(char.isalpha() for char in number) or not country.calling:
        return ""
    return f"+{country.calling}{digits.removeprefix(country.trunk)}"
