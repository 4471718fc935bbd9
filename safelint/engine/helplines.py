"""Which helplines a document names, and whether they serve its readers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from safelint.model.finding import HelplineMention
from safelint.nlp.cues import all_places
from safelint.nlp.numbers import digits_of, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from safelint.model.document import Document
    from safelint.model.rulebook import Cues, Helpline
    from safelint.model.span import Lines, Span
    from safelint.nlp.passage import Passage

# Numbers this short are also years, prices and counts; they need a word such as “call” or “text” beside them.
_SHORT = 6
_BESIDE = 80
# Country calling codes, for numbers printed in international form.
_CALLING = {"US": "1", "CA": "1", "GB": "44", "IE": "353", "AU": "61", "NZ": "64"}
_DIGITS = re.compile(r"\d[\d\s.\-()]*\d")


@dataclass(frozen=True)
class Directory:
    """Helplines by the digits of their numbers, and by the host of their addresses with the path there."""

    by_digits: Mapping[str, tuple[Helpline, ...]]
    by_host: Mapping[str, tuple[tuple[str, Helpline], ...]]


@lru_cache(maxsize=4)
def directory(helplines: tuple[Helpline, ...]) -> Directory:
    """The directory of a rule book's helplines."""
    by_digits: dict[str, list[Helpline]] = defaultdict(list)
    by_host: dict[str, list[tuple[str, Helpline]]] = defaultdict(list)
    for line in helplines:
        for printed in (*line.numbers, *line.texts):
            for digits in _ways(printed, line.country):
                by_digits[digits].append(line)
        for url in line.urls:
            host, path = _address(url)
            by_host[host].append((path, line))
    return Directory(
        {key: tuple(lines) for key, lines in by_digits.items()}, {key: tuple(lines) for key, lines in by_host.items()}
    )


def _ways(printed: str, country: str) -> set[str]:
    """The digit strings a printed number may be written as: national, international, with and without its trunk."""
    word, _, number = printed.rpartition(" to ")
    digits = digits_of(number if word else printed)
    if len(digits) <= _SHORT:
        return {digits} if digits else set()
    code = _CALLING.get(country, "")
    ways = {digits}
    if code == "1":
        bare = digits.removeprefix("1")
        ways |= {bare, "1" + bare}
    elif code:
        ways |= {code + digits.removeprefix("0"), "00" + code + digits.removeprefix("0")}
    return ways


def _address(url: str) -> tuple[str, str]:
    """Host without “www.”, and path without its last slash."""
    host, _, path = re.sub(r"^[a-z]+:(?://)?", "", url.lower()).removeprefix("www.").partition("/")
    return host, re.split(r"[?#]", path)[0].rstrip("/")


def _linked(target: str, known: Directory) -> list[Helpline]:
    """The services whose page, or a page below it, ``target`` is: a health service's other pages are no helpline."""
    host, path = _address(target)
    return [
        line
        for start, line in known.by_host.get(host, ())
        if path == start or not start or path.startswith(start + "/")
    ]


def find(
    document: Document,
    passages: Sequence[Passage],
    lines: Lines,
    helplines: tuple[Helpline, ...],
    audience: Sequence[str],
    cues: Cues | None,
) -> tuple[HelplineMention, ...]:
    """Every helpline number and address in a document, with its state for the readers' countries.

    Args:
        document: for its links.
        passages: its blocks.
        lines: of its source, for positions.
        helplines: those known.
        audience: ISO 3166 codes; empty accepts any country's.
        cues: role ``near``: words that make a short number a helpline's.
    """
    known = directory(helplines)
    found: list[HelplineMention] = []
    for passage in passages:
        for number in numbers(passage.text):
            options = known.by_digits.get(number.digits)
            if not options or (len(number.digits) <= _SHORT and not _called(passage, number.span, cues)):
                continue
            place = passage.block.offsets.to_source(number.span)
            text = passage.text[number.span.start : number.span.end]
            found.append(_mention(options, audience, text, place, lines))
    for link in document.links:
        scheme, _, rest = link.target.partition(":")
        if scheme.lower() in {"tel", "sms"}:
            options = known.by_digits.get(digits_of(rest.partition("?")[0].lower()))
        else:
            options = tuple(_linked(link.target, known))
        if options:
            found.append(_mention(options, audience, link.target, link.span, lines))
    return tuple(sorted(found, key=lambda one: (one.start.offset, one.helpline)))


def _called(passage: Passage, span: Span, cues: Cues | None) -> bool:
    if cues is None:
        return False
    lo, hi = max(0, span.start - _BESIDE), min(len(passage.text), span.end + _BESIDE)
    return bool(all_places(cues.roles.get("near", ()), passage, lo, hi))


def _mention(
    options: Sequence[Helpline], audience: Sequence[str], text: str, place: Span, lines: Lines
) -> HelplineMention:
    """The mention of the line that fits best: current before retired, the readers' country before others."""
    best = min(options, key=lambda line: (bool(audience) and line.country not in audience, line.state != "current"))
    state = best.state
    if state == "current" and audience and best.country not in audience:
        state = "wrong-country"
    return HelplineMention(text, state, best.id, lines.at(place.start), lines.at(place.end))
