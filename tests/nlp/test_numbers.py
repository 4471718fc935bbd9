import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.nlp.numbers import digits_of, numbers


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Call 988 now", ["988"]),
        ("call 9-8-8", ["988"]),
        ("Ring 116 123, free", ["116123"]),
        ("1-800-273-TALK (8255)", ["18002738255"]),
        ("Lifeline 13 11 14.", ["131114"]),
        ("text HOME to 741741", ["741741"]),
        ("０１２０‐０６１‐３３８", ["0120061338"]),
        ("+44 (0)20 7946 0000", ["4402079460000"]),
        ("(555) 010-0199", ["5550100199"]),
        ("costs $988 today", []),
    ],
)
def test_numbers(text, digits):
    found = [number.digits for number in numbers(text)]
    assert found[: len(digits)] == digits
    assert bool(found) == bool(digits)


def test_letters_count_as_keys():
    assert digits_of("1-800-273-TALK") == "18002738255"


@given(st.text(alphabet="0123456789 -.()+TALK", max_size=80))
def test_numbers_lie_in_the_text(text):
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in numbers(text))
