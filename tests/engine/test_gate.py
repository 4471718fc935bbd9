"""The gate keeps back no text in which something can be found, and lets pass few others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint import Session
from safelint.engine.gate import gate
from safelint.nlp.gate import loads

PLAIN = """# The island

The ferry leaves at nine and takes an hour, 12 boats in 2019. Bring a [coat](https://example.org/coats), since the
deck is *open*. On the island there is one shop &amp; a path around the lake: version 3.11.2 of the map costs 4.50.
"""
PLACES = [
    "{}",
    "> - {}",
    "Before that, **{}** and after.",
    "We say *{}*.",
    "| a | b |\n|---|---|\n| {} | c |",
    "Go to [{}](https://example.org/a-b 'c d') now.",
    "<p class='x'>{}</p>",
]


@pytest.fixture(scope="module")
def session():
    return Session(isolated=True, credits=False)


@pytest.fixture(scope="module")
def made(session):
    return loads(gate(session.book()).dumps())


def anything(result):
    return [*result.findings, *result.excused, *result.below, *result.suppressed, *result.helplines, *result.topics]


def test_a_text_about_something_else_is_told_at_once(made, session):
    assert made.holds_nothing(PLAIN.encode())
    assert anything(session.lint_text(PLAIN)) == []


def test_no_example_that_flags_is_kept_back(made, session):
    book = session.book()
    flagged = [
        (rule.id, one) for rule in book.rules for one in rule.examples if one.flags and (one.document or not rule.about)
    ]
    kept_back = [(rule, one.name) for rule, one in flagged if made.holds_nothing(one.text.encode())]
    assert kept_back == []


def test_what_is_kept_back_has_nothing_to_report(made, session):
    """Every other example, whatever it is an example of."""
    texts = [one.text for rule in session.book().rules for one in rule.examples if not one.flags]
    kept_back = [text for text in texts if made.holds_nothing(text.encode())]
    assert len(kept_back) > 100
    assert [text for text in kept_back[::7] if anything(session.lint_text(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "He **com**mitted su*ici*de.",
        "He committed\n> suicide.",
        "He committed [suicide](https://example.org/a(b)).",
        "He committed&nbsp;suicide.",
        "He committed &#115;uicide.",
        "He com\u00admitted sui\u200bcide.",
        "He committed<br/>suicide.",
        "He committed <!-- and so on -->suicide.",
        "HE COMMITTED SUICIDE",
        "Call 1-800-273-TALK.",
        "Call 1 (800) 273 8255.",
        "Write to [us](tel:+18002738255).",
        "Call **116** 123.",
        "Go to https://988lifeline.org today.",
        "<!-- safelint: allow shrink, a title -->",
        "---\nlang: fr\n---\nNothing.",
        "He committed ｓuicide.",
        "He was committed to it. He **com**mitted suicide.",
        "He committed ![a road](road.png) suicide.",
        "He committed {{< note >}} suicide.",
        "Call 116&nbsp;123.",
        "Call <b>116</b> <b>123</b>.",
        "Call 116.1**23**.",
        "Call 1.800.4.A.CHILD.",
        "---\ntitle: He committed suicide\n---\nNothing.",
        '---\ntitle: "He committed\\nsuicide"\n---\nNothing.',
        "---\ncrisis: 988\n---\nNothing.",
        "---\ntitle: Nothing\n----\naudience: GB\n---\nNothing.",
        '+++\nlanguage = "fr"\n+++\nNothing.',
        '{\n"title": "Nothing"\n}\n\nNothing.',
        'Go on: {{< note crisisNumber="988" >}}.',
        "<Box ariaLabel='988' />",
    ],
)
def test_words_in_mark_up_are_seen(made, text):
    assert not made.holds_nothing(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: The island\nlayout: page\n---\n" + PLAIN,
        "+++\ntitle = 'The languages of the island'\n+++\n" + PLAIN,
        "---\nNo front matter, and it speaks of a language: French.",
        "Call version 9.8.8 or 1.1.1 of it.",
        "We call it 9TT.",
        "| call | 13 | 11 | 14 |\n|---|---|---|---|\n| a | 13 of them | 11 | 14 |",
    ],
)
def test_front_matter_versions_and_cells_hold_nothing(made, session, text):
    assert made.holds_nothing(text.encode())
    assert anything(session.lint_text(text)) == []


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_words_wherever_they_stand(made, session, data):
    rules = [rule for rule in session.book().rules if not rule.about and any(one.flags for one in rule.examples)]
    rule = data.draw(st.sampled_from(rules))
    example = data.draw(st.sampled_from([one for one in rule.examples if one.flags]))
    text = "\n\n".join([PLAIN, data.draw(st.sampled_from(PLACES)).format(" ".join(example.text.split()))])
    if made.holds_nothing(text.encode()):
        assert anything(session.lint_text(text)) == []


# What can stand between two words and changes nothing for a reader, or much.
BETWEEN = [
    " ",
    " ",
    " ",
    "\n",
    "\n> ",
    "&nbsp;",
    " **",
    "** ",
    " *",
    "* ",
    "<br>",
    " <b>",
    "</b> ",
    " [",
    "](x) ",
    "-",
    ", ",
]
BETWEEN += ["~~", "`", " | ", " <!-- no --> ", "![a](b.png)", " {{< x >}} ", ". ", "\n\n", "\u00ad", "=", "_", "\\"]
WORDS = [
    "call",
    "text",
    "Committed",
    "suicide",
    "116",
    "123",
    "988",
    "1.2.0",
    "116.1",
    "13",
    "11",
    "14",
    "TALK",
    "9-8-8",
]
WORDS += ["1-800-273", "a", "the", "helpline", "Samaritans", "he", "an", "addict", "com", "mitted", "(24/7)", "crisis"]


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=9),
    between=st.lists(st.sampled_from(BETWEEN), min_size=9, max_size=9),
    head=st.sampled_from(["", "", "---\ntitle: ", "---\nphone: 1\n---\n", "> ", "# ", "{{< call ", "<a title='"]),
)
@settings(max_examples=400, deadline=None)
def test_nothing_is_kept_back_however_it_is_marked_up(made, session, words, between, head):
    text = head + "".join(word + gap for word, gap in zip(words, between, strict=False))
    if made.holds_nothing(text.encode()):
        assert anything(session.lint_text(text)) == []


def test_bytes_that_are_no_text_are_left_to_the_formats(made):
    for data in (b"%PDF-1.7", b"PK\x03\x04", b"a\0b", b"caf\xe9"):
        assert not made.holds_nothing(data)


def test_a_gate_of_another_shape_is_none():
    assert loads(b"") is None
    assert loads(b"nonsense") is None
