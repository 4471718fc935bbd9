"""WordPress exports (WXR): each post and page a document with its title, address and descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.compose import Composer
from safelint.formats.elements import APART
from safelint.formats.feed import child, language_of
from safelint.formats.xmlstream import documents
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    import re

    from safelint.formats.opening import Opened
    from safelint.formats.xmlstream import Node

_SPACE = "http://wordpress.org/export/"
_EXCERPT = "/excerpt/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_NO_PROSE = frozenset({
    "custom_css", "customize_changeset", "nav_menu_item", "oembed_cache", "revision", "user_request", "wp_font_face",
    "wp_font_family", "wp_global_styles", "wp_navigation", "wp_template", "wp_template_part", "acf-field",
    "acf-field-group", "wpcf7_contact_form", "shop_order", "feedback",
})  # fmt: skip
_GONE = frozenset({"trash", "auto-draft"})
_OUT = frozenset({"publish", "inherit", ""})
_DESCRIPTIONS = frozenset({
    "_aioseo_description", "_aioseop_description", "_genesis_description", "_seopress_titles_desc",
    "_yoast_wpseo_metadesc", "_yoast_wpseo_opengraph-description", "_yoast_wpseo_twitter-description",
    "rank_math_description",
})  # fmt: skip
_TITLES = frozenset({
    "_aioseo_title", "_aioseop_title", "_genesis_title", "_seopress_titles_title", "_yoast_wpseo_opengraph-title",
    "_yoast_wpseo_title", "_yoast_wpseo_twitter-title", "rank_math_title",
})  # fmt: skip
_ALT = "_wp_attachment_image_alt"
_BLANK = regex.compile(r"\n[ \t]*\n\s*(?=(?:</?([A-Za-z][A-Za-z0-9]*))?)(?=\S)")
_BLOCKS = "<!-- wp:"


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  openers share a signature
    """The posts and pages of an export, drafts included; comments, menus, revisions and the bin are left out.

    Raises:
        ReadError: the XML is broken or hostile.
    """
    return documents(data, path, "wxr", frozenset({"item"}), _post)


def paragraphs(content: str) -> str:
    """Content of the classic editor with its blank lines as paragraphs, as WordPress shows it."""
    if _BLOCKS in content or "\n" not in content:
        return content
    return _BLANK.sub(_parted, content.replace("\r\n", "\n").replace("\r", "\n"))


def _parted(found: re.Match[str]) -> str:
    """A blank line, and the start of a paragraph unless an element of its own or a comment follows."""
    follows = found.string[found.end() : found.end() + 4]
    apart = follows == "<!--" or (found[1] or "").lower() in APART
    return found[0] if apart else f"{found[0]}<p>"


def _post(item: Node, root: Node, path: str) -> Opened | None:
    kind, status = _own(item, "post_type"), _own(item, "status")
    if kind in _NO_PROSE or status in _GONE:
        return None
    attached = kind == "attachment"
    title = _said(child(item, "title"))
    composer = Composer(any_heading=not title)
    if title and not attached:  # the title of an attachment is the name of a file
        composer.field(BlockKind.TITLE, title, markup=True)
    excerpt = next((one for one in item.children if one.name == "encoded" and one.space.endswith(_EXCERPT)), None)
    if shown := _said(excerpt):
        composer.field(BlockKind.CAPTION if attached else BlockKind.META, shown, "excerpt", markup=True)
    _described(item, composer)
    if content := _said(child(item, "encoded", _CONTENT)):
        composer.piece(paragraphs(content), "html")
    if not composer.length:
        return None
    composer.say(language=language_of(root))
    link = _said(child(item, "link"))
    name = f"{kind or 'post'} {_own(item, 'post_id')}".strip()
    opened = composer.opened(path, "wxr", title=title if attached else None, address=link or name)
    if status in _OUT:
        return opened
    return replace(opened, source=replace(opened.source, title=f"{opened.source.title} ({status})".strip()))


def _described(item: Node, composer: Composer) -> None:
    """What plug-ins for search engines show of the post, and the alternative text of a picture."""
    for meta in item.children:
        if meta.name != "postmeta":
            continue
        key, value = _own(meta, "meta_key"), _own(meta, "meta_value")
        if not value or "%" in value:  # “%%title%% %%sep%%” is filled in elsewhere
            continue
        if key in _TITLES:
            composer.field(BlockKind.TITLE, value, "seo_title", markup=True)
        elif key in _DESCRIPTIONS:
            composer.field(BlockKind.META, value, "description", markup=True)
        elif key == _ALT:
            composer.field(BlockKind.ALT, value, "alt", markup=True)


def _own(node: Node, name: str) -> str:
    """What an element of WordPress's own says."""
    return _said(next((one for one in node.children if one.name == name and one.space.startswith(_SPACE)), None))


def _said(node: Node | None) -> str:
    return node.text.strip() if node else ""
