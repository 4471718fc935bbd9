"""What stands on a line of its own in AsciiDoc: attributes of the document, and macros such as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import frontmatter
from safelint.formats.asciidocinline import attributes
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    import re

    from safelint.formats.lined import Line, Page, Scroll

_ATTRIBUTE = regex.compile(r":!?([\w-]{1,60})!?:(?:[ \t]+|$)")
MACRO = regex.compile(
    r"(image|video|audio|include|toc|ifdef|ifndef|ifeval|endif|[a-z]\w{1,20})::([^\s\[\]]*)\[([^\r\n]*)\]"
)
"""A macro that makes a block."""


def attribute(page: Page, scroll: Scroll, line: Line) -> bool:
    """Read a line that sets an attribute, with those it goes on in; whether it is one."""
    found = _ATTRIBUTE.match(page.text, line.first, line.end)
    if found is None:
        return False
    pieces = [(found.end(), line.end)]
    while page.text.endswith(" \\", *pieces[-1]) and (following := scroll.following):
        scroll.at += 1
        pieces[-1] = (pieces[-1][0], pieces[-1][1] - 2)
        pieces.append((following.start, following.end))
    name, words = found[1].lower().replace("-", "_"), page.text[slice(*pieces[0])].strip()
    if kind := frontmatter.kind_of(name):
        for start, end in pieces:
            page.say(start, end)
        page.flush(kind, key=name)
    elif name in frontmatter.LANGUAGES:
        page.outline.language = words.replace("_", "-")
    elif name == "audience":
        page.outline.audience = tuple(frontmatter.countries_in(words))
    return True


def show(page: Page, macro: re.Match[str]) -> None:
    """Show the texts for readers in a macro."""
    for name, start, end in attributes(page.text, *macro.span(3), first="alt" if macro[1] == "image" else ""):
        if name in {"alt", "title", "caption"}:
            page.show(BlockKind.ALT if name == "alt" else BlockKind.CAPTION, start, end, key=name)
        elif name == "link":
            page.outline.link(page.text[start:end], start, end)
