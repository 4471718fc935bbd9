"""EPUB books: each chapter a document, in the order of the book; tables of contents are left out."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from safelint.formats.archive import Archive
from safelint.formats.compose import Composer
from safelint.formats.feed import child
from safelint.formats.opening import Opened
from safelint.formats.xmlstream import decoded, tree
from safelint.model import regex
from safelint.model.document import Document
from safelint.model.errors import ReadError
from safelint.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.xmlstream import Node

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PACKAGE = "http://www.idpf.org/2007/opf"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_FONTS = ("obfuscation", "RC")  # obfuscated fonts are no hindrance
_MOST_CHAPTERS = 5_000
_TAIL = regex.compile(r"[#?].*", re.DOTALL)


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  openers share a signature
    """The chapters of a book.

    Raises:
        ReadError: the book is broken, hostile or protected against reading.
    """
    archive = Archive(data, path)
    package = _package(archive, path)
    root = tree(archive.read(package), f"{path}, {package}")
    locked = _locked(archive, path)
    language = _language(root)
    found: list[Opened] = []
    for name in _spine(root, posixpath.dirname(package)):
        if opened := _chapter(archive, name, f"{path}#{len(found) + 1}", language, locked=name in locked):
            found.append(opened)
    if not found:
        note = ("There is no chapter with any text in it.",)
        return (Opened(Source(path, "", notes=note), Document(path, "epub")),)
    return tuple(found)


def _chapter(archive: Archive, name: str, path: str, language: str, *, locked: bool) -> Opened | None:
    """One chapter; None when it shows no text. One that can't be read is an error of its own."""
    what = "It is protected against copying (DRM) and can't be read." if locked else ""
    text, notes = "", tuple[str, ...]()
    try:
        if not locked:
            text, notes = decoded(archive.read(name), name)
    except ReadError as error:
        what = str(error).split(": ", 1)[-1]
    if what:
        return Opened(Source(path, "", address=name), Document(path, "epub"), what)
    composer = Composer()
    composer.piece(text, "html", untitled=True)
    composer.say(language=language)
    opened = composer.opened(path, "epub", title=None, address=name, notes=notes)
    return opened if opened.document.blocks else None


def _package(archive: Archive, path: str) -> str:
    """The name of the member that says what the book is made of."""
    if _CONTAINER in archive:
        for node in _walk(tree(archive.read(_CONTAINER), f"{path}, {_CONTAINER}")):
            if node.name == "rootfile" and (name := unquote(node.get("full-path"))) in archive:
                return name
    found = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not found:
        raise ReadError(f"{path}: this is no EPUB book: nothing inside says what it is made of.")
    return found


def _spine(root: Node, folder: str) -> Iterator[str]:
    """The names of the chapters, in order, each once."""
    items = {node.get("id"): node for node in _walk(root) if node.name == "item"}
    tables = {
        posixpath.normpath(posixpath.join(folder, unquote(_TAIL.sub("", node.get("href")))))
        for node in _walk(root)
        if node.name == "reference" and node.get("type") == "toc"
    }
    seen = set(tables)
    for node in _walk(root):
        item = items.get(node.get("idref")) if node.name == "itemref" else None
        if item is None or "nav" in item.get("properties").split() or item.get("media-type") not in _PAGES:
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(_TAIL.sub("", item.get("href")))))
        if name not in seen and len(seen) < _MOST_CHAPTERS:
            seen.add(name)
            yield name


def _language(root: Node) -> str:
    """The language the book says it is in."""
    metadata = child(root, "metadata", _PACKAGE, "")
    found = child(metadata, "language", _DUBLIN) if metadata else None
    return found.text.strip().replace("_", "-") if found else ""


def _locked(archive: Archive, path: str) -> frozenset[str]:
    """The members that are encrypted."""
    if _ENCRYPTION not in archive:
        return frozenset()
    found = set()
    for node in _walk(tree(archive.read(_ENCRYPTION), f"{path}, {_ENCRYPTION}")):
        if node.name == "EncryptedData":
            inside = list(_walk(node))
            method = next((one.get("Algorithm") for one in inside if one.name == "EncryptionMethod"), "")
            if not method.endswith(_FONTS):
                found |= {unquote(one.get("URI")) for one in inside if one.name == "CipherReference"}
    return frozenset(found)


def _walk(node: Node) -> Iterator[Node]:
    """Everything inside, in order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(list(one.children))
