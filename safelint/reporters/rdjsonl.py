"""reviewdog's diagnostic format, one diagnostic a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from safelint.reporters.rdjson import diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.report import Report


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One JSON object a line; see ``rdjson``."""
    del colour, show_excused, show_detail
    for one in diagnostics(report):
        yield json.dumps({**one, "source": {"name": "safelint"}}, ensure_ascii=False, separators=(",", ":")) + "\n"
