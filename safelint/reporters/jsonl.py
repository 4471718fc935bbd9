"""JSON Lines: each element of JSON's ``files`` on a line of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from safelint.reporters.json import file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import Report


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One JSON object a line, one line a file."""
    del colour, show_excused, show_detail  # always plain and whole; details are masked before
    for result in report.files:
        yield json.dumps(file(result), ensure_ascii=False, separators=(",", ":")) + "\n"
