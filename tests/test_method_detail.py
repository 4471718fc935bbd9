"""Method detail by category: a text that tells of it beside one that uses the same words for something else."""

from __future__ import annotations

import pytest

from safelint.model.report import Report, Tool
from safelint.reporters.mask import masked, tells
from safelint.runner.session import Session

SESSION = Session(isolated=True)
TOOL = Tool("0", "0", "0")
ABOUT = "# What a town learned\n\nThe town speaks about suicide and self-harm, and both can be prevented.\n\n{}\n"

PAIRS = {
    "method named": (
        "The paper wrote that he took his own life by jumping.",
        "She jumped at the chance to train as a volunteer.",
    ),
    "fall": ("She fell from the eighth floor, the paper wrote.", "The bridge collapsed in the storm."),
    "means": (
        "He died on Monday in an office; his suicide note was near, and he did it using a firearm.",
        "Remove harmful objects from the house together.",
    ),
    "overdose": ("The paper wrote that she took an overdose.", "He took an overdose awareness course last spring."),
    "amount": ("It says that he swallowed 80 mg of Examplol.", "She takes 80 mg of Examplol a day, and it helps."),
    "amount passive": ("Twelve tablets were swallowed, it says.", "The pharmacy takes back unused tablets."),
    "mixture": (
        "He mixed Examplol with a bottle of brandy.",
        "Mixing alcohol with sleeping pills slows breathing; do not use alone.",
    ),
    "instructions": (
        "He had read about it on a forum called Examplenight.",
        "Study groups meet on a forum called Examplenet.",
    ),
    "place": (
        "It happened at Example Point, where two others died.",
        "A concert in his memory will be held at Example Point.",
    ),
    "effect": ("A doctor said that his death was instant.", "It is certain that talking helps."),
    "note": (
        "He left a short note for his parents, in which he said sorry.",
        "She left a note for her flatmate to buy milk.",
    ),
    "found": (
        "He was found by his roommate.",
        "His notebook was found by his roommate and will be given to the family.",
    ),
    "wounds": ("Medics described deep wounds on his arm.", "Deep cuts to funding worry the crisis team."),
    "things": ("Tablets lay beside the bed, the paper wrote.", "Flowers lay beside the bed in the hospital."),
    "hidden": ("He hid his scars under long shirts, the story says.", "Long sleeves in hot weather can be a sign."),
    "forms": (
        "Leaflets list cutting, burning and the rest.",
        "Self-harm means hurting oneself on purpose, and it can take many forms.",
    ),
    "footage": ("A video of the scene is linked below.", "A video of the concert will be sent to the family."),
}


def method_findings(text: str):
    return [one for one in SESSION.lint_text(ABOUT.format(text)).findings if tells(one)]


@pytest.mark.parametrize("category", PAIRS)
def test_told(category):
    told, other = PAIRS[category]
    assert method_findings(told)
    assert method_findings(other) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2021, more than half of the suicides in the country involved firearms.",
        "Deaths by poisoning have fallen since packs of tablets became smaller.",
        "Lock away medicines and sharp objects, and ask a friend to keep the key.",
        "Naloxone reverses an opioid overdose; give a second dose after three minutes.",
        "If somebody has taken an overdose, call 999.",
        "The coroner recorded a verdict of suicide, and the inquest heard of a long waiting list.",
        "Barriers and nets on bridges save lives.",
        "He hangs out with friends, shoots films and burns with zeal for the crisis line.",
        "Reports that describe the method used lead to more deaths.",
    ],
)
def test_prevention_figures_and_law_are_quiet(text):
    assert method_findings(text) == []


def test_a_quotation_is_no_excuse():
    assert method_findings("“He jumped from the Example Bridge,” the officer said.")


def test_a_method_beside_a_statistic_takes_a_person_to_be_reported():
    figures = "A third of the deaths in the county were by drowning."
    assert method_findings(figures) == []
    assert method_findings(f"{figures} That is the way that my cousin chose to die.")


def test_one_list_is_one_finding():
    assert len(method_findings("For him it was cutting, burning, scratching and hitting.")) == 1


def test_the_means_do_not_hide_the_word_commit():
    found = SESSION.lint_text(ABOUT.format("He committed suicide using a firearm.")).findings
    assert {"committed-suicide", "method-means"} <= {one.rule for one in found}


@pytest.mark.parametrize("headline", ["Coach took fatal overdose", "Man struck by train", "Star hanged herself"])
def test_a_headline_is_reported_and_its_words_are_covered(headline):
    result = SESSION.lint_text(f"# {headline}\n\nThe town speaks about suicide. Suicide can be prevented.\n")
    assert any(one.rule == "headline-method" for one in result.findings)
    (covered,) = masked(Report(TOOL, (result,), {}, 0.0, None)).files
    shown = " ".join(text for one in covered.findings for text in (one.message, one.found, one.excerpt.text)).lower()
    assert headline.split()[0].lower() in shown
    assert not any(word in shown for word in headline.lower().split()[1:] if len(word) > len("took"))
