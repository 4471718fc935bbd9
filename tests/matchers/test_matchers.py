import json

import pytest

from safelint.matchers import MATCHERS, compile_find, dependency, missing, phrase, together, tokens
from safelint.model.errors import SpecError
from safelint.model.fix import Safety
from safelint.model.rule import Confidence, Rule, Severity, Status
from safelint.model.span import Span
from safelint.nlp.lexicon import Lexicon
from safelint.nlp.pipeline import Pipeline

RULE = Rule(
    "r",
    "t",
    "stigma",
    Severity.WARNING,
    Status.STABLE,
    Confidence.HIGH,
    "",
    (),
    (),
    (),
    (),
    (),
    (),
    (),
    "",
    (),
    Safety.NONE,
    "",
    "",
    (),
    (),
    "",
)
PARSER = Pipeline()


def test_the_table_holds_every_word():
    assert list(MATCHERS) == ["phrase", "tokens", "dependency", "together", "missing", "helpline"]


@pytest.mark.parametrize(
    ("word", "spec", "message"),
    [
        ("phrase", {"a": "b"}, "list of phrases"),
        ("phrase", [["a"]], "plain words"),
        ("tokens", "addict", "list of tokens"),
        ("tokens", [{"pos": "NOUN"}], "needs one token"),
        ("tokens", [{"lover": "a"}], "no token attribute"),
        ("tokens", [{"lower": {"within": ["a"]}}], "none of"),
        ("tokens", [{"lower": "$condition"}], r"did you mean \$conditions"),
        ("dependency", [{"right_attrs": {}}], "right_id"),
        (
            "dependency",
            [{"right_id": "a", "right_attrs": {"lower": "x"}}, {"right_id": "b", "right_attrs": {}}],
            "left_id",
        ),
        ("dependency", [{"right_id": "a", "right_attrs": {"pos": "NOUN"}}], "needs one node"),
        ("together", {"words": ["a"]}, "takes `words`"),
        ("together", {"words": ["a"], "with": ["b"], "within": "page"}, "sentence or paragraph"),
        ("together", {"words": ["a"], "with": ["$nothing"]}, "no word list"),
        ("missing", {"when": ["a"]}, "helpline"),
        ("missing", {"helpline": "there", "when": ["a"]}, "`here`"),
        ("missing", {"helpline": "here"}, "needs `when:`"),
        ("missing", {"helpline": "here", "when": ["a"], "at-least": "0"}, "whole number"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(word, spec, message, lexicon):
    with pytest.raises(SpecError, match=message):
        compile_find(word, spec, lexicon, "both")


def test_phrase_finds_at_a_trigger(lexicon, passage):
    (pattern,) = phrase.compile_spec(["commit suicide"], lexicon, "both")
    assert pattern.literal
    page = passage("He committed suicide.")
    (match,) = phrase.find(pattern, RULE, page, Span(3, 20))
    assert (match.span, match.shape.split()[0], match.because) == (Span(3, 20), "past", "commit suicide")


def test_together_needs_its_company_in_the_sentence(lexicon, passage):
    spec = {"words": ["failed attempt"], "with": ["suicide"], "within": "sentence"}
    (pattern,) = together.compile_spec(spec, lexicon, "both")
    near = passage("After a failed attempt at suicide he found help.")
    far = passage("After a failed attempt, retry. Suicide is another word.")
    assert [m.span for m in together.find(pattern, RULE, near, Span(8, 22))] == [Span(8, 22)]
    assert list(together.find(pattern, RULE, far, Span(8, 22))) == []
    (wide,) = together.compile_spec({**spec, "within": "paragraph"}, lexicon, "both")
    assert len(list(together.find(wide, RULE, far, Span(8, 22)))) == 1


def test_tokens_ask_for_explicit_forms_and_cover_what_is_marked(lexicon, passage):
    spec = [{"lower": "the"}, {"lemma": "person", "mark": "yes"}]
    (pattern,) = tokens.compile_spec(spec, lexicon, "both")
    assert set(json.loads(pattern.pattern)["pattern"][1]["LOWER"]["IN"]) >= {"person", "people"}
    assert "people" in pattern.triggers  # and not “the”, which stands everywhere
    page = passage("Well. We met the people there.")
    (doc,) = PARSER.parse(["We met the people there."])
    assert [m.span for m in tokens.find(pattern, RULE, page, Span(6, 30), doc)] == [Span(17, 23)]


def test_a_bare_list_means_any_of_it(lexicon):
    (pattern,) = tokens.compile_spec([{"lower": "the", "pos": ["DET", "PRON"]}], lexicon, "both")
    assert json.loads(pattern.pattern)["pattern"][0]["POS"] == {"IN": ["DET", "PRON"]}


def test_dependency_follows_the_syntax(lexicon, passage):
    spec = [
        {"right_id": "verb", "right_attrs": {"lemma": "suffer"}, "mark": "yes"},
        {"left_id": "verb", "rel_op": ">", "right_id": "thing", "right_attrs": {"lower": "depression"}},
    ]
    (pattern,) = dependency.compile_spec(spec, lexicon, "both")
    text = "She suffered from severe depression."
    (doc,) = PARSER.parse([text])
    (match,) = dependency.find(pattern, RULE, passage(text), Span(0, len(text)), doc)
    assert text[match.span.start : match.span.end] == "suffered"
    other = "She suffered while depression rates rose."
    (doc,) = PARSER.parse([other])
    assert list(dependency.find(pattern, RULE, passage(other), Span(0, len(other)), doc)) == []


def test_missing_points_at_the_title_or_the_first_words(lexicon, passage):
    (pattern,) = missing.compile_spec({"helpline": "here", "when": ["suicide"], "at-least": "2"}, lexicon, "both")
    page = passage("About suicide. More on suicide.")
    match = missing.find(pattern, RULE, [page], [], helpline_here=False)
    assert match.span == Span(6, 13)
    assert missing.find(pattern, RULE, [page], [], helpline_here=True) is None
    assert missing.find(pattern, RULE, [passage("One suicide.")], [], helpline_here=False) is None


@pytest.mark.parametrize("value", [5, None, [5], {"in": "NOUN"}, {"in": [1]}, {"regex": ["x"]}, {"not_in": 3}])
@pytest.mark.parametrize("attribute", ["pos", "dep", "text"])
def test_a_value_of_the_wrong_kind_is_an_error_of_the_rule(attribute, value):
    with pytest.raises(SpecError):
        compile_find("tokens", [[{attribute: value}, {"lower": "x"}]], Lexicon(), "")
