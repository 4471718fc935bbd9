"""What a line is said to have come to: matches with the part of the rule, excuses, and the words as they were seen."""

from dataclasses import replace

import pytest

from safelint.engine.explain import explain
from safelint.formats import read
from safelint.model.choice import Choice
from safelint.model.rule import Severity
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, choose, load

BOOK = load([builtin()])
RULES = choose(BOOK)
PARSER = Pipeline()


def told(text, line=1, column=0, **choice):
    source = Source("x.md", text)
    return explain(read(source, "markdown"), source, BOOK, Choice(**{"rules": RULES, **choice}), PARSER, line, column)


TEXT = """He committed suicide.

Avoid saying committed suicide.

<!-- safelint: allow committed-suicide, a title -->

She committed suicide.

A plain line.
"""


@pytest.mark.parametrize(("line", "outcome"), [(1, "reported"), (3, "excused"), (7, "suppressed")])
def test_what_became_of_a_match(line, outcome):
    (entry,) = [one for one in told(TEXT, line).entries if one.finding.rule == "committed-suicide"]
    assert (entry.outcome, entry.find, entry.at, entry.of) == (outcome, "phrase", 1, 1)


def test_what_is_below_the_severity_shown_is_told_too():
    said = told("She committed suicide.", rules={"committed-suicide": Severity.ADVICE}, min_severity=Severity.ERROR)
    assert [one.outcome for one in said.entries] == ["below"]


def test_which_of_several_patterns_it_was():
    rule = next(one for one in BOOK.rules if one.id == "drove-to-suicide")
    (entry,) = told("# After a suicide\n\nThey pushed the actor to suicide.", 3, rules={rule.id: rule.severity}).entries
    assert (entry.finding.because, entry.find, entry.of) == ("push … to suicide", "phrase", len(rule.find))
    assert rule.find[entry.at - 1].written == "push … to suicide"


def test_a_line_without_words_of_rules_has_nothing_to_tell():
    said = told(TEXT, 9)
    assert (said.entries, said.others, said.sentences) == ((), (), ())
    assert told(TEXT, 99).result is None
    assert told(TEXT, 99).lines == 10


PARSED = "A *schizophrenic* was seen. “The schizophrenic” is a film about schizophrenia."


def test_the_words_are_shown_as_they_were_parsed():
    (sentence,) = told(PARSED, column=1, rules={"a-schizophrenic": Severity.WARNING}).sentences
    assert sentence.parsed
    word = sentence.tokens[1]
    assert (word.text, word.base, word.pos, word.tag) == ("schizophrenic", "schizophrenic", "NOUN", "NN")
    assert PARSED[word.start : word.end] == "schizophrenic"
    (root,) = [one for one in sentence.tokens if one.relation == "root"]
    assert (root.head, word.head) == ("", root.text)


def test_a_sentence_that_no_rule_asked_to_parse_shows_its_words():
    (sentence,) = told("First, a line. Just *snap* Out of it.", rules={"snap-out-of-it": Severity.WARNING}).sentences
    assert not sentence.parsed
    assert [one.base for one in sentence.tokens] == ["just", "snap", "out", "of", "it"]
    assert {(one.pos, one.relation) for one in sentence.tokens} == {("", "")}
    assert sentence.start.column == 16


def test_a_column_chooses_the_sentence():
    text = "He committed suicide. She committed suicide in May."
    assert len(told(text).sentences) == 2
    (sentence,) = told(text, column=30).sentences
    assert sentence.start.column == 23
    assert [one.finding.start.column for one in told(text, column=30).entries if one.finding.scope == "text"] == [27]


def test_a_rule_that_waits_for_a_topic_is_named():
    said = told("An addict was seen.", rules={"addict": Severity.WARNING})
    assert said.entries == ()
    assert [(rule, "only in documents about" in why) for rule, why in said.others] == [("addict", True)]


def test_every_rule_and_pattern_can_be_told():
    """The first example of each rule names a part of its ``find:``."""
    for rule in BOOK.rules:
        example = next(one for one in rule.examples if one.flags)
        gateless = replace(rule, about=(), locales=())
        book = replace(BOOK, rules=(gateless,), digest=f"explain {rule.id}")
        source = Source("x.md", example.text)
        audience = tuple(one.rpartition("-")[2] for one in rule.locales)
        choice = Choice({rule.id: rule.severity}, audience)
        for line in range(1, example.text.count("\n") + 2):
            for entry in explain(read(source, "markdown"), source, book, choice, PARSER, line).entries:
                assert 1 <= entry.at <= entry.of
                assert entry.find
