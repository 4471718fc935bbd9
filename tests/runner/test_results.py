"""Results kept between runs: the same report, and a new one wherever something changed."""

from __future__ import annotations

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from safelint import Session
from safelint.model.finding import Excerpt, Finding
from safelint.model.report import FileResult
from safelint.model.rule import Confidence, Severity
from safelint.model.span import Position
from safelint.runner.results import DAYS, NAME, Results, _joined, digest

SENTENCE = "He committed suicide in 2019.\n"


def old(path):
    """Make a file one that has not just been changed."""
    past = time.time() - 60
    os.utime(path, (past, past))
    return path


def found(report):
    return [(one.path, [finding.rule for finding in one.findings], one.error) for one in report.files]


@pytest.fixture
def posts(site):
    folder = site / "posts"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.md").write_text(SENTENCE)
        old(folder / f"{name}.md")
    return folder


@pytest.fixture
def lints(monkeypatch):
    """How often the engine was asked."""
    from safelint.engine.lint import lint

    asked = []

    def counted(document, *rest, **more):
        asked.append(document.path)
        return lint(document, *rest, **more)

    monkeypatch.setattr("safelint.engine.lint", counted)
    return asked


@pytest.mark.usefixtures("posts")
def test_a_second_run_lints_nothing_and_says_the_same(lints):
    first = Session().lint_paths("posts")
    assert len(lints) == 3
    second = Session().lint_paths("posts")
    assert len(lints) == 3
    assert replace(second, seconds=0) == replace(first, seconds=0)


def test_only_the_changed_file_is_linted_again(posts, lints):
    Session().lint_paths("posts")
    (posts / "b.md").write_text("She died in 2019. " + SENTENCE)
    del lints[:]
    Session().lint_paths("posts")
    assert lints == ["posts/b.md"]


def test_a_new_time_on_the_same_bytes_changes_nothing(posts, lints):
    Session().lint_paths("posts")
    del lints[:]
    for file in posts.iterdir():
        os.utime(file, (1, 1))
    Session().lint_paths("posts")
    assert lints == []


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    "other", [{"ignore": "committed-suicide"}, {"audience": "GB"}, {"credits": True}, {"min_severity": "error"}]
)
def test_other_settings_are_another_result(lints, other):
    Session().lint_paths("posts")
    del lints[:]
    Session(**other).lint_paths("posts")
    assert len(lints) == 3


@pytest.mark.usefixtures("posts")
def test_a_changed_rule_is_another_result(site, lints, monkeypatch):
    import shutil

    from safelint import rulebook

    Session().lint_paths("posts")
    shutil.copytree(rulebook.builtin(), site / "rules")
    rule = next((site / "rules").rglob("committed-suicide.yaml"))
    rule.write_text(rule.read_text("utf-8") + "# reworded\n", "utf-8")
    monkeypatch.setattr(rulebook, "builtin", lambda: site / "rules")
    del lints[:]
    Session().lint_paths("posts")
    assert len(lints) == 3


@pytest.mark.usefixtures("posts")
def test_nothing_is_kept_when_nothing_may_be(lints, tmp_path):
    Session(keep=False).lint_paths("posts")
    Session(keep=False).lint_paths("posts")
    assert len(lints) == 6
    assert not (tmp_path / "cache" / NAME).exists()


def test_what_a_comment_allows_is_looked_at_every_time(posts):
    file = posts / "a.md"
    file.write_text("<!-- safelint: allow committed-suicide, a title, until 2030-01-01 -->\n\n" + SENTENCE)
    old(file)
    before = Session(today="2029-12-31").lint_paths("posts")
    after = Session(today="2030-01-02").lint_paths("posts")
    assert found(before)[0][1] == []
    assert found(after)[0][1] == ["committed-suicide"]


def test_a_file_beside_the_text_counts_from_the_next_run_on(posts):
    assert found(Session().lint_paths("posts"))[0][1] == ["committed-suicide"]
    (posts / "a.md.safelint.yaml").write_text("- allow: committed-suicide\n  reason: a title\n")
    results = Session().lint_paths("posts").files
    assert found(Session().lint_paths("posts"))[0][1] == [], results[0]


@pytest.mark.usefixtures("posts")
def test_a_broken_file_is_no_error(tmp_path):
    first = Session().lint_paths("posts")
    (tmp_path / "cache" / NAME).write_bytes(b"not a database" * 100)
    assert found(Session().lint_paths("posts")) == found(first)


def test_results_come_back_as_they_were(tmp_path):
    place = Position(5, 1, 6)
    finding = Finding("a", "stigma", Severity.ERROR, Confidence.HIGH, "“x”", "x", place, place, Excerpt("x", 0))
    results = (FileResult("a.md", "markdown", findings=(finding,), topics=("suicide",)),)
    kept = Results(tmp_path)
    kept.remember(b"key", results)
    kept.remember(b"failed", (FileResult("b.md", error="broken"),))
    kept.close()
    again = Results(tmp_path)
    assert again.recall(b"key") == results
    assert again.recall(b"failed") is None
    assert again.recall(b"other") is None


def test_what_nobody_asks_for_goes_in_the_end(tmp_path):
    kept = Results(tmp_path)
    kept.remember(b"key", (FileResult("a.md"),))
    kept.close()
    with sqlite3.connect(tmp_path / NAME) as file:
        file.execute("update results set day = day - ?", (DAYS + 1,))
        file.execute("update pruned set day = day - 1")
    later = Results(tmp_path)
    later.remember(b"new", (FileResult("b.md"),))
    later.close()
    assert Results(tmp_path).recall(b"key") is None
    assert Results(tmp_path).recall(b"new") is not None


def test_many_runs_at_once(tmp_path):
    def run(number):
        kept = Results(tmp_path)
        for at in range(20):
            kept.remember(digest(str(number), str(at)), (FileResult(f"{number}-{at}.md"),))
        kept.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(run, range(6)))
    kept = Results(tmp_path)
    assert all(kept.recall(digest(str(one), str(at))) for one in range(6) for at in range(20))


def test_a_file_that_holds_nothing_is_kept_as_that(site, lints, monkeypatch):
    posts = site / "idle"
    posts.mkdir()
    old((posts / "a.md").write_text("The ferry leaves at nine.\n") and posts / "a.md")
    first = Session().lint_paths("idle")
    with monkeypatch.context() as patch:
        patch.setattr("safelint.nlp.gate.Gate.holds_nothing", lambda *_: pytest.fail("it was asked again"))
        second = Session().lint_paths("idle")
    assert lints == []
    assert second.files == first.files == (FileResult("idle/a.md", "markdown"),)
    assert Session(audience="GB").lint_paths("idle").files[0].audience == ("GB",)


@pytest.mark.parametrize("most", [1, 3, 7])
def test_many_findings_are_kept_piece_by_piece(site, lints, monkeypatch, most):
    monkeypatch.setattr("safelint.runner.results._PIECE", most)
    text = "\n\n".join(
        f"He committed suicide in {year}.\n\nNot “committed suicide” in {year}." for year in range(2000, 2007)
    )
    old_file = site / "many.md"
    old_file.write_text(text)
    old(old_file)
    first = Session().lint_paths("many.md").files
    assert len(first[0].findings) == 7
    assert first[0].excused
    assert Session().lint_paths("many.md").files == first
    assert len(lints) == 1


@pytest.mark.parametrize("pieces", [[], [1], ["findings"], [("findings", ())], [FileResult("a"), ("path", ())]])
def test_pieces_of_anything_else_are_no_results(pieces):
    assert _joined(pieces) is None
