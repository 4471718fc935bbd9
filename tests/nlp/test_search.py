"""A sentence is kept from the parser only where no pattern could match it."""

from __future__ import annotations

import pytest

from safelint.model.pattern import Dependency, Tokens
from safelint.nlp.pipeline import Pipeline, lemma
from safelint.nlp.search import dependency_matches, possible, promising, token_matches
from safelint.rulebook import builtin, load


@pytest.fixture(scope="module")
def patterns():
    return [one for rule in load([builtin()]).rules for one in rule.find if isinstance(one, (Tokens, Dependency))]


@pytest.fixture(scope="module")
def sentences():
    book = load([builtin()])
    with_patterns = [rule for rule in book.rules if any(isinstance(one, (Tokens, Dependency)) for one in rule.find)]
    texts = [one.text for rule in with_patterns for one in rule.examples if not one.document]
    return [*dict.fromkeys(texts), *[text.upper() for text in texts[::40]]]


def test_what_matches_was_possible_and_promising(patterns, sentences):
    pipeline = Pipeline()
    bare, parsed = pipeline.tokens(sentences), pipeline.parse(sentences)
    matched = spared = 0
    for text, before, doc in zip(sentences, bare, parsed, strict=True):
        for pattern in patterns:
            if isinstance(pattern, Tokens):
                found = list(token_matches(pattern.pattern, doc))
            else:
                found = list(dependency_matches(pattern.pattern, pattern.mark, doc))
            let_in = possible(pattern, text.lower()) and promising(pattern, before)
            assert let_in or not found, (text, pattern.written)
            matched += bool(found)
            spared += not let_in
    assert matched > 100
    assert spared > 100 * matched  # or the parser would be asked for nothing


def test_a_lemma_is_found_when_somebody_asks():
    doc = Pipeline().parse(["Rates soared in rural towns."])[0]
    assert [lemma(token) for token in doc][:2] == ["rate", "soar"]
