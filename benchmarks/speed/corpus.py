"""Texts to measure with: made from the project's own example articles, or taken from a folder."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = (
    "The ferry leaves at nine and takes an hour. Bring a coat, since the deck is open and the wind is cold in spring. "
    "On the island there is one shop, a path around the lake, and a bench from which you can see both harbours. "
    "Version 2.4 of the map has the new steps; `make install` puts it in *one* place, see [the notes](notes.md#maps)."
)
WORDS = 1000


def plain(folder: Path, files: int, words: int = WORDS) -> None:
    """Markdown files without a word that any rule asks about."""
    times = max(1, words // len(PLAIN.split()))
    for at in range(files):
        body = "\n\n".join([PLAIN] * times)
        _write(folder / f"plain-{at:05}.md", f"# The island, part {at}\n\n{body}\n")


def articles(root: Path, folder: Path, files: int) -> None:
    """Articles about mental health of about 1,000 words, from paragraphs of the accuracy benchmark and the examples."""
    dice = random.Random(files)  # noqa: S311 - a corpus, no secret
    sources = [*sorted((root / "benchmarks/accuracy/passages").glob("*.md")), *sorted((root / "examples").glob("*.md"))]
    parts = [part for path in sources for part in _paragraphs(path.read_text("utf-8"))]
    for at in range(files):
        text, count = ["# Notes on a difficult year"], 0
        while count < WORDS:
            text.append(dice.choice([dice.choice(parts), PLAIN]))
            count += len(text[-1].split())
        _write(folder / f"article-{at:05}.md", "\n\n".join(text) + "\n")


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n{2,}", text) if len(part.split()) > 5 and part[0] not in "-<|"]  # noqa: PLR2004


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
