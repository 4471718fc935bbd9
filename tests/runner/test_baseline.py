"""The baseline: what was accepted stays accepted wherever it moves, and only what is new is reported."""

import json

import pytest

from safelint.model.errors import ConfigError
from safelint.runner.baseline import NAME
from safelint.runner.run import accept
from safelint.runner.session import Session

OLD = "He committed suicide in May."
PARTS = ["First paragraph.", OLD, "Second paragraph.", "She was called a lunatic.", "Last paragraph."]


def post(site, name, parts):
    (site / name).write_text("\n\n".join(parts) + "\n")


def found(**asked):
    return [(result.path, one.found) for result in Session().lint_paths(".", **asked).files for one in result.findings]


def accepted(**asked):
    return [(kept.before, kept.now) for kept in accept(Session(), ["."], **asked)]


@pytest.fixture
def posts(site):
    """Two posts with two findings each, all accepted."""
    for name in ("a.md", "b.md"):
        post(site, name, PARTS)
    assert len(found()) == 4
    assert accepted() == [(0, 4)]
    return site


def test_what_was_accepted_is_quiet_and_counted(posts):
    report = Session().lint_paths(".")
    assert [(len(one.findings), len(one.baselined)) for one in report.files] == [(0, 2), (0, 2)]
    assert (report.exit_status, report.fixed) == (0, 0)
    assert len(found(baseline=None)) == 4
    assert posts.joinpath(NAME).read_text().endswith("}\n")


def test_only_a_new_finding_is_shown(posts):
    post(posts, "b.md", [*PARTS, "Her uncle committed suicide, too."])
    assert found() == [("b.md", "committed suicide")]
    assert Session().lint_paths(".").exit_status == 1


def test_the_same_sentence_once_more_is_new(posts):
    post(posts, "a.md", [*PARTS, OLD])
    assert found() == [("a.md", "committed suicide")]


def test_paragraphs_may_move_and_lines_may_be_wrapped_anew(posts):
    post(posts, "a.md", [*reversed(PARTS), "And a new one, with nothing to say."])
    post(posts, "b.md", ["# A title", *[part.replace(" ", "\n", 1) for part in PARTS]])
    assert found() == []


def test_a_renamed_file_stays_accepted(posts):
    (posts / "a.md").rename(posts / "older.md")
    assert found() == []
    post(posts, "c.md", PARTS)  # a copy is no renamed file once the old one is accepted under its new name
    accept_all = accepted()
    assert accept_all == [(4, 6)]


def test_what_was_fixed_is_said_and_pruned(posts):
    post(posts, "a.md", PARTS[:2])
    assert Session().lint_paths(".").fixed == 1
    post(posts, "b.md", [*PARTS, "Her uncle committed suicide, too."])
    assert accepted(prune=True) == [(4, 3)]
    assert found() == [("b.md", "committed suicide")]
    assert Session().lint_paths(".").fixed == 0


def test_files_that_were_not_read_stay_accepted(posts):
    post(posts, "a.md", ["Nothing here."])
    assert [(kept.before, kept.now) for kept in accept(Session(), ["a.md"])] == [(4, 2)]
    assert found() == []


def test_its_place(posts):
    (posts / "sub").mkdir()
    (posts / "sub" / "safelint.yaml").write_text("baseline: kept/known.json\n")
    (posts / "sub" / "kept").mkdir()
    post(posts / "sub", "d.md", PARTS)
    assert accepted() == [(4, 4), (0, 2)]
    data = json.loads((posts / "sub" / "kept" / "known.json").read_text())
    assert list(data["files"]) == ["../d.md"]
    assert found() == []
    assert len(found(baseline="elsewhere.json")) == 6
    assert Session(isolated=True).lint_paths(".").exit_status == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "schema"),
        ('{"schema": "safelint-baseline/9"}', "schema"),
        ('{"schema": "safelint-baseline/1", "files": {"a": ["x"]}}', "do not map"),
        ('{"schema": "safelint-baseline/1", "files": {"a": {"b": [1]}}}', "do not map"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_baseline_is_said(posts, text, why):
    (posts / NAME).write_text(text)
    with pytest.raises(ConfigError, match=why):
        Session().lint_paths(".")
    with pytest.raises(ConfigError, match=why):
        accepted()
    assert (posts / NAME).read_text() == text


def test_a_file_that_can_not_be_read_keeps_what_was_accepted(posts):
    (posts / "a.md").write_bytes(b"a\0b")
    assert accepted() == [(4, 4)]
    post(posts, "a.md", PARTS)
    assert found() == []
