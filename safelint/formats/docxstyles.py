"""What the styles of a Word document mean: which paragraphs are headings, lists, quotations; which runs are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.styled import PLAIN, Look, Style, levelled, named_kind
from safelint.model.dataclass import replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.xmltree import Element

_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST_CHAIN = 12


def on(element: Element | None, name: str) -> bool | None:
    """Whether a switch such as ``w:b`` is on; None when it isn't there."""
    found = element.first(name) if element else None
    return None if found is None else found.get("w:val", "1").lower() not in _OFF


def value(element: Element | None, name: str) -> str:
    """The ``w:val`` of a child, empty without one."""
    found = element.first(name) if element else None
    return found.get("w:val") if found else ""


class Styles:
    """The styles of one document, resolved when first asked for; ``root`` is that of ``styles.xml``."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        self._default: dict[str, str] = {}
        self._base = Look()
        if root is None:
            return
        for one in root.children:
            if one.name == "w:style":
                kind, name = one.get("w:type", "paragraph"), one.get("w:styleId")
                self._elements.setdefault((kind, name), one)
                if one.get("w:default", "0").lower() not in _OFF:
                    self._default.setdefault(kind, name)
        defaults = root.first("w:docDefaults")
        run = defaults.first("w:rPrDefault") if defaults else None
        if run:
            self._base = self.look(run.first("w:rPr"))

    def paragraph(self, properties: Element | None) -> Style:
        """What a paragraph with these ``w:pPr`` is."""
        style = self.named("paragraph", value(properties, "w:pStyle"))
        level = value(properties, "w:outlineLvl")
        if level and style.kind in {BlockKind.BODY, BlockKind.HEADING}:
            style = levelled(style, level)
        if numbered := _numbered(properties):
            style = replace(style, listed=numbered == "yes")
        return style

    def look(self, properties: Element | None, paragraph: Style | None = None) -> Look:
        """How a run with these ``w:rPr`` looks in a paragraph of that style."""
        own = Look()
        if properties is not None and properties.children:
            own = _look(properties)
            if named := value(properties, "w:rStyle"):
                own = own.over(self.named("character", named).look)
        return own.over(paragraph.look if paragraph else Look()).over(self._base)

    def named(self, kind: str, name: str, depth: int = 0) -> Style:
        """The style of a kind (``paragraph``, ``character``, ``table``) and id, by default the document's own."""
        key = (kind, name or self._default.get(kind, ""))
        if key not in self._resolved:
            element = self._elements.get(key)
            if element is None or depth > _DEEPEST_CHAIN:
                return named_kind(PLAIN, key[1])  # Word knows its own styles without their being defined
            based = value(element, "w:basedOn")
            below = self.named(kind, based, depth + 1) if based and based != key[1] else PLAIN
            self._resolved[key] = _own(element, below)
        return self._resolved[key]


def _own(element: Element, below: Style) -> Style:
    name = value(element, "w:name")
    paragraph, run = element.first("w:pPr"), element.first("w:rPr")
    style = named_kind(below, name)
    if style.kind is below.kind and (level := value(paragraph, "w:outlineLvl")):
        style = levelled(style, level)
    if numbered := _numbered(paragraph):
        style = replace(style, listed=numbered == "yes")
    heads = {one.get("w:type") for one in element.children if one.name == "w:tblStylePr" and one.children}
    look = (_look(run) if run else Look()).over(style.look)
    return replace(style, look=look, heads=style.heads | heads)


def _numbered(properties: Element | None) -> str:
    """Whether paragraphs are numbered or bulleted: ``yes``, ``no``, or empty when nothing is said."""
    number = properties.first("w:numPr") if properties else None
    if number is None or (number.first("w:numId") is None and number.first("w:ilvl") is not None):
        return ""
    return "no" if value(number, "w:numId") in {"0", ""} else "yes"


def _look(properties: Element) -> Look:
    struck, twice = on(properties, "w:strike"), on(properties, "w:dstrike")
    language = properties.first("w:lang")
    return Look(
        on(properties, "w:b"),
        on(properties, "w:i"),
        struck or twice if struck is not None or twice is not None else None,
        on(properties, "w:vanish"),
        None,
        language.get("w:val") if language else "",
    )
