"""What stands in a text but is not prose: addresses, file names, template and component code; blanked, never cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

MASK = "\x1a"
"""Stands for one masked character until a block is woven: ASCII, never white space, in no real text."""

_EXTENSIONS = (
    "mdx?|markdown|html?|php|aspx?|pdf|docx?|odt|rtf|txt|csv|xlsx?|pptx?|jpe?g|png|gif|svg|webp|mp[34]|zip|"
    "json|ya?ml|toml|js|ts|css|py"
)
_DOMAINS = "com|org|net|edu|gov|info|int|io|uk|au|nz|ie|ca"
_TRIGGER = regex.compile(rf"://|www\.|mailto:|[@/_]|\.(?:{_EXTENSIONS}|{_DOMAINS})(?![\w-])")
_URL = regex.compile(r"(?:(?<![A-Za-z])[A-Za-z]{2,10}://|www\.|mailto:)[^<>\"“”«»]+")
_EMAIL = regex.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HANDLE = regex.compile(r"(?<!\w)@\w[\w.]{1,63}")
_SNAKE = regex.compile(r"[^\W_][A-Za-z0-9-]*(?:_[A-Za-z0-9-]+)+")
_DOMAIN = regex.compile(rf"(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{_DOMAINS})(?![\w-])(?:/[^\s,;]*)?")
_PATH = regex.compile(r"(?:~|\.{1,2})?/?(?:[\w%+.-]+/)+[\w%+.#?=&-]*")
_FILE = regex.compile(rf"[\w%+./\\-]*[\w)]\.(?:{_EXTENSIONS})$")
_FORUM = regex.compile(r"/?[ru]/\w{2,40}/?")
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


_TEMPLATE = regex.compile(
    r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\})){0,4000}\}\}"  # {{ x }}, {{< x >}}, {{% x %}}
    r"|\{%(?:[^%{]|%(?!\})|\{(?!%)){0,4000}%\}"  # {% x %}
    r"|\{#(?:[^#{]|#(?!\})){0,4000}#\}"  # {# a comment #}
    r"|\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*)){0,4000}\*/\}"  # {/* a comment */}
    r"|<%(?:[^%<]|%(?!>)|<(?!%)){0,4000}%>"  # <% x %>
    r"|\{[:#.][^{}\r\n]{0,300}\}"  # {: .class}, {#id}
    r"|\[(?:caption|gallery|embed|video|audio|playlist) [^\[\]\r\n=]{0,100}=[^\[\]\r\n]{0,500}\]"  # WordPress
    r"|\[/(?:caption|gallery|embed|video|audio|playlist)\]"
)
_LIQUID_REMARK = regex.compile(r"\{%-?\s?comment\s?-?%\}([^{}]{0,4000})\{%-?\s?endcomment\s?-?%\}")
_COMPONENT = regex.compile(
    r"</?(?=[A-Z][\w.]*[a-z.])[A-Z][\w.]*(?:\s(?:[^<>\"'{}]|\"[^\"]{0,1000}\"|'[^']{0,1000}'"
    r"|\{(?:[^{}]|\{[^{}]{0,500}\}){0,1000}\}){0,500})?\s?/?>"
    r"|</?>"
)
_MODULE = regex.compile(
    r"^(?:import\s(?:[\w*{$\x1a][\w\s,{}*$\x1a]{0,500}\sfrom\s)?[\"'][^\"'\r\n]+[\"'];?[ \t]*(?=\r?$)"
    r"|export\s+(?:default|const|let|var|function|async|class|\*|\{)(?:[^\r\n]|\r?\n(?![ \t]*\r?$))*)",
    re.MULTILINE,
)
_FENCE = regex.compile(r"^[ \t]{0,12}:{3,}[^\r\n]*$", re.MULTILINE)
_BRACE = regex.compile(r"^[ \t]{0,12}(?:```|~~~)|`[^`\r\n]*`|\\.|[{}]", re.MULTILINE)
_LONGEST_EXPRESSION = 4000  # braces further apart do not belong together
_REMARK = regex.compile(
    r"^ {0,3}\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]*[(\"']([^\r\n]*)[)\"'][ \t]*(?=\r?$)", re.MULTILINE
)
_LONE = regex.compile(rf"^[ \t]*{MASK}[{MASK} \t]*(?=\r?$)", re.MULTILINE)
_UNSAFE = regex.compile("[\0\ud800-\udfff]")
_SHOWN = regex.compile(
    r"(?<![\w.-])(alt|caption|title|subtitle|description|label|summary|text|heading|tagline|altText|imageAlt|aria-label)"
    r"\s?[=:]\s?(?:\{\s?)?(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|`([^`${}]{1,2000})`)"
)
_DIGITS = r"(\+?\d[\d ().-]{1,18}\d)"
_NUMBER = regex.compile(
    rf"(?<![\w-])(?:number|phone|tel|telephone|helpline|call|text|sms|line|hotline|contact)\s?[=:]\s?[\"']?{_DIGITS}(?!\w)"
)
_POSITIONAL = regex.compile(rf"(?<![=:\w])(?<![=:]\s)(?:[\"']|(?<=\s)){_DIGITS}(?=[\"'\s>%}}\]])")
_REACHED = regex.compile(r"\W{1,6}[\w-]*(?:help|phone|tel|call|line|contact|crisis|sms|text)", re.IGNORECASE)
_VISIBLE = regex.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what is not prose masked.

    Attributes:
        text: as long as the source.
        asides: the template comments, in order.
        components: whether JSX tags were masked.
        shown: values of ``alt``, ``caption``, ``title`` … in masked tags, for readers: name, start, end; in order.
    """

    text: str
    asides: tuple[Aside, ...] = ()
    components: bool = False
    shown: tuple[tuple[str, int, int], ...] = ()


