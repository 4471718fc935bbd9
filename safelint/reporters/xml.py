"""What the reporters that write XML have in common: text and attributes that any reader accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from safelint.model import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0 can't hold these at all, not even as references.
# The others would steer a terminal, or turn the reading order, of whoever prints the file.
_FORBIDDEN = regex.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """``value`` between tags."""
    return escape(_FORBIDDEN.sub("\ufffd", value))


def tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """An opening tag, or an ``empty`` element."""
    listed = "".join(f" {key}={quoteattr(_FORBIDDEN.sub('�', str(value)))}" for key, value in attributes.items())
    return f"<{name}{listed}{'/' if empty else ''}>"
