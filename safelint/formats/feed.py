"""RSS and Atom feeds: each entry a document with its title and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.compose import Composer
from safelint.formats.xmlstream import Node, documents
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.opening import Opened

_ATOM = "http://www.w3.org/2005/Atom"
_CORE = frozenset({
    "", _ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
})  # fmt: skip
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_RECORDS = frozenset({"item", "entry"})


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  openers share a signature
    """The entries of a feed.

    Raises:
        ReadError: the XML is broken or hostile.
    """
    return documents(data, path, "feed", _RECORDS, _entry)


def child(node: Node, name: str, *spaces: str) -> Node | None:
    """The first element of a name in one of the namespaces, by default those of feeds themselves."""
    wanted = spaces or _CORE
    return next((one for one in node.children if one.name == name and one.space in wanted), None)


def language_of(root: Node) -> str:
    """The language that a feed gives for itself, as a tag; empty when it gives none."""
    for node in (root, *(one for one in root.children if one.name == "channel")):
        found = child(node, "language", *_CORE, _DUBLIN)
        if tag := (found.text.strip() if found else "") or node.get("lang"):
            return tag.replace("_", "-")
    return ""


def _entry(record: Node, root: Node, path: str) -> Opened | None:
    atom = record.space == _ATOM
    title = _construct(child(record, "title"), atom=atom)
    summary = _construct(child(record, "summary" if atom else "description"), atom=atom)
    full = child(record, "content") if atom else child(record, "encoded", _CONTENT)
    content = _construct(full, atom=atom)
    composer = Composer(any_heading=not title[0])
    if title[0]:
        composer.field(BlockKind.TITLE, title[0], markup=title[1] == "html")
    if content[0] and summary[0]:
        composer.field(BlockKind.META, summary[0], "summary" if atom else "description", markup=summary[1] == "html")
    if body := content[0] or summary[0]:
        composer.piece(body, content[1] if content[0] else summary[1])
    if not composer.length:
        return None
    composer.say(language=record.get("lang") or language_of(root))
    return composer.opened(path, "feed", title=None, address=_address(record))


def _construct(node: Node | None, *, atom: bool) -> tuple[str, str]:
    """What an element says, and the format that is in: RSS is HTML throughout, Atom tells."""
    if node is None:
        return "", "text"
    kind = node.get("type").lower() if atom else "html"
    if kind in {"xhtml", "application/xhtml+xml"} or (not node.text.strip() and any(node.children)):
        return node.markup().strip(), "html"
    return node.text.strip(), "html" if kind in {"html", "text/html"} else "text"


def _address(record: Node) -> str:
    """Where an entry is published: its link, else its id."""
    links = [one for one in record.children if one.name == "link" and one.space in _CORE]
    for link in links:
        if link.get("rel") in {"", "alternate"} and (found := link.get("href") or link.text.strip()):
            return found
    named = child(record, "guid") or child(record, "id")
    return named.text.strip() if named else record.get("about")
