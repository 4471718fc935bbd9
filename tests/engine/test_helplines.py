import re

import pytest

import safelint
from safelint.rulebook import builtin, load

BOOK = load([builtin()])


def mentions(text, audience="US", **options):
    return safelint.lint_text(text, audience=audience, **options).helplines


def states(text, audience="US", **options):
    return [(one.state, one.helpline) for one in mentions(text, audience, **options)]


@pytest.mark.parametrize(
    ("text", "audience", "helpline"),
    [
        ("Call or text 988.", "US", "US/988"),
        ("Dial 9-8-8 for the lifeline.", "US", "US/988"),
        ("The 988 Suicide & Crisis Lifeline answers at night.", "US", "US/988"),
        ("[Call now](tel:988)", "US", "US/988"),
        ("[Write](sms:741741)", "US", "US/crisis-text-line"),
        ("[Chat](https://988lifeline.org/chat)", "US", "US/988"),
        ("Visit 988lifeline.org.", "US", "US/988"),
        ("Visit www.988lifeline.org", "US", "US/988"),
        ("Text HOME to 741741.", "US", "US/crisis-text-line"),
        ("Call 1-833-TLC-MAMA.", "US", "US/maternal-mental-health"),
        ("Call 1-800-4-A-CHILD.", "US", "US/childhelp"),
        ("Call +1 (866) 488-7386.", "US", "US/trevor"),
        ("Ring Samaritans on 116 123.", "GB", "GB/samaritans"),
        ("Ring Beat on +44 (0)808 801 0677.", "GB", "GB/beat-england"),
        ("Ring 0044 808 801 0677.", "GB", "GB/beat-england"),
        ("Lifeline answers on 13 11 14.", "AU", "AU/lifeline"),
        ("Call the Butterfly helpline on 1800 ED HOPE.", "AU", "AU/butterfly"),
        ("Call ０１２０‐０６１‐３３８ in a crisis.", "JP", "JP/inochi-sos"),
        ("Appelez le 3114, la ligne de prévention du suicide: call 3114.", "FR", "FR/3114"),
        ("| Country | Helpline |\n|---|---|\n| Belgium | 1813 |\n", "BE", "BE/zelfmoordlijn"),
    ],
)
def test_a_current_line_for_the_readers(text, audience, helpline):
    assert ("current", helpline) in states(text, audience)


@pytest.mark.parametrize(
    ("html", "helpline"),
    [
        ('<p><a href="tel:+18664887386">Call</a></p>', "US/trevor"),
        ("<p>Call <b>988</b> at any time.</p>", "US/988"),
        ('<p>Call</p><p><a href="https://988lifeline.org">help</a></p>', "US/988"),
    ],
)
def test_in_html(html, helpline):
    assert ("current", helpline) in states(html, format="html")


def test_a_line_of_another_country():
    (mention,) = mentions("Call Samaritans on 116 123.")
    assert (mention.state, mention.helpline) == ("wrong-country", "GB/samaritans")
    assert mention.instead == "988 Suicide & Crisis Lifeline"
    assert states("Call Samaritans on 116 123.", audience="GB") == [("current", "GB/samaritans")]


@pytest.mark.parametrize("audience", ["US", "ZM", None])
def test_a_directory_of_all_countries_serves_everybody(audience):
    text = "[Find a line](https://findahelpline.com)"
    assert states(text, audience) == [("current", "ZZ/find-a-helpline")]


def test_several_countries_at_once():
    assert {state for state, _ in states("Call 988, or Samaritans on 116 123.", audience=["US", "IE"])} == {"current"}


@pytest.mark.parametrize(
    ("text", "audience", "state"),
    [
        ("Call 1-800-273-TALK.", "US", "renamed"),
        ("Contact the National Suicide Prevention Lifeline.", "US", "renamed"),
        ("Text NEDA to 741741.", "US", "retired"),
        ("Text PRIDE to 988.", "US", "retired"),
        ("Call 988 and press 3.", "US", "current"),
        ("Dial 988, press 3.", "US", "retired"),
        ("Call 988, formerly the National Suicide Prevention Lifeline.", "US", "former"),
        ("The old number, 1-800-273-8255, was replaced by 988.", "US", "former"),
        ("Visit https://suicidepreventionlifeline.org", "US", "renamed"),
        ("GBV Command Centre: call 0800 150 150", "ZA", "mistyped"),
        ("Stop Gender Violence Helpline: call 0800 150 150", "ZA", "current"),
    ],
)
def test_lines_of_the_past(text, audience, state):
    assert state in [found for found, _ in states(text, audience)]


