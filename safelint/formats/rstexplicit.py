"""What begins with a mark of its own in reStructuredText: fields, directives, notes, targets and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.formats.cells import csv_rows
from safelint.formats.rstdirectives import ABOUT, CONTENTS, PICTURES, QUOTES, SKIPPED, TABLES, TITLED
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    import re

    from safelint.formats.lined import Line, Page, Scroll

_FIELD = regex.compile(r":((?:[^:\r\n\\]|\\.|:(?!\s)){1,80}):(?:[ \t]+|$)")
_EXPLICIT = regex.compile(r"\.\.(?:[ \t]+|$)")
_NOTE = regex.compile(r"\[(?:#?[\w.+:-]{0,60}|\*)\](?:[ \t]+|$)")
_TARGET = regex.compile(r"_(?:`[^`\r\n]{1,200}`|[^:\r\n]{1,200}?|_):(?:[ \t]+(?=\S)|$)")
_ANONYMOUS = regex.compile(r"__[ \t]+(?=\S)")
_SUBSTITUTION = regex.compile(r"\|[^|\r\n]{1,100}\|[ \t]+")
_DIRECTIVE = regex.compile(r"([A-Za-z][\w.+:-]{0,60}?)[ \t]?::(?:[ \t]+|$)")


def begins(page: Page, scroll: Scroll, line: Line) -> bool:
    """Read what begins where ``line`` does, if it has a mark of its own."""
    text = page.text
    if field := _FIELD.match(text, line.start, line.end):
        _field(page, scroll, line, field)
    elif explicit := _EXPLICIT.match(text, line.start, line.end):
        _explicit(page, scroll, line, explicit.end())
    elif target := _ANONYMOUS.match(text, line.start, line.end):
        page.outline.link(text[target.end() : line.end], target.end(), line.end)
    else:
        return False
    return True


def _field(page: Page, scroll: Scroll, line: Line, field: re.Match[str]) -> None:
    """A field: metadata at the top or under a known name, else read like a list item."""
    name = field[1].lower().replace("-", "_").replace(" ", "_")
    inside = scroll.inside(line.indent)
    shown = [one for one in inside if not one.blank]
    end = shown[-1].end if shown and shown[0] is inside[0] else line.end
    if kind := frontmatter.kind_of(name):
        page.show(kind, field.end(), end, key=name)
    elif name in frontmatter.LANGUAGES and not page.outline.language:
        page.outline.language = page.text[field.end() : line.end].strip().replace("_", "-")
    elif name == "audience" and not page.outline.audience:
        page.outline.audience = tuple(frontmatter.countries_in(page.text[field.end() : line.end]))
    elif len(page.outline) > 1 or page.depth > 1:
        page.enter_list(line.indent, "fields")
        page.enter_item(shown[0].indent if shown else line.indent + 1)
        page.say(field.end(), line.end)
        return
    scroll.at += len(inside) + 1


def _explicit(page: Page, scroll: Scroll, line: Line, start: int) -> None:
    """Explicit markup: a note, a target, a substitution, a directive, else a comment."""
    text = page.text
    if note := _NOTE.match(text, start, line.end):
        kind, container = BlockKind.BODY, page.outline.container()
        page.enter(indent=_indent(scroll, line), kind=kind, container=container, quoted=False, level=0, name="note")
        page.say(note.end(), line.end)
        return
    if target := _TARGET.match(text, start, line.end):
        page.outline.link(text[target.end() : line.end], target.end(), line.end)
        return
    substitution = _SUBSTITUTION.match(text, start, line.end)
    start = substitution.end() if substitution else start
    if directive := _DIRECTIVE.match(text, start, line.end):
        _directive(page, scroll, line, directive)
        return
    inside = scroll.inside(line.indent)
    end = next((one.end for one in reversed(inside) if not one.blank), line.end)
    page.outline.comment(text[start:end], line.start, end)
    scroll.at += len(inside) + 1


def _indent(scroll: Scroll, line: Line) -> int:
    """How far the lines inside are indented."""
    return next((one.indent for one in scroll.inside(line.indent) if not one.blank), line.indent + 3)


def _directive(page: Page, scroll: Scroll, line: Line, directive: re.Match[str]) -> None:
    name, start = directive[1].rpartition(":")[2].lower(), directive.end()
    if name in SKIPPED:
        scroll.at += len(scroll.inside(line.indent)) + 1
        return
    if name in TITLED:
        page.show(BlockKind.CAPTION if name in TABLES else BlockKind.BODY, start, line.end)
    indent, container = _indent(scroll, line), page.outline.container()
    if name in QUOTES:
        page.enter(indent=indent, kind=BlockKind.QUOTE, quoted=True, container=container, name="directive")
    else:
        kind = page.here.kind
        kind = BlockKind.CAPTION if name in PICTURES else BlockKind.TABLE if name == "list-table" else kind
        page.enter(indent=indent, kind=kind, container=container, name="directive")
    scroll.at += 1
    if name in CONTENTS:
        page.say(start, line.end)
    heads = _options(page, scroll, line.indent, name)
    if name == "csv-table":
        inside = scroll.inside(line.indent, scroll.at)
        rows = [(one.start, one.end) for one in inside if not one.blank]
        csv_rows(page, [*heads, *rows], headed=bool(heads))
        scroll.at += len(inside)


def _options(page: Page, scroll: Scroll, indent: int, name: str) -> list[tuple[int, int]]:
    """Read the options of a directive, show texts for readers among them, and return where the head of a table is."""
    heads: list[tuple[int, int]] = []
    while scroll.more:
        line = scroll.line
        field = _FIELD.match(page.text, line.start, line.end)
        if line.blank or line.indent <= indent or field is None:
            break
        end = line.end
        while (following := scroll.following) and not following.blank and following.indent > line.indent:
            end = following.end
            scroll.at += 1
        scroll.at += 1
        if field[1] == "alt" and name in PICTURES:
            page.show(BlockKind.ALT, field.end(), end, key="alt")
        elif name == "meta" and field[1] in ABOUT:
            page.show(frontmatter.kind_of(field[1]) or BlockKind.META, field.end(), end, key=field[1])
        elif field[1] == "header" and name == "csv-table":
            heads = [(field.end(), end)]
        elif field[1] == "target":
            page.outline.link(page.text[field.end() : end], field.end(), end)
    return heads
