"""The inline content of Markdown blocks: text, emphasis, links, pictures and raw tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.formats.elements import CODE, MARKS
from safelint.formats.markup import Token, tokens, weave
from safelint.formats.weave import Weaver

if TYPE_CHECKING:
    from safelint.formats.outline import Outline
    from safelint.formats.weave import Woven

_KINDS = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "struck", "Link": "link"}
_BREAKS = frozenset({"SoftBreak", "HardBreak"})


class Inline:
    """Weaves what stands in one block after another; positions are code points in ``text``.

    Attributes:
        skip: offset before which text is not shown.
    """

    def __init__(self, text: str, base: int, outline: Outline) -> None:
        self.skip = 0
        self._text = text
        self._base = base
        self._outline = outline
        self._weaver = Weaver(text, base)
        self._alts: list[Weaver] = []
        self._pictures: list[Woven] = []
        self._code = 0

    def open(self, tag: str, detail: Any, start: int, end: int) -> None:
        """Begin emphasis, a link or a picture."""
        if tag == "Image":
            self._alts.append(Weaver(self._text, self._base))
            return
        if tag == "Link":
            self._link(detail["dest_url"], start, end)
        if tag in _KINDS:
            self._here.open(_KINDS[tag])

    def close(self, tag: str) -> None:
        """End what ``open`` began."""
        if tag == "Image" and self._alts:
            self._pictures.append(self._alts.pop().woven())
        elif tag in _KINDS:
            self._here.close(_KINDS[tag])

    def take(self, name: str, shown: Any, start: int, end: int) -> None:
        """Take one inline event that is not a beginning or an end."""
        if start < self.skip:
            return
        if name in _BREAKS:
            self._here.gap(start, end)
        elif name == "Code" or (name == "Text" and self._code):
            self._blank(start, end)
        elif name == "Text":
            if end - start == len(shown):
                self._here.run(start, end)
            else:
                self._here.stand_in(shown, start, end)
        elif name == "InlineHtml":
            self._tag(start, end)

    def finish(self) -> tuple[Woven | None, list[Woven]]:
        """What the block shows, if anything, and the texts of its pictures; the next block can begin."""
        woven = self._weaver.woven() if self._weaver.begun else None
        pictures = self._pictures
        if woven:
            self._weaver = Weaver(self._text, self._base)
        self._pictures, self._alts, self._code = [], [], 0
        return woven, pictures

    @property
    def _here(self) -> Weaver:
        return self._alts[-1] if self._alts else self._weaver

    def _blank(self, start: int, end: int) -> None:
        self._here.open("code")
        self._here.blank(start, end)
        self._here.close("code")

    def _link(self, target: str, start: int, end: int) -> None:
        at = self._text.rfind(target, start, end)
        span = (at, at + len(target)) if at >= 0 else (start, end)
        self._outline.link(target, span[0] + self._base, span[1] + self._base)

    def _tag(self, start: int, end: int) -> None:
        token = next(tokens(self._text[start:end]))
        if token.kind == "comment":
            inner = self._text[start:end].removeprefix("<!--").removesuffix("-->")
            self._outline.comment(inner, start + self._base, end + self._base)
        elif token.name in CODE:
            self._code = max(0, self._code + (1 if token.kind == "open" else -1))
        elif kind := MARKS.get(token.name):
            if token.kind == "open":
                self._here.open(kind)
                self._outline.link(token.attribute("href").strip(), start + self._base, end + self._base)
            else:
                self._here.close(kind)
        elif token.name == "br":
            self._here.gap(start, end)
        elif token.name == "img":
            self._picture(token, start)

    def _picture(self, token: Token, start: int) -> None:
        if alt := (token.attributes or {}).get("alt"):
            weaver = Weaver(self._text, self._base)
            weave(weaver, self._text, start + alt.start, start + alt.end)
            self._pictures.append(weaver.woven())
