"""OpenDocument texts: read as they would print with every tracked change accepted; written by splicing their XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats import odtcomments
from safelint.formats.blocks import NOWHERE, Blocks, Story
from safelint.formats.odtbody import Body, many
from safelint.formats.odtstyles import Styles
from safelint.formats.opening import Opened
from safelint.formats.outline import Outline
from safelint.formats.parts import Parts
from safelint.formats.transcript import PARTING, Piece, Transcript, places
from safelint.formats.xmltree import TEXT
from safelint.model.errors import ReadError
from safelint.model.source import Source

if TYPE_CHECKING:
    from safelint.formats.annotate import Remark
    from safelint.formats.parts import Part
    from safelint.model.fix import Edit

CONTENT = "content.xml"
_MARGINS = {
    **dict.fromkeys(("style:header", "style:header-left", "style:header-first"), "header"),
    **dict.fromkeys(("style:footer", "style:footer-left", "style:footer-first"), "footer"),
}
_DESCRIBED = {"dc:title": "title", "dc:description": "description"}


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  has no records
    """The document in an OpenDocument text.

    Raises:
        ReadError: it is none, broken, protected with a password or hostile.
    """
    opened, _ = read(Parts(data, path))
    return (opened,)


def rewrite(data: bytes, source: Source, edits: tuple[Edit, ...]) -> bytes:
    """The file with ``edits`` of its text, in the looks of the words they replace; unchanged when one can't be made.

    Raises:
        ReadError: see ``load``.
    """
    parts = Parts(data, source.path)
    if not edits:
        return data
    changes = places(read(parts)[1], edits)
    return data if changes is None else parts.written(changes)


def annotate(data: bytes, source: Source, remarks: tuple[Remark, ...]) -> bytes:
    """The file with a comment for each remark, beside the words it is about.

    Raises:
        ReadError: see ``load``.
    """
    parts = Parts(data, source.path)
    _, pieces = read(parts)
    return odtcomments.commented(parts, parts.part(CONTENT), pieces, source, remarks)


def read(parts: Parts) -> tuple[Opened, list[Piece]]:
    """The document, and where everything in it stands."""
    content, page = parts.part(CONTENT), parts.maybe("styles.xml")
    body = content.root.first("office:body")
    text = body.first("office:text") if body else None
    if text is None:
        raise ReadError(f"{parts.path}: this is no OpenDocument text. Save it as .odt in the program that made it.")
    blocks = Blocks(Transcript(), Outline())
    reader = Body(blocks, Styles([part.root for part in (page, content) if part]))
    reader.story(text, Story(content.name, content.text))
    blocks.outline.leave()
    if page:
        _margins(page, reader, blocks)
    _properties(parts.maybe("meta.xml"), blocks)
    blocks.outline.language = blocks.language()
    source = Source(parts.path, blocks.transcript.text, anchors=tuple(blocks.transcript.anchors))
    return Opened(source, blocks.outline.document(parts.path, "odt")), blocks.transcript.pieces


def _margins(page: Part, reader: Body, blocks: Blocks) -> None:
    """Read every header and footer; those that say the same as another are its copies."""
    masters = page.root.first("office:master-styles")
    seen: set[tuple[str, str]] = set()
    counts = dict.fromkeys(_MARGINS.values(), 0)
    for one in masters.walk() if masters else ():
        word = _MARGINS.get(one.name)
        if word is None or one.get("style:display") == "false":
            continue
        said = "".join(page.text[leaf.inner : leaf.close] for leaf in one.walk() if leaf.name == TEXT)
        if said.strip() and (word, said) not in seen:
            seen.add((word, said))
            counts[word] += 1
            label = word if counts[word] == 1 else f"{word} {counts[word]}"
            container = blocks.outline.container()
            reader.story(one, Story(page.name, page.text, {}, label, NOWHERE, container, many=many(one)))


def _properties(meta: Part | None, blocks: Blocks) -> None:
    """Read the title and description, unless they are also in the text."""
    known = set(blocks.transcript.text.split(PARTING))
    held = meta.root.first("office:meta") if meta else None
    for one in held.children if held else ():
        if meta and one.name in _DESCRIBED and meta.text[one.inner : one.close].strip() not in known:
            for leaf in one.children:
                blocks.transcript.quote(meta.text, meta.name, leaf, host=NOWHERE)
            blocks.describe(_DESCRIBED[one.name])
