"""What each HTML element means for a reader."""

from __future__ import annotations

from safelint.model.document import BlockKind

APART = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that begin and end a block."""
UNSEEN = frozenset({
    "audio", "button", "canvas", "iframe", "map", "math", "nav", "noscript", "object", "pre", "script", "select",
    "style", "svg", "template", "textarea", "video", "xmp",
})  # fmt: skip
"""Elements whose text a reader doesn't see, or that is not prose."""
CODE = frozenset({"code", "kbd", "samp", "tt"})
"""Elements whose text is blanked."""
EMPTY = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements without content."""
MARKS = {
    "del": "struck", "s": "struck", "strike": "struck", "em": "emphasis", "i": "emphasis", "b": "strong",
    "strong": "strong", "a": "link", "q": "quote",
}  # fmt: skip
"""Inline elements and the marks they make."""
KINDS = {
    "li": BlockKind.LIST, "dd": BlockKind.LIST, "dt": BlockKind.LIST, "td": BlockKind.TABLE, "th": BlockKind.TABLE,
    "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION, "blockquote": BlockKind.QUOTE,
    "title": BlockKind.TITLE, **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}  # fmt: skip
"""The kind of the blocks inside an element."""
LISTS = frozenset({"ul", "ol", "dl", "menu"})
"""Elements that hold list items."""
CLOSED_BY = {
    "li": ({"li"}, LISTS), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}), "th": ({"td", "th"}, {"tr", "table"}), "tr": ({"tr"}, {"table"}),
    "tbody": ({"tbody", "thead"}, {"table"}), "tfoot": ({"tbody", "thead"}, {"table"}),
}  # fmt: skip
"""Which open elements an opening one closes, and the elements it doesn't look beyond."""
DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
"""Names of `meta` elements that describe the page."""
ALTS = frozenset({"og:image:alt", "twitter:image:alt", "alt", "altText", "imageAlt", "aria-label"})
"""Names of attributes, and of `meta` elements, that stand for a picture."""
TITLES = frozenset({"og:title", "twitter:title"})
"""Names of `meta` elements that give the page a title."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that are headings."""
BRIEF = frozenset({"p"}) | CODE
"""Elements that hold no blocks: a block that opens inside ends them."""
WALLS = frozenset({"td", "th", "table"})
"""Elements beyond which no closing tag inside reaches."""
TABLE_PARTS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
"""Elements that make up tables: their closing tags reach out of cells."""
