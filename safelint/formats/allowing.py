"""The comment that lets a finding through, in the form that comments have in a format, and where it may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.model import regex
from safelint.model.document import BlockKind
from safelint.model.fix import Edit
from safelint.model.span import Lines, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.document import Block, Document

FORMS = {
    "markdown": "<!-- {} -->",
    "mdx": "{{/* {} */}}",
    "html": "<!-- {} -->",
    "text": "# {}",
    "rst": ".. {}\n",
    "asciidoc": "// {}",
    "org": "# {}",
    "latex": "% {}",
    "vtt": "NOTE {}\n",
}
"""A comment by format, to be filled in; one that ends with a line feed wants an empty line after it."""

BEHIND = frozenset({"markdown", "mdx", "html", "latex"})
"""Formats where a comment may also stand behind the words, on their line."""

LED = frozenset({"rst", "asciidoc", "vtt"})
"""Formats where lines that belong to a text may stand right above it: an overline, attributes, a time."""

_HEAD = "# {}"
_HEADS = frozenset({"yaml", "toml"})
# Blocks that a line of its own would take apart.
_JOINED = frozenset({BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE})
_INDENT = regex.compile(r"[ \t]*")


def places(text: str, document: Document, at: int, asked: str) -> Iterator[Edit]:
    """The edits that write a comment for the words at ``at``, best first; none where a format has no comments.

    Whether one does what it should has to be seen by reading the text again: a comment may turn out to stand within a
    tag, or before an underline.

    Args:
        text: the source.
        document: how it reads.
        at: where the words stand in the source.
        asked: what the comment says, such as “safelint: allow committed-suicide, her own words”.
    """
    lines, block = Lines(text), _block(document, at)
    head = frontmatter.find(text) if document.format == "markdown" else frontmatter.Head()
    ending = "\r\n" if "\r\n" in text else "\n"
    first = lines.at(block.offsets.to_source(Span(0, 1)).start if block else at).line
    if at < head.body:
        if head.kind in _HEADS:
            yield _before(lines, first, _HEAD.format(asked), ending)
        return
    name = "mdx" if document.format == "markdown" and document.path.lower().endswith(".mdx") else document.format
    if name not in FORMS:
        return
    comment = FORMS[name].format(asked)
    begin = _begin(lines, first, head.body)
    before = [
        _before(lines, line, comment, ending)
        for line in dict.fromkeys((begin, first) if name in LED else (first, begin))
        if lines.starts[line - 1] >= head.body
    ]
    behind = [_behind(lines, lines.at(at).line, comment)] if name in BEHIND else []
    yield from (*behind, *before) if block is not None and block.kind in _JOINED else (*before, *behind)


def _block(document: Document, at: int) -> Block | None:
    """The block that shows the source at ``at``."""
    for block in document.blocks:
        whole = block.offsets.to_source(Span(0, len(block.text)))
        if whole.start <= at < whole.end:
            return block
    return None


def _begin(lines: Lines, line: int, body: int) -> int:
    """The first of the lines without an empty one among them that end with ``line``: a cue, or a line above a title."""
    while line > 1 and lines.starts[line - 2] >= body and lines.line(line - 1).strip():
        line -= 1
    return line


def _before(lines: Lines, line: int, comment: str, ending: str) -> Edit:
    """A line of its own before ``line`` (1-based), indented like it."""
    found = _INDENT.match(lines.line(line))
    start, indent = lines.starts[line - 1], found[0] if found else ""
    return Edit(start, start, f"{indent}{comment}\n".replace("\n", ending))


def _behind(lines: Lines, line: int, comment: str) -> Edit:
    """The end of ``line`` (1-based), before the spaces that may stand for a line break."""
    start, end = lines.bounds(line)
    at = start + len(lines.text[start:end].rstrip())
    return Edit(at, at, f" {comment}")
