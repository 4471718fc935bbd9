"""Headlines and shouting in ordinary letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.nlp.truecase import ordinary_case


@pytest.mark.parametrize(
    ("text", "ordinary"),
    [
        ("SINGER TALKS ABOUT GRIEF", "Singer talks about grief"),
        ("“I AM FINE,” SHE SAYS", "“I am fine,” she says"),
        ("MCGEE AND McGEE: I'M FINE", "Mcgee and mcgee: I'm fine"),
        ("Singer Talks About Grief and Hope", "Singer talks about grief and hope"),
        ("NHS Waiting Times Don't Improve in the U.S.", "NHS waiting times don't improve in the U.S."),
        ("İSTANBUL IS A CITY", "İstanbul is a city"),
    ],
)
def test_changed(text, ordinary):
    assert ordinary_case(text) == ordinary


@pytest.mark.parametrize(
    "text",
    [
        "The singer talks about grief.",
        "NHS, GP and OCD",
        "OCD",
        "Robert F. Kennedy",
        "President Barack Obama visited Kenya in July.",
        "I am. I was.",
        "",
        "988",
    ],
)
def test_left_alone(text):
    assert ordinary_case(text) == text


@given(st.text())
def test_every_character_stays_in_its_place(text):
    changed = ordinary_case(text)
    assert len(changed) == len(text)
    assert all(a == b or a.lower() == b.lower() or a.upper() == b.upper() for a, b in zip(text, changed, strict=True))
