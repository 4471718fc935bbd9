import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.formats.directives import parse


@pytest.mark.parametrize(
    ("comment", "verb", "rules", "reason", "until"),
    [
        ("safelint: allow committed-suicide, title of a book", "allow", ("committed-suicide",), "title of a book", ""),
        (" safelint: off addict ", "off", ("addict",), "", ""),
        ("safelint: on", "on", (), "", ""),
        ("safelint: off", "off", (), "", ""),
        ("Safelint: Allow-File epidemic, a story of 1918", "allow-file", ("epidemic",), "a story of 1918", ""),
        ("safelint: allow one-a, two-b, quoting, at length", "allow", ("one-a", "two-b", "quoting"), "at length", ""),
        ("safelint: allow one-a, two-b, as quoted, at length", "allow", ("one-a", "two-b"), "as quoted, at length", ""),
        ("safelint: allow one-a two-b", "allow", ("one-a", "two-b"), "", ""),
        ("safelint: allow one two, quoted", "allow", ("one", "two"), "quoted", ""),
        ("safelint: allow one-a title of a book", "allow", ("one-a",), "title of a book", ""),
        ("safelint: allow one-a — a title", "allow", ("one-a",), "a title", ""),
        ("safelint: allow one-a: a title", "allow", ("one-a",), "a title", ""),
        ("safelint: allow one-a, a title until 2027-01-31", "allow", ("one-a",), "a title", "2027-01-31"),
        ("safelint: allow one-a until 2027-01-31, a title", "allow", ("one-a",), "a title", "2027-01-31"),
        ("safelint: allow one-a (until 2027-01-31)", "allow", ("one-a",), "", "2027-01-31"),
        ("safelint:\n  allow one-a,\n  over two lines\n", "allow", ("one-a",), "over two lines", ""),
    ],
)
def test_what_is_asked_is_understood(comment, verb, rules, reason, until):
    found = parse(comment, 3, 9)
    assert found is not None
    assert (found.verb, found.rules, found.reason, found.until) == (verb, rules, reason, until)
    assert (found.span.start, found.span.end) == (3, 9)


@pytest.mark.parametrize(
    "comment", ["", "a remark", "safelint allow x", "safelint: allowed x", "see safelint: allow x"]
)
def test_other_comments_ask_nothing(comment):
    assert parse(comment, 0, 1) is None


@given(st.text())
def test_no_comment_makes_it_fail(rest):
    found = parse(f"safelint: allow{rest}", 0, 1)
    assert found is None or all(rules == rules.lower() for rules in found.rules)
