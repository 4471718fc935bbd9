"""The figures as Markdown: sentences are named by id only, so that the page itself needs no such sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labels import CONTEXTS, TOPICS, Label
from measure import Found, Share, by, elsewhere, figures, touched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"
OURS = "safelint"
NOTICE = """\
The sentences were written and labelled by the project: one labeller, no second opinion, no adjudication. The tool's own
makers wrote them, so they show what the tool was meant to do, and flatter it. Half of the sentences are to be reported
and half are fine, which no real text is: the precision here is not what a newsroom would see. Peers are measured on our
questions, many of which they never set out to answer; any tool's finding counts when it overlaps the labelled phrase,
whatever its reason, and what alex and retext-equality say about gender is left out. None of this measures harm, or
help."""


def page(labels: list[Label], versions: dict[str, str], findings: dict[str, list[Found]]) -> str:
    """Everything between the markers."""
    reported = {tool: touched(labels, found) for tool, found in findings.items()}
    pairs = len({label.pair for label in labels})
    files = len({label.file for label in labels})
    parts = [
        f"{len(labels)} labelled sentences ({pairs} pairs) in {files} passages, "
        f"{sum(label.report for label in labels)} of them to be reported. "
        "Tools: " + ", ".join(f"{tool} {version}" for tool, version in versions.items()) + ".",
        NOTICE,
        "### All sentences",
        _overall(labels, findings, reported),
        "### By topic",
        _groups(labels, reported, "topic", TOPICS),
        "### By context",
        "Contexts of sentences to be reported count as found, those of fine sentences as left alone.",
        _contexts(labels, reported),
        *_lists(labels, reported[OURS]),
    ]
    return "\n\n".join(parts) + "\n"


def write(path: Path, body: str) -> None:
    """Put the figures between the markers of a page; a page without markers, or a new one, gets them at its end."""
    old = path.read_text("utf-8") if path.exists() else "# Accuracy\n\n"
    if BEGIN in old and END in old:
        head, rest = old.split(BEGIN, 1)
        tail = rest.split(END, 1)[1]
    else:
        head, tail = old.rstrip("\n") + "\n\n", "\n"
    path.write_text(f"{head}{BEGIN}\n{body}{END}{tail}", "utf-8")


def _overall(labels: list[Label], findings: dict[str, list[Found]], reported: dict[str, set[str]]) -> str:
    head = ["tool", "precision", "recall", "false alarms", "pairs, both halves right", "findings elsewhere, unjudged"]
    rows = []
    for tool, ids in reported.items():
        all_of = figures(labels, ids)
        shares = [all_of.precision, all_of.recall, all_of.alarms, all_of.pairs]
        rows.append([tool, *map(_share, shares), str(elsewhere(labels, findings[tool]))])
    return _table(head, rows)


def _groups(labels: list[Label], reported: dict[str, set[str]], name: str, order: Iterable[str]) -> str:
    others = [tool for tool in reported if tool != OURS]
    head = [name, "pairs", "precision", "recall", "both halves right", *(f"{tool}: both right" for tool in others)]
    groups = by(labels, lambda label: label.topic)
    rows = []
    for key in order:
        mine = figures(groups[key], reported[OURS])
        rest = [_short(figures(groups[key], reported[tool]).pairs) for tool in others]
        rows.append([key, str(mine.pairs.all), _share(mine.precision), _share(mine.recall), _share(mine.pairs), *rest])
    return _table(head, rows)


def _contexts(labels: list[Label], reported: dict[str, set[str]]) -> str:
    groups = by(labels, lambda label: f"{label.context}, {'to report' if label.report else 'fine'}")
    order = [f"{context}, {verdict}" for context in CONTEXTS for verdict in ("to report", "fine")]
    rows = []
    for key in order:
        if group := groups.get(key):
            shares = [_right(group, ids) for ids in reported.values()]
            rows.append([key, str(len(group)), _share(shares[0]), *map(_short, shares[1:])])
    return _table(["context", "sentences", *(f"{tool}: right" for tool in reported)], rows)


def _right(labels: list[Label], ids: set[str]) -> Share:
    return Share(sum(label.report == (label.id in ids) for label in labels), len(labels))


def _lists(labels: list[Label], ids: set[str]) -> list[str]:
    missed = [label for label in labels if label.report and label.id not in ids]
    alarms = [label for label in labels if not label.report and label.id in ids]
    return [
        f"### What safelint missed ({len(missed)})",
        _names(missed, lambda label: label.topic),
        f"### What safelint reported although it is fine ({len(alarms)})",
        _names(alarms, lambda label: label.context),
    ]


def _names(labels: list[Label], key: Callable[[Label], str]) -> str:
    groups = by(labels, key)
    return (
        "\n".join(f"- {name}: " + ", ".join(f"`{one.id}`" for one in groups[name]) for name in sorted(groups))
        or "None."
    )


def _share(share: Share) -> str:
    if not share.all:
        return "–"
    low, high = share.interval()
    return f"{share.hits / share.all:.0%} ({share.hits}/{share.all}; {low:.0%}–{high:.0%})"


def _short(share: Share) -> str:
    return f"{share.hits}/{share.all}" if share.all else "–"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(["---", *["--:"] * (len(head) - 1)]) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
