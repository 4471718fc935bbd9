"""Every example of every credit is a test, named after its place in the file; a credit is found as a rule is."""

from __future__ import annotations

import pytest

from safelint.model.pattern import Missing
from safelint.model.scorecard import CREDIT, FACT
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load
from safelint.runner import rulecheck
from safelint.runner.session import Session

BOOK = load([builtin()])
AS_RULES = rulecheck.bench(BOOK)
PARSER = Pipeline()
WHOLE = [rule.id for rule in BOOK.rules if any(isinstance(pattern, Missing) for pattern in rule.find)]
LINTER = Session(isolated=True, ignore=WHOLE)
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


def reported(text: str) -> list[str]:
    return [f"{one.rule}: {one.found}" for one in LINTER.lint_text(text).findings]


@pytest.mark.parametrize("credit", [pytest.param(credit, id=credit.id) for credit in BOOK.credits])
def test_what_a_credit_says_passes(credit):
    assert reported(f"{credit.title}.\n\n{credit.why}") == []


@pytest.mark.parametrize("criterion", [pytest.param(one, id=one.id) for one in BOOK.scales["tempos"].criteria])
def test_what_a_scorecard_says_passes(criterion):
    said = (*criterion.anchors, criterion.otherwise, criterion.add, criterion.change)
    assert [found for text in said for found in reported(text)] == []
