"""Figures about a run, and its findings counted by rule, topic, author or folder."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.model import regex
from safelint.model.rule import Severity
from safelint.reporters.line import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, Report

BY = ("rule", "topic", "author", "folder")
NOBODY = "(no author named)"
_AUTHOR = regex.compile(
    r"^[ \t]*[\"']?(?:author|authors|byline)[\"']?[ \t]*[:=][ \t]*([^\r\n]*\S)", re.MULTILINE | re.IGNORECASE
)
_META = regex.compile(r"<meta\s[^<>]*name=[\"']author[\"'][^<>]*?content=[\"']([^\"'<>]+)", re.IGNORECASE)
_FURNITURE = "[]{}\"', \t"


def stats(report: Report) -> Iterator[str]:
    """What was read, what was found, what was set apart, and how long it took."""
    files = report.files
    counts = [("files", len(files)), ("files that can't be checked", len(report.errors))]
    counts += [(one.value, report.count(one)) for one in Severity]
    apart = {"excused": "excused by context", "suppressed": "allowed by comments", "baselined": "in the baseline"}
    apart |= {"untouched": "on lines that did not change", "below": "below the severity asked for"}
    counts += [(says, sum(len(getattr(one, name)) for one in files)) for name, says in apart.items()]
    for says, count in counts:
        yield f"{count:>7}  {says}\n"
    yield f"{report.seconds:>7.2f}  seconds\n"


def table(report: Report, by: str) -> Iterator[str]:
    """One line for each rule, topic, author or folder that has findings, most first."""
    rows: dict[str, Counter[Severity]] = {}
    for result in report.files:
        author = _author(result) if by == "author" else ""
        for finding in result.findings:
            rows.setdefault(author or _group(by, result, finding), Counter())[finding.severity] += 1
    listed = sorted(rows.items(), key=lambda row: (-row[1].total(), row[0]))
    yield "".join(f"{head:>9}" for head in ("findings", *(one.value for one in Severity))) + f"  {by}\n"
    for name, counts in listed:
        yield f"{counts.total():>9}" + "".join(f"{counts[one]:>9}" for one in Severity) + f"  {safe(name)}\n"
    if not listed:
        yield f"{0:>9}\n"


def _group(by: str, result: FileResult, finding: Finding) -> str:
    if by == "folder":
        return str(PurePath(result.path).parent)
    return finding.topic if by == "topic" else finding.rule


def _author(result: FileResult) -> str:
    """Who the front matter, or the head of the page, names; several as they stand there."""
    text = result.source.text if result.source is not None else ""
    head = frontmatter.find(text)
    found = _AUTHOR.search(text, head.start, head.end) if head.kind else _META.search(text, 0, 20_000)
    return found[1].strip(_FURNITURE) or NOBODY if found else NOBODY
