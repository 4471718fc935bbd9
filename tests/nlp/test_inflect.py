"""Verb forms, plurals and articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from safelint.nlp.inflect import (
    SHAPES,
    article,
    noun_phrase_plural,
    plural,
    verb_forms,
    verb_phrase_forms,
    verb_variants,
)

WORDS = Path(__file__).parents[2] / "rules" / "en" / "_words"
VERBS = {
    base: tuple(forms.split())
    for base, forms in yaml.safe_load((WORDS / "irregular-verbs.yaml").read_text("utf-8")).items()
}
NOUNS = yaml.safe_load((WORDS / "irregular-nouns.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "forms",
    [
        "commit commits committed committed committing",
        "admit admits admitted admitted admitting",
        "refer refers referred referred referring",
        "visit visits visited visited visiting",
        "suffer suffers suffered suffered suffering",
        "use uses used used using",
        "die dies died died dying",
        "binge binges binged binged bingeing",
        "agree agrees agreed agreed agreeing",
        "stop stops stopped stopped stopping",
        "harm harms harmed harmed harming",
        "fix fixes fixed fixed fixing",
        "play plays played played playing",
        "try tries tried tried trying",
        "diagnose diagnoses diagnosed diagnosed diagnosing",
        "teach teaches taught taught teaching",
        "quit quits quit quit quitting",
        "quiz quizzes quizzed quizzed quizzing",
        "panic panics panicked panicked panicking",
        "go goes went gone going",
        "have has had had having",
        "take takes took taken taking",
        "hurt hurts hurt hurt hurting",
        "overdose overdoses overdosed overdosed overdosing",
        "relapse relapses relapsed relapsed relapsing",
        "self-harm self-harms self-harmed self-harmed self-harming",
        "binge-eat binge-eats binge-ate binge-eaten binge-eating",
        "reckon reckons reckoned reckoned reckoning",
        "render renders rendered rendered rendering",
        "label labels labelled labelled labelling",
        "OD ods od'd od'd od'ing",
    ],
)
def test_verb_forms(forms):
    base = forms.split()[0]
    assert list(verb_forms(base, VERBS).values()) == forms.split()
    assert tuple(verb_forms(base, VERBS)) == SHAPES


def test_every_spelling_is_known():
    assert verb_variants("hang", VERBS)["past"] == ("hanged", "hung")
    assert verb_variants("counsel", VERBS)["gerund"] == ("counselling", "counseling")
    assert verb_variants("be", VERBS)["third"] == ("is", "are", "am")


def test_a_phrase_inflects_in_its_verb():
    assert verb_phrase_forms("die by suicide") == {
        "base": "die by suicide",
        "third": "dies by suicide",
        "past": "died by suicide",
        "participle": "died by suicide",
        "gerund": "dying by suicide",
    }
    assert verb_phrase_forms("take part in", VERBS)["past"] == "took part in"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("addict", "addicts"),
        ("drug user", "drug users"),
        ("church", "churches"),
        ("baby", "babies"),
        ("boy", "boys"),
        ("crisis", "crises"),
        ("diagnosis", "diagnoses"),
        ("person", "people"),
        ("Person", "People"),
        ("life", "lives"),
        ("spokeswoman", "spokeswomen"),
        ("human", "humans"),
        ("SSRI", "SSRIs"),
        ("hero", "heroes"),
        ("photo", "photos"),
        ("mother-in-law", "mothers-in-law"),
        ("", ""),
    ],
)
def test_plural(one, many):
    assert plural(one, NOUNS) == many


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("person with schizophrenia", "people with schizophrenia"),
        ("a person with an addiction", "people with an addiction"),
        ("an addict", "addicts"),
        ("someone with depression", "people with depression"),
        ("person who has attempted suicide", "people who have attempted suicide"),
        ("person who uses drugs", "people who use drugs"),
        ("person who currently uses drugs", "people who currently use drugs"),
        ("person who died by suicide", "people who died by suicide"),
        ("person who hurts themself", "people who hurt themselves"),
        ("person living with HIV", "people living with HIV"),
        ("person experiencing psychosis", "people experiencing psychosis"),
        ("recovering addict", "recovering addicts"),
        ("survivor of suicide loss", "survivors of suicide loss"),
        ("in crisis", "in crisis"),
        ("", ""),
    ],
)
def test_noun_phrase_plural(one, many):
    assert noun_phrase_plural(one, NOUNS) == many


AN = """hour honest honour heir addict unimportant unidentified uninformed
uncle onerous usher us urgent éclair SSRI MRI NHS
LGBT LGBTQ+ ADHD MDMA MAOI FBI OCD N.H.S. MSc X-ray A F f-word e-mail 8 80
8-year-old 11 11-year-old 18th 1800s 11,000 “honour”"""
A = """university one once one-off European eulogy uniform unit unique user utility usual urine Ugandan UK U.S. UTI PhD
U-turn T-shirt NATO NASA SAMHSA SAD suicide hotel historic homage year 1 7 10 100 110 1,100 2018"""


@pytest.mark.parametrize("word", AN.split())
def test_an(word):
    assert article(word) == "an"


@pytest.mark.parametrize("word", A.split())
def test_a(word):
    assert article(word) == "a"


def test_an_article_looks_at_the_first_word_of_a_phrase():
    assert article("unhelpful remark") == "an"
    assert article("person with an addiction") == "a"
    assert article("") == "a"
    assert article("…") == "a"


def test_the_tables_hold_only_what_the_rules_do_not_know():
    for base, forms in VERBS.items():
        assert 2 <= len(forms) <= 4, base
        assert verb_variants(base, VERBS) != verb_variants(base), base
    for one, many in NOUNS.items():
        assert plural(one) != many, one


def test_the_verb_list_is_sorted_base_forms():
    verbs = yaml.safe_load((WORDS / "verbs.yaml").read_text("utf-8"))
    assert verbs == sorted(set(verbs))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)?", verb) for verb in verbs)
    assert not {"drug", "mental", "crazy", "self", "sober", "clean"} & set(verbs)
    past = {form for verb in verbs for form in verb_variants(verb, VERBS)["past"]}
    assert past & set(verbs) <= {"bore", "fell", "found", "lay", "left", "wound", "ground"} | set(VERBS)


@given(st.from_regex(r"[a-z]{1,9}(-[a-z]{1,5})?", fullmatch=True))
def test_regular_forms_keep_their_endings(verb):
    forms = verb_forms(verb)
    assert forms["base"] == verb
    assert forms["third"].endswith("s")
    assert forms["past"].endswith("ed")
    assert forms["gerund"].endswith("ing")


@given(st.text(max_size=12))
def test_any_text_has_an_article_and_a_plural(text):
    assert article(text) in {"a", "an"}
    assert isinstance(noun_phrase_plural(text), str)
