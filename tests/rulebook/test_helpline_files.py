import os
import re
from datetime import date

import pytest

from safelint.model.errors import RuleError, SafelintError
from safelint.rulebook import builtin, load
from safelint.rulebook.directory import as_json, as_markdown, as_text, listing
from safelint.rulebook.helplines import read_helplines

BOOK = load([builtin()])
FILES = sorted((builtin() / "helplines").glob("*.yaml"))
ENTRIES = [pytest.param(line, id=line.id) for line in BOOK.helplines]
# A release looks at every entry older than the first of these (days), and may not ship with more than a tenth of its
# dated entries older than the second.
OLD, TOO_OLD = 365, 5 * 365


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_country_has_a_calling_code_and_emergency_numbers(path):
    country, lines = read_helplines(path)
    assert country.name
    assert path.stem == "ZZ" or re.fullmatch(r"\d{1,3}", country.calling)
    assert path.stem == "ZZ" or country.emergency
    assert lines
    assert len({line.id for line in lines}) == len(lines)


@pytest.mark.parametrize("line", ENTRIES)
def test_every_entry_can_be_used_and_says_where_it_is_from(line):
    assert line.confidence in {"high", "medium", "low"}
    assert line.source.startswith("http")
    assert not line.checked or date.fromisoformat(line.checked)
    if line.state == "current":
        assert line.numbers or line.texts or line.urls
        assert line.topics
        assert line.hours
    else:
        assert line.numbers or line.texts or line.urls or line.name
        assert line.instead or "no line that took its place" in line.note or line.state == "wrong"


@pytest.mark.parametrize("line", ENTRIES)
def test_short_numbers_are_written_as_people_dial_them(line):
    for number in (*line.numbers, *line.texts):
        digits = re.sub(r"\D", "", number)
        calling = BOOK.countries[line.country].calling
        if number.startswith("+"):
            assert digits.startswith(calling)
            assert len(digits) - len(calling) > 6


def test_there_is_a_file_for_every_country_we_know_of():
    assert len(BOOK.countries) >= 97
    assert sum(line.state != "current" for line in BOOK.helplines) >= 63


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("country: XY\nlines: []\n", "file's name"),
        ("country: GB\ncaling: '44'\nlines: []\n", "did you mean “calling”"),
        ("country: GB\nlines:\n- {id: a}\n", "needs `id:` and `name:`"),
        ("country: GB\nlines:\n- {id: a, name: b, call: '1'}\n", "takes a list"),
        ("country: GB\nretired:\n- {id: a, name: b, state: dead}\n", "`state:` is one of"),
    ],
)
def test_a_file_of_another_shape_is_refused(text, message, tmp_path):
    file = tmp_path / "GB.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=message):
        read_helplines(file)


def test_listing():
    ((country, lines),) = listing(BOOK, ["gb"], "eating-disorder")
    assert country.name == "United Kingdom"
    assert lines[0].id == "GB/beat-england"
    assert all(line.state == "current" for line in lines)


@pytest.mark.parametrize(("countries", "topic", "message"), [(["XX"], "", "There are"), (["GB"], "suicid", "did you")])
def test_what_there_is_not(countries, topic, message):
    with pytest.raises(SafelintError, match=f"(?i){message}"):
        listing(BOOK, countries, topic)


def test_lists_to_read_and_to_paste():
    found = listing(BOOK, ["NZ", "GB"], "suicide")
    text, markdown = "".join(as_text(found)), "".join(as_markdown(found))
    assert "call 116 123" in text
    assert "emergency 999, 112" in text
    assert "[116 123](tel:116123)" in markdown
    assert "### New Zealand" in markdown


def test_short_numbers_have_no_international_form():
    data = "".join(as_json(listing(BOOK, ["GB"])))
    assert '"+44116123"' not in data
    assert '"+448000684141"' in data


@pytest.mark.skipif("SAFELINT_RELEASE" not in os.environ, reason="asked for by a release: SAFELINT_RELEASE=2027-01-31")
def test_entries_are_fresh_enough_for_a_release(capsys):
    today = date.fromisoformat(os.environ["SAFELINT_RELEASE"])
    current = [line for line in BOOK.helplines if line.state == "current"]
    ages = {line.id: (today - date.fromisoformat(line.checked)).days for line in current if line.checked}
    undated = [line.id for line in current if not line.checked]
    with capsys.disabled():  # a report, so that somebody looks
        for id_, days in sorted(ages.items(), key=lambda one: -one[1]):
            if days > OLD:
                print(f"checked {days} days ago: {id_}")  # noqa: T201
        print(f"never compared with a dated source: {', '.join(undated)}")  # noqa: T201
    assert min(ages.values()) >= 0
    assert sum(days > TOO_OLD for days in ages.values()) * 10 <= len(ages)