def mask_templates(text: str) -> Masked:
    """The text with template code (Hugo, Jekyll, Liquid, Jinja, WordPress) masked by ``MASK`` characters."""
    source, text = text, _UNSAFE.sub(MASK, text)
    asides: list[Aside] = []
    shown_to_readers: list[tuple[str, int, int]] = []
    if not any(opener in text for opener in ("{", "<%", "[")):
        return Masked(text)

    def masked_remark(found: re.Match[str]) -> str:
        asides.append(Aside(found.group(1).strip(), *found.span()))
        return _VISIBLE.sub(MASK, found.group())

    def masked(found: re.Match[str]) -> str:
        shown = found.group()
        if shown.startswith(("{#", "{/*", "{{!", "{{/*")):
            asides.append(Aside(shown.strip("{}#/*!- \t"), *found.span()))
            return _VISIBLE.sub(MASK, shown)
        shown_to_readers.extend(_attributes(source, *found.span()))
        return _numbered(shown)

    text = _LIQUID_REMARK.sub(masked_remark, text) if "comment" in text else text
    text = _TEMPLATE.sub(masked, text)
    asides.sort(key=lambda aside: aside.start)
    return Masked(text, tuple(asides), shown=tuple(shown_to_readers))


def _numbered(code: str) -> str:
    """A piece of template code masked but for the numbers in it that readers are shown to call."""
    masked = _VISIBLE.sub(MASK, code)
    if not code.startswith(("{{<", "{{%", "{%")):
        return masked
    found = [*_NUMBER.finditer(code), *(_POSITIONAL.finditer(code) if _REACHED.match(code) else ())]
    for number in found:
        start, end = number.span(1)
        masked = masked[:start] + code[start:end] + masked[end:]
    return masked


def mask_components(source: str, *, mdx: bool) -> Masked:
    """Markdown with module lines, ``:::`` fences and JSX tags masked too; in MDX also ``{expressions}``."""
    remarks: list[Aside] = []
    masked = mask_templates(_expressions(source, remarks) if mdx else source)
    text = masked.text
    if "]:" in text:
        remarks += [Aside(found.group(1), *found.span()) for found in _REMARK.finditer(text)]
    shown, count = list(masked.shown), 0
    if "<" in text:
        for found in _COMPONENT.finditer(text):
            shown += _attributes(source, *found.span())
        text, count = _COMPONENT.subn(_hide, text)
    for opener, pattern in ((":::", _FENCE), ("port", _MODULE)):
        if opener in text:
            text = pattern.sub(_hide, text)
    return Masked(
        _lone(text),
        (*masked.asides, *remarks),
        components=mdx or count > 0,
        shown=tuple(sorted(shown, key=lambda one: one[1])),
    )


def _expressions(text: str, remarks: list[Aside]) -> str:
    """MDX with its ``{expressions}`` masked, nested braces included; code and escaped braces are left alone.

    Those that are ``{/* comments */}`` are added to ``remarks``.
    """
    parts, done, opened, fenced = [], 0, list[int](), False
    for found in _BRACE.finditer(text):
        sign = found.group()
        if sign[-1] in "`~" and sign.strip() in {"```", "~~~"}:
            fenced = not fenced
            opened.clear()
        elif fenced:
            continue
        elif sign == "{":
            opened.append(found.start())
        elif sign == "}" and opened:
            start = opened.pop()
            if not opened and start >= done and found.end() - start <= _LONGEST_EXPRESSION:
                if text.startswith("{/*", start):
                    remarks.append(Aside(text[start + 3 : found.start()].rstrip("*/ \t"), start, found.end()))
                parts += [text[done:start], _VISIBLE.sub(MASK, text[start : found.end()])]
                done = found.end()
    return "".join([*parts, text[done:]])


def _attributes(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The texts for readers in a tag that is masked."""
    for found in _SHOWN.finditer(source, start, end):
        yield found.group(1), *found.span(found.lastindex or 0)


def _hide(found: re.Match[str]) -> str:
    return _VISIBLE.sub(MASK, found.group())


def _lone(text: str) -> str:
    """Masks that fill their lines become white space, so that the lines are blank to a parser."""
    return _LONE.sub(lambda found: " " * len(found.group()), text) if MASK in text else text
