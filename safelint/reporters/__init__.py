"""Report → text: one module for each word after ``--format``, and the one table that names them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from safelint.reporters.mask import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import Report


class Write(Protocol):
    """What every reporter module has under the name ``write``: the report in pieces of text."""

    def __call__(self, report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
        """Write ``report``."""
        ...


REPORTERS: dict[str, str] = {
    "text": "safelint.reporters.text",
    "concise": "safelint.reporters.concise",
    "json": "safelint.reporters.json",
    "jsonl": "safelint.reporters.jsonl",
    "sarif": "safelint.reporters.sarif",
    "github": "safelint.reporters.github",
    "gitlab": "safelint.reporters.gitlab",
    "junit": "safelint.reporters.junit",
    "checkstyle": "safelint.reporters.checkstyle",
    "rdjson": "safelint.reporters.rdjson",
    "rdjsonl": "safelint.reporters.rdjsonl",
    "markdown": "safelint.reporters.markdown",
    "html": "safelint.reporters.html",
    "csv": "safelint.reporters.csv",
}
"""Word after ``--format`` → the module that writes it, imported when asked for."""

SHOW_TEXT = frozenset({"rdjson", "rdjsonl", "html"})
"""The reporters that need the text itself, and not only what was found in it."""

SHOW_CARDS = frozenset({"html"})
"""The reporters that show the scorecard of an article about suicide."""

SHOW_CREDITS = frozenset({"html"})
"""The reporters that always say what went well."""


def write(
    report: Report, form: str, *, colour: bool = False, show_excused: bool = False, show_detail: bool = False
) -> Iterator[str]:
    """The report as ``form`` (a key of REPORTERS), in pieces; method detail is hidden unless ``show_detail``."""
    writer = cast("Write", import_module(REPORTERS[form]).write)
    shown = report if show_detail else masked(report)
    return writer(shown, colour=colour, show_excused=show_excused, show_detail=show_detail)
