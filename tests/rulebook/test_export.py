"""Styles for Vale: what is written is what Vale reads, finds what the rules find, and says what is lost."""

import re

import pytest
import yaml

from safelint.rulebook import builtin, choose, load
from safelint.rulebook.export import vale

BOOK = load([builtin()])
CHOSEN = choose(BOOK)
FILES = vale(BOOK, CHOSEN)
STYLES = {name.partition("/")[2].removesuffix(".yml"): text for name, text in FILES.items() if name.endswith(".yml")}
KEYS = {
    "substitution": {"extends", "message", "level", "ignorecase", "link", "scope", "action", "swap"},
    "existence": {"extends", "message", "level", "ignorecase", "link", "scope", "tokens"},
}


def expressions(style):
    return list(style.get("swap", {})) + list(style.get("tokens", []))


@pytest.mark.parametrize("name", STYLES)
def test_a_style_is_as_vale_wants_it(name):
    style = yaml.safe_load(STYLES[name])
    assert set(style) <= KEYS[style["extends"]]
    assert style["level"] in {"error", "warning", "suggestion"}
    assert style["link"].startswith("https://")
    words = style["message"].replace("%%", "").count("%s")
    assert words == 2 if style["extends"] == "substitution" else words <= 1
    assert "{" not in style["message"]
    assert expressions(style)
    for one in expressions(style):
        assert re.compile(one).groups == 0  # Vale counts groups itself
    assert all(text and "{" not in text for text in style.get("swap", {}).values())


def test_levels_are_those_of_the_preset():
    clinical = choose(BOOK, preset="clinical")
    for name, text in vale(BOOK, clinical).items():
        rule = name.partition("/")[2].removesuffix(".yml").removesuffix("-found")
        if rule in clinical:
            level = {"advice": "suggestion"}.get(clinical[rule].value, clinical[rule].value)
            assert f"\nlevel: {level}\n" in text


def test_words_and_suggestions():
    style = yaml.safe_load(STYLES["committed-suicide"])
    found = {text for one, text in style["swap"].items() if re.fullmatch(one, "committed suicide", re.IGNORECASE)}
    assert found == {"died by suicide|took their own life"}
    assert style["message"].startswith("Consider “%s” instead of “%s”: ")


def test_most_places_are_found():
    """Of the examples of the exported rules, those in plain words."""
    rules = [rule for rule in BOOK.rules if rule.id in STYLES]
    hits = total = 0
    for rule in rules:
        texts = [STYLES[one] for one in (rule.id, f"{rule.id}-found") if one in STYLES]
        patterns = [
            re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for text in texts for one in expressions(yaml.safe_load(text))
        ]
        for example in rule.examples:
            if example.flags and not example.document:
                total += 1
                hits += any(pattern.search(example.text) for pattern in patterns)
    assert total > 300
    assert hits / total > 0.75


def test_every_rule_is_exported_or_listed_as_lost():
    page = FILES["safelint/README.md"]
    for rule in CHOSEN:
        assert (rule in STYLES) != (f"\n- `{rule}`: " in page)
    assert "What is lost" in page
