"""What looks like a helpline in articles and is none, or is not theirs; each in words of our own."""

import re

import pytest

import safelint
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
SUICIDE = "# After a suicide\n\nGrief after a suicide can last. Friends of people lost to suicide are often alone.\n\n"
ADDICTION = "# Life after addiction\n\nRecovery from addiction is possible. Rehab is one way out of addiction.\n\n"


def rules(text, audience="US"):
    return {one.rule for one in safelint.lint_text(text, audience=audience).findings if one.topic == "crisis-support"}


def states(text, audience="US"):
    return [(one.state, one.helpline) for one in safelint.lint_text(text, audience=audience).helplines]


@pytest.mark.parametrize(
    "line",
    [
        "Our admissions team is waiting for your call on 1-800-555-0142.",
        "Call our treatment advisors now on (800) 555-0142 and verify your insurance.",
        "Ready to begin? Our clinic books appointments at 800.555.0142.",
        "Our offices: Springfield 555-0101, Riverside 555-0102, Hilltop 555-0103.",
        "The county office is open from nine to five, telephone 555-010-0199.",
        "“I gave 988 dollars to the crisis line in her memory,” said her aunt.",
        "“To donate to the helpline, text GIVE to 555888,” it says on the card.",
        "Donations to Lifeline can be made on 1-800-555-0142.",
        "Detectives ask anyone with information to call 555-010-0123.",
        "The crisis line's press office is on 555 010 0123.",
        "The hotline was founded in 1988 and has 988 volunteers.",
        "Samaritans said on Monday that more people had called.",
        "Lifeline is a charity with offices in forty towns.",
    ],
)
def test_it_answers_no_need_for_a_helpline(line):
    for text in (SUICIDE, ADDICTION):
        assert "helpline-missing" in rules(text + line), line


@pytest.mark.parametrize(
    ("line", "audience", "instead"),
    [
        ("Call Samaritans on 116 123.", "US", "988 Suicide & Crisis Lifeline"),
        ("Call or text 988.", "GB", "Samaritans: 116 123"),
        ("Lifeline is there on 13 11 14.", "NZ", "1737"),
        ("[Call Samaritans](tel:116123)", "AU", "Lifeline Australia: 13 11 14"),
    ],
)
def test_a_line_of_another_country_is_no_help_and_one_of_theirs_is_offered(line, audience, instead):
    assert {"helpline-missing", "helpline-wrong-country"} <= rules(SUICIDE + line, audience)
    (mention,) = safelint.lint_text(SUICIDE + line, audience=audience).helplines
    assert mention.state == "wrong-country"
    assert instead in mention.instead


@pytest.mark.parametrize("line", ["You can always call Samaritans.", "Please reach out to Samaritans, they listen."])
def test_a_name_without_a_number_is_no_help(line):
    assert {"helpline-missing", "helpline-incomplete"} <= rules(SUICIDE + line, "GB")


@pytest.mark.parametrize(
    "line", ["Call 1-800-273-8255.", "Ring the lifeline at 1-800-273-TALK.", "Write to suicidepreventionlifeline.org."]
)
def test_an_old_number_is_found_and_the_new_one_named(line):
    result = safelint.lint_text(SUICIDE + line, audience="US")
    (finding,) = [one for one in result.findings if one.rule == "helpline-retired"]
    assert "988" in finding.suggestions[0]


@pytest.mark.parametrize(
    "text",
    [
        "In 1988 she moved to the sea.",
        "It was 988, and the king was old.",
        "They would call in 988 and stay.",
        "A ticket costs 988 pounds, or $988.",
        "The 988 people in the hall stood up.",
        "The flat is 988 square feet.",
        "Route 988 is closed.",
        "Chapter 988, page 1737.",
        "The bus leaves at 13:11 from stop 14.",
        "Version 9.8.8 is out.",
        "Room 741741, floor 11.",
        "Samaritans, founded in 1953, took 116 133 letters.",
        "Samaritans. The shop is at number 116 132.",
    ],
)
@pytest.mark.parametrize("audience", ["US", "GB", "AU", "NZ", None])
def test_years_prices_counts_and_versions(text, audience):
    assert states(text, audience) == []


@pytest.mark.parametrize(
    ("text", "audience", "meant"),
    [
        ("Call Samaritans on 116 132 at any time.", "GB", "GB/samaritans"),
        ("Samaritans answer in Britain on 116 132.", None, "GB/samaritans"),
        ("116 213 (Samaritans)", "GB", "GB/samaritans"),
        ("Lifeline: 13 11 41", "AU", "AU/lifeline"),
        ("Text HOME to 741714 for the Crisis Text Line.", "US", "US/crisis-text-line"),
        ("Call Samaritans on 116 132. Our office is next door.", "GB", "GB/samaritans"),
    ],
)
def test_a_slip_in_a_short_number_beside_its_service(text, audience, meant):
    assert states(text, audience) == [("mistyped", meant)]


KNOWN = {re.sub(r"\D", "", number) for line in BOOK.helplines for number in (*line.numbers, *line.texts)}
LONG = [
    pytest.param(line, number, id=f"{line.id} {number}")
    for line in BOOK.helplines
    if line.state == "current"
    for number in line.numbers
    if len(re.sub(r"\D", "", number)) > 6 and number.isascii() and not re.search("[A-Za-z]", number)
]


def slipped(number):
    """The number with its last digit one higher, or two higher where that is somebody's."""
    for step in (1, 2, 3):
        other = number[:-1] + str((int(number[-1]) + step) % 10)
        if not any(re.sub(r"\D", "", other).endswith(known[-7:]) for known in KNOWN):
            return other
    raise AssertionError(number)


@pytest.mark.parametrize(("line", "number"), LONG)
def test_one_digit_off_a_current_line_is_called_mistyped(line, number):
    wrong = slipped(number)
    found = safelint.lint_text(f"Call the suicide helpline on {wrong} at night.", audience=line.country).helplines
    assert [one.state for one in found] == ["mistyped"]
    assert found[0].found.strip("+") in wrong
    assert found[0].instead
