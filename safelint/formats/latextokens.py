"""LaTeX as a stream of commands, marks and braces, and which braces belong together."""

from __future__ import annotations

import re

from safelint.model import regex

TOKEN = regex.compile(
    r"(?=[%\\${}~`'&\r\n-])(?:"  # most characters begin nothing
    r"(?P<remark>%[^\r\n]*(?:\r\n|[\r\n]|$)[ \t]*)"
    r"|(?P<begin>\\begin[ \t]*\{([A-Za-z]{1,40})\*?\})"
    r"|(?P<end>\\end[ \t]*\{([A-Za-z]{1,40})\*?\})"
    r"|(?P<verb>\\(?:verb|lstinline|mintinline)(?![A-Za-z])\*?(?:\[[^\]\r\n]{0,200}\])?(?:\{\w{1,20}\})?"
    r"(?:(?P<fence>[^A-Za-z\s*\[{])[^\r\n]{0,500}?(?P=fence)|\{[^{}\r\n]{0,500}\}))"
    r"|(?P<accent>\\(?:(?P<sign>['`^\"~=.])[ \t]{0,5}|(?P<named>[uvHckdbr])(?:[ \t]{1,5}|(?=[{\\])))"
    r"(?:\{\\?(?P<inside>[A-Za-z]?)\}|\\(?P<dotless>[ij])(?![A-Za-z])|(?P<bare>[A-Za-z])))"
    r"|(?P<maths>\\\((?:[^\\]|\\[^()]){0,2000}\\\)|\\\[(?:[^\\]|\\[^\[\]]){0,4000}\\\]"
    r"|\$\$(?:[^$\\]|\\[\s\S]){1,4000}\$\$|\$(?:[^$\\]|\\[^\r\n]){1,1000}\$)"
    r"|(?P<command>\\[A-Za-z@]+\*?)"
    r"|(?P<wrap>\\\\\*?(?:\[[^\]\r\n]{0,30}\])?)"
    r"|(?P<soft>\\[-/@!]|\{\})"
    r"|(?P<space>\\[,;:> \t\r\n]|~)"
    r"|(?P<escape>\\[^A-Za-z\s])"
    r"|(?P<quote>``|''|`)"
    r"|(?P<dash>---?)"
    r"|(?P<open>\{)"
    r"|(?P<close>\})"
    r"|(?P<cell>&)"
    r"|(?P<blank>(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]\s*))"
)
"""One piece of markup; its name is the name of the group."""
OPTION = regex.compile(r"[ \t]{0,20}\[((?:[^\[\]{}]|\{[^{}]{0,500}\}|\[[^\[\]]{0,200}\]){0,2000})\]")
"""An optional argument."""
OVERLAY = regex.compile(r"<[^<>\r\n]{0,40}>")
"""On which slides something is shown."""
ARGUMENT = regex.compile(r"(?:[ \t]|\r?\n(?![ \t]*\r?\n)){0,20}\{")
"""The beginning of an argument."""
_BRACE = regex.compile(r"\\.|%[^\r\n]*|[{}]", re.DOTALL)


def braces(text: str) -> dict[int, int]:
    """For every opening brace that is closed, where its closing brace stands."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACE.finditer(text):
        if found.group() == "{":
            opened.append(found.start())
        elif found.group() == "}" and opened:
            closed[opened.pop()] = found.start()
    return closed
