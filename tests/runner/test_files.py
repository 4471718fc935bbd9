"""Which files a run reads, and how it says that one can't be read."""

import os
import sys
from pathlib import Path

import pytest

from safelint.config.settings import Glob, Settings
from safelint.model.errors import ReadError
from safelint.runner import files
from safelint.runner.files import Target, expand, read


def known(name):
    return name.endswith((".md", ".txt"))


def make(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make(
        tmp_path,
        "b.md", "a.md", "a/z.md", "a-b.md", "a/b/c.txt", "picture.png", ".hidden.md", ".git/x.md",
        "node_modules/x.md", "venv/x.md", "mine/pyvenv.cfg", "mine/x.md", "drafts/x.md",
    )  # fmt: skip
    return tmp_path


def found(*paths, excluded=lambda _: False):
    return [target.path for target in expand(paths, known, excluded)]


def test_folders_are_walked_sorted_by_path(tree):
    everything = found(".")
    assert everything == ["a-b.md", "a.md", "a/b/c.txt", "a/z.md", "b.md", "drafts/x.md"]
    assert everything == sorted(everything)
    assert found("a") == ["a/b/c.txt", "a/z.md"]
    assert found(str(tree / "a")) == [f"{tree.as_posix()}/a/b/c.txt", f"{tree.as_posix()}/a/z.md"]


@pytest.mark.usefixtures("tree")
def test_named_files_come_in_the_order_given_and_once():
    assert found("b.md", "a", "a/z.md", "./b.md", "picture.png") == ["b.md", "a/b/c.txt", "a/z.md", "picture.png"]


def test_excluded_files_and_folders(tree):
    settings = Settings(exclude=(Glob(str(tree), "drafts/**"), Glob(str(tree), "a")))
    assert found(".", excluded=settings.excludes) == ["a-b.md", "a.md", "b.md"]
    assert found("drafts/x.md", excluded=settings.excludes) == ["drafts/x.md"]


@pytest.mark.usefixtures("tree")
def test_a_missing_path_does_not_stop_the_others():
    first, second, third = expand(["none.md", "", "a.md"], known)
    assert first == Target("none.md", "There is no such file or folder.")
    assert second.error
    assert third == Target("a.md")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links(tree):
    (tree / "a" / "circle").symlink_to(tree)
    (tree / "a" / "self.md").symlink_to("self.md")
    (tree / "a" / "gone.md").symlink_to("nowhere.md")
    (tree / "a" / "good.md").symlink_to("z.md")
    got = {target.path: target.error for target in expand(["a"], known)}
    assert list(got) == ["a/b/c.txt", "a/gone.md", "a/good.md", "a/self.md", "a/z.md"]
    assert "does not exist" in got["a/gone.md"]
    assert "can't be read" in got["a/self.md"]
    assert not got["a/good.md"]
    assert found("a/circle/a")[:1] == ["a/circle/a/b/c.txt"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tree):
    (tree / "a").chmod(0)
    assert "permission" in next(iter(expand(["a"], known))).error
    (tree / "a").chmod(0o700)
    (tree / "a.md").chmod(0)
    with pytest.raises(ReadError, match="permission"):
        read("a.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_pipes_and_devices_in_a_folder_are_passed_over(tree):
    os.mkfifo(tree / "a" / "pipe.md")
    assert found("a") == ["a/b/c.txt", "a/z.md"]


@pytest.mark.usefixtures("tree")
def test_read(monkeypatch):
    assert read("a.md") == b"text"
    with pytest.raises(ReadError, match=r"is a folder|permission"):
        read("a")
    with pytest.raises(ReadError, match="no such file"):
        read("none.md")
    with pytest.raises(ReadError, match="can't be read"):
        read("nul\0.md")
    monkeypatch.setattr(files, "LIMIT", 3)
    with pytest.raises(ReadError, match="too large"):
        read("a.md")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_an_endless_file_ends(monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 10_000)
    with pytest.raises(ReadError, match="too large"):
        read("/dev/zero")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow text names only")
def test_names_that_are_no_text(tree):
    name = os.fsdecode(b"caf\xe9.md")
    (tree / name).write_text("text")
    assert name in found(".")
    assert read(name) == b"text"


def test_a_file_is_read_whole_up_to_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 10)
    for size in (0, 1, 9, 10):
        (tmp_path / "a.md").write_bytes(b"x" * size)
        assert files.read(str(tmp_path / "a.md")) == b"x" * size
    (tmp_path / "a.md").write_bytes(b"x" * 11)
    with pytest.raises(ReadError):
        files.read(str(tmp_path / "a.md"))
