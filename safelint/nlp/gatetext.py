"""The bytes of a Markdown file as the gate looks at them: what is read, what may be mark-up, where words stand.

Only the standard library's built-in modules are imported here, and ``html`` and ``re`` where a file needs them.
"""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LETTERS = frozenset(range(97, 123))
DIGITS = frozenset(range(48, 58))
ASCII = bytes(range(128))
LETTERS_ONLY = bytes(at if at in LETTERS else 32 for at in range(256))
LETTERS_AND_DIGITS = bytes(at if at in LETTERS or at in DIGITS else 32 for at in range(256))
JOINERS = b"*_~`\\[]=^+|"
"""Mark-up that can stand inside a word and is gone when the word is read."""
_LETTERS_AND_JOINERS = bytes(at if at in LETTERS or at in JOINERS else 32 for at in range(256))
EMPHASIS = b"*_~`\\"
"""Such mark-up inside a number."""
LONG = 7
"""Fewest digits of a number that is no short code."""
_MOST_CHAINS = 10_000
_AREA_CODE = 3  # digits of one, or of a group that no version has
FIGURES = tuple(b"%d" % digit for digit in range(10))
_ALPHABET = frozenset(b"%c" % at for at in LETTERS)
# What is not shown at all, so that the words on both sides become one.
_INVISIBLE = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
_UNLIKE = frozenset(map(chr, _INVISIBLE)) | {"\u212a", "\u0130"}  # of the last two the small form has a plain letter
_WIDE = range(0xFF00, 0xFFF0)  # letters and figures in full width
_HARD_ENTITIES = (b"&shy", b"&zw", b"&fj", b"&nobreak", b"&#")
_NOT_TEXT = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_FENCES = {b"---": rb"---|\.\.\.", b"+++": rb"\+\+\+"}
# What may stand in the bytes between two words that are read side by side: signs, and mark-up with words of its own.
_SIDE = (
    rb"(?:\]\([^()]{0,1000}\)|\]\[[^\]]{0,300}\]|!\[[^\]]{0,300}\](?:\([^()]{0,1000}\))?|\[\^[^\]]{0,100}\]"
    rb"|<!--.{0,2000}?-->|<[^<>]{0,2000}>|\{[^{}]{0,1000}\}|&[a-z]{2,10};|[^a-z]){1,300}?"
)
_CLOSERS = (b")", b"]", b">", b"}", b";")  # what mark-up ends with that has words of its own
_REACH = 4000  # how many bytes after the word before it a word is looked for
_MOST_ENDS = 64
_PIECE = 1_000_000  # bytes
BESIDE, NEAR, ANYWHERE = range(3)
"""How a word of a pattern follows the one before it."""


def lowered(data: bytes) -> bytes | None:
    """The text in lower case, other than plain letters as “?”; None for what has to be looked at more closely."""
    if data.startswith(_NOT_TEXT) or b"\0" in data:
        return None
    if data.isascii():
        lower = data.lower()
    else:
        try:
            text, others = data.decode("utf-8"), set(data.translate(None, ASCII).decode("utf-8"))
        except UnicodeDecodeError:
            return None
        if any(char.isdecimal() or ord(char) in _WIDE for char in others):
            return None
        for char in others & _UNLIKE:
            text = text.replace(char, "" if ord(char) in _INVISIBLE else char.lower())
        lower = text.encode("ascii", "replace").lower()
    if b"&" in lower and any(entity in lower for entity in _HARD_ENTITIES):
        from html import unescape

        lower = unescape(lower.decode("ascii")).translate(_INVISIBLE).lower().encode("ascii", "replace")
    return lower


def flat(lower: str | bytes) -> bytes:
    """The runs of letters and figures of a text in lower case, with a space between."""
    data = lower if isinstance(lower, bytes) else lower.lower().encode("ascii", "replace")
    return b" ".join(map(b" ".join, filter(None, (_split(one, LETTERS_AND_DIGITS, EMPHASIS) for one in _pieces(data)))))


def speaks_of_readers(lower: bytes) -> bool:
    """Whether the front matter may say what language the text is in or whom it is for, or is hard to read."""
    if lower.startswith(b"{"):
        return True
    top = head(lower)
    if not top:
        return False
    import re

    return b"\\" in top or re.search(rb"(?:lang|language|locale|audience)[\"']?[ \t]*[:=]", top) is not None


def head(lower: bytes) -> bytes:
    """The front matter; empty when there is none."""
    fence = _FENCES.get(lower[:3])
    if fence is None:
        return b""
    import re

    end = re.search(rb"[\r\n](?:%b)[ \t]*(?:[\r\n]|\Z)" % fence, lower)
    return lower[: end.start()] if end else b""


def without_entities(lower: bytes) -> bytes:
    """The text with a space for “&nbsp;” and the like, which can stand within a number."""
    if b"&" not in lower:
        return lower
    import re

    return re.sub(rb"&[a-z]{2,10};", b" ", lower)


def without_pictures(lower: bytes) -> bytes:
    """The text without its pictures and what they are said to show."""
    if b"![" not in lower:
        return lower
    import re

    return re.sub(rb"!\[[^\]]{0,300}\]\([^()]{0,1000}\)", b"", lower)


def unversioned(lower: bytes) -> bytes:
    """The text without decimals and versions, as ``nlp.numbers`` reads it; mark-up beside one leaves it as it is."""
    if b"." not in lower:
        return lower
    import re

    # The figure first and then what stands before it: a pattern that begins with a sign is looked for much faster.
    return re.sub(
        rb"[0-9](?<![^\s(a-z:,/\"'-][0-9])\d*(?:\.\d+)+(?=\.?(?:[\s,;:)/\"'-]|\Z))",
        lambda chain: _SHOWN[chain[0]],
        lower,
    )


