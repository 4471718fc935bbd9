"""The speed page says what was measured, and what was missed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SPEED = Path(__file__).parents[2] / "benchmarks/speed"


@pytest.fixture
def speed(monkeypatch):
    """The modules of the benchmark, which are scripts and no package."""
    monkeypatch.syspath_prepend(str(SPEED))
    names = ("page", "targets", "tools", "corpus", "run")
    for name in names:  # the other benchmark has some of these names, too
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield {name: __import__(name) for name in names}
    for name in names:
        sys.modules.pop(name, None)


@pytest.fixture
def figures(speed):
    cost = speed["tools"].Cost
    first = {"safelint": cost(1.0, 50), "alex": cost(50.0, 700), "retext-equality": cost(10.0, 120)}
    folder = {"files": 2, "bytes": 3_000_000, "words": 4000, "first": first, "second": cost(0.05, 20)}
    cold = {"safelint": cost(0.1, 14), "alex": cost(1.0, 90), "retext-equality": cost(0.5, 60)}
    return {
        "python": "3.12.1",
        "cold": {"plain": cold, "phrase": cold, "parsed": cold},
        "tree": folder,
        "articles": {**folder, "changed": cost(0.5, 60)},
        "again": cost(0.3, 55),
        "editor": {"median": 7.25, "95th": 60.0},
        "growth": {
            "files": [(1, 0.1, 14), (10, 0.19, 14), (100, 1.09, 15)],
            "rules": [(50, 1.0, 50), (300, 1.0, 50), (3000, 1.2, 60), (5000, 1.4, 70)],
        },
    }


def test_every_figure_stands_in_the_page(speed, figures):
    page = speed["page"].written(figures, generated=True)
    assert "| alex | 50.00 | 50.0 | 700 |" in page
    assert "2 files, 3.0 MB, 4,000 words." in page
    assert "median 7.2 ms, 95th percentile 60.0 ms" in page
    assert "with a sentence added since the last run: 0.30 s, 55 MiB" in page
    assert "5,000: 1.40 s, 70 | 1.40 times |" in page
    assert "| files | 1: 0.10 s, 14 · 10: 0.19 s, 14 · 100: 1.09 s, 15 | 1.00 |" in page


def test_what_is_missed_is_said(speed, figures):
    page = speed["page"].written(figures, generated=True)
    assert "| folder of general Markdown: times faster than alex | at least 40 | 50 | yes |" in page
    assert "| folder of general Markdown: times faster than retext-equality | at least 20 | 10 | **no** |" in page
    assert "| editor, 95th percentile ms | at most 50 | 60 | **no** |" in page
    assert "| 3,000 more rules, of the time with 300 more | at most 1.3 | 1.2 | yes |" in page


def test_a_peer_that_could_not_be_had_is_left_out(speed, figures):
    for costs in (*figures["cold"].values(), figures["tree"]["first"]):
        costs.pop("alex", None)
    assert "alex" not in speed["page"].written({**figures, "growth": {}}, generated=True).split("## ", 2)[1]


def test_the_texts_are_what_they_are_said_to_be(speed, tmp_path):
    speed["corpus"].plain(tmp_path / "plain", 2, 800)
    speed["corpus"].articles(SPEED.parents[1], tmp_path / "articles", 2)
    from safelint import Session

    session = Session(isolated=True)
    (plain, _), (article, other) = (sorted((tmp_path / name).glob("*.md")) for name in ("plain", "articles"))
    assert not session.lint_text(plain.read_text("utf-8")).findings
    assert session.lint_text(article.read_text("utf-8")).findings
    assert 1000 <= len(article.read_text("utf-8").split()) < 1400
    assert article.read_text("utf-8") != other.read_text("utf-8")


def test_a_run_is_measured_with_what_it_needs(speed, tmp_path):
    tool = speed["tools"].Tool("x", [sys.executable, "-c", "bytearray(50_000_000)"])
    cost = speed["tools"].measured(tool, tmp_path)
    assert cost.cpu > 0
    assert cost.memory > 45
    broken = speed["tools"].Tool("x", [sys.executable, "-c", "raise SystemExit(3)"])
    assert speed["tools"].measured(broken, tmp_path) is None


def test_made_up_rules_are_rules(speed, tmp_path):
    from safelint import Session

    speed["run"]._pack(tmp_path, 3)
    session = Session(isolated=True, keep=False, packs=(str(tmp_path),))
    result = session.lint_text("The quux1 people came.")
    assert [one.rule for one in (*result.findings, *result.below)] == ["extra-1"]


@pytest.mark.parametrize(("power", "start"), [(1.0, 0.0), (1.0, 0.3), (2.0, 0.0), (0.5, 0.1)])
def test_the_exponent_is_that_of_the_growth(speed, power, start):
    rows = [(count, start + count**power / 1000, 20) for count in (1, 1_000, 1_000_000)]
    assert speed["targets"].exponent(rows) == pytest.approx(power, abs=0.02)


def test_a_straight_line_is_one_from_any_smallest(speed):
    rows = [(count, 0.2 + count / 10, 20) for count in (1, 10, 50)]
    assert speed["targets"].exponent(rows) == pytest.approx(1.0)


def test_memory_is_judged_where_most_is_asked(speed, figures):
    figures["growth"]["bytes of an article"] = [(10, 0.1, 30), (100, 0.5, 90), (10_000, 4.0, 251)]
    page = speed["page"].written(figures, generated=True)
    assert "| MiB, 10,000 bytes of an article | at most 250 | 251 | **no** |" in page
    assert "| MiB, 100 files | at most 60 | 15 | yes |" in page
