"""Every example of every rule is a test, named after its place in the rule file and never after its sentence."""

from __future__ import annotations

import pytest

from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load
from safelint.runner import rulecheck

BOOK = load([builtin()])
PARSER = Pipeline()
CASES = [
    pytest.param(rule, example, id=f"{rule.id}::{example.name}") for rule in BOOK.rules for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule, example):
    assert rulecheck.run(BOOK, rule, example, PARSER).complaint == ""


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in BOOK.rules])
def test_each_line_of_a_rule_is_shown(rule):
    """A broken pattern must break an example: every line under ``find:`` is needed by one."""
    unshown = [str(one) for one in rulecheck.check(BOOK, rule, PARSER)]
    assert unshown == []


def test_there_are_rules_for_the_topics_of_first_light():
    wanted = {"suicide-language", "self-harm-language", "stigma", "person-first", "addiction-language", "shame"}
    assert wanted | {"minimising", "method-detail", "crisis-support"} <= {rule.topic for rule in BOOK.rules}
    assert len(BOOK.rules) >= 60
