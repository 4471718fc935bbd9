"""Phrases found by their words stand where the expression that says the same finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.nlp.normal import bounded, normalise
from safelint.nlp.phrases import around, locate
from safelint.rulebook import builtin, load

GAP_WORD = r"(?: [^\s.,;:!?()\[\]{}\"“”«»…—–]+)"


@pytest.fixture(scope="module")
def phrases():
    """Every phrase of the rule book that is no sign, with the expression that says the same."""
    book = load([builtin()])
    found = [one for rule in book.rules for one in (*rule.find, *rule.exceptions) if hasattr(one, "slots")]
    found += [one for topic in book.topics.values() for one in topic.words]
    found += [one for cues in book.cues.values() for role in cues.roles.values() for one in role]
    return [one for one in dict.fromkeys(found) if any(map(str.isalnum, one.written))]


def expression(phrase):
    parts = []
    start, end = phrase.mark
    for at, slot in enumerate(phrase.slots):
        if at == start:
            parts.append((" " if parts and slot.forms else "") + "(?P<m>")
        elif at and slot.forms:
            parts.append(" ")
        if slot.forms:
            longest_first = sorted((form.text for form in slot.forms), key=len, reverse=True)
            parts.append("(?:" + "|".join(map(re.escape, longest_first)) + ")(?![^\\W_])")
        else:
            parts.append(f"(?:{GAP_WORD}{{0,{slot.gap}}})")
        if at == end - 1:
            parts.append(")")
    return re.compile(r"(?<![^\W_])" + "".join(parts))


def expected(phrase, text, normal):
    return [
        found.span("m") for found in expression(phrase).finditer(normal) if bounded(text, found.start(), found.end())
    ]


def spread(phrase, step):
    """A text made of the forms of a phrase, some of them with words between or another sign after."""
    words = ["then "]
    for at, slot in enumerate(phrase.slots):
        words.append(slot.forms[(step * 7 + at) % len(slot.forms)].text + " " if slot.forms else "of, or " * (step % 2))
    return "".join(words) + "and " + "".join(words[1:]).upper().replace(" ", "-", step % 2)


def test_every_phrase_of_the_book_is_found_where_its_expression_is(phrases):
    found = 0
    for step, phrase in enumerate(phrases):
        text = spread(phrase, step)
        normal = normalise(text)
        places = expected(phrase, text, normal)
        assert [(one.start, one.end) for one in locate(phrase, text, normal)] == places, phrase.written
        found += len(places)
    assert found > len(phrases) / 2


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_words_in_any_order(phrases, data):
    phrase = data.draw(st.sampled_from(phrases))
    forms = [form.text for slot in phrase.slots for form in slot.forms][:40]
    parts = st.lists(st.sampled_from([*forms, *forms, "and", "Ünder", "_x", "9", "o'clock"]), min_size=1, max_size=14)
    joined = data.draw(parts)
    signs = data.draw(st.lists(st.sampled_from([" ", " ", " ", "-", ", ", "’", "  "]), min_size=14, max_size=14))
    text = "".join(word + sign for word, sign in zip(joined, signs, strict=False))
    normal = normalise(text)
    assert [(one.start, one.end) for one in locate(phrase, text, normal)] == expected(phrase, text, normal)


def test_a_phrase_around_one_of_its_words(phrases):
    phrase = next(one for one in phrases if one.written == "commit suicide")
    text = "To commit suicide; to commit suicide."
    second = text.rindex("commit suicide")
    from safelint.model.span import Span

    trigger = Span(second, second + len("commit suicide"))
    assert list(around(phrase, text, normalise(text), trigger)) == [trigger]
