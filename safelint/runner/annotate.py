"""A copy of a draft with a comment beside the words of every finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safelint.formats import FORMATS
from safelint.formats.annotate import ANNOTATED, Remark, annotated
from safelint.formats.opening import load
from safelint.model.errors import ReadError, SafelintError
from safelint.reporters.mask import masked
from safelint.runner import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import Report, RuleCard

MOST_GUIDELINES = 3


def ready(paths: Sequence[str], target: str) -> str:
    """The one draft among ``paths`` that an annotated copy can be made of, as ``target``.

    Raises:
        SafelintError: there are several, it is of another kind, or something stands at ``target``.
    """
    if len(paths) != 1 or paths[0] == "-" or Path(paths[0]).is_dir():
        raise SafelintError("--annotate takes one file: safelint check draft.docx --annotate commented.docx")
    known = [ending for name in ANNOTATED for ending in FORMATS[name].extensions]
    suffix = Path(paths[0]).suffix
    if suffix.lower() not in known:
        raise SafelintError(f"--annotate writes comments into files of these kinds: {', '.join(known)}.")
    if Path(target).suffix.lower() != suffix.lower():
        raise SafelintError(f"{target}: the name of the copy has to end in {suffix}, as the draft's does.")
    if Path(target).exists():
        raise SafelintError(f"{target} is there already and was left alone. Remove it, or give another name.")
    return paths[0]


def annotate(report: Report, path: str, target: str, *, show_detail: bool) -> int:
    """Write ``target``, the draft at ``path`` with a comment for each finding of ``report``; how many there are.

    Words of method detail are covered unless ``show_detail``.

    Raises:
        SafelintError: the draft can't be read, or the copy can't be written.
    """
    copy = commented(report, files.read(path), path, show_detail=show_detail)
    try:
        with Path(target).open("xb") as file:
            file.write(copy)
    except OSError as error:
        raise ReadError(f"{target} can't be written: {error.strerror or error}.") from error
    return len(report.files[0].findings)


def commented(report: Report, data: bytes, path: str, *, show_detail: bool) -> bytes:
    """The draft ``data``, called ``path``, with a comment for each finding of ``report``; see ``annotate``.

    Raises:
        ReadError: the draft can't be read.
    """
    shown = report if show_detail else masked(report)
    (result,) = shown.files
    opened = load(data, path, result.format)[0]
    remarks = [_remark(finding, shown.cards.get(finding.rule)) for finding in result.findings]
    return annotated(data, opened.source, result.format, remarks)


def _remark(finding: Finding, card: RuleCard | None) -> Remark:
    return Remark(finding.start.offset, finding.end.offset, tuple(_said(finding, card)), finding.found)


def _said(finding: Finding, card: RuleCard | None) -> Iterator[str]:
    """The paragraphs of a comment: the message, what to write instead, the guidelines, the rule."""
    yield finding.message
    if finding.suggestions:
        yield "Write instead: " + " · ".join(finding.suggestions)
    for guideline in card.guidelines[:MOST_GUIDELINES] if card else ():
        year = f" ({guideline.year})" if guideline.year else ""
        yield f"Guideline: {guideline.organisation}, {guideline.title}{year}"
    whole = ", about the whole document" if finding.scope == "document" else ""
    yield f"{finding.severity.value} · {finding.rule}{whole}"
