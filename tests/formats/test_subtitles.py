import pytest

from safelint.formats import srt, vtt
from safelint.model.source import Source
from safelint.model.span import Span


def cue(number, words):
    return f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{words}\n\n"


def shown(*cues):
    text = "".join(cue(number, words) for number, words in enumerate(cues, 1))
    return [block.text for block in srt.read(Source("a.srt", text)).blocks]


@pytest.mark.parametrize(
    ("cues", "texts"),
    [
        (("It began with", "one walk."), ["It began with one walk."]),
        (("It began.", "One walk."), ["It began.", "One walk."]),
        (("It began…", "with one walk"), ["It began…", "with one walk"]),
        (("- So it\nbegan\n- No?",), ["So it began", "No?"]),
        (("<i>It</i> be{\\an8}gan", "<font color='#fff'>well</font>."), ["It began well."]),
        (("It began\\Nwell &amp; good.",), ["It began well & good."]),
        (("[music]", "and on"), ["[music]", "and on"]),
    ],
)
def test_a_sentence_is_one_block_however_many_cues_it_takes(cues, texts):
    assert shown(*cues) == texts


def test_words_are_found_in_the_cue_they_stand_in():
    text = cue(1, "one long") + cue(2, "walk ends.")
    (block,) = srt.read(Source("a.srt", text)).blocks
    at = block.text.index("walk")
    assert block.offsets.to_source(Span(at, at + 4)) == Span(text.index("walk"), text.index("walk") + 4)
    assert block.offsets.exact(Span(at, at + 4))
    assert not block.offsets.exact(Span(at - 5, at + 4))


def test_what_says_who_speaks_and_how_it_looks_is_not_read():
    text = (
        "WEBVTT\nLanguage: en-IE\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE not read\n\n"
        "00:01.000 --> 00:02.000 line:0\n<v Ann>It <00:01.500>began\n\n2\n00:02.000 --> 00:03.000\n<v Ann>well\n\n"
        "00:03.000 --> 00:04.000\n<v.loud Bea>for <c.red>her</c>\n"
    )
    document = vtt.read(Source("a.vtt", text))
    assert [block.text for block in document.blocks] == ["It began well", "for her"]
    assert document.language == "en-IE"


def test_a_note_asks_from_where_it_stands():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n"
    text += "NOTE safelint: allow one-a, a reason\n\n00:02.000 --> 00:03.000\ntwo\n"
    document = vtt.read(Source("a.vtt", text))
    assert [block.text for block in document.blocks] == ["One", "two"]
    assert (document.directives[0].rules, document.directives[0].reason) == (("one-a",), "a reason")
