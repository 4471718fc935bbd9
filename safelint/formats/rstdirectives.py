"""What the directives of reStructuredText and Sphinx hold: prose, a caption, a quotation, or no prose."""

from __future__ import annotations

SKIPPED = frozenset({
    "autoclass", "autofunction", "automodule", "autosummary", "bibliography", "class", "code", "code-block",
    "contents", "currentmodule", "date", "default-domain", "default-role", "doctest", "footer", "graphviz",
    "header", "highlight", "highlightlang", "include", "index", "jinja", "ipython", "literalinclude", "math",
    "mermaid", "module", "plot", "productionlist", "py:module", "raw", "role", "sectnum", "sourcecode",
    "tabularcolumns", "target-notes", "testcode", "testoutput", "testsetup", "title", "toctree", "uml", "unicode",
    "youtube",
})  # fmt: skip
"""Directives without prose: all of them is passed over."""
PICTURES = frozenset({"image", "figure", "thumbnail", "video", "lead-figure"})
"""Directives that show a picture: the option “alt” and the caption below are read."""
TABLES = frozenset({"table", "list-table", "csv-table"})
"""Directives whose argument is the caption of a table."""
TITLED = TABLES | {"admonition", "topic", "sidebar", "rubric", "card", "dropdown", "tab-item", "grid-item-card"}
"""Directives whose argument is a title that readers see."""
QUOTES = frozenset({"epigraph", "highlights", "pull-quote", "blockquote"})
"""Directives that quote."""
CONTENTS = frozenset({
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso",
    "todo", "replace", "replaces", "epigraph", "pull-quote", "centered", "versionadded", "versionchanged",
    "deprecated", "line-block", "compound", "parsed-literal", "highlights", "blockquote", "abstract",
})  # fmt: skip
"""Directives whose prose may begin on their own line."""
ABOUT = frozenset({
    "description", "og:description", "twitter:description", "og:title", "twitter:title", "description lang=en",
})  # fmt: skip
"""Fields of “meta” that search engines and social media show."""
