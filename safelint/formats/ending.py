"""Where an article ends in its source: before its references, its footer and what closes the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from safelint.model.document import Block, Document

_LEVEL = 2
# A definition of a link or footnote, a comment, a setting, that may stand after the last words of a file.
_DEFINITIONS = {
    "markdown": regex.compile(
        r" {0,3}(?:\[[^\]\n]+\]:|<!--.*-->\s*$|\{%.*%\}\s*$|\{\{.*\}\}\s*$|<[A-Z][\w.]*(?:\s[^<>]*)?/>\s*$)"
    ),
    "rst": regex.compile(r"(?:\.\.|__)(?:\s|$)"),
    "asciidoc": regex.compile(r"//|:!?\w[\w-]*!?:(?:\s|$)"),
    "org": regex.compile(r"#(?:\s|\+|$)|\[fn:[^\]\s]+\]"),
}
# What may stand right before a heading and belongs to it.
_ABOVE = {
    "rst": regex.compile(r"\.\. _[^\n]*:\s*|([!-/:-@\[-`{-~])\1*\s*"),
    "asciidoc": regex.compile(r"\[[^\n]*\]\s*|//(?!/)[^\n]*|'{3,}\s*|<<<\s*"),
    "org": regex.compile(r"-{5,}\s*"),
    "latex": regex.compile(
        r"\s*\\(?:newpage|clearpage|cleardoublepage|appendix|backmatter|bigskip|medskip)\s*|%[^\n]*"
    ),
}
_LATEX_END = regex.compile(
    r"^[^%\n]*?(\\(?:bibliography|bibliographystyle|printbibliography|printindex|appendix|backmatter)\b"
    r"|\\begin[ \t]*\{(?:thebibliography|acknowledge?ments)\}|\\end[ \t]*\{document\})",
    re.MULTILINE,
)
_LATEX_BODY = regex.compile(r"\\begin[ \t]*\{document\}")
_RULE = regex.compile(r"(?:\A|\n)[ \t]*\r?\n[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")
_CLOAKED = regex.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|pre|textarea)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
_VISIBLE = regex.compile(r"[^\r\n]")
_AROUND = regex.compile(r"(?:<(?:section|div|aside|footer|header)\b[^<>]*>|<hr\b[^<>]*>)\s*\Z", re.IGNORECASE)
_HEADING = regex.compile(r"<h[1-6]\b", re.IGNORECASE)
_ARTICLE = regex.compile(r"<article\b", re.IGNORECASE)


def closing_heading(document: Document, closings: Collection[str]) -> Block | None:
    """The first of the headings at the end that are all followed by nothing but what closes an article."""
    found = None
    for index in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[index]
        if block.kind is not BlockKind.HEADING or index == document.title:
            continue
        chain = [document.blocks[at] for at in (*block.under, index) if document.blocks[at].kind is BlockKind.HEADING]
        if not any(one.text.strip(" :").lower() in closings for one in chain):
            break
        found = block
    return found


def section_level(document: Document) -> int:
    """The level of the article's sections; the only heading of the first level is the headline."""
    levels = [
        block.level
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and index != document.title and block.level
    ]
    if document.format == "org":  # whose title is no heading
        return min(levels, default=1 if document.title < 0 or document.blocks[document.title].key else _LEVEL)
    sections = levels if levels.count(1) > 1 else [level for level in levels if level > 1]
    return min(sections, default=_LEVEL)


def lines_end(source: str, document: Document, closing: Block | None) -> int:
    """The end of a text made of lines: of its last words, or of those before the heading ``closing``."""
    if closing is None:
        return _before_definitions(source, _DEFINITIONS.get(document.format, _DEFINITIONS["markdown"]))
    at = _heading_start(source, document, closing)
    rule = _RULE.search(source, 0, at)
    if rule is None:
        return at
    return rule.start() + len(rule[0]) - len(rule[0].lstrip())


def latex_end(source: str, document: Document, closing: Block | None) -> int:
    """The end of an article in LaTeX: before the heading ``closing``, its bibliography, or the end of the document."""
    body = _LATEX_BODY.search(source)
    found = _LATEX_END.search(source, body.end() if body else 0)
    at = found.start(1) if found else len(source)
    if closing is not None:
        at = min(at, _heading_start(source, document, closing))
    return len(source[:at].rstrip())


def _heading_start(source: str, document: Document, heading: Block) -> int:
    """The beginning of the line of a heading, or of the labels and bars that belong to it above."""
    at = source.rfind("\n", 0, _start(heading)) + 1
    above = _ABOVE.get(document.format)
    while above is not None and (end := len(source[:at].rstrip())) > 0:
        start = source.rfind("\n", 0, end) + 1
        if not above.fullmatch(source, start, end):
            break
        at = start
    return at


def _before_definitions(source: str, definition: re.Pattern[str]) -> int:
    """The end of the last line that is no definition, nor the blank or indented lines among them."""
    end = at = len(source.rstrip())
    while at > 0:
        start = source.rfind("\n", 0, at) + 1
        line = source[start:at]
        if definition.match(line):
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
