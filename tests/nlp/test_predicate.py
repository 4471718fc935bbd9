"""What a noun says of somebody, in the forms of a verb."""

import pytest

from safelint.nlp.predicate import predicate

VERBS = {"died": "past", "uses": "third", "drank": "past"}
IRREGULAR = {"have": ("had", "had", "having", "has"), "drink": ("drank", "drunk")}


@pytest.mark.parametrize(
    ("phrase", "shape", "said"),
    [
        ("person with depression", "third", "has depression"),
        ("people with depression", "base", "have depression"),
        ("person with depression", "become past", "developed depression"),
        ("person who uses drugs", "gerund", "using drugs"),
        ("people who use drugs", "past", "used drugs"),
        ("someone who self-harms", "base", "self-harm"),
        ("person who drinks heavily", "participle", "drunk heavily"),
        ("person who died by suicide", "third", "died by suicide"),
        ("person in recovery", "", "in recovery"),
        ("person experiencing psychosis", "", "experiencing psychosis"),
        ("people who are dependent on alcohol", "", "dependent on alcohol"),
    ],
)
def test_forms(phrase, shape, said):
    assert predicate(phrase, VERBS, IRREGULAR)[shape] == said


@pytest.mark.parametrize(
    "phrase",
    [
        "suicide attempt",
        "person",
        "people without a home",
        "young person",
        "person who currently uses",
        "person who does not",
    ],
)
def test_what_can_not_be_said_shorter(phrase):
    assert predicate(phrase, VERBS, IRREGULAR) == {}


def test_a_death_has_no_plain_form():
    assert "base" not in predicate("person who died by suicide", VERBS, IRREGULAR)
