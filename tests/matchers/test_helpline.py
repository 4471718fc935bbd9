from dataclasses import replace

import pytest

from safelint.matchers import compile_find, helpline
from safelint.model.errors import SpecError
from safelint.model.finding import HelplineMention
from safelint.model.fix import Safety
from safelint.model.rule import Confidence, Rule, Severity, Status
from safelint.model.span import Position, Span

EMPTY = ((),) * 7
RULE = Rule("r", "t", "crisis-support", Severity.ERROR, Status.STABLE, Confidence.HIGH, "", *EMPTY, "", (), Safety.NONE, "", "", (), (), "")  # fmt: skip  # noqa: E501
HERE = Position(5, 1, 6)
MENTION = HelplineMention(
    "988", "current", "US/988", HERE, HERE, 0, Span(5, 8), "The Lifeline", "", ("suicide",), "24/7"
)


def compiled(lexicon, **spec):
    (pattern,) = compile_find("helpline", {key.replace("_", "-"): value for key, value in spec.items()}, lexicon, "no")
    return pattern


def find(pattern, passage, *mentions, about=frozenset({"suicide"}), audience=("US",), footer=False):
    around = helpline.Around(about, audience, footer=footer)
    return list(helpline.find(pattern, RULE, [passage], mentions, around))


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("retired", "takes one of"),
        ({"topics": ["suicide"]}, "takes one of"),
        ({"state": "old"}, "none of"),
        ({"state": "retired", "where": "x"}, "“where” is none of"),
        ({"fewer-than": "two"}, "whole number"),
        ({"serving": "suicide"}, "takes a list"),
        ({"state": "retired", "severity": "grave"}, "severity"),
    ],
)
def test_what_can_not_be_used(spec, message, lexicon):
    with pytest.raises(SpecError, match=message):
        compile_find("helpline", spec, lexicon, "no")


def test_a_list_asks_for_several_things(lexicon):
    found = compile_find("helpline", [{"state": "retired"}, {"state": "renamed|mistyped"}], lexicon, "no")
    assert [one.states for one in found] == [("retired",), ("renamed", "mistyped")]


def test_a_state_is_reported_where_it_stands(lexicon, passage):
    old = replace(MENTION, state="retired", instead="Call 988")
    (match,) = find(compiled(lexicon, state="retired"), passage("Call 988 now"), old, MENTION)
    assert (match.span, dict(match.values)) == (Span(5, 8), {"name": "The Lifeline", "instead": "Call 988"})
    assert find(compiled(lexicon, state="renamed"), passage("Call 988 now"), old) == []


def test_alone_topics_and_audience(lexicon, passage):
    text, abroad = passage("Call 988 now"), replace(MENTION, state="wrong-country")
    pattern = compiled(lexicon, state="wrong-country", alone="yes", topics=["suicide"], audience=["US"])
    assert find(pattern, text, abroad)
    assert not find(pattern, text, abroad, MENTION)
    assert not find(pattern, text, abroad, about=frozenset({"addiction"}))
    assert not find(pattern, text, abroad, audience=("GB",))


def test_fewer_than(lexicon, passage):
    text, other = passage("Call 988 now"), replace(MENTION, helpline="US/other", hours="evenings")
    pattern, always = compiled(lexicon, fewer_than="2"), compiled(lexicon, fewer_than="2", hours="24/7")
    assert pattern.whole
    assert find(pattern, text, MENTION, MENTION)
    assert not find(pattern, text, MENTION, other)
    assert find(always, text, MENTION, other)
    assert not find(pattern, text)


def test_serving(lexicon, passage):
    pattern = compiled(lexicon, serving=["eating-disorder"])
    assert find(pattern, passage("Call 988 now"), MENTION)
    assert not find(pattern, passage("Call 988 now"), MENTION, replace(MENTION, topics=("eating-disorder",)))


def test_below(lexicon, passage):
    text = "a word or two and then some " * 10 + "call 988"
    far = replace(MENTION, span=Span(len(text) - 3, len(text)))
    assert find(compiled(lexicon, below="50"), passage(text), far)
    assert not find(compiled(lexicon, below="500"), passage(text), far)


def test_a_line_in_the_footer_of_the_site(lexicon, passage):
    text, abroad = passage("Call 988 now and then"), replace(MENTION, state="wrong-country")
    assert not find(compiled(lexicon, state="wrong-country", alone="yes"), text, abroad, footer=True)
    assert find(compiled(lexicon, state="wrong-country"), text, abroad, footer=True)
    assert not find(compiled(lexicon, fewer_than="2"), text, MENTION, footer=True)
    assert find(compiled(lexicon, fewer_than="3"), text, MENTION, footer=True)
    pattern = compiled(lexicon, below="3", footer="The line below")
    (match,) = find(pattern, text, footer=True)
    assert dict(match.values) == {"name": "The line below"}
    assert not find(pattern, text)
    assert not find(compiled(lexicon, below="9", footer="The line below"), text, footer=True)
    assert not find(compiled(lexicon, below="3"), text, footer=True)


def test_a_number_that_is_no_word_of_the_text_is_named(lexicon, passage):
    hidden = replace(MENTION, found="tel:1-800-273-8255", state="retired")
    (match,) = find(compiled(lexicon, state="retired"), passage("Call us now"), hidden)
    assert dict(match.values)["found"] == "1-800-273-8255"
