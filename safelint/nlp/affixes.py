"""What a tokenizer looks for at the edges of words and inside; long expressions are compiled for odd words only.

The expressions of a spaCy tokenizer list the letters and signs of every script, and compiling them takes longer than
parsing a short text. Of a plain word – ASCII letters or digits, perhaps with a stop behind – it is known what they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

# What is a suffix after any letter or digit, where nothing else stands before it.
_STOPS = ",;:!?"
_LAST = regex.compile(r"[.,;:!?]$")


class Affixes:
    """The searches that a tokenizer is made of.

    Args:
        spelt: the expressions of the bundled tokenizer, under ``prefix_search``, ``suffix_search``, ``infix_finditer``
            and ``url_match``; the tests prove of these what is said below of plain words.
    """

    def __init__(self, spelt: Mapping[str, str]) -> None:
        self._prefix = regex.compile(spelt["prefix_search"])
        self._suffix = regex.compile(spelt["suffix_search"])
        self._infix = regex.compile(spelt["infix_finditer"])
        self._url = regex.compile(spelt["url_match"])

    def prefix(self, text: str) -> re.Match[str] | None:
        """Where a prefix stands; no letter or digit is one, or begins one other than “US$”."""
        if text[:1].isalnum() and text[:1].isascii() and "$" not in text:
            return None
        return self._prefix.search(text)

    def suffix(self, text: str) -> re.Match[str] | None:
        """Where a suffix stands; letters are one after digits only (“5km”), and a stop always."""
        if text.isascii():
            if text.isalpha() or text.isdigit():
                return None
            word, last = text[:-1], text[-1:]
            if word.isalnum() and (last in _STOPS or (last == "." and (word[-1].islower() or word[-1].isdigit()))):
                return _LAST.search(text)
        return self._suffix.search(text)

    def infixes(self, text: str) -> Iterable[re.Match[str]]:
        """Where words are parted; never at a letter or digit."""
        return () if text.isascii() and text.isalnum() else self._infix.finditer(text)

    def url(self, text: str) -> re.Match[str] | None:
        """Whether the text is an address; those have a full stop."""
        return self._url.match(text) if "." in text else None
