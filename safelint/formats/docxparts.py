"""The parts of a Word document and how they refer to each other; nothing outside of the file is ever looked at."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from safelint.formats.parts import Part, Parts
from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safelint.formats.xmltree import Element

TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, and a part, or any address when ``external``."""

    kind: str
    target: str
    external: bool


class Package(Parts):
    """The parts of a Word document, which refer to each other."""

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by id; the name “” is the whole package."""
        found = self.maybe(relations_of(name))
        if found is None:
            return {}
        folder = posixpath.dirname(name)
        return {
            one.get("Id"): Relation(
                one.get("Type").rpartition("/")[2],
                one.get("Target") if _external(one) else _resolved(folder, one.get("Target")),
                _external(one),
            )
            for one in found.root.children
            if one.name == "rel:Relationship"
        }

    def related(self, name: str, kind: str) -> Part | None:
        """The first part that ``name`` refers to as ``kind``, if it is there."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external and relation.target in self.archive:
                return self.part(relation.target)
        return None

    def main(self) -> Part:
        """The part with the body text.

        Raises:
            ReadError: this is no Word document.
        """
        found = self.related("", "officeDocument") or self.maybe("word/document.xml")
        if found is None or found.root.name != "w:document":
            raise ReadError(f"{self.path}: this is no Word document. Save it as .docx in the program that made it.")
        return found


def relations_of(name: str) -> str:
    """Where the relations of a part stand."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def unused(taken: Iterable[str], stem: str, end: str = "") -> str:
    """The first of ``stem``, ``stem2``, ``stem3`` … with ``end`` that is not taken."""
    names = set(taken)
    number = 1
    while f"{stem}{number if number > 1 else ''}{end}" in names:
        number += 1
    return f"{stem}{number if number > 1 else ''}{end}"


def _external(relation: Element) -> bool:
    return relation.get("TargetMode").lower() == "external"


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
