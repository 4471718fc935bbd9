"""How a signpost is written in each kind of mark-up: heading, sentence and list, in the ways the text itself has."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.model.document import Document
    from safelint.model.signpost import Signpost


@dataclass(frozen=True, slots=True)
class Form:
    """How one format writes a signpost.

    Attributes:
        escape: words as words.
        link: words that lead to an address; given the source, too, since it may lack what links need.
        item: one line of the list, with ``{name}`` and ``{ways}``.
        heading: the heading and what parts it from the rest, given words, level, source and document.
        lead: the sentence, with ``{lead}``.
        around: what stands before and after the list.
        whole: what is put around everything where the text asks for it, given the source, or None.
    """

    escape: Callable[[str], str]
    link: Callable[[str, str, str], str]
    item: str
    heading: Callable[[str, int, str, Document], str]
    lead: str = "{lead}\n\n"
    around: tuple[str, str] = ("", "")
    whole: Callable[[str, str, str], str | None] = lambda *_: None


def lines(form: Form, signpost: Signpost, level: int, source: str, document: Document) -> str:
    """A signpost without a last line ending; without a heading where ``level`` is 0."""
    escape = form.escape
    items = []
    for one in signpost.directions:
        ways = (form.link(piece.words, piece.target, source) if piece.target else escape(piece.words)
                for piece in one.pieces)  # fmt: skip
        items.append(form.item.replace("{name}", escape(one.name)).replace("{ways}", "".join(ways)))
    body = form.lead.replace("{lead}", escape(signpost.lead)) + form.around[0] + "\n".join(items) + form.around[1]
    if not level:
        return body
    heading = escape(signpost.heading)
    return form.whole(heading, body, source) or form.heading(heading, level, source, document) + body


def plain(words: str, target: str, source: str) -> str:
    """An address written out by the words that lead to it."""
    del target, source
    return words


def _markdown_escape(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>{}|])", r"\\\1", words)


def _html_escape(words: str) -> str:
    return html.escape(words, quote=False)


def _rst_escape(words: str) -> str:
    return re.sub(r"([\\`*|]|_(?!\w))", r"\\\1", words)


def _rst_heading(words: str, level: int, source: str, document: Document) -> str:
    """In the adornment of the sections of this level; else in one that the text does not use."""
    rows, used = source.splitlines(), set[str]()
    for block in document.blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE} and block.offsets.segments:
            row = source.count("\n", 0, block.offsets.segments[0].source)
            under = rows[row + 1][:1] if row + 1 < len(rows) else ""
            used.add(under)
            if block.level == level and under and block.kind is BlockKind.HEADING:
                bar = under * len(words)
                over = row > 0 and rows[row - 1].rstrip() == rows[row + 1].rstrip()
                return f"{bar}\n{words}\n{bar}\n\n" if over else f"{words}\n{bar}\n\n"
    bar = next(one for one in "-=~^" if one not in used) * len(words)
    return f"{words}\n{bar}\n\n"


_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SECTIONS = regex.compile(r"\\(part|chapter|addchap|section|addsec|subsection|subsubsection|minisec)(\*?)[ \t]*\{\s*\Z")
_BY_LEVEL = {2: "section", 3: "subsection", 4: "subsubsection"}
_BEAMER = regex.compile(r"^[^%\n]*\\documentclass[^{]*\{beamer\}", re.MULTILINE)
_HYPERREF = regex.compile(r"^[^%\n]*\\(?:usepackage|RequirePackage)[^{]*\{[^}]*hyperref[^}]*\}", re.MULTILINE)


def _latex_escape(words: str) -> str:
    return re.sub(r"[\\~^]|[&%$#_{}]", lambda found: _LATEX.get(found[0], f"\\{found[0]}"), words)


def _latex_link(words: str, target: str, source: str) -> str:
    """A link where the text loads what makes links; else only the words."""
    if not (_HYPERREF.search(source) or _BEAMER.search(source)):
        return _latex_escape(words)
    address = re.sub(r"[%#&\\]", r"\\\g<0>", target)
    return f"\\href{{{address}}}{{{_latex_escape(words)}}}"


def _latex_heading(words: str, level: int, source: str, document: Document) -> str:
    """By the command of the sections of this level, with its star where they have one."""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.level == level and block.offsets.segments:
            found = _SECTIONS.search(source, 0, block.offsets.segments[0].source)
            if found:
                return f"\\{found[1]}{found[2]}{{{words}}}\n\n"
    return f"\\{_BY_LEVEL.get(level, 'section')}*{{{words}}}\n\n"


def _frame(heading: str, body: str, source: str) -> str | None:
    """In slides, one of them."""
    return f"\\begin{{frame}}{{{heading}}}\n{body}\n\\end{{frame}}" if _BEAMER.search(source) else None


FORMS: dict[str, Form] = {
    # Markdown also for MDX: no address in angle brackets.
    "markdown": Form(
        _markdown_escape,
        lambda words, target, _: f"[{words}]({target})",
        "- **{name}**: {ways}",
        lambda words, level, *_: f"{'#' * level} {words}\n\n",
    ),
    "html": Form(
        _html_escape,
        lambda words, target, _: f'<a href="{html.escape(target)}">{_html_escape(words)}</a>',
        "  <li><strong>{name}</strong>: {ways}</li>",
        lambda words, level, *_: f"<h{level}>{words}</h{level}>\n",
        lead="<p>{lead}</p>\n",
        around=("<ul>\n", "\n</ul>"),
    ),
    "text": Form(str, plain, "- {name}: {ways}", lambda words, *_: f"{words}\n\n"),
    "rst": Form(
        _rst_escape,
        lambda words, target, _: f"`{_rst_escape(words)} <{target}>`__",
        "- **{name}**: {ways}",
        _rst_heading,
    ),
    "asciidoc": Form(
        str,
        lambda words, target, _: f"{'link:' if target.startswith('tel:') else ''}{target}[{words}]",
        "* *{name}*: {ways}",
        lambda words, level, *_: f"{'=' * level} {words}\n\n",
    ),
    "org": Form(
        str,
        lambda words, target, _: f"[[{target}][{words}]]",
        "- *{name}*: {ways}",
        lambda words, level, *_: f"{'*' * level} {words}\n\n",
    ),
    "latex": Form(
        _latex_escape,
        _latex_link,
        "  \\item \\textbf{{name}}: {ways}",
        _latex_heading,
        around=("\\begin{itemize}\n", "\n\\end{itemize}"),
        whole=_frame,
    ),
}
"""How a signpost is written, by format."""
