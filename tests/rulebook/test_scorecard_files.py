"""Credit files and scorecard files: what they may hold, and how a slip in one is told."""

import pytest

from safelint.model.errors import RuleError
from safelint.model.rule import Rule
from safelint.nlp.lexicon import Lexicon
from safelint.rulebook import builtin, load
from safelint.rulebook.credits import build_credit
from safelint.rulebook.scorecards import read_scale

CREDIT = """\
id: help-works
title: Says that help works
find:
  phrase: [help works]
about: [suicide]
unless: [negated]
why: It gives hope.
sources: [guide]
credits: |
  <Help works>, she said.
  We know that <help works>.
misses: |
  The help desk works late.
  It is a myth that help works.   [negated]
"""
SCALE = """\
id: small
title: A small scale
sources: [guide]
topics: {suicide: ""}
elsewhere: Not for this.
remarks: [Computed.]
death: {facts: [person-died], at-least: 2, opening: 50}
criteria:
  - id: hope
    title: Hope
    anchors: [none, some, much]
    base: 1
    lowers:
      - {to: 0, rules: [way-out], severities: [error], at-least: 2}
    raises:
      - {to: 2, credits: [help-works]}
"""
KNOWN = {
    "rules": ["way-out"],
    "credits": ["person-died", "help-works"],
    "topics": ["suicide"],
    "sources": ["guide"],
}


def build(tmp_path, text):
    path = tmp_path / "help-works.yaml"
    path.write_text(text, "utf-8")
    return build_credit(path, Lexicon(), ["suicide"], ["guide"])


def scale(tmp_path, text):
    path = tmp_path / "small.yaml"
    path.write_text(text, "utf-8")
    return read_scale(path, KNOWN)


def test_a_credit_is_compiled_to_the_noun_of_a_rule(tmp_path):
    credit = build(tmp_path, CREDIT)
    assert isinstance(credit, Rule)
    assert (credit.topic, credit.unless, credit.about) == ("credit", ("negated",), ("suicide",))
    assert [one.flags for one in credit.examples] == [True, True, False, False]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", "titel:", "“titel” is no key of a credit file"),
        ("id: help-works", "id: help", "the id is the file's name: help-works"),
        ("sources: [guide]\n", "", "a credit needs `sources:`"),
        ("[guide]", "[gide]", "there is no source “gide”"),
        ("about: [suicide]", "about: [suicid]", "there is no topic “suicid”"),
        ("[negated]\nwhy", "[negated, quoted]\nwhy", "no line under `misses:` ends in [quoted]"),
        ("  We know that <help works>.\n", "", "`credits:` needs at least 2 examples"),
        ("We know that <help works>.", "We know that help works.", "credits[1] marks no words"),
        ("phrase: [help works]", "missing: {helpline: here}", "“missing” is no way to look"),
        ("phrase: [help works]", 'phrase: ["$nowhere"]', "nowhere"),
        ("about:", "except: [$nowhere]\nabout:", "nowhere"),
    ],
)
def test_a_slip_in_a_credit_file_is_named(tmp_path, old, new, said):
    assert old in CREDIT
    with pytest.raises(RuleError) as error:
        build(tmp_path, CREDIT.replace(old, new))
    assert said in str(error.value)


def test_a_fact_needs_no_source(tmp_path):
    text = CREDIT.replace("sources: [guide]\n", "role: fact\n")
    assert build(tmp_path, text).topic == "fact"


def test_a_scale_is_read(tmp_path):
    (criterion,) = scale(tmp_path, SCALE).criteria
    (ground,) = criterion.lowers
    assert (criterion.base, criterion.mixed, criterion.only) == (1, 1, "")
    assert (ground.to, ground.rules, ground.severities, ground.at_least) == (0, ("way-out",), ("error",), 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: small", "id: large", "the id of a scorecard is its file's name: small"),
        ("remarks:", "remark:", "“remark” is no key here"),
        ("elsewhere: Not for this.\n", "", "`elsewhere:` is missing"),
        ("[way-out]", "[wayout]", "there is no “wayout”"),
        ("[error]", "[eror]", "there is no “eror”"),
        ("credits: [help-works]", "credits: help-works", "`credits:` takes a list"),
        ("to: 2", "to: 3", "a mark is 0, 1 or 2"),
        ("base: 1", "base: high", "a whole number"),
        ("[none, some, much]", "[none, much]", "three sentences"),
        ("base: 1", "base: 1\n    only: birth", "`only:` is death or never"),
        ("[person-died]", "[nobody-died]", "there is no “nobody-died”"),
        ("- id: hope\n    title: Hope", "- title: Hope", "`id:` is missing"),
        ('topics: {suicide: ""}', 'topics: {weather: ""}', "there is no “weather”"),
    ],
)
def test_a_slip_in_a_scorecard_file_is_named(tmp_path, old, new, said):
    assert old in SCALE
    with pytest.raises(RuleError) as error:
        scale(tmp_path, SCALE.replace(old, new))
    assert said in str(error.value)


def test_a_criterion_must_be_a_mapping(tmp_path):
    with pytest.raises(RuleError, match="expected keys such as id, title, anchors"):
        scale(tmp_path, SCALE.split("criteria:", maxsplit=1)[0] + "criteria: [hope]\n")


def test_tempos_has_ten_criteria_with_three_anchors_each():
    criteria = load([builtin()]).scales["tempos"].criteria
    assert len(criteria) == 10
    assert all(len(set(one.anchors)) == 3 for one in criteria)
    assert all(one.otherwise for one in criteria if one.only)
