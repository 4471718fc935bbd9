"""Signposts in notebooks: a new cell at the end, or lines in the Markdown cell where they belong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from safelint.formats import ipynb
from safelint.formats.decode import decode
from safelint.formats.ending import closing_heading, section_level
from safelint.formats.rewrite import encode
from safelint.formats.signpostforms import FORMS, lines
from safelint.formats.signposts import END, insertion
from safelint.model import regex
from safelint.model.dataclass import replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from safelint.model.signpost import Signpost

NAME = "safelint-helplines"
"""The id of a new cell, in notebooks whose cells have ids."""
_TOKEN = regex.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_INSIDE = 2  # how deep the cells stand: in the notebook, in the list


def add(data: bytes, path: str, signpost: Signpost, closings: Collection[str], where: str) -> bytes | None:
    """The notebook with a signpost; None where it has no place for one.

    Raises:
        ReadError: it is no notebook.
    """
    (opened,) = ipynb.load(data, path)
    document = replace(opened.document, format="markdown")
    if where != END or closing_heading(document, closings) is not None:
        edit = insertion(opened.source.text, document, signpost, closings, where)
        return ipynb.rewrite(data, opened.source, (edit,)) if edit else None
    file = decode(data, path)
    at = _last_cell(file.text)
    if at < 0:
        return None
    said = lines(FORMS["markdown"], signpost, section_level(document), opened.source.text, document)
    return encode(
        file, f"{file.text[:at]}{_written(_cell(said, json.loads(file.text)), file.text, at)}{file.text[at:]}"
    )


def _cell(said: str, notebook: dict[str, Any]) -> dict[str, Any]:
    named = any("id" in cell for cell in notebook["cells"] if isinstance(cell, dict))
    return {
        "cell_type": "markdown",
        **({"id": NAME} if named else {}),
        "metadata": {},
        "source": said.splitlines(keepends=True),
    }


def _written(cell: dict[str, Any], text: str, at: int) -> str:
    """A cell after the one that ends at ``at``, indented as that one is."""
    ascii_only = text.isascii() and "\\u" in text
    indent = re.search(r"(\r?\n)([ \t]*)\}\Z", text[:at])
    if indent is None:
        return ", " + json.dumps(cell, ensure_ascii=ascii_only)
    step = indent[2][: len(indent[2]) // _INSIDE] or " "
    body = json.dumps(cell, ensure_ascii=ascii_only, indent=step)
    return "," + "".join(f"{indent[1]}{indent[2]}{line}" for line in body.split("\n"))


def _last_cell(text: str) -> int:
    """Where the last cell ends; -1 in a notebook of another build."""
    depth, before, cells, last = 0, "", False, -1
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign in {"[", "{"}:
            cells = cells or (sign == "[" and depth == 1 and before == '"cells"')
            depth += 1
        elif sign in {"]", "}"}:
            depth -= 1
            if cells and depth == _INSIDE and sign == "}":
                last = found.end()
            elif cells and depth == 1:
                break
        before = sign
    return last
