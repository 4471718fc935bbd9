"""spaCy patterns written in lower case: checked, and given explicit word forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SpecError
from safelint.nlp.lexicon import unknown_list
from safelint.nlp.normal import normalise

if TYPE_CHECKING:
    from safelint.nlp.lexicon import Lexicon

# What a token pattern may ask, and spaCy's name for it. ``lemma`` becomes explicit forms: a trained lemmatiser is
# wrong just where this field's words are rare (“overdos”, “relaps”).
_ATTRIBUTES = (
    "lower",
    "lemma",
    "pos",
    "tag",
    "dep",
    "morph",
    "op",
    "text",
    "shape",
    "is_punct",
    "is_alpha",
    "is_digit",
    "like_num",
    "is_title",
    "is_sent_start",
)
_SETS = ("in", "not_in", "regex")
_OPTIONAL = ("?", "*", "!")
_FLAGS = ("is_punct", "is_alpha", "is_digit", "like_num", "is_title", "is_sent_start")


def token(spec: object, lexicon: Lexicon, path: tuple[str | int, ...]) -> tuple[dict[str, Any], list[str]]:
    """One token of a pattern as spaCy reads it, and the literals of which one must be there (empty if any will do).

    Raises:
        SpecError: an unknown attribute or word list.
    """
    if not isinstance(spec, Mapping):
        raise SpecError("a token is a mapping such as {lower: addict, pos: NOUN}", path)
    built: dict[str, Any] = {}
    literals: list[str] = []
    for key, value in spec.items():
        if key == "mark":
            continue
        if key not in _ATTRIBUTES:
            raise SpecError(f"“{key}” is no token attribute; there are {', '.join(_ATTRIBUTES)}", (*path, key))
        if key in {"lower", "lemma"}:
            built["LOWER"], literals = _lower(key, value, lexicon, (*path, key))
        elif key in _FLAGS:
            built[key.upper()] = value == "yes"
        else:
            built[key.upper()] = _value(value, (*path, key))
    if spec.get("op") in _OPTIONAL:
        literals = []
    return built, [normalise(word) for word in literals]


def rarest(needed: Sequence[Sequence[str]]) -> Sequence[str]:
    """Of the literals of several tokens, those that stand in the fewest sentences: long words before short ones.

    “the” would send every sentence to the parser; “mentally”, of the same pattern, sends few.
    """
    return min(needed, key=lambda found: (-min(map(len, found)), len(found)))


def _lower(key: str, value: object, lexicon: Lexicon, path: tuple[str | int, ...]) -> tuple[dict[str, Any], list[str]]:
    """The condition on a token's lower-case form, and the literals it needs (none for ``not_in`` and ``regex``)."""
    words = _words(value, lexicon, path)
    if key == "lemma":
        words = [form for word in words for form in lexicon.lemma_forms(word)]
    if isinstance(value, Mapping) and "not_in" in value:
        return {"NOT_IN": words}, []
    if isinstance(value, Mapping) and "regex" in value:
        return {"REGEX": value["regex"]}, []
    return {"IN": list(dict.fromkeys(words))}, words


def _value(value: object, path: tuple[str | int, ...]) -> object:
    if isinstance(value, Mapping):
        unknown = [key for key in value if key not in _SETS]
        if unknown:
            raise SpecError(f"“{unknown[0]}” is none of {', '.join(_SETS)}", path)
        for key, item in value.items():  # spaCy does not check them when the pattern is used
            if not (isinstance(item, str) if key == "regex" else _texts(item)):
                raise SpecError(f"“{key}” takes {'an expression' if key == 'regex' else 'a list of texts'}", path)
        return {key.upper(): item for key, item in value.items()}
    if not isinstance(value, str) and not _texts(value):
        raise SpecError(f"expected a text or a list of texts, and this is {value!r}", path)
    return {"IN": value} if isinstance(value, list) else value


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _words(value: object, lexicon: Lexicon, path: tuple[str | int, ...]) -> list[str]:
    if isinstance(value, Mapping):
        _value(value, path)
        if "regex" in value:
            return []
        value = value.get("in", value.get("not_in"))
    listed = value if isinstance(value, list) else [value]
    words: list[str] = []
    for item in listed:
        if not isinstance(item, str):
            raise SpecError("expected words", path)
        if not item.startswith("$"):
            words.append(item.lower())
            continue
        try:
            forms = lexicon.list_slot(item[1:]).forms
        except KeyError:
            raise SpecError(unknown_list(item[1:], list(lexicon.lists)), path) from None
        words.extend(form.text for form in forms if " " not in form.text)
    return words
