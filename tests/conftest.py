"""What several rooms of tests need."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from safelint import rulebook
from safelint.model.document import Block, BlockKind, Document, OffsetMap, Segment
from safelint.nlp.lexicon import Lexicon, WordList
from safelint.nlp.passage import Passage

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

# A small rule book that stands in for the real one.
PACK = ROOT / "tests/runner/pack"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """An empty working folder, the small rule book, and a cache folder of its own."""
    monkeypatch.setattr(rulebook, "builtin", lambda: PACK)
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def program():
    """Finds a program that a test drives; without it the test is skipped, or fails where SAFELINT_REQUIRE_PROGRAMS is.

    ``program("nvim", "/opt/nvim/bin/nvim")``: its name, and paths where else it may be.
    """

    def find(name: str, *places: str) -> str:
        found = shutil.which(name) or next((place for place in places if os.access(place, os.X_OK)), None)
        if found is None and os.environ.get("SAFELINT_REQUIRE_PROGRAMS"):
            pytest.fail(f"{name} is not installed, and SAFELINT_REQUIRE_PROGRAMS asks for it")
        return found or pytest.skip(f"{name} is not installed")

    return find


@pytest.fixture
def lexicon() -> Lexicon:
    """A small language."""
    return Lexicon(
        lists={
            "whose": WordList(("my", "your", "his", "her", "their")),
            "conditions": WordList(("depression", "bipolar disorder")),
            "drugs": WordList(("opioid",), "nouns"),
        },
        verbs=frozenset({"commit", "suffer", "snap", "take"}),
        unchanging=frozenset({"it", "of", "from"}),
        irregular_verbs={"take": ("took", "taken")},
        irregular_nouns={"person": "people"},
    )


@pytest.fixture
def passage():
    """Makes a passage of one block."""

    def make(text: str, **fields) -> Passage:
        block = Block(BlockKind.BODY, text, OffsetMap((Segment(0, len(text), 0, len(text)),)))
        block = Block(**{**{name: getattr(block, name) for name in Block.__slots__}, **fields})
        return Passage(Document("x.md", "markdown", (block,)), 0)

    return make
