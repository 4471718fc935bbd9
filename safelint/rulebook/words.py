"""``_words/``: word lists and inflection tables, read into a lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.nlp.lexicon import INFLECT, Lexicon, WordList
from safelint.rulebook.read import Page, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_VERBS, _UNCHANGING = "verbs", "unchanging"
_IRREGULAR_VERBS, _IRREGULAR_NOUNS = "irregular-verbs", "irregular-nouns"
# past and participle, then gerund and third person where they are irregular too
_PARTS = range(2, 5)


def read_lexicon(files: Iterable[Path]) -> Lexicon:
    """The lexicon of every file under ``_words/``; a later file of the same name takes the place of an earlier one.

    Raises:
        RuleError: a file is no word list.
    """
    pages = {file.stem: read(file) for file in files}
    lists = {name: _word_list(page) for name, page in pages.items() if not name.startswith("irregular-")}
    return Lexicon(
        lists=lists,
        verbs=frozenset(lists[_VERBS].words) if _VERBS in lists else frozenset(),
        unchanging=frozenset(lists[_UNCHANGING].words) if _UNCHANGING in lists else frozenset(),
        irregular_verbs=_verbs(pages[_IRREGULAR_VERBS]) if _IRREGULAR_VERBS in pages else {},
        irregular_nouns=_nouns(pages[_IRREGULAR_NOUNS]) if _IRREGULAR_NOUNS in pages else {},
    )


def _word_list(page: Page) -> WordList:
    data: Any = page.data
    keys: tuple[str, ...] = ()
    inflect = "no"
    if isinstance(data, dict):
        inflect, data, keys = data.get("inflect", "no"), data.get("words"), ("words",)
    if inflect not in INFLECT:
        raise page.refuse(f"`inflect:` is one of {', '.join(INFLECT)}", ("inflect",))
    if not isinstance(data, list) or not all(isinstance(word, str) and word for word in data):
        raise page.refuse("a word list is a list of words, or `inflect:` and `words:`", keys)
    return WordList(tuple(data), inflect)


def _verbs(page: Page) -> dict[str, tuple[str, ...]]:
    if not isinstance(page.data, dict):
        raise page.refuse("irregular verbs are lines such as `take: took taken`")
    found = {}
    for base, parts in page.data.items():
        words = parts.split() if isinstance(parts, str) else []
        if len(words) not in _PARTS:
            raise page.refuse("expected the past and the participle, such as `take: took taken`", (base,))
        found[base] = tuple(words)
    return found


def _nouns(page: Page) -> dict[str, str]:
    if not isinstance(page.data, dict) or not all(isinstance(word, str) for word in page.data.values()):
        raise page.refuse("irregular nouns are lines such as `person: people`")
    return dict(page.data)
