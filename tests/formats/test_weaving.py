import pytest

from safelint.formats.mask import MASK
from safelint.formats.weave import Weaver
from safelint.model.document import Mark
from safelint.model.span import Span


def woven(text):
    weaver = Weaver(text)
    weaver.run(0, len(text))
    return weaver.woven()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("one line", "one line"),
        ("  two\n   lines\t ", "two lines"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("no-break\u00a0space", "no-break space"),
        ("cr\rlf\r\nnel\u2028end", "cr lf nel end"),
        ("a \u200b b", "a b"),
        ("cafe\u0301 👩\u200d👧", "cafe\u0301 👩👧"),
        (f"see {MASK * 5} there", "see       there"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_text_is_shown_as_read(source, shown):
    assert woven(source).text == shown


def test_a_wrapped_line_is_one_unbroken_stretch():
    found = woven("two\nlines")
    assert len(found.offsets.segments) == 1
    assert found.offsets.exact(Span(0, 9))


def test_dropped_and_collapsed_characters_break_the_stretch():
    found = woven("wo\u00adrd and  more")
    assert found.offsets.to_source(Span(0, 4)) == Span(0, 5)
    assert not found.offsets.exact(Span(0, 4))
    assert found.offsets.to_source(Span(9, 13)) == Span(11, 15)
    assert not found.offsets.exact(Span(5, 13))


def test_what_stands_in_maps_to_the_whole_of_what_it_stands_for():
    weaver = Weaver("a &amp; b", base=100)
    weaver.run(0, 2)
    weaver.stand_in("&", 2, 7)
    weaver.run(7, 9)
    found = weaver.woven()
    assert found.text == "a & b"
    assert found.offsets.to_source(Span(2, 3)) == Span(102, 107)
    assert found.offsets.to_source(Span(4, 5)) == Span(108, 109)


def test_marks_stand_where_the_text_stands():
    weaver = Weaver("  com mit")
    weaver.open("strong")
    weaver.run(0, 5)
    weaver.open("emphasis")
    weaver.run(5, 9)
    weaver.close("emphasis")
    weaver.close("emphasis")
    assert weaver.woven().marks == (Mark("strong", Span(0, 7)), Mark("emphasis", Span(3, 7)))
