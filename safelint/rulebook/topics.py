"""``_topics/``, ``_cues/`` and ``sources.yaml``: what documents are about, what signals a context, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.errors import SpecError
from safelint.model.rulebook import Cues, Guideline, Topic
from safelint.nlp.normal import normalise
from safelint.nlp.phrases import compile_phrase
from safelint.rulebook.read import Page, read
from safelint.rulebook.shape import nearest

if TYPE_CHECKING:
    from pathlib import Path

    from safelint.model.pattern import Phrase
    from safelint.nlp.lexicon import Lexicon

_TOPIC_KEYS = ("id", "title", "words", "except", "at-least", "per-words", "needs", "beside")


def read_topic(path: Path, lexicon: Lexicon) -> Topic:
    """One file of ``_topics/``.

    Raises:
        RuleError: it is no topic.
    """
    page = read(path)
    data: dict[str, Any] = page.data if isinstance(page.data, dict) else {}
    for key in data:
        if key not in _TOPIC_KEYS:
            raise page.refuse(f"“{key}” is no key of a topic", (key,), nearest(key, _TOPIC_KEYS))
    if data.get("id") != path.stem:
        raise page.refuse(f"the id of a topic is its file's name: {path.stem}", ("id",))
    if not data.get("words"):
        raise page.refuse("a topic needs `words:`")
    return Topic(
        id=data["id"],
        title=data.get("title", data["id"]),
        words=_phrases(page, "words", data["words"], lexicon, "both"),
        exceptions=_phrases(page, "except", data.get("except", []), lexicon, "both"),
        at_least=_number(page, "at-least", data.get("at-least", "2")),
        per_words=_number(page, "per-words", data.get("per-words", "500")),
        needs=_phrases(page, "needs", data.get("needs", []), lexicon, "both"),
        beside=_phrases(page, "beside", data.get("beside", []), lexicon, "both"),
    )


def read_cues(path: Path, lexicon: Lexicon) -> Cues:
    """One file of ``_cues/``: lists of phrases by role, and numbers of words.

    Raises:
        RuleError: it is no cue file.
    """
    page = read(path)
    if not isinstance(page.data, dict):
        raise page.refuse("a cue file is lists of phrases by role, such as `before:`")
    roles, numbers = {}, {}
    for role, value in page.data.items():
        if isinstance(value, list):
            roles[role] = _phrases(page, role, value, lexicon, "no")
        else:
            numbers[role] = _number(page, role, value)
    return Cues(path.stem, roles, numbers)


def _phrases(page: Page, key: str, value: object, lexicon: Lexicon, inflect: str) -> tuple[Phrase, ...]:
    if not isinstance(value, list):
        raise page.refuse(f"`{key}:` takes a list of phrases", (key,))
    found = []
    for at, written in enumerate(value):
        try:
            text = normalise(written) if inflect == "no" and "$" not in written else written
            found.append(compile_phrase(text, lexicon, inflect))
        except (SpecError, TypeError) as error:
            raise page.refuse(str(error), (key, at)) from error
    return tuple(found)


def _number(page: Page, key: str, value: object) -> int:
    if not isinstance(value, str) or not value.isdigit():
        raise page.refuse(f"`{key}:` is a whole number", (key,))
    return int(value)


def read_sources(path: Path) -> dict[str, Guideline]:
    """``sources.yaml``: the guidelines that rules may cite, by id.

    Raises:
        RuleError: an entry lacks its title or organisation.
    """
    page = read(path)
    if not isinstance(page.data, dict):
        raise page.refuse("sources are entries by id with `title:` and `organisation:`")
    found = {}
    for id_, entry in page.data.items():
        if not isinstance(entry, dict) or not entry.get("title") or not entry.get("organisation"):
            raise page.refuse(f"the source “{id_}” needs `title:` and `organisation:`", (id_,))
        found[id_] = Guideline(id_, entry["title"], entry["organisation"], entry.get("year", ""), entry.get("url", ""))
    return found
