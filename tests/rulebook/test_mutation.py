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


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in BOOK.rules if rule.lower])
def test_each_lowering_is_needed(rule):
    """Without it the marked examples weigh what the rule does; with it in every rule the others would weigh less."""
    bare = replace(rule, lower=())
    book = replace(BOOK, rules=(bare,), digest=f"{rule.id}-heavy")
    lowered = [one for one in rule.examples if one.flags and one.excuse]
    assert {one.excuse for one in lowered} == set(rule.lower)
    assert all("should weigh less" in rulecheck.run(book, bare, one, PARSER).complaint for one in lowered)
    unmarked = [replace(one, excuse="") for one in lowered]
    assert all("write [" in rulecheck.run(BOOK, rule, one, PARSER).complaint for one in unmarked)


# What may not be passed on, whoever said it: method, place, note, amounts, weights.
FIGURES = {"behaviour-amounts", "bmi-figures", "calorie-figures", "clothes-sizes", "lowest-weight", "weight-figures"}
NEVER_EXCUSED_BY_A_QUOTE = [
    pytest.param(rule, id=rule.id)
    for rule in BOOK.rules
    if rule.topic in {"method-detail", "imagery"} or rule.id in FIGURES | {"headline-method"}
]


@pytest.mark.parametrize("rule", NEVER_EXCUSED_BY_A_QUOTE)
def test_a_quotation_excuses_no_detail(rule):
    assert not {"quoted", "attributed"}.intersection((*rule.unless, *rule.lower))


def test_the_rules_on_figures_are_those_there_are():
    assert {rule.id for rule in BOOK.rules} >= FIGURES
    assert len(NEVER_EXCUSED_BY_A_QUOTE) > 30


def test_documents_are_looked_at_too():
    assert any(isinstance(pattern, Missing) for rule in BOOK.rules for pattern in rule.find)
