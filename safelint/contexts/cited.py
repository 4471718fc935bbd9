"""Whether words are those of a work that a text cites: its list of references, its “Related articles”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.contexts import Scene
    from safelint.model.rulebook import Cues

# “Marlow, J., & Dent, P. (2014).” and “Okafor C. … 2009;59:112”, after a number or a bracket: how references begin.
_AUTHOR = regex.compile(
    r"\W{0,20}\d{0,3}[.)\]\s]{0,5}(?:[A-Z][\w'’-]+\s){0,2}[A-Z][\w'’-]+(?P<comma>,)?\s(?:[A-Z]\.?[\s-]?){1,3}(?=[.,;:&\s(]|$)"
)
_YEAR = regex.compile(r"\((?:18|19|20)\d\d[a-z]?\)")
_LOCATOR = regex.compile(
    r"\bdoi\b|(?:18|19|20)\d\d\s?;\s?\d|\b\d{1,4}\s?\(\d{1,3}\)\s?[:,]|\bISBN\b|\bpp\.\s?\d", re.IGNORECASE
)
# Right after “Pike, A. (2009).”, within the title.
_TITLE_SO_FAR = regex.compile(r"[A-Z][\w'’-]+,\s(?:[A-Z]\.[\s,&]{0,3})+\((?:18|19|20)\d\d[a-z]?\)[.,:]\s[^.!?]*$")
_DATED = regex.compile(r"\b(?:18|19|20)\d\d\b")
# A paragraph with more words than this under “Further reading” tells something.
_ENTRY_WORDS = 40


def cited(scene: Scene, cues: Cues | None) -> str | None:
    """The reference that the match stands in, or the heading of the list of works over it (cue role ``headings``)."""
    passage = scene.passage
    author = _AUTHOR.match(passage.text)
    if author and (_LOCATOR.search(passage.text) or (author["comma"] and _YEAR.search(passage.text))):
        return passage.text
    if _TITLE_SO_FAR.search(passage.text[: scene.match.span.start]):
        return passage.text
    heading = scene.heading()
    if cues is None or heading is None or passage.block.kind is BlockKind.HEADING:
        return None
    if passage.block.kind is not BlockKind.LIST and not _entry(passage.text):
        return None
    named = {phrase.written for phrase in cues.roles.get("headings", ())}
    return heading.text if heading.normal.strip(" :.0123456789") in named else None


def _entry(text: str) -> bool:
    """Whether a paragraph is an entry of a list of works: short, and a title or dated, and no sentence."""
    return len(text.split()) <= _ENTRY_WORDS and (not text.rstrip().endswith((".", "!")) or bool(_DATED.search(text)))
