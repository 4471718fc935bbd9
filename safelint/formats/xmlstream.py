"""The XML of exports and feeds, record by record: no entities of its own are expanded and nothing is fetched.

Large files go through the standard library's expat in chunks, and a record is dropped once it has been read.
"""

from __future__ import annotations

import codecs
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from safelint.formats.compose import MOST_DOCUMENTS
from safelint.formats.decode import decode
from safelint.formats.opening import Opened
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.document import Document
from safelint.model.errors import ReadError
from safelint.model.source import Source

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

DEEPEST = 200
MOST_RECORDS = 10 * MOST_DOCUMENTS
MOST_NODES = 200_000
"""Elements in one record, and in what stands around the records."""

_CHUNK = 1 << 20
_DECLARED = regex.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = regex.compile(r"\s*<\?xml[^>]{0,300}\?>")
_FORBIDDEN = regex.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = regex.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "source", "wbr", "col", "area", "embed", "track"})


class Node:
    """An element: its local ``name``, the namespace it is in, its attributes, and texts and elements in order."""

    __slots__ = ("attributes", "content", "name", "space")

    def __init__(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self.space, _, self.name = name.rpartition(" ")
        self.attributes = attributes or {}
        self.content: list[str | Node] = []

    @property
    def children(self) -> Iterator[Node]:
        """The elements right inside."""
        return (one for one in self.content if isinstance(one, Node))

    @property
    def text(self) -> str:
        """The text right inside, without that of elements."""
        return "".join(one for one in self.content if isinstance(one, str))

    def get(self, name: str) -> str:
        """An attribute by local name, whatever its namespace; empty when it isn't there."""
        return next((value for key, value in self.attributes.items() if key.rpartition(" ")[2] == name), "")

    def markup(self) -> str:
        """What is inside as HTML."""
        parts: list[str] = []
        for one in self.content:
            if isinstance(one, str):
                parts.append(escape(one, quote=False))
                continue
            attributes = "".join(
                f' {key.rpartition(" ")[2]}="{escape(value)}"' for key, value in one.attributes.items()
            )
            parts += [f"<{one.name}{attributes}>", one.markup()]
            if one.name not in _EMPTY:
                parts.append(f"</{one.name}>")
        return "".join(parts)


def documents(
    data: bytes, path: str, name: str, records: frozenset[str], compose: Callable[[Node, Node, str], Opened | None]
) -> tuple[Opened, ...]:
    """The documents that ``compose`` makes of the records and the root element around them; it is told their paths.

    What stands before a break in the XML is kept, and the break is an error of its own.

    Raises:
        ReadError: nothing can be read at all, or there are too many documents.
    """
    text, notes = decoded(data, path)
    found: list[Opened] = []
    many = False
    try:
        for count, (record, root) in enumerate(read(text, path, records)):
            if record.content and (opened := compose(record, root, f"{path}#{len(found) + 1}")):
                found.append(opened)
            if many := count >= MOST_RECORDS or len(found) > MOST_DOCUMENTS:
                break
    except ReadError as error:
        if not found:
            raise
        at = f"{path}#{len(found) + 1}"
        what = f"{str(error).removeprefix(f'{path}: ')} What stands before it was read."
        found.append(Opened(Source(at, ""), Document(at, name), what))
    if many:
        raise ReadError(f"{path}: It holds more than {MOST_DOCUMENTS:,} documents. Split it first.")
    if not found:
        notes += ("There is no document with any text in it.",)
        return (Opened(Source(path, "", notes=notes), Document(path, name)),)
    if notes:
        found[0] = replace(found[0], source=replace(found[0].source, notes=(*notes, *found[0].source.notes)))
    return tuple(found)


def decoded(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    """The text of an XML file without its declaration, and remarks on how it was read.

    Raises:
        ReadError: the bytes are not text.
    """
    notes: tuple[str, ...] = ()
    declared = _DECLARED.match(data[:1000])
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
        text = data.decode(codec) if codec.startswith(("utf-8", "iso8859", "cp", "windows", "koi8", "mac")) else ""
    except (LookupError, UnicodeDecodeError):
        text = ""
    if not text:
        source = decode(data, path)
        text, notes = source.text, source.notes
    text, count = _FORBIDDEN.subn(" ", text)
    if count:
        notes += (f"{count} characters that XML doesn't allow were read as spaces",)
    declaration = _DECLARATION.match(text)
    return _NAMED.sub(_numbered, text[declaration.end() :] if declaration else text), notes


def read(text: str, path: str, records: frozenset[str]) -> Iterator[tuple[Node, Node]]:
    """The elements named in ``records``, each with the root element, which keeps everything but them.

    Raises:
        ReadError: the XML is broken, too deep or has entities of its own.
    """
    return _fed(_Builder(path, records), text, path)


def tree(data: bytes, path: str) -> Node:
    """The root element of a small XML file.

    Raises:
        ReadError: it is broken, too large or has entities of its own.
    """
    text, _ = decoded(data, path)
    builder = _Builder(path, frozenset())
    for _ in _fed(builder, text, path):
        pass
    return builder.root


def _fed(builder: _Builder, text: str, path: str) -> Iterator[tuple[Node, Node]]:
    """Records as the parser comes past them, those before a break included."""
    try:
        for at in range(0, len(text), _CHUNK):
            builder.parser.Parse(text[at : at + _CHUNK].encode("utf-8"))
            yield from builder.taken()
        builder.parser.Parse(b"", True)
        yield from builder.taken()
    except expat.ExpatError as error:
        yield from builder.taken()
        what = expat.ErrorString(error.code)
        raise ReadError(f"{path}: The XML is broken at line {error.lineno} ({what}).") from error
    except ReadError:
        yield from builder.taken()
        raise


class _Builder:
    """Takes the parser's events and hands on finished records."""

    def __init__(self, path: str, records: frozenset[str]) -> None:
        self.root = Node("")
        self._path = path
        self._records = records
        self._open: list[Node] = []
        self._finished: list[Node] = []
        self._inside = 0  # depth of the record that is being read, 0 outside
        self._counts = [0, 0]  # elements outside of records, and in this one
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.StartDoctypeDeclHandler = self._doctype

    def taken(self) -> Iterator[tuple[Node, Node]]:
        """The records finished since the last time."""
        finished, self._finished = self._finished, []
        return ((record, self.root) for record in finished)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(name, attributes)
        record = not self._inside and node.name in self._records
        if not self._open:
            self.root = node
        elif not record:
            self._open[-1].content.append(node)
        self._open.append(node)
        if record:
            self._inside, self._counts[1] = len(self._open), 0
        self._counts[self._inside > 0] += 1
        if len(self._open) > DEEPEST or max(self._counts) > MOST_NODES:
            what = "nested too deeply" if len(self._open) > DEEPEST else "made of too many elements"
            line = self.parser.CurrentLineNumber
            raise ReadError(f"{self._path}: The XML is {what} at line {line}; from there on it was not read.")

    def _end(self, _: str) -> None:
        if len(self._open) == self._inside:
            self._finished.append(self._open[-1])
            self._inside = 0
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].content.append(text)

    def _doctype(self, _: str, __: str | None, ___: str | None, inner: int) -> None:
        if inner:
            raise ReadError(
                f"{self._path}: The XML declares entities of its own (DOCTYPE), which no export needs; it was not read."
            )


def _numbered(found: re.Match[str]) -> str:
    """An entity of HTML as numbers, which XML understands; others stay."""
    meant = html5.get(f"{found[1]};")
    return found[0] if meant is None or found[1] in _OWN else "".join(f"&#{ord(char)};" for char in meant)
