"""Numbers in bytes: what is cheap to ask first never hides one that a closer look would find."""

from __future__ import annotations

from itertools import chain
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.nlp import gatetext
from safelint.nlp.gatenumbers import NONE, Numbers
from safelint.nlp.gatetext import unmarked, unversioned, without_entities, without_pictures

NUMBERS = Numbers(
    frozenset({b"988", b"116", b"116123", b"131114", b"18002738255", b"0800820600"}),
    frozenset({b"call", b"text"}),
    frozenset({b"phone"}),
)
PARTS = ["call", "text", "988", "9", "8", "98", "88", "116", "123", "13", "11", "14", "1", "800", "273", "8255", "talk"]
PARTS += ["0", "0800", "82", "0600", "00", "2.4", "1.2.3", "ferry", "a", "90", "116123", "1800273"]
BETWEEN = [" ", " ", "-", ".", "*", "**", " **", "_", "`", "\\", "<b>", "</b>", " <b>", "](x)", "[", "](tel)", "[^1]"]
BETWEEN += [
    "![a](b)",
    "![988](b)",
    "(0)",
    " (0) ",
    "|",
    " | ",
    "\n",
    "<!-- a -->",
    "&nbsp;",
    "{{< phone 988 >}}",
    "",
    ", ",
]


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(BETWEEN)), min_size=1, max_size=9))
@settings(max_examples=2000, deadline=None)
def test_the_cheap_question_hides_nothing(pairs):
    shown = unversioned(without_entities("".join(map("".join, pairs)).encode()))
    variants = {shown, unmarked(shown), unmarked(without_pictures(shown))}
    if NUMBERS._begun(shown) == NONE:
        assert not any(NUMBERS._stands(text) for text in variants)
    if any(NUMBERS._stands(text) for text in variants):
        assert NUMBERS.may_stand_in(shown)


@pytest.mark.parametrize(
    "text",
    [
        "call 988.",
        "call 9**8**8",
        "call 9-8-8",
        "call 116 <b>123</b>",
        "call 13<br>11<br>14",
        "1 800 27![a](b)3 8255",
        "1-800-273-talk",
        "+44 (0) 800. call (0) 0800 82 0 0600",
        "0800 82 06 00",
        "<a phone='988'>",
        "[us](tel:1)",
    ],
)
def test_numbers_are_seen(text):
    assert NUMBERS.may_stand_in(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "12 boats in 2019, and 2.4 of them",
        "version 9.8.8",
        "988 boats",
        "call 98 8ths",
        "116 boats and 123 more",
        "no figures",
        "a988",
    ],
)
def test_other_figures_are_not(text):
    assert not NUMBERS.may_stand_in(text.encode())


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_words_are_the_same_when_a_text_is_taken_in_pieces(monkeypatch, size):
    text = b"a com**mit**ted walk, [by](x) the  sea\n\nand`s` home.   " * 3
    whole = gatetext.words_of(text)
    monkeypatch.setattr(gatetext, "_PIECE", size)
    assert gatetext.words_of(text) == whole
    assert b"committed" in whole[1]


@given(
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([*BETWEEN, *" " * 20])), min_size=1, max_size=90),
    st.sampled_from([1, 3, 10, 40]),
)
@settings(max_examples=500, deadline=None)
def test_numbers_are_the_same_when_a_text_is_taken_in_pieces(pairs, size):
    text = "".join(map("".join, pairs)).encode()
    whole = NUMBERS._stands(text), NUMBERS.may_stand_in(text), gatetext.flat(text), list(gatetext.parted(text, 8))
    with mock.patch.object(gatetext, "_PIECE", size):
        parts = list(gatetext.parted(text, 8))
        assert (NUMBERS._stands(text), NUMBERS.may_stand_in(text), gatetext.flat(text)) == whole[:3]
    assert [*chain(*parts)] == [*chain(*whole[3])]
    assert all(len(part) >= 8 for part in parts[:-1])


@pytest.mark.parametrize("ahead", range(36, 45))
def test_a_word_that_calls_counts_as_far_as_before_whatever_the_pieces(ahead):
    text = b"call " + b"a " * ahead + b"988 today"
    whole = NUMBERS.may_stand_in(text)
    assert whole == (ahead < 40)
    for size in range(1, 100, 7):
        with mock.patch.object(gatetext, "_PIECE", size):
            assert NUMBERS.may_stand_in(text) == whole
