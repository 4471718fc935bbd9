"""What the styles of word processors mean for a reader, whichever of them wrote the file."""

from __future__ import annotations

import re

from safelint.model import regex
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind

_HEADING = regex.compile(r"heading ([1-9])")
_NAMES = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.HEADING,
    "quote": BlockKind.QUOTE, "intense quote": BlockKind.QUOTE, "block text": BlockKind.QUOTE,
    "block quote": BlockKind.QUOTE, "quotations": BlockKind.QUOTE, "block quotation": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION, "figure": BlockKind.CAPTION, "illustration": BlockKind.CAPTION,
    "image caption": BlockKind.CAPTION, "table caption": BlockKind.CAPTION,
}  # fmt: skip
_LISTS = regex.compile(r"list (?:bullet|number)(?: \d)?")
# “Preformatted text” is not among them: LibreOffice gives it to every paragraph of a plain text that it opens.
_PASSED_OVER = regex.compile(r"toc \d|table of figures|index \d|contents \d|source code")
_CODE = frozenset({"html code", "verbatim char", "source text", "code"})
_LEVELS = 6
_NO_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as it matters; None where it isn't said."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    code: bool | None = None
    language: str = ""

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.struck if self.struck is None else self.struck,
            below.hidden if self.hidden is None else self.hidden,
            below.code if self.code is None else self.code,
            self.language or below.language,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """What a style means for a reader.

    Attributes:
        kind: of its paragraphs; ``level`` of a heading.
        listed: whether its paragraphs are numbered or bulleted.
        skipped: whether they repeat what stands elsewhere (a table of contents) or are no prose.
        heads: whether a table of this style shows its first row, and first column, as headings.
    """

    kind: BlockKind = BlockKind.BODY
    level: int = 0
    listed: bool = False
    skipped: bool = False
    look: Look = Look()
    heads: frozenset[str] = frozenset()


PLAIN = Style()


def named_kind(below: Style, name: str) -> Style:
    """The style below with what a name says; names are the same in every language of Word."""
    name = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z\d])", " ", name).lower().split())
    if heading := _HEADING.fullmatch(name):
        return replace(below, kind=BlockKind.HEADING, level=min(int(heading[1]), _LEVELS))
    if name in _NAMES:
        return replace(below, kind=_NAMES[name], level=2 if name == "subtitle" else 0)
    if name in _CODE:
        return replace(below, look=replace(below.look, code=True))
    if _PASSED_OVER.fullmatch(name):
        return replace(below, skipped=True)
    return replace(below, listed=True) if _LISTS.fullmatch(name) else below


def levelled(style: Style, level: str) -> Style:
    """The style with an outline level from 0; 9 and more is body text."""
    number = int(level) if level.isascii() and level.isdigit() else _NO_LEVEL
    if number >= _NO_LEVEL:
        return replace(style, kind=BlockKind.BODY, level=0)
    return replace(style, kind=BlockKind.HEADING, level=min(number + 1, _LEVELS))


def marks(look: Look, style: Style, link: int) -> list[tuple[str, int]]:
    """The marks of a run; a whole paragraph in bold or italic type sets nothing in it apart."""
    linked = [("link", link)] if link else []
    said = {
        "strong": look.bold and not style.look.bold,
        "emphasis": look.italic and not style.look.italic,
        "struck": look.struck,
        "code": look.code,
    }
    return linked + [(kind, 0) for kind, holds in said.items() if holds]
