"""The labelled set: sentences of the passages, the phrase that counts in each, and what a careful editor would say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PASSAGES = HERE / "passages"
LABELS = HERE / "labels.jsonl"

TOPICS = (
    "suicide-language",
    "self-harm-language",
    "stigma",
    "person-first",
    "addiction-language",
    "eating-disorder",
    "shame",
    "minimising",
    "method-detail",
    "sensational",
    "single-cause",
    "glamorising",
    "crisis-support",
    "headline",
    "support",
    "imagery",
    "medical-claims",
)
CONTEXTS = {
    "plain": "the writer's own words, no excuse in sight",
    "quoted": "somebody else's words, in quotation marks or a block quote",
    "attributed": "reported speech without marks",
    "mentioned": "about the words, not with them: style guides, tables",
    "negated": "a claim denied, a myth corrected",
    "figurative": "a figure of speech",
    "named": "part of a name or a title",
    "self-described": "somebody's word for themselves",
    "historical": "an old law, term or title, named as such",
    "harm-reduction": "detail that keeps people safe",
    "other-sense": "the words mean something else",
    "clinical": "a symptom or a technical term, not a person",
    "accepted": "wording that guidelines accept",
    "answered": "the document has what its other half lacks",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled sentence.

    Attributes:
        id: passage and number, ``style-desk-column:03``; the only name that figures and lists use.
        file: name of the passage; ``sentence`` occurs in it exactly once, as it stands.
        sentence: the sentence, heading, table cell or alternative text.
        phrase: the words that a finding has to touch; the first place in the sentence where they stand.
        report: whether a finding there is right.
        context: a key of ``CONTEXTS``.
        reason: why, in a sentence.
        pair: name that both halves share.
        whole: the finding is about the whole document, and the sentence is its title.
        start: of the phrase in the passage, code points; ``end`` is exclusive.
        begin: of the sentence in the passage.
        kind: heading, quote, list, table, alt or text.
    """

    id: str
    file: str
    sentence: str
    phrase: str
    topic: str
    report: bool
    context: str
    reason: str
    pair: str
    whole: bool
    start: int
    end: int
    begin: int
    kind: str


def passages() -> dict[str, str]:
    """Text of each passage by file name, in the order of names."""
    return {path.name: path.read_text("utf-8") for path in sorted(PASSAGES.glob("*.md"))}


def labels(texts: dict[str, str]) -> list[Label]:
    """Every label with its place; a sentence that its passage lacks, or has twice, is a ValueError."""
    return [_label(json.loads(line), texts) for line in LABELS.read_text("utf-8").splitlines()]


def _label(row: dict[str, str], texts: dict[str, str]) -> Label:
    text = texts[row["file"]]
    if text.count(row["sentence"]) != 1 or row["phrase"] not in row["sentence"]:
        raise ValueError(f"{row['id']}: the sentence or its phrase is not there exactly once")
    begin = text.index(row["sentence"])
    start = begin + row["sentence"].index(row["phrase"])
    return Label(
        id=row["id"],
        file=row["file"],
        sentence=row["sentence"],
        phrase=row["phrase"],
        topic=row["topic"],
        report=row["verdict"] == "report",
        context=row["context"],
        reason=row["reason"],
        pair=row["pair"],
        whole=row.get("scope") == "document",
        start=start,
        end=start + len(row["phrase"]),
        begin=begin,
        kind=_kind(text, begin),
    )


def _kind(text: str, begin: int) -> str:
    before = text[text.rfind("\n", 0, begin) + 1 : begin].lstrip()
    marks = {"#": "heading", ">": "quote", "|": "table", "!": "alt", "-": "list", "*": "list"}
    if before[:1] in marks and before[:2] != "**":
        return marks[before[:1]]
    return "list" if before.rstrip(". ").isdigit() else "text"
