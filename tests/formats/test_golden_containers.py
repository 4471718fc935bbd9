"""One real-looking file of each container format: its documents, as reviewed. ``SNAP=1`` writes them anew."""

import json
import os
from pathlib import Path

import pytest
from containers import book
from test_golden_formats import plain

from safelint.formats.opening import load

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
NAMES = [
    "notebook.ipynb",
    "book.epub",
    "export.xml",
    "feed.rss",
    "feed.atom",
    "records.jsonl",
    "records.csv",
    "newsletter.eml",
    "leaflet.pdf",
]


def contents(name):
    return book(GOLDEN / "book") if name == "book.epub" else (GOLDEN / name).read_bytes()


def shown(opened):
    source, document = opened.source, opened.document
    about = {
        "path": source.path,
        "format": document.format,
        "title": source.title,
        "address": source.address,
        "error": opened.error,
        "notes": source.notes,
        "text": source.text,
        "anchors": [f"{anchor.offset} {anchor.label}" for anchor in source.anchors],
    }
    return {**{key: value for key, value in about.items() if value}, "document": plain(document, source.text)}


@pytest.mark.parametrize("name", NAMES)
def test_a_real_looking_container_is_read_as_reviewed(name):
    opened = load(contents(name), name)
    found = json.dumps([shown(one) for one in opened], indent=1, ensure_ascii=False) + "\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("SNAP"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
