"""What stands in a text but is not prose: addresses, file names, template and component code; blanked, never cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MASK = "\x1a"
"""Stands for one masked character until a block is woven: ASCII, never white space, in no real text."""

_EXTENSIONS = (
    "mdx?|markdown|html?|php|aspx?|pdf|docx?|odt|rtf|txt|csv|xlsx?|pptx?|jpe?g|png|gif|svg|webp|mp[34]|zip|"
    "json|ya?ml|toml|js|ts|css|py"
)
_DOMAINS = "com|org|net|edu|gov|info|int|io|uk|au|nz|ie|ca"
_TRIGGER = re.compile(rf"://|www\.|mailto:|[@/_]|\.(?:{_EXTENSIONS}|{_DOMAINS})(?![\w-])")
_URL = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]{2,10}://|www\.|mailto:)[^<>\"“”«»]+")
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HANDLE = re.compile(r"(?<!\w)@\w[\w.]{1,63}")
_SNAKE = re.compile(r"[^\W_][A-Za-z0-9-]*(?:_[A-Za-z0-9-]+)+")
_DOMAIN = re.compile(rf"(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{_DOMAINS})(?![\w-])(?:/[^\s,;]*)?")
_PATH = re.compile(r"(?:~|\.{1,2})?/?(?:[\w%+.-]+/)+[\w%+.#?=&-]*")
_FILE = re.compile(rf"[\w%+./\\-]*[\w)]\.(?:{_EXTENSIONS})$")
_FORUM = re.compile(r"/?[ru]/\w{2,40}/?")
_BEFORE = "([{<\"'“‘«*_-–—"
_AFTER = ".,;:!?)]}>\"'”’»*_-–—…"
_LONGEST = 300  # longer words are no file names; the patterns below would only cost time on them


def blank_addresses(text: str) -> str:
    """The text of a block with URLs, e-mail addresses, handles, paths, file names and identifiers as spaces.

    Words are parted by single spaces. Every word is looked at once, so time is linear whatever the text.
    """
    parts, done, at = [], 0, 0
    while trigger := _TRIGGER.search(text, at):
        start = max(text.rfind(" ", at, trigger.start()) + 1, at)
        end = text.find(" ", trigger.end())
        at = len(text) if end < 0 else end
        if hidden := _address(text[start:at]):
            parts += [text[done : start + hidden[0]], " " * (hidden[1] - hidden[0])]
            done = start + hidden[1]
    return "".join([*parts, text[done:]]) if parts else text


def _address(word: str) -> tuple[int, int] | None:
    """Where in a word (no white space) an address stands."""
    if found := _URL.search(word):
        return _trimmed(word, *found.span())
    if len(word) > _LONGEST or word.startswith("#"):
        return None
    for pattern in (_EMAIL, _HANDLE, _DOMAIN, _SNAKE):
        if found := pattern.search(word):
            return _trimmed(word, *found.span())
    start = len(word) - len(word.lstrip(_BEFORE))
    end = len(word.rstrip(_AFTER))
    bare = word[start:end]
    if _FILE.fullmatch(bare) or _FORUM.fullmatch(bare) or _is_path(bare):
        return start, end
    return None


def _is_path(bare: str) -> bool:
    """Whether a word is a path: “/posts/a-title/” or “./a/b”, but neither “and/or” nor “he/she/they”."""
    anchored = bare.startswith(("/", "./", "../", "~/")) or bare.endswith("/")
    return anchored and bare.count("/") > 1 and _PATH.fullmatch(bare) is not None


def _trimmed(word: str, start: int, end: int) -> tuple[int, int] | None:
    end = start + len(word[start:end].rstrip(_AFTER))
    return (start, end) if end > start else None


@dataclass(frozen=True, slots=True)
class Aside:
    """A template or component comment that was masked: its inner text and where the whole of it stood."""

    inner: str
    start: int
    end: int


_TEMPLATE = re.compile(
    r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\})){0,4000}\}\}"  # {{ x }}, {{< x >}}, {{% x %}}
    r"|\{%(?:[^%{]|%(?!\})|\{(?!%)){0,4000}%\}"  # {% x %}
    r"|\{#(?:[^#{]|#(?!\})){0,4000}#\}"  # {# a comment #}
    r"|\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*)){0,4000}\*/\}"  # {/* a comment */}
    r"|<%(?:[^%<]|%(?!>)|<(?!%)){0,4000}%>"  # <% x %>
    r"|\{[:#.][^{}\r\n]{0,300}\}"  # {: .class}, {#id}
    r"|\[(?:caption|gallery|embed|video|audio|playlist) [^\[\]\r\n=]{0,100}=[^\[\]\r\n]{0,500}\]"  # WordPress
    r"|\[/(?:caption|gallery|embed|video|audio|playlist)\]"
)
_COMPONENT = re.compile(
    r"</?(?=[A-Z][\w.]*[a-z.])[A-Z][\w.]*(?:\s(?:[^<>\"'{}]|\"[^\"]{0,1000}\"|'[^']{0,1000}'|\{[^{}]{0,1000}\}){0,500})?\s?/?>"
    r"|</?>"
)
_MODULE = re.compile(
    r"^(?:import\s(?:[\w*{$][\w\s,{}*$]{0,500}\sfrom\s)?[\"'][^\"'\r\n]+[\"'];?[ \t]*(?=\r?$)"
    r"|export\s+(?:default|const|let|var|function|async|class|\*|\{)(?:[^\r\n]|\r?\n(?![ \t]*\r?$))*)",
    re.MULTILINE,
)
_FENCE = re.compile(r"^[ \t]{0,12}:{3,}[^\r\n]*$", re.MULTILINE)
_EXPRESSION = re.compile(r"\{[^{}\r\n]{0,300}\}")
_REMARK = re.compile(
    r"^ {0,3}\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]*[(\"']([^\r\n]*)[)\"'][ \t]*(?=\r?$)", re.MULTILINE
)
_LONE = re.compile(rf"^[ \t]*{MASK}[{MASK} \t]*(?=\r?$)", re.MULTILINE)
_UNSAFE = re.compile("[\0\ud800-\udfff]")
_SHOWN = re.compile(r"(?<![\w-])(alt|caption)\s?=\s?(?:\"([^\"]{1,2000})\"|'([^']{1,2000})')")
_VISIBLE = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what is not prose masked.

    Attributes:
        text: as long as the source.
        asides: the template comments, in order.
        components: whether JSX tags were masked.
        shown: values of ``alt`` and ``caption`` in masked tags, which readers see: name, start, end; in order.
    """

    text: str
    asides: tuple[Aside, ...] = ()
    components: bool = False
    shown: tuple[tuple[str, int, int], ...] = ()


