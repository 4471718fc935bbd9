"""Where an article ends in its source: before its references, its footer and what closes the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.model.document import Block, Document

# A link or footnote definition, or a comment, that may stand after the last words of a Markdown file.
_DEFINITION = re.compile(r" {0,3}(?:\[[^\]\n]+\]:|<!--.*-->\s*$|\{%.*%\}\s*$|\{\{.*\}\}\s*$)")
_RULE = re.compile(r"(?:\A|\n)[ \t]*\r?\n[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")
_CLOAKED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|pre|textarea)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
_VISIBLE = re.compile(r"[^\r\n]")
_AROUND = re.compile(r"(?:<(?:section|div|aside|footer|header)\b[^<>]*>|<hr\b[^<>]*>)\s*\Z", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)


def lines_end(source: str, document: Document, closing: Block | None) -> int:
    """The end of a text made of lines: of its last words, or of those before the heading ``closing``."""
    del document
    if closing is None:
        return _before_definitions(source)
    at = source.rfind("\n", 0, _start(closing)) + 1
    rule = _RULE.search(source, 0, at)
    if rule is None:
        return at
    return rule.start() + len(rule[0]) - len(rule[0].lstrip())


def _before_definitions(source: str) -> int:
    """The end of the last line that is no definition, nor the blank or indented lines among them."""
    end = at = len(source.rstrip())
    while at > 0:
        start = source.rfind("\n", 0, at) + 1
        line = source[start:at]
        if _DEFINITION.match(line):
            end = len(source[:start].rstrip())
        elif line.strip() and not line.startswith(("  ", "\t")):
            break
        at = start - 1
    return end


def _start(block: Block) -> int:
    return block.offsets.segments[0].source if block.offsets.segments else 0


def html_end(source: str, document: Document, closing: Block | None) -> int:
    """The end of an article in a page: before the heading ``closing``, its footer, or the end of what holds it."""
    shown = _CLOAKED.sub(lambda found: _VISIBLE.sub(" ", found[0]), source)
    if closing is not None:
        starts = [found.start() for found in _HEADING.finditer(shown, 0, _start(closing))]
        return _outside(shown, starts[-1]) if starts else -1
    end = _container_end(shown, document)
    body = [_start(one) for one in document.blocks if one.kind is not BlockKind.META and not one.key]
    inside = [at for at in body if at < end]
    foot = shown.lower().find("<footer", max(_last_but_footer(shown, inside), 0), end)
    return len(shown[: foot if foot >= 0 else end].rstrip())


def _last_but_footer(shown: str, starts: list[int]) -> int:
    """Where the last block outside a footer begins."""
    lower = shown.lower()
    for at in reversed(starts):
        if lower.rfind("<footer", 0, at) <= lower.rfind("</footer", 0, at):
            return at
    return -1


def _container_end(shown: str, document: Document) -> int:
    """The end tag of the one article of a page, else of its main part, else of its body; else the end."""
    lower = shown.lower()
    first = next((_start(one) for one in document.blocks if one.kind is BlockKind.BODY and not one.key), 0)
    if len(_ARTICLE.findall(shown)) == 1 and lower.find("<article") < first < lower.find("</article"):
        return lower.find("</article")
    for tag in ("</main", "</body", "</html"):
        at = lower.rfind(tag)
        if at > first:
            return at
    return len(shown.rstrip())


def _outside(shown: str, at: int) -> int:
    """The end of what stands before ``at``, and before the opening tags and rules right before it."""
    while found := _AROUND.search(shown, 0, at):
        at = found.start()
    return len(shown[:at].rstrip())
