"""The labelled set is sound, and the arithmetic over it is right; what the tools score is no test."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from safelint.model.rule import TOPICS

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks/accuracy"))

import labels as labelled  # noqa: E402 - its folder is on the path from the line above
import measure  # noqa: E402
import page  # noqa: E402

TEXTS = labelled.passages()
LABELS = labelled.labels(TEXTS)
ROWS = [json.loads(line) for line in labelled.LABELS.read_text("utf-8").splitlines()]
KEYS = {"id", "file", "sentence", "phrase", "topic", "verdict", "context", "reason", "pair"}
PAIRS = measure.by(LABELS, lambda label: label.pair)


def label(**changes):
    """A label of a small passage, “A nut in it.”."""
    base = {
        "id": "a:01",
        "file": "a.md",
        "sentence": "A nut in it.",
        "phrase": "nut",
        "topic": "stigma",
        "report": True,
        "context": "plain",
        "reason": "For the test.",
        "pair": "nut",
        "whole": False,
        "start": 2,
        "end": 5,
        "begin": 0,
        "kind": "text",
    }
    return labelled.Label(**{**base, **changes})


def stems(text: str) -> set[str]:
    return {word[:3] for word in re.findall(r"[a-z0-9]{2,}", text.lower())}


def test_there_are_enough_sentences():
    assert len({(one.file, one.sentence) for one in LABELS}) == len(LABELS) >= 600


def test_every_topic_and_context_is_present():
    assert set(labelled.TOPICS) == set(TOPICS) == {one.topic for one in LABELS}
    assert set(labelled.CONTEXTS) == {one.context for one in LABELS}


def test_every_passage_has_a_label_and_every_label_a_passage():
    assert {one.file for one in LABELS} == set(TEXTS)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_label(row):
    text = TEXTS[row["file"]]
    assert text.count(row["sentence"]) == 1
    assert row["phrase"] in row["sentence"]
    assert row["id"].startswith(row["file"].removesuffix(".md") + ":")
    assert row["verdict"] in {"report", "fine"}
    assert row["reason"].endswith(".")
    assert set(row) - {"scope"} == {
        *["id", "file", "sentence", "phrase", "topic", "verdict", "context", "reason", "pair"]
    }


def test_offsets_lead_to_the_phrase():
    assert all(TEXTS[one.file][one.start : one.end] == one.phrase for one in LABELS)
    assert all(TEXTS[one.file][one.begin :].startswith(one.sentence) for one in LABELS)


def test_ids_are_unique_and_in_the_order_of_the_passage():
    assert max(Counter(one.id for one in LABELS).values()) == 1
    assert [(one.file, one.begin) for one in LABELS] == sorted((one.file, one.begin) for one in LABELS)


@pytest.mark.parametrize("name", PAIRS)
def test_pair(name):
    first, second = PAIRS[name]
    assert {first.report, second.report} == {True, False}
    assert first.topic == second.topic
    assert first.whole == second.whole
    assert stems(first.phrase) & stems(second.phrase)


def test_a_label_about_a_document_is_about_its_title():
    assert all(one.kind == "heading" and one.sentence == one.phrase for one in LABELS if one.whole)


def test_a_sentence_that_its_passage_lacks_is_refused(tmp_path, monkeypatch):
    row = {**ROWS[0], "sentence": "Nobody wrote this."}
    (tmp_path / "labels.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    monkeypatch.setattr(labelled, "LABELS", tmp_path / "labels.jsonl")
    with pytest.raises(ValueError, match="exactly once"):
        labelled.labels(TEXTS)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson(hits, of, low, high):
    assert measure.Share(hits, of).interval() == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("start", "end", "touches"), [(0, 2, False), (0, 3, True), (4, 9, True), (5, 9, False)])
def test_a_finding_touches_what_it_overlaps(start, end, touches):
    assert bool(measure.touched([label()], [measure.Found("a.md", start, end, "x")])) is touches


@pytest.mark.parametrize(
    ("whole_label", "whole_finding", "topic", "touches"),
    [
        (True, True, "stigma", True),
        (True, True, "shame", False),
        (True, False, "stigma", False),
        (False, True, "stigma", False),
    ],
)
def test_a_finding_about_a_document_counts_for_labels_about_documents(whole_label, whole_finding, topic, touches):
    found = measure.Found("a.md", 0, 12, "x", topic, whole_finding)
    assert bool(measure.touched([label(whole=whole_label)], [found])) is touches


def test_figures():
    rows = [
        label(),
        label(id="a:02", report=False),
        label(id="b:01", pair="b"),
        label(id="b:02", pair="b", report=False),
    ]
    got = measure.figures(rows, {"a:01", "b:01", "b:02"})
    assert got.precision == measure.Share(2, 3)
    assert got.recall == measure.Share(2, 2)
    assert got.alarms == measure.Share(1, 2)
    assert got.pairs == measure.Share(1, 2)


def test_the_page_names_sentences_by_id_only():
    findings = [measure.Found(one.file, one.start, one.end, "x") for one in LABELS[::3]]
    body = page.page(LABELS, {"safelint": "0"}, {"safelint": findings})
    assert [one.id for one in LABELS if len(one.sentence) > 30 and one.sentence in body] == []
    assert LABELS[1].id in body


def test_writing_keeps_what_stands_around_the_figures(tmp_path):
    target = tmp_path / "accuracy.md"
    target.write_text(f"# Title\n\n{page.BEGIN}\nold\n{page.END}\n\nThe end.\n", "utf-8")
    page.write(target, "new\n")
    page.write(target, "newer\n")
    assert target.read_text("utf-8") == f"# Title\n\n{page.BEGIN}\nnewer\n{page.END}\n\nThe end.\n"