class _Shown(dict[bytes, bytes]):
    """What is left of a chain of figures and points: all of it, or a space for a version; most come again and again."""

    def __missing__(self, chain: bytes) -> bytes:
        lengths = [len(group) for group in chain.split(b".")]
        version = min(lengths) == 1 and max(lengths) < _AREA_CODE and sum(lengths) < LONG
        if len(self) >= _MOST_CHAINS:
            self.clear()
        found = self[chain] = b" " if version else chain
        return found


_SHOWN = _Shown()


def pieces(lower: bytes) -> list[bytes]:
    """The mark-up that may hold a number which a page shows: the front matter, shortcodes and tags with a figure."""
    if b"<" not in lower and b"{" not in lower and lower[:3] not in _FENCES:
        return []
    import re

    found: list[bytes] = re.findall(rb"\{\{[^{}]*\}\}|\{%[^{}%]*%\}|<[a-z][^<>]{0,2000}>", lower)
    return [piece for piece in (head(lower), *found) if any(digit in piece for digit in FIGURES)]


def unmarked(lower: bytes, sign: bytes = b"") -> bytes:
    """The text without tags, comments and the targets of links, so that what they stood between is joined.

    Args:
        lower: the text.
        sign: what to leave in the place of each.
    """
    if b"<" not in lower and b"](" not in lower and b"[^" not in lower:
        return lower
    import re

    return re.sub(rb"<!--.*?-->|<[^<>]{0,2000}>|\]\([^()\s]{0,2000}[^()]{0,300}\)|\[\^[^\]\s]{0,40}\]", sign, lower)


def words_of(lower: bytes) -> tuple[set[bytes], set[bytes]]:
    """The words of a text, and those that have mark-up inside, such as “com**mit**ted”, as they are read."""
    runs = _runs(lower, _LETTERS_AND_JOINERS)
    plain = set(b" ".join(runs).translate(LETTERS_ONLY).split())
    odd = _joined(runs - plain)
    if _may_join(lower):
        odd |= _joined(_runs(unmarked(lower, b"*"), _LETTERS_AND_JOINERS) - runs)
    return plain, odd


def parted(text: bytes, least: int) -> Iterator[list[bytes]]:
    """The runs of letters and figures of a text, some megabytes at a time; at least so many, but for the last.

    A list of all of them takes ten times the memory of the text.
    """
    words: list[bytes] = []
    for piece in _pieces(text):
        if len(words) >= least:
            yield words
            words = []
        words += _split(piece, LETTERS_AND_DIGITS)
    yield words


def _runs(text: bytes, table: bytes) -> set[bytes]:
    """What stands between spaces once ``table`` is laid on."""
    found: set[bytes] = set()
    for piece in _pieces(text):
        found.update(_split(piece, table))
    return found


def _split(piece: bytes, table: bytes, without: bytes = b"") -> list[bytes]:
    return piece.translate(table, without).split()


def _pieces(text: bytes) -> Iterator[bytes]:
    """The text in pieces that end before a space."""
    at = 0
    while at < len(text):
        end = text.find(b" ", at + _PIECE)
        end = len(text) if end < 0 else end
        yield text[at:end]
        at = end


def _joined(runs: set[bytes]) -> set[bytes]:
    """Those runs of letters and joiners that have a joiner inside, without it."""
    return {run.translate(None, JOINERS) for run in runs if not run.isalpha() and not run.strip(JOINERS).isalpha()}


def _may_join(lower: bytes) -> bool:
    """Whether something that ``unmarked`` takes out may stand right before a letter, so that it may join two."""
    if b"<" not in lower and b"](" not in lower and b"[^" not in lower:
        return False
    import re

    return re.search(rb"[>)\]][a-z*_~`\\\[\]=^+|]", lower) is not None


class Places:
    """Where words stand in the bytes of one text, each looked for once."""

    def __init__(self, lower: bytes) -> None:
        self._lower = lower
        self._starts: dict[bytes, list[int]] = {}

    def after(self, ends: list[int] | None, form: Sequence[bytes], how: int) -> list[int]:
        """Where a form of a few words ends that follows what ends at one of ``ends``; None for a form that begins."""
        for word in form:
            starts = self.where(word)
            follows = starts if ends is None else [start for start in starts if self._follows(ends, start, how)]
            ends, how = [start + len(word) for start in follows], BESIDE
        return ends or []

    def where(self, word: bytes) -> list[int]:
        """Where a word begins that has no letter beside it."""
        if word not in self._starts:
            lower, found, at = self._lower, [], self._lower.find(word)
            while at >= 0:
                end = at + len(word)
                if lower[at - 1 : at] not in _ALPHABET and lower[end : end + 1] not in _ALPHABET:
                    found.append(at)
                at = lower.find(word, end)
            self._starts[word] = found
        return self._starts[word]

    def _follows(self, ends: list[int], start: int, how: int) -> bool:
        lo, hi = bisect_left(ends, start - _REACH), bisect_left(ends, start)
        if how == NEAR or lo == hi:
            return lo < hi
        lower, letter = self._lower, start
        while letter and lower[letter - 1] not in LETTERS:
            letter -= 1
        if ends[hi - 1] >= letter:
            return True
        if not any(sign in lower[letter:start] for sign in _CLOSERS):
            return False
        import re

        between = (lower[end:start] for end in ends[max(lo, hi - _MOST_ENDS) : hi])
        return any(re.fullmatch(_SIDE, one, re.DOTALL) is not None for one in between)
