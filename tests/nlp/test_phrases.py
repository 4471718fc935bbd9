import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.model.errors import SpecError
from safelint.nlp.lexicon import Lexicon, WordList
from safelint.nlp.normal import bounded, normalise
from safelint.nlp.phrases import compile_phrase, first, locate, shape_of


def found(written, text, lexicon, inflect="both"):
    phrase = compile_phrase(written, lexicon, inflect)
    return [text[s.start : s.end] for s in locate(phrase, text, normalise(text))]


@pytest.mark.parametrize("form", ["commit suicide", "commits suicide", "committing suicide", "Committed Suicide"])
def test_one_line_covers_every_inflection(form, lexicon):
    assert found("commit suicide", f"They {form} there.", lexicon) == [form]


@pytest.mark.parametrize(
    "text",
    [
        "She is committed to suicide prevention.",
        "committed, tragically, suicide",
        "committed. Suicide is",
        "commitment suicide",
        "precommit suicide",
    ],
)
def test_words_that_only_stand_near_are_no_phrase(text, lexicon):
    assert found("commit suicide", text, lexicon) == []


def test_a_space_matches_a_hyphen_and_a_curly_apostrophe_a_straight_one(lexicon):
    assert found("mentally ill", "a mentally-ill man", lexicon) == ["mentally-ill"]
    assert found("can't snap", "You can’t snap.", lexicon, "no") == ["can’t snap"]


def test_a_gap_takes_up_to_three_words_and_no_punctuation(lexicon):
    assert found("suffer from … $conditions", "He suffers from very severe depression.", lexicon) == [
        "suffers from very severe depression"
    ]
    assert found("suffer from … $conditions", "suffers from noise, depression", lexicon) == []
    assert found("suffer from … $conditions", "suffers from one two three four depression", lexicon) == []


def test_a_mark_says_what_the_finding_covers(lexicon):
    assert found("<suffer from> … $conditions", "She suffered from bad depression.", lexicon) == ["suffered from"]


def test_alternatives_and_lists(lexicon):
    assert found("take|snap $whose life", "took her life", lexicon) == ["took her life"]
    assert found("bad|sad $drugs", "sad opioids", lexicon) == ["sad opioids"]


@pytest.mark.parametrize("written", ["…", "… suicide", "$nothing here", "a||b word"])
def test_a_phrase_that_cannot_be_compiled_says_why(written, lexicon):
    with pytest.raises(SpecError, match=r"needs a word|no word list|empty alternative"):
        compile_phrase(written, lexicon)


def test_an_unknown_list_names_the_nearest(lexicon):
    with pytest.raises(SpecError, match=r"did you mean \$conditions"):
        compile_phrase("with $condition", lexicon)


def test_inflect_limits_the_forms(lexicon):
    assert found("take person", "took people", lexicon, "no") == []
    assert found("take person", "took person", lexicon, "verbs") == ["took person"]
    assert found("take person", "take people", lexicon, "nouns") == ["take people"]


def test_the_shape_of_what_was_found(lexicon):
    phrase = compile_phrase("take $whose person", lexicon)
    assert shape_of(phrase, "took her person") == "past singular"
    assert shape_of(phrase, "taken her person") == "participle singular"
    assert shape_of(compile_phrase("sad person", lexicon), "sad people") == "plural"
    assert shape_of(compile_phrase("sad person", lexicon), "sad person") == "singular"


def test_first_gives_a_place_in_the_region_only(lexicon):
    text = "depression and depression"
    phrase = compile_phrase("depression", lexicon, "no")
    assert first([phrase], text, text, 5, len(text))[1].start == 15
    assert first([phrase], text, text, 1, 10) is None


@given(st.text())
def test_normalising_keeps_the_length(text):
    assert len(normalise(text)) == len(text)


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_boundaries_never_fail(text, start, length):
    start = min(start, len(text))
    assert bounded(text, start, min(len(text), start + length)) in {True, False}


@pytest.mark.parametrize(
    ("text", "word", "ok"),
    [
        ("clean-cut", "clean", False),
        ("the clean cut", "clean", True),
        ("addict's", "addict", True),
        ("ex-addict", "addict", True),
        ("sex-addict", "addict", False),
        ("snake_addict", "addict", False),
        ("addict’s", "addict", True),
        ("can't", "can", False),
        ("(addict)", "addict", True),
    ],
)
def test_word_boundaries(text, word, ok):
    start = text.index(word)
    assert bounded(text, start, start + len(word)) is ok


@pytest.mark.parametrize(
    ("written", "text", "shape"),
    [
        ("successfully taken", "successfully taken", "participle"),
        ("successfully|not taken", "not taken", "participle"),
        ("not|hardly taken", "hardly taken", "participle"),
        ("not taken", "not taken", "singular"),
        ("$family taken", "sister taken", "singular"),
    ],
)
def test_a_verb_after_an_adverb_is_told_apart(written, text, shape):
    """Each word that may stand there counts by itself, a word list not by its name; else the last word is a noun."""
    lexicon = Lexicon(lists={"family": WordList(("sister",))}, irregular_verbs={"take": ("took", "taken")})
    phrase = compile_phrase(written, lexicon)
    assert shape_of(phrase, text).split()[:1] == shape.split()
