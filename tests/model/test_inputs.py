"""What is noted is how things stood before they were looked at."""

from __future__ import annotations

import os

import pytest

from safelint.model import inputs


@pytest.fixture
def followed(monkeypatch):
    monkeypatch.setattr(inputs, "SETTLED", 0)
    yield inputs.follow()
    inputs.leave()


def test_the_first_state_counts(followed, tmp_path):
    file, missing = tmp_path / "a.md", tmp_path / "b.md"
    file.write_text("one")
    for path in (file, missing):
        inputs.note(str(path))
    before = dict(followed.states)
    assert before == {str(file): inputs.state(str(file)), str(missing): ()}
    file.write_text("another")
    missing.write_text("there")
    for path in (file, missing):
        inputs.note(str(path))
    assert followed.states == before
    assert followed.sure


def test_what_is_missing_in_a_listed_folder_is_told_by_the_folder(followed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inputs.listed(".", str(tmp_path))
    for name in ("none", f"{tmp_path}/none", "below/none"):
        inputs.note(name)
    assert set(followed.states) == {".", "below/none"}


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "a/b/c", "\udcff"])
def test_a_path_that_can_not_be_is_one_where_nothing_is(followed, path):
    inputs.note(path)
    assert followed.states == {path: ()}


def test_a_link_stands_for_what_it_leads_to(followed, tmp_path):
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "broken.md").symlink_to("none.md")
    for name in ("a.md", "link.md", "broken.md"):
        inputs.note(str(tmp_path / name))
    there, led_to, missing = followed.states.values()
    assert there == led_to
    assert (bool(there), bool(missing)) == (True, False)


def test_a_moment_is_needed(monkeypatch, tmp_path):
    monkeypatch.setattr(inputs, "SETTLED", 3_600_000_000_000)
    followed = inputs.follow()
    inputs.note(str(tmp_path / "none"))
    assert followed.sure
    (tmp_path / "a.md").write_text("one")
    os.utime(tmp_path / "a.md", (0, 0))  # its node tells that this was done now
    inputs.note(str(tmp_path / "a.md"))
    assert not followed.sure
    inputs.leave()


def test_nothing_is_noted_when_nobody_asks(followed, tmp_path):
    inputs.leave()
    inputs.note(str(tmp_path))
    inputs.listed(str(tmp_path))
    inputs.unsure()
    assert followed.states == {}
    assert followed.sure
