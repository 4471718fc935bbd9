import pytest

import safelint


def states(text, audience="US", **options):
    result = safelint.lint_text(text, audience=audience, **options)
    return [(one.state, one.helpline) for one in result.helplines]


@pytest.mark.parametrize(
    "text",
    [
        "Call or text 988.",
        "Dial 9-8-8 for the lifeline.",
        "[Call now](tel:988)",
        "[Chat](https://988lifeline.org/chat)",
    ],
)
def test_a_current_line_for_the_readers(text):
    assert ("current", "US/988") in states(text)


def test_a_line_of_another_country():
    assert states("Call Samaritans on 116 123.") == [("wrong-country", "GB/samaritans")]
    assert states("Call Samaritans on 116 123.", audience="GB") == [("current", "GB/samaritans")]


def test_a_retired_number():
    assert [state for state, _ in states("Call 1-800-273-TALK or 1-800-273-8255.")] == ["retired", "retired"]


@pytest.mark.parametrize(
    "text",
    ["In 988 the king died.", "It costs 988 dollars.", "Call our sales team on 1-800-555-0199.", "Room 116 is open."],
)
def test_numbers_that_are_no_helpline(text):
    assert states(text) == []


def test_any_country_will_do_when_the_readers_are_not_known():
    assert states("Call 116 123 or text 741741.", audience=None)[0][0] == "current"


def test_a_link_to_another_page_of_a_large_site_is_no_helpline():
    assert states("[Read](https://www.nhs.uk/conditions/flu/)", audience="GB") == []
