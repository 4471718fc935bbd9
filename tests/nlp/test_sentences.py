"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.nlp.sentences import Abbreviations, sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Dr. Smith.", "She helped."],
        ["Is it ok?", "Yes!", "“It is.”", "She smiled."],
        ['She said "stop."', "He did.", '"Thank you," she said.'],
        ["Really?!", "No way."],
        ["(He rested.)", "Then he ate."],
        ["So did I.", "Nobody knew."],
        ["He left in 2019.", "988 is open all night."],
        ["It ended.", "“we” is used here."],
        ["It got better.", "– Anna"],
        ["Sleep helps.[1]", "So does rest.²", "Both do."],
        ["Great!", "🎉 It works."],
        ["It got dark.", "É noite."],
    ],
)
def test_boundary(expected):
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. and Mrs. Lee met Prof. Okafor.",
        "J. K. Rowling and Robert F. Kennedy.",
        "It rose by 3.5 percent, i.e. Mary was right, e.g. Tuesday.",
        "Call the U.S. Senate, St. John and Acme Inc. Services.",
        "The line opens at 9 a.m. and closes at 5 p.m. daily.",
        "See No. 5, p. 7 and Fig. 2 of Jan. 3.",
        "As Lee et al. (2019) found.",
        "“Stop!” she said.",
        "“It is fine.” – she said.",
        "He waited… and waited ... and left.",
        "He [...] Left (!) It.",
        "He rested; She did too.",
        "Write to a.b@example.org or see example.org.",
        "1. Call a friend",
    ],
)
def test_no_boundary(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    "expected",
    [
        ["She moved to the U.S.", "He stayed."],
        ["It closed at 5 p.m.", "They left."],
        ["Was it true?", "No.", "He was fine."],
        ["He lived on Main St.", "She did too."],
        ["1. Call a friend.", "2. Rest."],
    ],
)
def test_boundary_after_an_abbreviation_before_a_word_that_starts_sentences(expected):
    assert split(" ".join(expected)) == expected


def test_white_space_belongs_to_no_sentence():
    assert split("  One.   Two.\n") == ["One.", "Two."]
    assert sentences("") == []
    assert sentences(" \n ") == []


def test_abbreviations_are_an_argument():
    text = "Elle voit Mme. Dupont."
    assert len(sentences(text)) == 2
    assert len(sentences(text, Abbreviations(never=frozenset({"mme"})))) == 1


@given(st.text(alphabet=st.sampled_from(list("ab AB1.!?…\"'“”()[]–\n\u00a0e"))))
def test_spans_are_ordered_trimmed_and_hold_everything_that_is_not_white_space(text):
    at = 0
    for span in sentences(text):
        assert not text[at : span.start].strip()
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
        at = span.end
    assert not text[at:].strip()


@given(st.lists(st.sampled_from(["Anna rested.", "It helped!", "Did it?", "“Yes.”"]), max_size=8))
def test_plain_sentences_come_back(parts):
    assert split(" ".join(parts)) == parts
