"""OpenDocument texts: `odt` is read as it would print, written by splicing, annotated and else left as it was."""

import re
import zipfile
from io import BytesIO

import office
import pytest
from containers import zipped
from office import odt

from safelint.formats.annotate import Remark
from safelint.formats.odt import annotate, load, rewrite
from safelint.model.document import BlockKind
from safelint.model.errors import ReadError
from safelint.model.fix import Edit


def read(data):
    return load(data, "a.odt")[0]


def texts(data):
    return [block.text for block in read(data).document.blocks]


def content(data):
    return zipfile.ZipFile(BytesIO(data)).read("content.xml").decode()


def swap(data, old, new):
    source = read(data).source
    at = source.text.index(old)
    return rewrite(data, source, (Edit(at, at + len(old), new),))


def remark(data, words, *said):
    source = read(data).source
    at = source.text.index(words)
    return annotate(data, source, (Remark(at, at + len(words), said or ("Look.",), words),))


def commented(data):
    """What stands between the signs of each of our comments, and what it says."""
    body, found = content(data), {}
    for name in re.findall(r'<office:annotation office:name="(safelint[\d-]+)">', body):
        inside = body.split(f'<office:annotation office:name="{name}">')[1]
        said, inside = inside.split("</office:annotation>", 1)
        inside = inside.split(f'<office:annotation-end office:name="{name}"/>')[0]
        inside = re.sub(r"<office:annotation .*?</office:annotation>", "", inside)
        found[re.sub(r"<[^>]*>", "", inside)] = re.findall(r"<text:p>(.*?)</text:p>", said)
    return found


def test_spans_spaces_tabs_and_breaks():
    body = "<text:p>com<text:span>mit</text:span>ted<text:s/>to<text:tab/>the<text:line-break/>sea</text:p>"
    assert texts(odt(body)) == ["committed to the sea"]
    assert read(odt(body)).source.text == "committed to\tthe\nsea"


def test_tracked_changes_read_as_accepted_and_indexes_and_comments_are_left_out():
    opened = read(office.article_odt())
    assert "paper" not in opened.source.text.replace("Our paper", "")
    assert "Getting help 1" not in opened.source.text
    assert "the words of a report" not in opened.source.text
    assert "unseen" not in opened.source.text
    (directive,) = opened.document.directives
    assert directive.reason == "the words of a report"


def test_kinds_levels_and_columns():
    blocks = {block.text: block for block in read(office.article_odt()).document.blocks}
    assert blocks["A vigil by the sea"].kind is BlockKind.TITLE
    assert (blocks["Getting help"].kind, blocks["Getting help"].level) == (BlockKind.HEADING, 2)
    assert (blocks["failed suicide attempt"].kind, blocks["failed suicide attempt"].level) == (BlockKind.LIST, 2)
    assert blocks["The sea was calm, she said."].quoted
    assert blocks["an addict"].column == "Avoid"
    assert blocks["Picture 1. The pier"].kind is BlockKind.CAPTION
    assert blocks["The pier in the sun"].kind is BlockKind.ALT


def test_places_are_said_in_words():
    labels = [anchor.label for anchor in read(office.article_odt()).source.anchors]
    assert {"paragraph 6, under “Getting help”", "table 1, row 2, column 1", "footnote 1", "text box 1"} < set(labels)


def test_no_edits_leave_every_byte():
    data = office.article_odt()
    assert rewrite(data, read(data).source, ()) == data
    assert annotate(data, read(data).source, ()) == data


def test_an_edit_changes_only_the_words():
    data = office.article_odt()
    new = swap(data, "committed ", "chose to say so ")
    assert texts(new)[1].startswith("He chose to say so suicide in 2019.")
    before, after = zipfile.ZipFile(BytesIO(data)), zipfile.ZipFile(BytesIO(new))
    for name in before.namelist():
        assert (before.read(name) == after.read(name)) is (name != "content.xml")
    assert after.infolist()[0].filename == "mimetype"
    assert after.infolist()[0].compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("old", ["Sunday", "sea\n\nHe", "\tShe", "  in"])
def test_what_cannot_be_written_in_place_is_left(old):
    data = office.article_odt()
    assert swap(data, old, "x") == data


@pytest.mark.parametrize(
    "words",
    ["A vigil by the sea", "He com", "mitted", "suicide", "&", "lit a", "new. Ring 116 123", "116", "Sunday", "on Sun",
     "failed suicide", "an addict", "suffers", "committed suicide"],
)  # fmt: skip
def test_a_comment_stands_around_its_words(words):
    data = office.article_odt()
    new = remark(data, words, "First, & “this”.", "Second.")
    ((inside, said),) = commented(new).items()
    shown = " ".join(inside.replace("&amp;", "&").split())
    assert shown == {"on Sun": "on Sunday", "new. Ring 116 123": "new. unseenRing 116 123"}.get(words, words)
    assert said == ["First, &amp; “this”.", "Second."]
    assert read(new).source == read(data).source


@pytest.mark.parametrize(
    ("words", "place"),
    [("A note on", "Footnote 1"), ("Picture 1.", "Text box 1"), ("Our paper", "Header"), ("in the sun", "Picture 1")],
)
def test_where_a_comment_cannot_stand_it_says_where_its_words_are(words, place):
    (said,) = commented(remark(office.article_odt(), words)).values()
    assert said == [f"{place}: “{words}”", "Look."]


def test_comments_may_overlap_and_touch():
    data = odt("<text:p>one two<text:span> three</text:span> four</text:p>")
    spans = [(0, 3), (0, 13), (3, 7), (4, 18), (8, 13), (14, 18), (5, 5)]
    source = read(data).source
    new = annotate(data, source, tuple(Remark(start, end, (f"{start}-{end}",)) for start, end in spans))
    assert {said[0]: words for words, said in commented(new).items()} == {
        f"{start}-{end}": source.text[start : max(end, start + 1)] for start, end in spans
    }
    again = annotate(new, source, (Remark(0, 3, ("again",)),))
    assert content(again).count('office:name="safelint2-1"') == 2
    assert read(again).source.text == source.text


def test_what_is_no_text_is_refused():
    with pytest.raises(ReadError, match="no OpenDocument text"):
        read(zipped({"content.xml": f"<office:document-content {office.OPEN}/>".encode()}))
    with pytest.raises(ReadError, match="can't be read"):
        read(odt("<text:p>", packed=False))
