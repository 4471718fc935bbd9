"""What the styles of an OpenDocument text mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.styled import PLAIN, Look, Style, levelled, named_kind
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.formats.xmltree import Element

_CODED = regex.compile(r"_([0-9a-fA-F]{2,4})_")
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_SLANTED = frozenset({"italic", "oblique"})
_DEEPEST_CHAIN = 20
_SETS = frozenset({"office:automatic-styles", "office:styles"})


class Styles:
    """The styles of one document, resolved when first asked for; ``roots`` are those of its parts, nearest last."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        self._base = Look()
        for root in roots:
            for one in (one for part in root.children if part.name in _SETS for one in part.children):
                family = one.get("style:family")
                if one.name == "style:style":
                    self._elements[family, one.get("style:name")] = one
                elif one.name == "style:default-style" and family == "paragraph":
                    self._base = _look(one)

    def paragraph(self, element: Element) -> Style:
        """What a ``text:p`` or ``text:h`` is."""
        style = self._named("paragraph", element.get("text:style-name"))
        if element.name == "text:h":
            level = element.get("text:outline-level", "1")
            return levelled(replace(style, kind=BlockKind.HEADING), str(int(level) - 1) if level.isdigit() else "0")
        return style

    def look(self, element: Element, around: Look) -> Look:
        """How what stands in a ``text:span`` looks, given the look around it."""
        name = element.get("text:style-name")
        return self._named("text", name).look.over(around) if name else around

    def over_base(self, style: Style) -> Look:
        """How plain text in a paragraph of that style looks."""
        return style.look.over(self._base)

    def _named(self, family: str, name: str, depth: int = 0) -> Style:
        key = (family, name)
        if key not in self._resolved:
            element = self._elements.get(key)
            if element is None or depth > _DEEPEST_CHAIN:
                return named_kind(PLAIN, _plain(name))
            parent = element.get("style:parent-style-name")
            below = self._named(family, parent, depth + 1) if parent and parent != name else PLAIN
            style = named_kind(below, element.get("style:display-name") or _plain(name))
            level = element.get("style:default-outline-level")
            if level.isdigit() and style.kind is below.kind:
                style = levelled(style, str(int(level) - 1)) if int(level) else style
            self._resolved[key] = replace(style, look=_look(element).over(style.look))
        return self._resolved[key]


def _plain(name: str) -> str:
    """A style's name as people see it: “Heading_20_1” is “Heading 1”."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), name)


def _look(element: Element) -> Look:
    said = element.first("style:text-properties")
    if said is None:
        return Look()
    weight, slant, struck = (
        said.get(name) for name in ("fo:font-weight", "fo:font-style", "style:text-line-through-style")
    )
    language, country = said.get("fo:language"), said.get("fo:country")
    hidden = said.get("text:display")
    return Look(
        weight in _BOLD if weight else None,
        slant in _SLANTED if slant else None,
        struck != "none" if struck else None,
        hidden == "none" if hidden else None,
        None,
        "-".join(one for one in (language, country) if one not in {"", "none", "zxx"}) if language else "",
    )
