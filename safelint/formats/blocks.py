"""Paragraphs taken out of a container, put in order: what they are, what introduces them, where they stand in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from safelint.formats.xmltree import Element
from safelint.model import regex
from safelint.model.dataclass import dataclass, field
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.outline import Outline
    from safelint.formats.styled import Style
    from safelint.formats.table import Table
    from safelint.formats.transcript import Transcript

NOWHERE = Element("", 0, 0)
"""What hangs on no place of the body text in particular, such as a header."""
_BULLETED = regex.compile(r"\s*[•‣◦▪●○■□]\s")
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Story:
    """What is being read: a part, and where in the document that is.

    Attributes:
        part: the name of the member; ``xml`` its decoded text.
        targets: what links in it refer to, by id.
        label: where we are, in words; empty in the body text.
        host: the element of the body text that this hangs on, or NOWHERE; None in the body text itself.
        container: number of what holds the paragraphs.
        many: whether there is more than one paragraph to tell apart.
        cell: whether we are in a table; ``column`` its heading and ``lead`` what introduces it.
    """

    part: str
    xml: str
    targets: dict[str, str] = field(default_factory=dict)
    label: str = ""
    host: Element | None = None
    container: int = 0
    many: bool = True
    cell: bool = False
    column: str = ""
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that stands beside the text: ``picture``, ``text box``, ``footnote`` or ``endnote``."""

    kind: str
    element: Element
    story: Story


class Blocks:
    """Adds paragraph after paragraph to an outline.

    Attributes:
        tables: that are being read, outermost first.
        emboldened: whether everything said since it was last set was in bold type.
        languages: how many characters stand in each language.
    """

    def __init__(self, transcript: Transcript, outline: Outline) -> None:
        self.transcript = transcript
        self.outline = outline
        self.tables: list[Table] = []
        self.emboldened = True
        self.languages: Counter[str] = Counter()
        self._lists: dict[int, list[tuple[int, int]]] = {}
        self._counts: Counter[str] = Counter()
        self._heading = ""

    def finish(self, style: Style, story: Story, depth: int = 1) -> None:
        """End the paragraph at hand, which stands at that depth should it be in a list."""
        bulleted = self.transcript.starts(_BULLETED)
        if style.skipped:
            self.transcript.discard()
            return
        woven = self.transcript.finish(self._label(story))
        if woven is None:
            return
        kind, level = _kind(style, story, depth, bulleted=bulleted)
        if kind is BlockKind.LIST:
            lead = self._lead(story, level)
        else:
            lead = story.lead
            self._lists.pop(story.container, None)
        index = self.outline.add(
            kind,
            woven,
            level=level,
            quoted=style.kind is BlockKind.QUOTE,
            column=story.column,
            lead=lead,
            container=story.container,
        )
        if story.cell and self.tables:
            self.tables[-1].say(woven.text)
        if kind is BlockKind.HEADING and index > 0 and not story.label:  # everything stands under the first one
            self._heading = woven.text
        self._counts[story.label] += 1

    def describe(self, key: str = "") -> None:
        """End the description of a picture, or with a ``key`` a property of the document."""
        label = f"{key} in the document’s properties" if key else self.numbered("picture")
        if woven := self.transcript.finish(label):
            self.outline.add(BlockKind.META if key else BlockKind.ALT, woven, key=key)

    def numbered(self, word: str, before: str = "") -> str:
        """The next label of a kind: “table 2”."""
        key = f"{before}{word}"
        self._counts[f"{key} "] += 1
        return f"{key} {self._counts[f'{key} ']}"

    def language(self) -> str:
        """The language that most of the text is in, as far as it says so."""
        spoken = [(count, tag) for tag, count in self.languages.items() if tag]
        return max(spoken)[1] if spoken else ""

    def _lead(self, story: Story, level: int) -> int:
        """What introduces the list that an item of this level stands in."""
        lists = self._lists.setdefault(story.container, [])
        while lists and lists[-1][0] > level:
            lists.pop()
        if not lists or lists[-1][0] < level:
            around = lists[-1][1] if lists else story.lead
            lists.append((level, self.outline.lead(story.container, around)))
        return lists[-1][1]

    def _label(self, story: Story) -> str:
        """Where the paragraph at hand stands, in words."""
        number = f"paragraph {self._counts[story.label] + 1}"
        if story.label:
            return f"{story.label}, {number}" if story.many else story.label
        return f"{number}, under “{_shortened(self._heading)}”" if self._heading else number


def _shortened(text: str) -> str:
    """A heading, cut to a readable length."""
    return text if len(text) <= _LONGEST_HEADING else text[:_LONGEST_HEADING].rsplit(" ", 1)[0] + " …"


def _kind(style: Style, story: Story, depth: int, *, bulleted: bool) -> tuple[BlockKind, int]:
    """What a paragraph is, and its level."""
    if style.kind is BlockKind.BODY:
        if style.listed or bulleted:
            return BlockKind.LIST, max(depth, 1)
        return (BlockKind.TABLE if story.cell else BlockKind.BODY), 0
    return style.kind, style.level if style.kind is BlockKind.HEADING else 0
