"""One spelling for the many ways the same words are typed, character for character."""

from __future__ import annotations

# Every replacement is one character for one, so that offsets stay what they are.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ＇`´", "'"),
        **dict.fromkeys("\t\n\v\f\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\u2028\u2029\u202f\u205f\u3000", " "),
        **dict.fromkeys("-\u2010\u2011\ufe63\uff0d", " "),  # a hyphen joins words as a space does
    }
)

_HYPHENS = "-\u2010\u2011"
# Before these a word is still the word it was: “ex-addict”; “non-” turns it round.
_PREFIXES = frozenset({"ex", "ultra"})


def normalise(text: str) -> str:
    """``text`` in lower case with plain apostrophes, and spaces for hyphens and white space; the same length."""
    folded = text.translate(_SAME_LENGTH)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    # A few capitals (İ) grow when lowered; they stay as they are.
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def bounded(text: str, start: int, end: int, *, hyphens: bool = True) -> bool:
    """Whether ``[start, end)`` of the original text begins and ends at word boundaries.

    A possessive “'s” is a boundary. A hyphen that ties the stretch to another word (“clean-cut”) is none, unless
    ``hyphens`` is false, as for the tokens of a parsed sentence; a unit then begins after its figure (“40kg”).
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before != " ":  # a space is the most common by far
        unit = not hyphens and before.isdigit() and text[start].isalpha()
        if (before.isalnum() or before == "_") and not unit:
            return False
        if hyphens and before in _HYPHENS and start > 1 and text[start - 2].isalnum():
            return text[max(0, start - 6) : start - 1].lower().rpartition(" ")[2] in _PREFIXES
    if after and after != " ":
        if after.isalnum() or after == "_":
            return False
        following = text[end + 1 : end + 3]
        if hyphens and after in _HYPHENS and following[:1].isalnum():
            return False
        if after in "'’" and following[:1].isalpha():
            return following[:1] in "sS" and not following[1:2].isalnum()
    return True
