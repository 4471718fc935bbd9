"""Places of what is read in what was sent, in UTF-16, whatever mark-up stands between."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from safelint.model.report import FileResult
from safelint.model.span import Span
from safelint.server.annotated import Annotated, from_json, plain
from safelint.server.languages import language
from safelint.server.matches import matches, sentence_spans
from safelint.server.units import Units, whole

words = st.text(st.characters(codec="utf-16-le"), max_size=6)
pieces = st.lists(st.tuples(st.booleans(), words, words), max_size=8)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@given(words, st.data())
def test_units_are_those_of_utf16(text, data):
    at = data.draw(st.integers(0, len(text)))
    assert Units(text).at(at) == len(utf16(text[:at])) // 2


@given(pieces, st.data())
def test_what_can_be_written_over_stands_there_as_it_is_read(given_pieces, data):
    annotation = [
        {"text": original} if verbatim else {"markup": original, "interpretAs": meant}
        for verbatim, original, meant in given_pieces
    ]
    read = from_json(json.dumps({"annotation": annotation}))
    assert read.original == "".join(original for _, original, _ in given_pieces)
    start = data.draw(st.integers(0, len(read.text)))
    span = Span(start, data.draw(st.integers(start, len(read.text))))
    offset, length = read.place(span)
    assert 0 <= offset <= offset + length <= len(utf16(read.original)) // 2
    if read.unmarked(span):
        there = utf16(read.original)[2 * offset : 2 * (offset + length)]
        assert there == utf16(read.text[span.start : span.end])


@given(st.text(max_size=30))
def test_text_without_mark_up_is_all_there(text):
    read = plain(text)
    assert read.text == read.original == whole(text)
    assert read.unmarked(Span(0, len(text)))
    assert read.place(Span(0, len(text))) == (0, len(utf16(whole(text))) // 2)


def test_mark_up_between_words_belongs_to_the_stretch_and_mark_up_beside_them_does_not():
    read = Annotated([("<p>", ""), ("one", "one"), ("<b>", ""), (" two", " two"), ("</b>", "")])
    assert read.text == "one two"
    assert read.place(Span(0, 3)) == (3, 3)
    assert read.place(Span(0, 7)) == (3, 10)
    assert read.place(Span(4, 7)) == (10, 3)
    assert not read.unmarked(Span(0, 7))


@given(st.text(alphabet="ab.?! \n\r\t👍", max_size=60))
def test_sentences_are_in_order_and_hold_all_that_is_no_white_space(text):
    spans = sentence_spans(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(text[one.start : one.end].split()) for one in spans) == "".join(text.split())


def test_no_finding_no_match():
    from safelint import Session

    assert matches(FileResult("-"), plain("tea"), Session(isolated=True).book()) == []


def test_a_language_is_told_or_named():
    assert language("en-gb", "", "").code == "en-GB"
    assert language("en-GB-oxendict", "", "").country == "GB"
    assert language("EN", "", "").english
    assert language("xx", "", "").name == "the language “xx”"
    assert language("auto", "", "Hello.").code == "en"
    assert language("auto", "", "").english
    assert language("auto", "en-XX", "They went to the sea and the sun was out.").country == ""
    for text, code in (
        ("El tren no ha llegado y nos fuimos a pie con los niños por la calle.", "es"),
        ("Il treno non è arrivato e siamo andati a piedi con i bambini nella pioggia.", "it"),
        ("De trein is niet gekomen en we zijn met de kinderen naar huis gelopen.", "nl"),
        ("O comboio não chegou e fomos a pé com as crianças para casa.", "pt"),
        ("Tåget kom inte och vi gick hem till fots med barnen som var trötta.", "sv"),
        ("今日は電車が来なかったので、歩いて帰りました。", "ja"),
    ):
        assert language("auto", "", text).code == code
    english = "The paper called it “la vie en rose” and the critic wrote of de facto art, das Kapital and el niño."
    assert language("auto", "", english).english
