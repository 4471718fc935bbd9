"""XML as a tree that knows where everything stands; no entities are expanded, nothing is fetched, linear in time.

Strict on purpose: what is not well formed is refused, as the programs that made such a file would refuse it, too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

DEEPEST = 150
MOST_ELEMENTS = 3_000_000

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    **{
        base + uri: short
        for base in (_OFFICE, _STRICT)
        for uri, short in {
            "wordprocessingml/2006/main": "w", "wordprocessingml/main": "w",
            "officeDocument/2006/relationships": "r", "officeDocument/relationships": "r",
            "drawingml/2006/wordprocessingDrawing": "wp", "drawingml/wordprocessingDrawing": "wp",
        }.items()
    },
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "urn:schemas-microsoft-com:vml": "v",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    **{f"{_ODF}{name}:1.0": name for name in ("office", "text", "table", "style", "meta", "manifest")},
    f"{_ODF}drawing:1.0": "draw",
    f"{_ODF}svg-compatible:1.0": "svg",
    f"{_ODF}xsl-fo-compatible:1.0": "fo",
}  # fmt: skip
"""Namespace → the prefix that names are given here, whatever a file calls it."""

_TAG = regex.compile(r"<(/?)([^\s/<>\"'=&!?]+)((?:[^<>\"']*(?:\"[^\"<]*\"|'[^'<]*'))*[^<>\"']*)>")
_ATTRIBUTE = regex.compile(r"\s([^\s/<>\"'=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = regex.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FORBIDDEN = regex.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = regex.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_PLAIN = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})

TEXT, LITERAL = "#text", "#cdata"


class Element:
    """One element, or a stretch of text under the name ``TEXT`` (entities in it) or ``LITERAL`` (a CDATA section).

    Attributes:
        name: with the prefix of ``SPACES``; ``?:local`` in any other namespace.
        start: of its opening tag; ``inner`` after that tag, ``close`` before the closing tag, ``end`` after it.
        children: elements and texts in order.
    """

    __slots__ = ("_raw", "_scope", "children", "close", "end", "inner", "name", "start")

    def __init__(self, name: str, start: int, inner: int, raw: str = "", scope: _Scope | None = None) -> None:
        self.name = name
        self.start = start
        self.inner = self.close = self.end = inner
        self.children: list[Element] = []
        self._raw = raw
        self._scope = scope

    def get(self, name: str, default: str = "") -> str:
        """The decoded value of an attribute."""
        found = self.place(name)
        return decoded(found[0]) if found else default

    def place(self, name: str) -> tuple[str, int, int] | None:
        """The value of an attribute as it stands in the file, and where; None when it isn't there."""
        if "=" not in self._raw or self._scope is None:
            return None
        base = self.inner - len(self._raw) - 1
        for found in _ATTRIBUTE.finditer(self._raw):
            if self._scope.named(found[1], attribute=True) == name:
                group = found.lastindex or 2
                return found[group], base + found.start(group), base + found.end(group)
        return None

    def prefix(self, namespace: str) -> str:
        """How the file abbreviates a namespace (as named in ``SPACES``) here, with the colon; empty when it doesn't."""
        shorts = self._scope.shorts if self._scope else {}
        return next((f"{short}:" for short, space in shorts.items() if short and space == namespace), "")

    def first(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Everything inside, in order."""
        waiting = self.children[::-1]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.children)


class _Scope:
    """Which prefix means which namespace, from some element on."""

    def __init__(self, shorts: dict[str, str]) -> None:
        self.shorts = shorts
        self._names: dict[tuple[str, bool], str] = {}

    def named(self, raw: str, *, attribute: bool = False) -> str:
        key = (raw, attribute)
        if key not in self._names:
            prefix, _, local = raw.rpartition(":")
            space = "" if attribute and not prefix else self.shorts.get(prefix, "?" if prefix else "")
            self._names[key] = f"{space}:{local}" if space else local
        return self._names[key]

    def with_declared(self, attributes: str) -> _Scope:
        shorts = dict(self.shorts)
        for found in _ATTRIBUTE.finditer(attributes):
            name, value = found[1], found[2] if found[2] is not None else found[3]
            if name == "xmlns" or name.startswith("xmlns:"):
                shorts[name[6:]] = SPACES.get(decoded(value), "?")
        return _Scope(shorts)


def decode(data: bytes, path: str, part: str) -> tuple[str, str]:
    """The text of an XML part and the codec that turns it back into bytes.

    Raises:
        ReadError: it is in an encoding these formats don't use.
    """
    codec = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _broken(path, part, "it is in UTF-16")
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("ascii", "replace").lower() not in _PLAIN:
        raise _broken(path, part, f"it is in {declared[1].decode('ascii', 'replace')}")
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError as error:
        raise _broken(path, part, f"byte {error.start} is not UTF-8") from error


def parse(text: str, path: str, part: str) -> Element:
    """The root element of an XML part; ``path`` and ``part`` are for messages.

    Raises:
        ReadError: it is not well formed, or has a DOCTYPE, which these formats never have.
    """
    try:
        return _Parser(text).parse()
    except _MalformedError as error:
        raise _broken(path, part, str(error)) from error


def decoded(raw: str) -> str:
    """A stretch of XML text with its entities decoded; what is no entity stays."""
    return _ENTITY.sub(lambda found: _character(found) or found[0], raw) if "&" in raw else raw


def stretches(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Text between two positions as it reads: plain stretches and single decoded entities, each with its place."""
    at = start
    if text.find("&", start, end) >= 0:
        for found in _ENTITY.finditer(text, start, end):
            if found.start() > at:
                yield text[at : found.start()], at, found.start()
            yield _character(found), found.start(), found.end()
            at = found.end()
    if at < end:
        yield text[at:end], at, end


def encoded(text: str) -> str:
    """Text as it may stand in an element or an attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _FORBIDDEN.sub("\ufffd", text.replace("'", "&apos;") if "'" in text else text)


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return "" if code > 0x10FFFF or _FORBIDDEN.match(chr(code)) else chr(code)  # noqa: PLR2004  the last one


def _broken(path: str, part: str, what: str) -> ReadError:
    return ReadError(f"{path}: “{part}” inside it can't be read ({what}). Open and save the document anew.")


class _MalformedError(Exception):
    """The XML is not well formed."""


@lru_cache(maxsize=1)
def _outermost() -> _Scope:
    return _Scope({"xml": "xml"})


class _Parser:
    """Reads one part."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = Element("", 0, 0)
        self._open = [self._root]
        self._raws = [""]
        self._scopes = [_outermost()]
        self._count = 0

    def parse(self) -> Element:
        text, at = self._text, 0
        if found := _FORBIDDEN.search(text):
            raise _MalformedError(f"character {found.start()} is not allowed in XML")
        while (tag := text.find("<", at)) >= 0:
            self._say(at, tag)
            at = self._aside(tag) if text.startswith(("<!", "<?"), tag) else self._tag(tag)
        self._say(at, len(text))
        if len(self._open) > 1:
            raise _MalformedError(f"<{self._raws[-1]}> is never closed")
        if len(self._root.children) != 1:
            raise _MalformedError("it has no root element" if not self._root.children else "it has several roots")
        return self._root.children[0]

    def _say(self, start: int, end: int) -> None:
        if start >= end:
            return
        text = self._text
        if len(self._open) == 1:
            if not text[start:end].lstrip("\ufeff").isspace():
                raise _MalformedError(f"text stands outside of the root element at character {start}")
            return
        at = text.find("&", start, end)
        while at >= 0:
            found = _ENTITY.match(text, at, end)
            if not found or not _character(found):
                raise _MalformedError(f"an unknown entity stands at character {at}")
            at = text.find("&", found.end(), end)
        self._add(Element(TEXT, start, start), end, end)

    def _aside(self, at: int) -> int:
        """Pass over a comment, an instruction or take a CDATA section; the position after it."""
        text = self._text
        for begin, finish in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
            if text.startswith(begin, at):
                close = text.find(finish, at + len(begin))
                if close < 0:
                    raise _MalformedError(f"“{begin}” at character {at} is never closed")
                if begin == "<![CDATA[" and len(self._open) > 1:
                    self._add(Element(LITERAL, at, at + len(begin)), close, close + len(finish))
                return close + len(finish)
        raise _MalformedError("it has a DOCTYPE, which is refused" if text.startswith("<!D", at) else "an odd “<!”")

    def _add(self, leaf: Element, close: int, end: int) -> None:
        leaf.close, leaf.end = close, end
        self._open[-1].children.append(leaf)

    def _tag(self, at: int) -> int:
        found = _TAG.match(self._text, at)
        if not found:
            raise _MalformedError(f"the tag at character {at} is broken")
        closing, raw, attributes = found.groups()
        if closing:
            if len(self._open) < 2 or self._raws[-1] != raw:  # noqa: PLR2004  the root's holder never closes
                raise _MalformedError(f"</{raw}> at character {at} closes nothing")
            element = self._open.pop()
            self._raws.pop()
            self._scopes.pop()
            element.close, element.end = at, found.end()
            return found.end()
        scope = self._scopes[-1]
        if "xmlns" in attributes:
            scope = scope.with_declared(attributes)
        element = Element(scope.named(raw), at, found.end(), attributes, scope)
        self._open[-1].children.append(element)
        self._count += 1
        if len(self._open) > DEEPEST or self._count > MOST_ELEMENTS:
            raise _MalformedError("it is nested too deeply" if self._count <= MOST_ELEMENTS else "it is too large")
        if not attributes.endswith("/"):
            self._open.append(element)
            self._raws.append(raw)
            self._scopes.append(scope)
        return found.end()
