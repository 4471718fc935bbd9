"""Breaking any rule's pattern on purpose must make one of its examples fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safelint.model.pattern import Missing
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load
from safelint.runner import rulecheck

BOOK = load([builtin()])
PARSER = Pipeline()
CASES = [pytest.param(rule, at, id=f"{rule.id}-{at}") for rule in BOOK.rules for at in range(len(rule.find))]


@pytest.mark.parametrize(("rule", "at"), CASES)
def test_a_rule_without_one_of_its_patterns_fails(rule, at):
    broken = replace(rule, find=rule.find[:at] + rule.find[at + 1 :])
    book = replace(
        BOOK, rules=tuple(broken if one.id == rule.id else one for one in BOOK.rules), digest=f"{rule.id}{at}"
    )
    failed = [one for one in rule.examples if one.flags and rulecheck.run(book, broken, one, PARSER).complaint]
    assert failed, f"no example of {rule.id} needs pattern {at}"


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in BOOK.rules if rule.unless])
def test_each_excuse_is_needed(rule):
    """Without its contexts a rule reports the examples that they excuse."""
    bare = replace(rule, unless=())
    book = replace(BOOK, rules=(bare,), digest=f"{rule.id}-bare")
    excused = [one for one in rule.examples if one.excuse in rule.unless]
    assert excused
    assert all(rulecheck.run(book, bare, one, PARSER).complaint for one in excused)


def test_documents_are_looked_at_too():
    assert any(isinstance(pattern, Missing) for rule in BOOK.rules for pattern in rule.find)
