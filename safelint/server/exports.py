"""The draft and what was found in it as files to keep, to send or to go on with elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.annotate import ANNOTATED
from safelint.model.errors import ReadError
from safelint.reporters import write
from safelint.runner.annotate import commented

if TYPE_CHECKING:
    from safelint.server.found import Linted

REPORTS = {"html": "text/html; charset=utf-8", "markdown": "text/markdown; charset=utf-8"}
"""The reports there are, as formats of ``safelint check``, with their media types."""


def report(found: Linted, form: str, *, detail: bool) -> bytes:
    """The report of a draft as one of REPORTS."""
    return "".join(write(found.report, form, show_detail=detail)).encode()


def comments(found: Linted, *, detail: bool) -> bytes:
    """The file of the draft, with what was changed and a comment beside the words of each finding.

    Raises:
        ReadError: it came from no file that takes comments, or can't be written.
    """
    sheet = found.sheet
    if sheet.data is None:
        raise ReadError(sheet.remark or "Comments can be written into Word and OpenDocument files only.")
    if found.result.format not in ANNOTATED:
        raise ReadError("Comments can be written into Word and OpenDocument files only.")
    return commented(found.report, sheet.data, sheet.path, show_detail=detail)
