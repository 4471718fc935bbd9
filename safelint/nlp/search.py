"""Compiled spaCy patterns run over sentences: first over bare tokens, to tell which need the parser at all."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from safelint.model.span import Span
from safelint.nlp.pipeline import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.pattern import Dependency, Tokens

# What of a pattern is known before anything is tagged or parsed.
_OPTIONAL = frozenset({"?", "*", "!"})
_PLAIN = frozenset({"LOWER", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT", "LIKE_NUM", "OP"})


def possible(pattern: Tokens | Dependency, lower: str) -> bool:
    """Whether a sentence in lower case holds what ``pattern`` asks for by its letters, in order and side by side.

    Tokens are stretches of the text with nothing but white space between, wherever spaCy may part them.
    """
    if any(not any(map(lower.__contains__, words)) for words in _words(pattern.pattern)):
        return False
    at = 0
    for one, ordered in _needed(pattern.pattern):
        found = one.search(lower, at if ordered else 0)
        if found is None:
            return False
        at = found.start() + 1  # piece by piece, and never back: one expression for all would cost their product
    return True


@lru_cache(maxsize=2048)
def _words(pattern: str) -> tuple[tuple[str, ...], ...]:
    """For each token of a pattern that must be there and is one of some words, those words: told without compiling."""
    found = []
    for one in map(_attributes, json.loads(pattern)["pattern"]):
        words = one.get("LOWER", {})
        if _must(one) and isinstance(words, dict) and "IN" in words and not one.get("TEXT"):
            found.append(tuple(words["IN"]))
    return tuple(found)


@lru_cache(maxsize=2048)
def _needed(pattern: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Expressions all of which stand in a sentence that the pattern matches, and whether after the one before."""
    parts = json.loads(pattern)["pattern"]
    spelt = [_spelt(part) for part in map(_attributes, parts)]
    if "RIGHT_ATTRS" in parts[0]:
        return tuple((re.compile(one), False) for one in spelt if one)
    runs, joined = [""], False
    for one in spelt:
        if one and joined:
            runs[-1] += rf"\s*{one}"
        elif one:
            runs.append(one)
        joined = bool(one)
    return tuple((re.compile(run), True) for run in runs if run)


def _spelt(attributes: dict[str, Any]) -> str:
    """An expression for the words of a token that must be there; empty when it may be any or none."""
    if not _must(attributes):
        return ""
    asked = attributes.get("TEXT", "")
    one = re.escape(asked.lower()) if asked and isinstance(asked, str) else _word(attributes.get("LOWER", {}))
    return rf"{one}(?:\s*{one})*" if one and "OP" in attributes else one


def _must(attributes: dict[str, Any]) -> bool:
    """Whether a token has to be there."""
    times: str = attributes.get("OP", "1")
    return times not in _OPTIONAL and not times.startswith(("{0", "{,"))


def _word(words: dict[str, Any]) -> str:
    """An expression for one token whose lower-case form is asked about; empty when it is not spelt out."""
    if "IN" in words:
        return f"(?:{'|'.join(map(re.escape, words['IN']))})"
    given = words.get("REGEX", "")
    body = given[1:-1] if given[:1] == "^" and given[-1:] == "$" and given[-2:] != r"\$" else ""
    alternatives = re.sub(r"\\.|\([^()]*\)", "", body)  # those outside brackets are anchored on one side only
    return f"(?:{body})" if body and not set("|^$()") & set(alternatives) else ""


def _attributes(part: dict[str, Any]) -> dict[str, Any]:
    """What a token of a pattern, or a node of a dependency pattern, asks for."""
    asked: dict[str, Any] = part.get("RIGHT_ATTRS", part)
    return asked


def promising(pattern: Tokens | Dependency, doc: Any) -> bool:
    """Whether ``pattern`` can match a tokenised sentence, whatever its tags and relations turn out to be."""
    return all(matcher(doc) for matcher in _loose(pattern.pattern, doc.vocab))


@lru_cache(maxsize=2048)
def _loose(pattern: str, vocab: Any) -> tuple[Any, ...]:
    """Matchers all of which find something wherever the pattern, tagged and parsed, would."""
    from spacy.matcher import Matcher

    parts = json.loads(pattern)["pattern"]
    asked = [_attributes(part) for part in parts]
    if any(one.get("OP") == "!" for one in asked):
        return ()  # what must not be there can't be loosened
    known = [{key: value for key, value in one.items() if key in _PLAIN} for one in asked]
    lists = [[one] for one in known if one] if "RIGHT_ATTRS" in parts[0] else [known]
    matchers = []
    for tokens in lists:
        matcher = Matcher(vocab, validate=False)  # ours are checked as rules are compiled
        matcher.add("m", [tokens])
        matchers.append(matcher)
    return tuple(matchers)


@lru_cache(maxsize=2048)
def _matcher(kind: str, pattern: str, vocab: Any) -> Any:
    from spacy.matcher import DependencyMatcher, Matcher

    parts = json.loads(pattern)
    if kind == "tokens":
        matcher = Matcher(vocab, validate=False)
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
    if word.tag_ not in {"VBD", "VBN"} or word.lower_.endswith("ed"):
        return False
    return bool(word.lower_ == lemma(word))


def shape_of_tokens(doc: Any, spans: Sequence[Span]) -> str:
    """The grammatical shapes of what was found, parted by a space: of its first verb, then of its last noun."""
    words = [found[0] for one in spans if (found := doc.char_span(one.start, one.end)) is not None]
    tags = ["base" if _plain(word) else _SHAPES.get(word.tag_, "") for word in words]
    verbs = [tag for tag in tags if tag not in {"", "singular", "plural"}]
    nouns = [tag for tag in tags if tag in {"singular", "plural"}]
    return " ".join([*verbs[:1], *nouns[-1:]])
