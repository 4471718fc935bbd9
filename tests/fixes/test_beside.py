"""What changes beside the words found: the verb of what is said of somebody, what is theirs, what would be torn."""

import pytest

from safelint.formats.rewrite import apply

# Sentences are told apart by what must not happen; that they read well is the matter of tests/golden/fixes.


def first(desk, text, rule):
    result, _ = desk.read(text + "\n")
    findings = [one for one in result.findings if one.rule == rule]
    assert findings, text
    return apply(text, findings[0].fix.edits) if findings[0].fix else None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("He is a drug addict.", "He has a drug addiction."),
        ("They’re drug users.", "They use drugs."),
        ("He is still a drug user.", "He still uses drugs."),
        ("She has been a drug user since then.", "She has used drugs since then."),
        ("Being a drug user is hard.", "Using drugs is hard."),
        ("Is she a drug user?", "Does she use drugs?"),
        ("She became a drug addict.", "She developed a drug addiction."),
        ("She has become a drug addict.", "She has developed a drug addiction."),
        ("They are recovering drug addicts.", "They are in recovery."),
        ("Is he a recovering drug addict?", "Is he in recovery?"),
        ("He is a recovering drug addict and a father.", "He is in recovery and a father."),
        ("He was a\ndrug user.", "He\nused drugs."),
    ],
)
def test_what_is_said_of_somebody_takes_a_verb(desk, text, after):
    rule = {"recovering": "recovering-addict", "addict": "drug-addict", "user": "drug-user"}
    name = next(rule[word] for word in rule if word in text)
    assert first(desk, text, name) == after


@pytest.mark.parametrize(
    "text",
    [
        "It was a drug user who called.",
        "Among the guests was a drug user.",
        "The problem is drug users.",
        "He is a drug user who needs help.",
        "In the photograph are two drug users.",
    ],
)
def test_what_is_said_of_nobody_keeps_its_noun(desk, text):
    after = first(desk, text, "drug-user")
    assert "person who uses drugs" in after or "people who use drugs" in after


@pytest.mark.parametrize(
    "text",
    [
        "He is a drug addict and a father.",
        "He is a drug addict, a father and a poet.",
        "A drug addict and a nurse met.",
        "One drug addict in three recovers.",
        "The drug addict support group met.",
        "Some New Zealand drug addicts met.",
        "His own drug addicts met.",
    ],
)
def test_what_would_be_torn_is_left(desk, text):
    assert first(desk, text, "drug-addict") is None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("A drug addict's mother spoke.", "The mother of a person with a drug addiction spoke."),
        ("It is for drug addicts’ families.", "It is for the families of people with a drug addiction."),
        ("Each drug addict's story counts.", "The story of each person with a drug addiction counts."),
        ("The drug addict's\nmother spoke.", "The mother of the person with a drug\naddiction spoke."),
        ("The drug addict's support group met.", None),
        ("The death of a drug addict's mother was told.", None),
        ("A young drug addict's mother spoke.", None),
        ("The drug addict's here.", None),
    ],
)
def test_what_is_theirs_is_turned_round(desk, text, after):
    made = first(desk, text, "drug-addict")
    assert made == after or (after and made and made.split() == after.split() and "\n" in made)


def test_no_by_follows_another(desk):
    assert first(desk, "She committed suicide by an unknown way.", "committed-suicide").startswith("She took")
