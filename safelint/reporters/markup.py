"""Text into HTML: everything escaped, and nothing in it that could turn the reading order."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.scorecard import CREDIT
from safelint.reporters.line import safe

if TYPE_CHECKING:
    from safelint.model.finding import Finding

_TAG = regex.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_WEB = regex.compile(r"https?://[^\s<>\"']+")


def esc(text: str) -> str:
    """``text`` as text, between tags and in attributes."""
    return escape(safe(text), quote=True)


def language(tag: str) -> str:
    """``tag`` where it is a BCP 47 tag, else English."""
    return tag if _TAG.fullmatch(tag) else "en"


def link(url: str, text: str) -> str:
    """A link to a page of the web; what leads elsewhere stays text."""
    if not _WEB.fullmatch(url):
        return esc(text)
    return f'<a href="{esc(url)}" rel="noreferrer">{esc(text)}</a>'


def place(finding: Finding) -> str:
    """“Line 3”, or “Paragraph 3” in a container."""
    where = finding.anchor or f"line {finding.start.line}"
    return esc(where[:1].upper() + where[1:])


def good(credit: Finding) -> bool:
    """Whether it is something the text does well, and not only something that it tells."""
    return credit.topic == CREDIT
