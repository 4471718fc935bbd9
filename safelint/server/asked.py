"""What the review page asks: read from JSON, and refused with a sentence when it has another shape."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from safelint.model.dataclass import dataclass
from safelint.model.errors import SafelintError

LONGEST = 1_000_000
"""Characters that a text on the page may have; a long book has as many."""


class ShapeError(SafelintError):
    """A request that the page would not send."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of the page; everything has a value, so that a program may leave it out.

    Attributes:
        text: the draft as it stands on the page.
        file: the number of the opened file it came from, empty for pasted text.
        form: a key of ``formats.FORMATS`` for text that was pasted, empty to tell it from the text.
        audience: the readers' country, empty for the one in the settings.
        preset: the rules to start from, empty for those in the settings.
        detail: whether words about methods are shown.
        country: whose helplines are asked for; ``topic`` what for, empty for the topics of the text.
        picked: ids of the helplines to write, None for those that fit best.
        to: what to export: ``html``, ``markdown``, ``comments`` or ``file``.
    """

    text: str = ""
    file: str = ""
    form: str = ""
    audience: str = ""
    preset: str = ""
    detail: bool = False
    country: str = ""
    topic: str = ""
    picked: list[str] | None = None
    to: str = ""


def read(body: bytes) -> Asked:
    """A request from its body.

    Raises:
        ShapeError: it is no JSON object with these fields.
    """
    try:
        data: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ShapeError("A request is a JSON object.") from error
    if not isinstance(data, dict):
        raise ShapeError("A request is a JSON object.")
    known = {one.name: one.default for one in fields(Asked)}
    for name, value in data.items():
        if name not in known:
            raise ShapeError(f"A request has no “{str(name)[:40]}”; it has {', '.join(known)}.")
        if not _fits(value, known[name]):
            raise ShapeError(f"“{name}” can't be used as it was sent.")
    asked = Asked(**data)
    if len(asked.text) > LONGEST:
        raise ShapeError(f"This text has more than {LONGEST:,} characters. Please review it in parts.")
    return asked


def _fits(value: Any, default: Any) -> bool:
    if default is None:
        return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    return type(value) is type(default)
