"""The file beside a text that says what to let through, for texts that can't carry comments."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from safelint.config import sidecar
from safelint.model.dataclass import replace
from safelint.model.errors import ConfigError, ReadError
from safelint.model.inputs import note

if TYPE_CHECKING:
    from safelint.model.document import Document


def beside(document: Document, path: str) -> Document:
    """The document with what the file beside ``path`` asks, if there is one.

    Raises:
        ReadError: that file can't be used; names the line.
    """
    file = path + sidecar.SUFFIX
    note(file)
    if not os.path.isfile(file):  # noqa: PTH113  asked for every text, so quickly
        return document
    try:
        asked = sidecar.read(file)
    except ConfigError as error:
        raise ReadError(str(error)) from error
    return replace(document, directives=(*document.directives, *asked))
