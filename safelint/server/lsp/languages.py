"""What editors call a language, what we call its format, and where a text is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from safelint.formats import FORMATS, detect
from safelint.model.dataclass import dataclass

LANGUAGES = {
    "markdown": "markdown", "mdx": "markdown", "quarto": "markdown", "rmd": "markdown", "pandoc": "markdown",
    "vimwiki": "markdown", "github-markdown": "markdown", "gfm": "markdown", "telekasten": "markdown",
    "html": "html", "xhtml": "html", "htmldjango": "html", "django-html": "html", "jinja-html": "html",
    "jinja": "html", "liquid": "html", "handlebars": "html", "erb": "html", "eruby": "html", "vue": "html",
    "svelte": "html", "astro": "html", "mhtml": "html", "web": "html",
    "latex": "latex", "tex": "latex", "plaintex": "latex", "context": "latex",
    "restructuredtext": "rst", "rst": "rst", "asciidoc": "asciidoc", "asciidoctor": "asciidoc", "adoc": "asciidoc",
    "org": "org", "orgmode": "org", "srt": "srt", "subrip": "srt", "vtt": "vtt", "webvtt": "vtt",
    "git-commit": "text", "gitcommit": "text", "mail": "text",
}  # fmt: skip
"""Language ids of VS Code, Vim, Helix, Emacs, Sublime and Kate → format."""

VAGUE = frozenset({"", "text", "plaintext", "plain text", "txt", "normal", "fundamental", "plain"})
"""Ids that say nothing: an editor gives them to every file it does not know, so the file name decides."""

_MDX = ".mdx"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is: the ``path`` it is reported and settled under, and its ``format``; empty for one we leave be."""

    path: str
    format: str


def place(uri: str, language: str, text: str, folder: str) -> Place:
    """Where the text of a URI is.

    Args:
        uri: as the editor names it; of one without a file only the name is used.
        language: the editor's id for its language.
        text: the beginning of it, which may tell the format.
        folder: where a text without a file is taken to be, for the settings that count there.
    """
    path = path_of(uri) or str(Path(folder) / (PurePosixPath(unquote(urlsplit(uri).path)).name or "untitled"))
    given = language.lower().partition(".")[0]  # Vim joins several with a full stop
    by_name = detect(path, "")
    if given in VAGUE or given not in LANGUAGES:
        found = by_name if by_name != "text" else detect(path, text)
        return Place(path, "" if FORMATS[found].container else found)
    if given == "mdx" and not path.lower().endswith(_MDX):
        path += _MDX  # the name tells how comments are written
    return Place(path, LANGUAGES[given])


def path_of(uri: str) -> str:
    """The path of a ``file:`` URI; empty for any other."""
    from pygls.uris import to_fs_path

    if urlsplit(uri).scheme.lower() != "file":
        return ""
    try:
        return to_fs_path(uri) or ""
    except ValueError:
        return ""


def uri_of(path: str) -> str:
    """The ``file:`` URI of a path."""
    return Path(path).absolute().as_uri()