@pytest.mark.parametrize(
    ("text", "audience", "meant"),
    [
        ("The Beat helpline is 0808 801 0767.", "GB", "GB/beat-england"),
        ("Call the SAMHSA National Helpline, 1-800-662-4375.", "US", "US/samhsa"),
        ("The suicide lifeline is 1-800-273-8256.", "US", "US/nspl"),
    ],
)
def test_one_digit_off_or_two_exchanged(text, audience, meant):
    assert states(text, audience) == [("mistyped", meant)]


@pytest.mark.parametrize(
    "text",
    [
        "In 988 the king died.",
        "Born in 1988, she calls her brother daily.",
        "It costs 988 dollars.",
        "It costs $988.",
        "Call 988 people and ask them.",
        "Room 116 is open.",
        "We had 741741 visitors.",
        "Call our sales team on 1-800-555-0199.",
        "Our rehab has free beds: call our admissions office on 1-800-662-4375.",
        "The press office of the crisis line is on 555 010 0123.",
        "“I gave to the helpline,” she said. To donate, call 555 010 0144.",
        "Tickets: 1-800-273-8256.",
        "Call 911.",
        "Samaritans said on Monday that more people call.",
        "Metro Lifeline Project is a choir; call us.",
    ],
)
def test_what_is_no_helpline(text):
    assert states(text) == []


def test_a_year_that_is_a_helpline_elsewhere():
    assert states("The line was founded in 1995, and calls rose in 1925.", audience="TW") == []
    assert states("Lifeline Taiwan answers on 1995.", audience="TW") == [("current", "TW/1995")]


def test_an_emergency_number_is_no_foreign_helpline():
    assert states("In an emergency call 111.", audience="NZ") == []
    assert states("In an emergency call 113.", audience="NO") == []


@pytest.mark.parametrize("text", ["You can always call Samaritans.", "Please contact Samaritans. They listen."])
def test_a_name_without_a_number(text):
    (mention,) = mentions(text, "GB")
    assert (mention.state, mention.instead) == ("name-only", "Samaritans: 116 123")


def test_a_name_is_no_lone_name_when_its_number_or_link_stands_in_the_text():
    assert [state for state, _ in states("Call Samaritans. Their number is 116 123, free.", "GB")] == ["current"]
    assert [state for state, _ in states("Call [Samaritans](https://www.samaritans.org).", "GB")] == []


def test_a_local_line_that_nobody_told_us_of():
    assert states("Call the county crisis line at 555-010-0199.") == [("unknown", "")]


def test_any_country_will_do_when_the_readers_are_not_known():
    assert [state for state, _ in states("Call 116 123 or text 741741.", audience=None)] == ["current", "current"]


@pytest.mark.parametrize(
    "target", ["https://www.nhs.uk/conditions/flu/", "https://www.thetrevorproject.org/research-briefs/a-study"]
)
def test_a_link_to_another_page_of_a_site_is_no_helpline(target):
    assert states(f"[Read]({target})", audience=["GB", "US"]) == []


HIGH = [line for line in BOOK.helplines if line.state in {"retired", "renamed"} and line.confidence == "high"]


def notations(printed, calling, trunk):
    """A number as people print it: as given, spaced, hyphened, dotted, bare and from abroad."""
    groups = re.findall(r"\d+", printed)
    bare = "".join(groups)
    found = [printed, " ".join(groups), "-".join(groups), ".".join(groups)]
    if len(bare) > 6:
        found += [bare, f"+{calling} {bare.removeprefix(trunk)}"]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("line", HIGH, ids=lambda line: line.id)
def test_every_retired_number_is_found_in_four_notations_and_its_replacement_suggested(line):
    country = BOOK.countries[line.country]
    for printed in line.numbers:
        if any(char.isalpha() for char in printed):
            continue
        ways = notations(printed, country.calling, country.trunk)
        if len(re.sub(r"\D", "", printed)) > 4:
            assert len(ways) >= 4
        near = f" {line.beside[0]}," if line.beside else ""
        for way in ways:
            found = mentions(f"You can call the suicide helpline,{near} {way}, at night.", line.country)
            assert [(one.state, one.helpline) for one in found] == [(line.state, line.id)], way
            assert found[0].instead == line.instead or not line.instead


def test_the_report_suggests_what_to_print():
    text = "---\naudience: GB\n---\n# After a suicide\n\nAfter a suicide, call Samaritans on 08457 90 90 90.\n"
    result = safelint.lint_text(text)
    (finding,) = [one for one in result.findings if one.rule == "helpline-retired"]
    assert finding.suggestions == ("Samaritans: 116 123",)
    assert "Samaritans: 116 123" in finding.message
    assert finding.found == "08457 90 90 90"
