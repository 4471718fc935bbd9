"""The OpenAPI description of the JSON API; what a request may hold is checked against the same words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.config.countries import CODES
from safelint.formats import FORMATS
from safelint.model.rule import TOPICS, Status
from safelint.model.version import VERSION

if TYPE_CHECKING:
    from safelint.model.rulebook import Rulebook

_FILE = Path(__file__).with_name("openapi.json")


def description(book: Rulebook) -> dict[str, Any]:
    """The description, with the rules, topics, presets and countries that there are."""
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    found["info"]["version"] = VERSION
    known = [rule.id for rule in book.rules if rule.status is not Status.RETIRED]
    texts = [one for one in FORMATS.values() if not one.container]
    words = {
        "Format": [one.name for one in texts],
        "WritableFormat": [one.name for one in texts if one.writable],
        "Country": sorted(CODES),
        "Preset": sorted(book.presets),
        "Rule": sorted(rule.id for rule in (*book.rules, *book.credits)),
        "RuleOrTopic": [*sorted(known), *TOPICS],
        "Topic": list(TOPICS),
        "HelplineTopic": sorted({topic for line in book.helplines for topic in line.topics}),
        "HelplineCountry": sorted(book.countries),
    }
    for name, values in words.items():
        found["components"]["schemas"][name]["enum"] = values
    return found
