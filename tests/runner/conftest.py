"""The small rule book beside this file stands in for the real one."""

from pathlib import Path

import pytest

from safelint import rulebook

PACK = Path(__file__).parent / "pack"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """An empty working folder, the small rule book, and a cache folder of its own."""
    monkeypatch.setattr(rulebook, "builtin", lambda: PACK)
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
