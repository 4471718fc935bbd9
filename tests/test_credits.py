"""Every example of every credit is a test, named after its place in the file; a credit is found as a rule is."""

from __future__ import annotations

import pytest

from safelint.model.scorecard import CREDIT, FACT
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load
from safelint.runner import rulecheck

BOOK = load([builtin()])
AS_RULES = rulecheck.bench(BOOK)
PARSER = Pipeline()
CASES = [
    pytest.param(credit, example, id=f"{credit.id}::{example.name}")
    for credit in BOOK.credits
    for example in credit.examples
]


@pytest.mark.parametrize(("credit", "example"), CASES)
def test_example(credit, example):
    assert rulecheck.run(AS_RULES, credit, example, PARSER).complaint == ""


@pytest.mark.parametrize("credit", [pytest.param(credit, id=credit.id) for credit in BOOK.credits])
def test_each_line_of_a_credit_is_shown(credit):
    assert [str(one) for one in rulecheck.check(AS_RULES, credit, PARSER)] == []


def test_no_credit_has_the_name_of_a_rule():
    assert {one.id for one in BOOK.credits} & {one.id for one in BOOK.rules} == set()
    assert {one.topic for one in BOOK.credits} == {CREDIT, FACT}


def test_what_guidelines_ask_for_can_be_credited():
    wanted = {"help-seeking", "treatment-works", "coping", "recovery", "many-causes", "informed-sources"}
    wanted |= {"content-note", "preventable", "neutral-wording", "further-resources"}
    assert wanted <= {one.id for one in BOOK.credits if one.topic == CREDIT}
