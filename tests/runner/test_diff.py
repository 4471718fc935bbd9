"""Lines changed since a revision: renames, new files, CRLF, odd names, and what is staged."""

import subprocess

import pytest

from safelint.model.errors import ConfigError
from safelint.runner import diff
from safelint.runner.session import Session

BAD = "He committed suicide."
OTHER = "She was called a lunatic."


def git(*words):
    subprocess.run(["git", *words], check=True, capture_output=True)


@pytest.fixture
def repository(site, monkeypatch):
    """A repository with one post whose second line was always bad."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(site / "none"))
    git("init", "-q", "-b", "main", ".")
    git("config", "user.email", "editor@example.org")
    git("config", "user.name", "An editor")
    git("config", "core.autocrlf", "false")
    (site / "old.md").write_bytes(f"First line.\n\n{BAD}\n\nLast line.\n".encode())
    git("add", "-A")
    git("commit", "-qm", "first")
    return site


def found(**asked):
    report = Session().lint_paths(".", **asked)
    assert not report.errors
    return [(result.path, one.found, one.start.line) for result in report.files for one in result.findings]


def test_nothing_changed(repository):
    del repository
    assert found(since="main") == []
    assert len(found()) == 1


def test_only_changed_lines_are_reported(repository):
    path = repository / "old.md"
    path.write_bytes(path.read_bytes() + f"\n{OTHER}\n".encode())
    report = Session().lint_paths(".", since="HEAD")
    assert [one.found for one in report.files[0].findings] == ["lunatic"]
    assert [one.found for one in report.files[0].untouched] == ["committed suicide"]


def test_a_new_file_is_all_new_whether_git_knows_it_or_not(repository):
    (repository / "new.md").write_text(BAD)
    assert found(since="HEAD") == [("new.md", "committed suicide", 1)]
    git("add", "new.md")
    assert found(since="HEAD") == [("new.md", "committed suicide", 1)]
    (repository / ".gitignore").write_text("new.md\n")
    git("rm", "-q", "--cached", "new.md")
    assert found(since="HEAD") == []


def test_a_renamed_file_is_compared_with_what_it_was(repository):
    git("mv", "old.md", "renamed.md")
    assert found(since="HEAD") == []
    path = repository / "renamed.md"
    path.write_bytes(path.read_bytes() + f"\n{OTHER}\n".encode())
    git("add", "-A")
    assert found(since="HEAD") == [("renamed.md", "lunatic", 7)]
    git("commit", "-qm", "renamed")
    assert found(since="HEAD~1") == [("renamed.md", "lunatic", 7)]


def test_line_ends_changed_throughout_are_changes(repository):
    (repository / "crlf.md").write_bytes(f"One.\r\n\r\n{BAD}\r\n".encode())
    git("add", "-A")
    git("commit", "-qm", "crlf")
    (repository / "crlf.md").write_bytes(f"One.\r\n\r\n{BAD}\r\n\r\n{OTHER}\r\n".encode())
    assert found(since="HEAD") == [("crlf.md", "lunatic", 5)]
    (repository / "crlf.md").write_bytes(f"One.\n\n{BAD}\n".encode())
    assert found(since="HEAD") == [("crlf.md", "committed suicide", 3)]


@pytest.mark.parametrize("name", ["with space.md", "naïve.md", 'quo"te.md', "tab\tbed.md", "b.md b b.md", "-dash.md"])
def test_odd_names(repository, name):
    (repository / name).write_text("Nothing.\n")
    git("add", "-A")
    git("commit", "-qm", "odd")
    (repository / name).write_text(f"Nothing.\n\n{BAD}\n")
    assert found(since="HEAD") == [(name, "committed suicide", 3)]


def test_what_git_takes_for_binary_counts_whole(repository):
    (repository / "wide.md").write_bytes(f"One.\n\n{BAD}\n".encode("utf-16"))
    git("add", "-A")
    git("commit", "-qm", "wide")
    assert found(since="HEAD") == []
    (repository / "wide.md").write_bytes(f"Two.\n\n{BAD}\n".encode("utf-16"))
    assert found(since="HEAD") == [("wide.md", "committed suicide", 3)]


def test_what_happened_meanwhile_on_the_other_branch_does_not_count(repository):
    git("checkout", "-qb", "draft")
    (repository / "mine.md").write_text(OTHER)
    git("add", "-A")
    git("commit", "-qm", "mine")
    git("checkout", "-q", "main")
    (repository / "old.md").write_text("First line.\n")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "draft")
    assert found(since="main") == [("mine.md", "lunatic", 1)]


def test_staged_means_the_staged_text(repository):
    path = repository / "old.md"
    path.write_text(f"{OTHER}\n\n{BAD}\n")
    git("add", "old.md")
    path.write_text("Nothing to see.\n")
    (repository / "untracked.md").write_text(BAD)
    assert found(staged=True) == [("old.md", "lunatic", 1)]


def test_from_a_folder_below_and_through_a_link(repository, monkeypatch):
    (repository / "posts").mkdir()
    (repository / "posts" / "a.md").write_text(BAD)
    (repository / "link").symlink_to(repository / "posts")
    assert [one[0] for one in found(since="HEAD")] == ["posts/a.md"]
    report = Session().lint_paths("link", since="HEAD")
    assert [one.path for one in report.files] == ["link/a.md"]
    monkeypatch.chdir(repository / "posts")
    assert [one[0] for one in found(since="HEAD")] == ["a.md"]


@pytest.mark.parametrize(("base", "why"), [("nope", "no revision"), ("--output=x", "no git revision")])
def test_a_wrong_revision_is_said(repository, base, why):
    with pytest.raises(ConfigError, match=why):
        found(since=base)
    assert not (repository / "x").exists()


def test_no_repository_and_no_git(site, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    with pytest.raises(ConfigError, match="not a git repository"):
        diff.since("main", ["."])
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="git was not found"):
        diff.staged(["."])
