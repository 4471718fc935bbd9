"""The table of other tools' terms: every row has an answer, every rule it names exists, no term has two answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safelint.model.rule import Status
from safelint.rulebook import builtin, load

PAGE = Path(__file__).resolve().parent.parent / "docs/decisions/0010-peer-terms.md"
BOOK = load([builtin()])
RULES = {rule.id: rule for rule in BOOK.rules}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| About")
]


def test_the_table_is_there():
    assert len(ROWS) > 100
    assert all(len(row) == 4 for row in ROWS)


@pytest.mark.parametrize("row", [pytest.param(row, id=row[1]) for row in ROWS])
def test_a_row_names_rules_or_a_reason(row):
    answer = row[3]
    named = re.findall("`([a-z-]+)`", answer)
    assert answer.startswith("`") or re.match(r"not reported: \w", answer)
    for one in named:
        assert one in RULES, f"there is no rule {one}"
        assert RULES[one].status is not Status.RETIRED


def test_no_term_stands_in_two_rows():
    terms = [term.strip() for row in ROWS for term in row[1].split(",")]
    assert sorted(set(terms)) == sorted(terms)
