"""One article in each format, with every construct: its blocks, as reviewed. ``SNAP=1`` writes them anew."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from safelint.formats import read
from safelint.formats.decode import decode

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
NAMES = [
    "article.md", "article.mdx", "article.qmd", "article.html", "gutenberg.html", "gdocs.html", "article.rst",
    "article.adoc", "article.org", "article.tex", "episode.srt", "episode.vtt",
]  # fmt: skip


def plain(document, source):
    blocks = []
    for block in document.blocks:
        shown = {key: value for key, value in dataclasses.asdict(block).items() if value not in ("", 0, (), -1, False)}
        shown["kind"] = block.kind.value
        shown["offsets"] = " ".join(
            f"{s.source}+{s.length}" if s.verbatim else f"{s.source}+{s.source_length}>{s.length}"
            for s in block.offsets.segments
        )
        shown["marks"] = [f"{m.kind} {m.span.start}-{m.span.end}" for m in block.marks]
        blocks.append({key: value for key, value in shown.items() if value != []})
    return {
        "title": document.title,
        "language": document.language,
        "audience": document.audience,
        "directives": [
            [d.verb, d.rules, d.reason, d.until, source[d.span.start : d.span.end]] for d in document.directives
        ],
        "links": [[link.target, source[link.span.start : link.span.end]] for link in document.links],
        "blocks": blocks,
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_real_looking_article_is_read_as_reviewed(name):
    source = decode((GOLDEN / name).read_bytes(), name)
    found = json.dumps(plain(read(source), source.text), indent=1, ensure_ascii=False) + "\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("SNAP"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
