"""spaCy patterns written in lower case: checked, given explicit word forms, and run over parsed sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SpecError
from safelint.model.span import Span
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
        return {key.upper(): item for key, item in value.items()}
    return {"IN": value} if isinstance(value, list) else value


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


@lru_cache(maxsize=2048)
def _matcher(kind: str, pattern: str, vocab: Any) -> Any:
    from spacy.matcher import DependencyMatcher, Matcher

    parts = json.loads(pattern)
    if kind == "tokens":
        matcher = Matcher(vocab)
        matcher.add("m", [parts["pattern"]], greedy="LONGEST")
        return matcher
    dependency = DependencyMatcher(vocab)
    dependency.add("m", [parts["pattern"]])
    return dependency


def token_matches(pattern: str, doc: Any) -> Iterator[list[Span]]:
    """Where a compiled ``tokens`` pattern holds in a parsed sentence: the spans of its marked tokens, or of all."""
    marks = json.loads(pattern)["mark"]
    matcher = _matcher("tokens", pattern, doc.vocab)
    for _, start, end, aligned in matcher(doc, with_alignments=True):
        wanted = [start + at for at, part in enumerate(aligned) if not marks or part in marks]
        yield [_span(doc[index]) for index in wanted or range(start, end)]


def dependency_matches(pattern: str, mark: Sequence[str], doc: Any) -> Iterator[list[Span]]:
    """Where a compiled ``dependency`` pattern holds: the spans of the nodes in ``mark``, or of all nodes."""
    parts = json.loads(pattern)["pattern"]
    names = [part["RIGHT_ID"] for part in parts]
    for _, tokens in _matcher("dependency", pattern, doc.vocab)(doc):
        yield [_span(doc[at]) for at, name in zip(tokens, names, strict=True) if not mark or name in mark]


def _span(token: Any) -> Span:
    return Span(token.idx, token.idx + len(token.text))


_SHAPES = {
    "NN": "singular",
    "NNP": "singular",
    "NNS": "plural",
    "NNPS": "plural",
    "VB": "base",
    "VBP": "base",
    "VBZ": "third",
    "VBD": "past",
    "VBN": "participle",
    "VBG": "gerund",
}


def _plain(word: Any) -> bool:
    """Whether a verb tagged as past is its own plain form, as headlines have it: “rates soar in rural towns”."""
    return word.tag_ in {"VBD", "VBN"} and word.lower_ == word.lemma_ and not word.lower_.endswith("ed")


def shape_of_tokens(doc: Any, spans: Sequence[Span]) -> str:
    """The grammatical shapes of what was found, parted by a space: of its first verb, then of its last noun."""
    words = [found[0] for one in spans if (found := doc.char_span(one.start, one.end)) is not None]
    tags = ["base" if _plain(word) else _SHAPES.get(word.tag_, "") for word in words]
    verbs = [tag for tag in tags if tag not in {"", "singular", "plural"}]
    nouns = [tag for tag in tags if tag in {"singular", "plural"}]
    return " ".join([*verbs[:1], *nouns[-1:]])
