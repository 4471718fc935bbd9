"""Which format a text of unknown name is in, by what it looks like."""

from __future__ import annotations

import re

from safelint.model import regex

_LOOKED_AT = 20_000
_LOOKS = (
    (
        "html",
        regex.compile(
            r"\A\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|article|main|div|p|h[1-6])[\s>]",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    ("vtt", regex.compile(r"\AWEBVTT(?=[\s]|\Z)")),
    ("srt", regex.compile(r"\A\s*\d{1,9}[ \t]*(?:\r\n|\r|\n)\d{1,4}:\d\d:\d\d,\d{1,3}[ \t]*-->")),
    (
        "latex",
        regex.compile(r"^[ \t]{0,20}\\(?:documentclass|usepackage|begin|(?:sub)?section|chapter)[\[{*]", re.MULTILINE),
    ),
    (
        "org",
        regex.compile(
            r"^#\+(?:title|author|date|options|begin_\w{1,20}|startup|language):?(?=\s)", re.MULTILINE | re.IGNORECASE
        ),
    ),
    (
        "rst",
        regex.compile(
            r"^\.\. (?:[a-z][\w:-]{1,40}::(?=\s)|_[^\r\n:]{1,100}:[ \t\r\n]|\[[#\w]{1,40}\] )"
            r"|^([=#*~^\"-])\1{3,200}\r?\n[^\r\n]{1,200}\r?\n\1{4,200}[ \t]*$"
            r"|`[^`\r\n<]{1,200}<[^<>\r\n]{1,200}>`_|:(?:ref|doc|sup|term):`",
            re.MULTILINE,
        ),
    ),
    (
        "asciidoc",
        regex.compile(
            r"\A(?:\s|//[^\r\n]*\n){0,50}= \S[^\r\n]*\r?\n(?:[^\r\n]*\r?\n){0,5}?(?::[\w-]{1,40}:|\r?\n)"
            r"|^={2,5} \S|^\|===\s*$|^image::\S{1,300}\[|^\[(?:source|NOTE|TIP|quote|verse)[,\]]",
            re.MULTILINE,
        ),
    ),
    (
        "markdown",
        regex.compile(
            r"\A---\r?\n[\w\"'-]+[ \t]*:|\A\+\+\+\r?\n|^ {0,3}#{1,6} \S|^ {0,3}(?:```|~~~)|"
            r"\[[^\[\]\n]{1,200}\]\((?:https?:|/|#|\.)",
            re.MULTILINE,
        ),
    ),
)  # the first that fits counts


def looks_like(text: str) -> str:
    """The name of a format; ``text`` when nothing else fits."""
    start = text[:_LOOKED_AT]
    return next((name for name, pattern in _LOOKS if pattern.search(start)), "text")