def mask_templates(text: str) -> Masked:
    """The text with template code (Hugo, Jekyll, Liquid, Jinja, WordPress) masked by ``MASK`` characters."""
    text = _UNSAFE.sub(MASK, text)
    asides: list[Aside] = []
    if not any(opener in text for opener in ("{", "<%", "[")):
        return Masked(text)

    def masked(found: re.Match[str]) -> str:
        shown = found.group()
        if shown.startswith(("{#", "{/*", "{{!", "{{/*")):
            asides.append(Aside(shown.strip("{}#/*!- \t"), *found.span()))
        return _VISIBLE.sub(MASK, shown)

    return Masked(_TEMPLATE.sub(masked, text), tuple(asides))


def mask_components(source: str, *, mdx: bool) -> Masked:
    """Markdown with module lines, ``:::`` fences and JSX tags masked too; in MDX also ``{expressions}``."""
    masked = mask_templates(source)
    text = masked.text
    remarks = [Aside(found.group(1), *found.span()) for found in _REMARK.finditer(text)] if "]:" in text else []
    for opener, pattern in ((":::", _FENCE), ("port", _MODULE)):
        if opener in text:
            text = pattern.sub(_hide, text)
    count = 0
    if "<" in text:
        text, count = _COMPONENT.subn(_hide, text)
    if mdx:
        text = _EXPRESSION.sub(_hide, text)
    shown = tuple(_attributes(source, text)) if MASK in text else ()
    return Masked(_lone(text), (*masked.asides, *remarks), components=mdx or count > 0, shown=shown)


def _attributes(source: str, text: str) -> Iterator[tuple[str, int, int]]:
    """The texts for readers among what was masked."""
    for found in _SHOWN.finditer(source):
        if text[found.start()] == MASK:
            yield found.group(1), *found.span(found.lastindex or 0)


def _hide(found: re.Match[str]) -> str:
    return _VISIBLE.sub(MASK, found.group())


def _lone(text: str) -> str:
    """Masks that fill their lines become white space, so that the lines are blank to a parser."""
    return _LONE.sub(lambda found: " " * len(found.group()), text) if MASK in text else text
