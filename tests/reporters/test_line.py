"""The excerpt line: cut around the words, with marks exactly below them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.model.finding import Excerpt, Finding
from safelint.model.rule import Confidence, Severity
from safelint.model.span import Position
from safelint.reporters.line import cells, excerpt, safe, width


def finding(text, start, end, **more):
    return Finding(
        rule="r", topic="t", severity=Severity.ERROR, confidence=Confidence.HIGH, message="", found=text[start:end],
        start=Position(start, 1, start + 1), end=Position(end, more.pop("last", 1), end + 1),
        excerpt=Excerpt(text, 0, **more),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "end", "line", "marks"),
    [
        ("a bad word here", 2, 10, "a bad word here", "  ^^^^^^^^"),
        ("\tbad", 1, 4, "    bad", "    ^^^"),
        ("ab\tbad", 3, 6, "ab  bad", "    ^^^"),
        ("日本 bad", 3, 6, "日本 bad", "     ^^^"),
        ("日本語", 1, 2, "日本語", "  ^^"),
        ("ne\u0301e bad", 5, 8, "ne\u0301e bad", "    ^^^"),
        ("x" * 40 + " bad " + "y" * 40, 41, 44, "…xxxxxxx bad yyyyyy…", None),
        ("bad " + "y" * 40, 0, 3, "bad yyyyyyyyyyyyyy…", "^^^"),
        ("x" * 40 + " bad", 41, 44, "…xxxxxxxxxxxxxx bad", "                ^^^"),
        ("", 0, 0, "", "^"),
    ],
)
def test_lines(text, start, end, line, marks):
    shown, below = excerpt(finding(text, start, end), 20)
    assert shown == line
    assert below == (marks if marks is not None else " " * shown.index("bad") + "^^^")


def test_words_that_go_on_in_the_next_line_end_in_an_ellipsis():
    assert excerpt(finding("a bad", 2, 9, last=2), 20) == ("a bad…", "  ^^^")


def test_words_longer_than_the_room_are_cut():
    shown, below = excerpt(finding("x" * 100, 10, 90), 20)
    assert shown == "…" + "x" * 18 + "…"
    assert below == " " + "^" * 18


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(10, 60))
def test_any_line_fits_and_marks_stay_below_it(text, start, length, room):
    start = min(start, len(text))
    end = min(start + length, len(text))
    shown, below = excerpt(finding(text, start, end), room)
    assert width(shown) <= room
    assert len(below) <= max(width(shown), 1)
    assert "\x1b" not in shown
    assert "\n" not in shown


@pytest.mark.parametrize(("char", "count"), [("a", 1), ("é", 1), ("\u0301", 0), ("日", 2), ("\u200b", 0), ("😀", 2)])
def test_cells(char, count):
    assert cells(char) == count


def test_safe():
    assert safe("a\tb\nc\x1b\u202e“é”") == "a b c��“é”"


@given(st.text(alphabet="ab –“", min_size=1, max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(4, 70))
def test_plain_lines_are_laid_out_as_any_other(text, start, length, room):
    from safelint.reporters import line

    start = min(start, len(text))
    one, general = finding(text, start, min(start + length, len(text))), line._is_plain
    quick = excerpt(one, room)
    try:
        line._is_plain = lambda _: False
        assert excerpt(one, room) == quick
    finally:
        line._is_plain = general


def test_plain_characters_are_safe_and_take_one_column():
    from safelint.reporters import line

    for char in filter(line._is_plain, map(chr, range(0x3000))):
        assert line._safe(char) == char
        assert cells(char) == 1
