"""What stands in a Word paragraph: runs, fields, links, pictures, tracked changes as if they had been accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats.blocks import Aside
from safelint.formats.styled import marks
from safelint.formats.xmltree import LITERAL, TEXT, Element, decoded
from safelint.model import regex
from safelint.model.dataclass import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.formats.blocks import Blocks, Story
    from safelint.formats.docxstyles import Styles
    from safelint.formats.styled import Look, Style

AROUND = frozenset({"w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo"})
"""Elements that change nothing about the text inside them."""
_GAPS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_PICTURES = frozenset({"w:drawing", "w:pict", "w:object"})
_LINKED = regex.compile(r"\s*HYPERLINK\s+\"([^\"]{1,2000})\"", re.IGNORECASE)
_SPACE = " \t\r\n"
_PRIVATE = range(0xE000, 0xF900)
_LONGEST_CODE = 5_000
_DEEPEST_FIELD = 50


@dataclass(slots=True)
class FieldCode:
    """A field: its code while it is read, whether the result has begun, and the number of the link it makes."""

    code: list[str] = field(default_factory=list)
    shown: bool = False
    link: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    """A run that is being read, and how it looks."""

    element: Element
    story: Story
    style: Style
    look: Look
    marks: list[tuple[str, int]]


class Runs:
    """Reads paragraphs into the transcript, and keeps what stands beside the text until it is asked for.

    Attributes:
        asides: pictures, text boxes and notes met so far.
        fields: that are open, outermost first.
    """

    def __init__(self, blocks: Blocks, styles: Styles, comments: dict[str, str]) -> None:
        self.asides: list[Aside] = []
        self.fields: list[FieldCode] = []
        self._blocks = blocks
        self._transcript = blocks.transcript
        self._outline = blocks.outline
        self._styles = styles
        self._comments = dict(comments)
        self._links = 0

    def read(self, parent: Element, story: Story, style: Style, link: int = 0) -> None:
        """Take in everything inside ``parent``; ``link`` is the number of the link we are in."""
        for child in parent.children:
            name = child.name
            if name == "w:r":
                self._run(child, story, style, link)
            elif name == "w:hyperlink":
                self.read(child, story, style, self._link(story.targets.get(child.get("r:id"), "")))
            elif name == "w:fldSimple":
                found = _LINKED.match(child.get("w:instr"))
                self.read(child, story, style, self._link(found[1]) if found else link)
            elif name in AROUND:
                self.read(child, story, style, link)
            elif name == "mc:AlternateContent":
                self.read(chosen(child), story, style, link)
            elif name == "w:commentRangeStart":
                self._comment(child)

    def _run(self, run: Element, story: Story, style: Style, link: int) -> None:
        look = self._styles.look(run.first("w:rPr"), style)
        link = link or next((one.link for one in reversed(self.fields) if one.link), 0)
        if not look.hidden:
            self._inside(run.children, _Run(run, story, style, look, marks(look, style, link)))

    def _inside(self, children: Iterable[Element], run: _Run) -> None:
        """Take in what stands in a run; of a field only the result."""
        for child in children:
            name = child.name
            if name == "w:fldChar":
                self._field(child.get("w:fldCharType"))
            elif name == "w:instrText" and self.fields:
                end = min(child.close, child.inner + _LONGEST_CODE)
                self.fields[-1].code.append(run.story.xml[child.inner : end])
            elif name == "w:commentReference":
                self._comment(child)
            elif all(one.shown for one in self.fields):
                self._shown(child, run)

    def _shown(self, child: Element, run: _Run) -> None:
        name, story = child.name, run.story
        if name == "w:t":
            self._text(child, run)
        elif name in _GAPS or name == "w:sym":
            shown = _GAPS[name] if name in _GAPS else _symbol(child.get("w:char"))
            place, chain = (story.part, child.start, child.end), (child, run.element)
            self._transcript.say(shown, place, chain=chain, host=story.host, marks=run.marks, writable=False)
        elif name in _NOTES:
            self.asides.append(Aside(_NOTES[name], child, _hung(story, run.element)))
        elif name in _PICTURES:
            self._picture(child, _hung(story, run.element))
        elif name == "mc:AlternateContent":
            self._inside(chosen(child).children, run)
        elif name == "w:ruby" and (base := child.first("w:rubyBase")):
            self.read(base, story, run.style)

    def _text(self, holder: Element, run: _Run) -> None:
        story, xml = run.story, run.story.xml
        leaves = [one for one in holder.children if one.name in {TEXT, LITERAL}]
        kept = holder.get("xml:space") == "preserve"
        for index, leaf in enumerate(leaves):
            start, end = leaf.inner, leaf.close
            while not kept and index == 0 and start < end and xml[start] in _SPACE:
                start += 1
            while not kept and index == len(leaves) - 1 and start < end and xml[end - 1] in _SPACE:
                end -= 1
            chain = (holder, run.element)
            self._transcript.quote(
                xml, story.part, leaf, chain=chain, host=story.host, marks=run.marks, span=(start, end)
            )
            self._blocks.languages[run.look.language] += end - start
            self._blocks.emboldened = self._blocks.emboldened and bool(run.look.bold)

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self.fields) < _DEEPEST_FIELD:
            self.fields.append(FieldCode())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
            if found := _LINKED.match(decoded("".join(self.fields[-1].code))):
                self.fields[-1].link = self._link(found[1])
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _link(self, target: str) -> int:
        self._outline.link(target, self._transcript.here, self._transcript.here)
        self._links += 1
        return self._links

    def _comment(self, element: Element) -> None:
        """A comment may ask us something; it counts from where its words begin."""
        if said := self._comments.pop(element.get("w:id"), ""):
            self._outline.comment(said, self._transcript.here, self._transcript.here)

    def _picture(self, element: Element, story: Story) -> None:
        """Take note of a picture's description and of the text boxes in a drawing, not of boxes inside those."""
        waiting = [element]
        while waiting:
            one = waiting.pop()
            if one.name == "w:txbxContent":
                self.asides.append(Aside("text box", one, story))
                continue
            if one.name == "wp:docPr" or one.name in {"v:shape", "v:rect"}:
                self.asides.append(Aside("picture", one, story))
            waiting += reversed(chosen(one).children if one.name == "mc:AlternateContent" else one.children)


def chosen(element: Element) -> Element:
    """The one of several ways to say the same that is read: the first choice, else the fallback."""
    return element.first("mc:Choice") or element.first("mc:Fallback") or Element("", 0, 0)


def _hung(story: Story, run: Element) -> Story:
    """The story of what hangs on a run."""
    return replace(story, host=story.host or run)


def _symbol(code: str) -> str:
    """The character of a ``w:sym``; those of symbol fonts, which mean nothing elsewhere, read as a space."""
    try:
        number = int(code, 16)
    except ValueError:
        return " "
    return " " if number in _PRIVATE or not 0x20 < number < 0xD800 else chr(number)  # noqa: PLR2004  printable ones
