"""The review page in HTML, and the files it is made of; all of them are shipped, nothing comes from the network."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.formats import FORMATS
from safelint.model.rule import Severity
from safelint.model.version import VERSION
from safelint.reporters import frame
from safelint.reporters.html import MEANING
from safelint.reporters.markup import esc
from safelint.rulebook.signposts import ANYWHERE
from safelint.server.drafts import PASTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from safelint.model.rulebook import Rulebook
    from safelint.runner.session import Session

_FOLDER = Path(__file__).parent / "assets"
_STYLE, _SCRIPT = "text/css", "text/javascript"
ASSETS = {
    "report.css": _STYLE,
    "review.css": _STYLE,
    "ask.js": _SCRIPT,
    "draft.js": _SCRIPT,
    "helplines.js": _SCRIPT,
    "main.js": _SCRIPT,
    "markup.js": _SCRIPT,
    "panel.js": _SCRIPT,
    "saving.js": _SCRIPT,
    "sign.svg": "image/svg+xml",
}
"""The files of the page by name, with their media types; ``report.css`` is the style of the HTML report."""


@lru_cache
def asset(name: str) -> bytes:
    """One of ASSETS."""
    folder, file = (frame.FOLDER, "html.css") if name == "report.css" else (_FOLDER, name)
    return (folder / file).read_bytes()


def page(session: Session) -> str:
    """The page, with the countries, presets and formats there are to choose from."""
    settings = session.settings(PASTED)
    book = session.book(settings)
    readers = f"As in the settings: {', '.join(settings.audience) or 'not said'}"
    slots = {
        "version": esc(VERSION),
        "help": esc(frame.HELP),
        "readers": _options([("", readers), *_countries(book)]),
        "countries": _options([("", "Readers anywhere"), *_countries(book)]),
        "presets": _options([("", f"As in the settings: {settings.preset or 'recommended'}"), *_presets(book)]),
        "formats": _options([("", "Whatever it looks like"), *_formats()]),
        "topics": _options([("", "What the text is about"), *_topics(book)]),
        "meanings": "".join(_meanings()),
    }
    text = (_FOLDER / "review.html").read_text("utf-8")
    for name, value in slots.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text


def _options(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{esc(value)}">{esc(title)}</option>' for value, title in pairs)


def _countries(book: Rulebook) -> list[tuple[str, str]]:
    return sorted(
        ((code, one.name) for code, one in book.countries.items() if code != ANYWHERE), key=lambda pair: pair[1]
    )


def _presets(book: Rulebook) -> Iterator[tuple[str, str]]:
    return ((one.id, f"{one.id}: {one.title}") for one in book.presets.values())


def _formats() -> Iterator[tuple[str, str]]:
    return ((one.name, one.title) for one in FORMATS.values() if not one.container)


def _topics(book: Rulebook) -> Iterator[tuple[str, str]]:
    return ((one, one.replace("-", " ")) for one in sorted({one for line in book.helplines for one in line.topics}))


def _meanings() -> Iterator[str]:
    for one in Severity:
        yield f'<li><span class="badge {one.value}">{one.value.capitalize()}</span> {esc(MEANING[one])}</li>\n'
