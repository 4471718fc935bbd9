"""Our own words pass the tool: messages, titles, reasons, suggestions, guides."""

from __future__ import annotations

from pathlib import Path

import pytest

from safelint.model.choice import Choice
from safelint.model.pattern import Missing
from safelint.model.rule import Severity
from safelint.runner.session import Session

ROOT = Path(__file__).resolve().parent.parent
SESSION = Session(isolated=True, keep=False)
BOOK = SESSION.book()
# What a whole article needs, a message does not.
WHOLE = [rule.id for rule in BOOK.rules if any(isinstance(pattern, Missing) for pattern in rule.find)]
LINTER = Session(isolated=True, ignore=WHOLE)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "rules/README.md"])


def reported(text: str) -> list[str]:
    """Rules that report something in a text of ours."""
    return [f"{one.rule}: {one.found}" for one in LINTER.lint_text(text).findings]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in BOOK.rules])
def test_what_a_rule_says_passes(rule):
    assert reported(rule.say.replace("{found}", "These words")) == []
    assert reported(rule.title) == []
    assert reported(rule.why) == []


@pytest.mark.parametrize("page", [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES])
def test_what_a_page_says_passes(page):
    assert reported(page.read_text("utf-8")) == []


def test_no_suggestion_is_reported_by_another_rule():
    """Each suggestion in each of its forms, in a document about every topic."""
    found = []
    everything = Choice({rule.id: Severity.ADVICE for rule in BOOK.rules if rule.id not in WHOLE})
    from safelint.engine import lint
    from safelint.formats import read
    from safelint.model.source import Source

    for rule in BOOK.rules:
        for use in rule.use:
            for text in sorted(set(use.forms.values())):
                source = Source("x.md", text + "\n")
                result = lint(
                    read(source, "markdown"), source, BOOK, everything, SESSION.parser(), assume=frozenset(BOOK.topics)
                )
                found.extend(f"{rule.id} suggests “{text}”, which {one.rule} reports" for one in result.findings)
    assert found == []
