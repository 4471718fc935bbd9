"""Which rules a LanguageTool client asks for; names that only LanguageTool has are passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.pattern import Missing
from safelint.model.rule import TOPICS, Status
from safelint.server.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from safelint.model.rulebook import Rulebook

_LEVELS = ("default", "picky")
_YES, _NO = ("true", "yes"), ("", "false", "no")


class Wanted:
    """What the fields of a request say about rules (``enabledRules`` …), categories and level.

    Raises:
        Refusal: a field says something that it can't say.
    """

    def __init__(self, given: dict[str, str]) -> None:
        self._enabled = _names(given, "enabledRules")
        self._disabled = _names(given, "disabledRules")
        self._topics = _topics(given, "enabledCategories")
        self._without = _topics(given, "disabledCategories")
        level = given.get("level") or _LEVELS[0]
        if level not in _LEVELS:
            raise Refusal(400, f"There is no level “{level[:40]}”.", "level", "Send default or picky.")
        self.picky = level == "picky"
        only = given.get("enabledOnly", "").lower()
        if only not in _YES + _NO:
            raise Refusal(400, f"“{only[:40]}” is neither true nor false.", "enabledOnly", "Send true or false.")
        self._only = only in _YES
        if self._only and not (self._enabled or self._topics):
            hint = "Name rules or categories in enabledRules or enabledCategories."
            raise Refusal(400, "Only enabled rules are asked for, and none is.", "enabledOnly", hint)

    def selected(self, usual: Iterable[str], book: Rulebook) -> list[str] | None:
        """The rules to run instead of the ``usual`` ones; None for those."""
        if not (self._only or self._enabled or self._topics):
            return None
        named = [
            rule.id
            for rule in book.rules
            if rule.status is not Status.RETIRED and (rule.id in self._enabled or rule.topic in self._topics)
        ]
        return named if self._only else list(dict.fromkeys([*usual, *named]))

    def ignored(self, book: Rulebook) -> list[str]:
        """Rules and topics that are not to run."""
        return [*(rule.id for rule in book.rules if rule.id in self._disabled), *self._without]


def about_whole_texts(book: Rulebook) -> list[str]:
    """The rules that tell what is missing from a text, which a part of it can't show."""
    return [rule.id for rule in book.rules if any(isinstance(one, Missing) for one in rule.find)]


def _names(given: dict[str, str], field: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, given.get(field, "").split(","))))


def _topics(given: dict[str, str], field: str) -> list[str]:
    """Topics by name, also as LanguageTool would write them (``SINGLE_CAUSE``)."""
    named: Container[str] = {name.lower().replace("_", "-") for name in _names(given, field)}
    return [topic for topic in TOPICS if topic in named]
