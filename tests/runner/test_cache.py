"""The cache folder: where it stands, who may read it, and that its absence is no error."""

import os
import stat
import sys

import pytest

from safelint.runner import cache


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch):
    for name in ("SAFELINT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("platform", "environment", "place"),
    [
        ("linux", {}, ".cache/safelint"),
        ("linux", {"XDG_CACHE_HOME": "{home}/x"}, "x/safelint"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, ".cache/safelint"),
        ("darwin", {}, "Library/Caches/safelint"),
        ("win32", {}, "AppData/Local/safelint/Cache"),
        ("win32", {"LOCALAPPDATA": "{home}/l"}, "l/safelint/Cache"),
        ("linux", {"SAFELINT_CACHE": "{home}/own"}, "own"),
    ],
)
def test_places(tmp_path, monkeypatch, platform, environment, place):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(home=tmp_path))
    assert cache.folder() == tmp_path / place
    assert (tmp_path / place).is_dir()


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_user_may_look_in(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "c"))
    path = cache.folder()
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_none_when_it_can_not_be_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "file" / "c"))
    assert cache.folder() is None
    monkeypatch.setenv("SAFELINT_CACHE", "off")
    assert cache.folder() is None
    monkeypatch.delenv("SAFELINT_CACHE")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # nobody can tell the home folder
    assert cache.folder() is None
