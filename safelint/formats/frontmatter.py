"""Front matter: the prose in the YAML, TOML or JSON head of a Markdown file, with exact positions.

A small line reader, not a YAML parser: it finds ``key: value`` where the value is a string, and leaves the rest alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.formats import directives, headlines
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.headvalues import Value
    from safelint.formats.outline import Outline

TITLE_KEYS = frozenset({
    "headline", "meta_title", "og:title", "og_title", "page_title", "seo_title", "seotitle", "short_title",
    "social_title", "title", "title_tag", "twitter:title", "twitter_title",
})  # fmt: skip
"""Front-matter keys whose value is a title."""

PROSE_KEYS = frozenset({
    "abstract", "alt", "alt_text", "blurb", "caption", "content_note", "content_warning", "cover_alt",
    "cover_caption", "deck", "dek", "description", "disclaimer", "excerpt", "featured_image_alt",
    "featured_image_caption", "hero_alt", "image_alt", "image_caption", "intro", "introduction", "kicker", "lede",
    "meta_description", "metadescription", "note", "notice", "og:description", "og_description", "pull_quote",
    "pullquote", "seo_description", "social_description", "standfirst", "strapline", "subheading", "subtitle",
    "summary", "tagline", "teaser", "thumbnail_alt", "trigger_warning", "twitter:description",
    "twitter_description",
})  # fmt: skip
"""Front-matter keys whose value is read by people; every other key (slug, tags, layout …) is left alone."""

_SHARED = frozenset({"seo", "og", "opengraph", "open_graph", "twitter", "social", "meta"})
LANGUAGES = frozenset({"lang", "language", "locale"})
"""Keys that say which language the text is in."""
_CAMEL = regex.compile(r"(?<=[a-z])(?=[A-Z])")
_OPENING = regex.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)|\{[ \t]*(?:\r\n|\r|\n)\s*\"")
_YAMLISH = regex.compile(r"(?<=[\r\n])[ \t]*[\w\"'][^\r\n:]{0,80}:(?=[ \t\r\n]|\Z)")
_CLOSING = {
    "---": regex.compile(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)"),
    "+++": regex.compile(r"(?:\A|(?<=[\r\n]))\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)"),
}
_NO_PROSE = regex.compile(r"(?i:true|false|yes|no|on|off|null|~)|[\W\d_]*")
_COUNTRY = regex.compile(r"[A-Za-z]{2}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the body begins, and how the head is written: ``yaml``, ``toml``, ``json`` or empty for none."""

    body: int = 0
    kind: str = ""
    start: int = 0
    end: int = 0


def find(text: str) -> Head:
    """The front matter of ``text``, if it has one."""
    opening = _OPENING.match(text)
    if opening is None:
        return Head()
    fence = opening.group(1)
    if fence is None:
        end = headlines.json_end(text)
        return Head(end, "json", 0, end) if end else Head()
    closing = _CLOSING[fence].search(text, opening.end())
    if closing is None:
        return Head()
    start, end = opening.end(), closing.start()
    if fence == "---" and text[start:end].strip() and not _YAMLISH.search(text, start, end):
        return Head()
    return Head(closing.end(), "yaml" if fence == "---" else "toml", start, end)


def read(text: str, outline: Outline) -> int:
    """Add what the front matter says to the outline and return where the body begins."""
    head = find(text)
    if not head.kind:
        return 0
    for value in headlines.VALUES[head.kind](text, head.start, head.end):
        _take(value, outline)
    return head.body


def kind_of(key: str) -> BlockKind | None:
    """What the value of a metadata key is (title, meta), or None when it is not prose."""
    return BlockKind.TITLE if key in TITLE_KEYS else BlockKind.META if key in PROSE_KEYS else None


def _take(value: Value, outline: Outline) -> None:
    key = _CAMEL.sub("_", value.key).lower().replace("-", "_")
    parent = _CAMEL.sub("_", value.parent).lower().replace("-", "_")
    if key in {"", "safelint"}:
        for item in value.items():
            _direct(item, outline, comment=key == "")
    elif parent and not (key in PROSE_KEYS or (key in TITLE_KEYS and parent in _SHARED)):
        return
    elif (kind := kind_of(key)) and not (value.quote == "" and _NO_PROSE.fullmatch(value.words())):
        outline.add(kind, value.woven(), key=f"{parent}.{key}" if parent else key)
    elif key in LANGUAGES and not outline.language:
        outline.language = value.words().replace("_", "-")
    elif key == "audience":
        outline.audience = tuple(_countries(value))


def _direct(item: Value, outline: Outline, *, comment: bool) -> None:
    """A directive from a comment or from the ``safelint`` list, where ``allow`` speaks for the whole file."""
    words = item.words()
    if comment:
        sign = item.text.rfind("#", 0, item.start)  # with it a comment begins its line, and speaks for the next one
        outline.comment(words, max(sign, 0), item.end)
        return
    words = re.sub(r"^allow(?![\w-])", "allow-file", words.strip().removeprefix("safelint:").strip())
    if directive := directives.parse(f"safelint: {words}", item.start, item.end):
        outline.direct(directive)


def _countries(value: Value) -> Iterator[str]:
    for item in value.items():
        yield from countries_in(item.words())


def countries_in(words: str) -> Iterator[str]:
    """The ISO 3166 codes in a list such as “US, gb”."""
    for word in re.split(r"[,\s]+", words):
        if _COUNTRY.fullmatch(word):
            yield word.upper()
