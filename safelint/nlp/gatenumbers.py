"""Whether the number of a helpline may stand in the bytes of a Markdown file, however it is grouped or spelt."""

from __future__ import annotations

from safelint.nlp.gatetext import (
    EMPHASIS,
    FIGURES,
    LONG,
    parted,
    pieces,
    unmarked,
    unversioned,
    without_entities,
    without_pictures,
)

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEYS = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz", b"22233344455566677778889999")
_MOST_GROUPS = 8
_CALLED = 40  # how many words before a short number “call” can stand, with mark-up between
_SPELT_FROM = 5  # fewest digits of a number that is printed with letters
_SPELT = 11  # of a number spelt with a longer word
_DIALS = (b"tel:", b"sms:", b"smsto:", b"callto:", b"wa.me/", b"whatsapp")
# A word that begins with a figure, and the next three with what stands before each. The figure is asked for before what
# stands in front of it, since a pattern that begins with a sign is looked for much faster.
_FIRST = rb"([0-9](?<![a-z0-9][0-9])[a-z0-9]*)(?=" + rb"([^a-z0-9]*)([a-z0-9]*)" * 3 + rb")"
_MARKS = (b"<", b"[", b"]")  # one of them begins whatever ``unmarked`` and ``without_pictures`` take out
NONE, MARKED, MAYBE = range(3)


class Numbers:
    """Numbers to look for.

    Args:
        known: their digits.
        calls: words before which or after which a short number is one to call.
        keys: words in the names of mark-up that holds a number.
    """

    def __init__(self, known: frozenset[bytes], calls: frozenset[bytes], keys: frozenset[bytes]) -> None:
        self._known = known
        self._calls = calls
        self._keys = keys
        self._begins = frozenset(number[:end] for number in known for end in range(1, len(number)))

    def may_stand_in(self, lower: bytes) -> bool:
        """Whether one of the numbers may stand in a text in lower case."""
        if not any(map(lower.__contains__, FIGURES)):
            return False
        if any(map(lower.__contains__, _DIALS)):
            return True
        shown = unversioned(without_entities(lower))
        begun = self._begun(shown)
        if begun == MAYBE and self._stands(shown):
            return True
        if begun != NONE:
            bare = without_pictures(shown)
            variants = {unmarked(shown), unmarked(bare)} if bare is not shown else {unmarked(shown)}
            if any(self._stands(text) for text in variants if text is not shown):
                return True
        named = (piece for piece in pieces(lower) if any(key in piece for key in self._keys))
        return any(self._stands(piece, named=True) for piece in named)

    def _begun(self, lower: bytes) -> int:
        """Whether some words beside each other may begin a number.

        ``NONE`` when neither this text nor what ``unmarked`` makes of it, with and without emphasis, holds a number:
        words with nothing of mark-up between are the same in all of them, or the last goes on there. ``MARKED`` when
        it may be held by the text without mark-up only.
        """
        found = NONE
        for first, *after in self._firsts(lower):
            between = after[::2]
            if self._may_go_on(first, after[1::2]) or any(signs and not signs.strip(EMPHASIS) for signs in between):
                return MAYBE
            if found == NONE and any(mark in signs for signs in between for mark in _MARKS):
                found = MARKED
        return found

    def _firsts(self, lower: bytes) -> list[tuple[bytes, ...]]:
        """The words with which a number may begin, each with what follows: see ``_FIRST``."""
        import re

        found: set[tuple[bytes, ...]] = set(re.findall(_FIRST, lower))
        return [one for one in found if self._may_begin(one[0].translate(_KEYS))]

    def _may_begin(self, keys: bytes) -> bool:
        return keys in self._begins or self._may_be(keys)

    def _may_be(self, keys: bytes) -> bool:
        return keys in self._known or keys[:_SPELT] in self._known

    def _may_go_on(self, first: bytes, words: list[bytes]) -> bool:
        """Whether the first of some words may be a number, or go on as one with those after it; see ``_is_known``."""
        for kept in (words, [word for word in words if word != b"0"]) if b"0" in words else (words,):
            joined = first.translate(_KEYS)
            for word in kept:
                if self._may_be(joined):
                    return True
                if not word or joined not in self._begins:
                    break
                joined += word.translate(_KEYS)
            else:
                if self._may_begin(joined):
                    return True
        return False

    def _stands(self, lower: bytes, *, named: bool = False) -> bool:
        """Whether a number stands in the text; a short one only after a word that calls, or where mark-up names it."""
        for text in {lower, lower.translate(None, EMPHASIS)}:  # emphasis inside a number, or between two words
            begun = {
                (first, *after[1::2]) for first, *after in self._firsts(text) if self._may_go_on(first, after[1::2])
            }
            if not begun:
                continue
            firsts = {words[0] for words in begun}
            for parts, start, end in _stretches(text):
                ahead = [*parts, b"", b"", b""]
                for at in [at for at in range(start, end) if parts[at] in firsts]:
                    if tuple(ahead[at : at + 4]) in begun:
                        calls = named or not self._calls.isdisjoint(parts[max(0, at - _CALLED) : at])
                        if self._is_known(parts[at : at + _MOST_GROUPS], text, calls=calls):
                            return True
        return False

    def _is_known(self, parts: Sequence[bytes], lower: bytes, *, calls: bool) -> bool:
        """Whether the first of some words, as the keys they stand on, make up a number that is known."""
        bare = [parts[0], *(part for part in parts[1:] if part != b"0")]
        for kept in (parts, bare) if len(bare) < len(parts) else (parts,):
            joined = b""
            for count, part in enumerate(kept, 1):
                joined += part.translate(_KEYS)
                if len(joined) > _SPELT and joined[:_SPELT] in self._known:
                    return True
                if joined in self._known and (
                    len(joined) >= LONG or (calls and (kept is not parts or _printed_so(kept[:count], lower)))
                ):
                    return True
                if joined not in self._begins:
                    break
        return False


def _stretches(text: bytes) -> Iterator[tuple[list[bytes], int, int]]:
    """The words of a text, part after part with some before and after, and which of them are the part's own."""
    parts = parted(text, _MOST_GROUPS)
    before: list[bytes] = []
    here = next(parts)
    for after in parts:
        yield [*before, *here, *after[:_MOST_GROUPS]], len(before), len(before) + len(here)
        before, here = [*before, *here][-_CALLED:], after
    yield [*before, *here], len(before), len(before) + len(here)


def _printed_so(parts: Sequence[bytes], lower: bytes) -> bool:
    """Whether a short number stands in the text with no more between its groups than within one number."""
    if sum(map(len, parts)) < _SPELT_FROM and not b"".join(parts).isdigit():
        return False
    import re

    return len(parts) == 1 or re.search(rb"(?:[^a-z0-9|]|\|\|){0,16}".join(parts), lower) is not None
