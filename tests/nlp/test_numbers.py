import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.nlp import numbers
from safelint.nlp.numbers import digits_of, known_in, near_misses, runs, spelt

KNOWN = {"988", "116123", "741741", "131114", "18002738255", "8002738255", "18338526262", "18004224453", "0120061338"}


def found(text):
    return [number.digits for run in runs(text) for number in known_in(run, KNOWN)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Call 988 now", ["988"]),
        ("call 9-8-8", ["988"]),
        ("(988)", ["988"]),
        ("988 24/7", ["988"]),
        ("988 – 24 hours", ["988"]),
        ("988/741741", ["988", "741741"]),
        ("Ring 116 123, free", ["116123"]),
        ("116 123 24 hours a day", ["116123"]),
        ("Lifeline 13 11 14.", ["131114"]),
        ("text HOME to 741741", ["741741"]),
        ("1-800-273-8255", ["18002738255"]),
        ("+1 (800) 273-8255", ["18002738255"]),
        ("1.800.273.8255", ["18002738255"]),
        ("1–800–273–8255", ["18002738255"]),
        ("０１２０‐０６１‐３３８", ["0120061338"]),
        ("costs $988 today", []),
        ("988€ a month", []),
        ("988% more", []),
        ("988.5 metres", []),
        ("1,988 people", []),
        ("v1.988", []),
        ("555 988 1234", []),
        ("5 988 1234", []),
        ("room-988b", []),
        ("since 9.8.8 of the package", []),
        ("2.11.6 or 1.1.6", []),
        ("116.123", ["116123"]),
        ("13.11.14", ["131114"]),
    ],
)
def test_known_numbers(text, digits):
    assert found(text) == digits


def test_a_trunk_nought_in_brackets_is_not_dialled_from_abroad():
    assert [run.whole.digits for run in runs("+44 (0)20 7946 0000")] == ["442079460000"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 1-800-273-TALK (8255) now", "1-800-273-TALK"),
        ("1-833-TLC-MAMA", "1-833-TLC-MAMA"),
        ("1-800-4-A-CHILD today", "1-800-4-A-CHILD"),
        ("1.800.273.TALK", "1.800.273.TALK"),
        ("1-800-273-talk", "1-800-273-talk"),
        ("CALL 988 OR 1-800-273-TALK", "1-800-273-TALK"),
        ("1.800.4.A.CHILD", "1.800.4.A.CHILD"),
    ],
)
def test_numbers_spelt_with_words(text, shown):
    assert [text[one.span.start : one.span.end] for one in spelt(text, KNOWN)] == [shown]


@pytest.mark.parametrize("text", ["In 1988 NATO met", "1-800-FLOWERS", "covid-19 TALK", "on the 9TT bus"])
def test_words_that_spell_no_number_we_know(text):
    assert list(spelt(text, KNOWN)) == []


def test_letters_count_as_keys():
    assert digits_of("1-800-273-TALK") == "18002738255"


def test_near_misses():
    near = set(near_misses("18002738255"))
    assert {"18002738256", "18002738525"} <= near
    assert not near & {"18002738255", "18002737266"}


@given(st.text(alphabet="0123456789 -.()+TALK０９", max_size=80))
def test_numbers_lie_in_the_text(text):
    spans = [number.span for run in runs(text) for number in (run.whole, *known_in(run, KNOWN))]
    spans += [number.span for number in spelt(text, KNOWN)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


class Counting(set):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, digits):
        self.asked += 1
        return super().__contains__(digits)


@pytest.mark.parametrize("part", ["1 ", "1-800-", "9", "988 A ", "(0)", "1-A"])
def test_work_grows_with_the_text_and_no_faster(part):
    known = Counting(KNOWN)
    text = part * 2000
    for run in runs(text):
        list(known_in(run, known))
    list(spelt(text, known))
    assert known.asked <= 10 * len(text)


@given(st.text(alphabet="18 -().+TALKax$²٣", max_size=24))
def test_heads_are_where_a_search_for_them_finds_them(text):
    assert [one.span() for one in numbers._heads(text)] == [one.span() for one in numbers._HEAD.finditer(text)]
