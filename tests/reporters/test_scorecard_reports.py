"""Scorecards on paper and as JSON, and the list of what went well under a check."""

import json
from dataclasses import replace

import pytest

from safelint.model.scorecard import Evidence, Mark, Scorecard
from safelint.reporters import scorecard_json, scorecard_text, write
from safelint.reporters.mask import masked, masked_scorecard

GOOD = Evidence("credit", "recovery", "", "Shows that people recover", 12, 5, "people recover", good=True, times=2)
BAD = Evidence("finding", "way-out", "glamorising", "A way out", 3, 1, "way out", good=False, quoted=True)
LINE = Evidence("helpline", "retired", "", "Old Line", 9, 1, "0800 111", good=False)
CARD = Scorecard(
    "posts/sam.md",
    "tempos",
    "TEMPOS scorecard",
    applies=True,
    topics=("suicide",),
    marks=(
        Mark("framing", "Framing", 1, "Some of both.", (BAD, GOOD), ("Say what helped.", "And who.")),
        Mark("visuals", "Pictures", None, "Not judged."),
        Mark("resources", "Places", 0, "None.", (LINE,), ("Print one.",)),
    ),
    overall=0.5,
    remarks=("Computed by rules.",),
)


@pytest.fixture(autouse=True)
def _same_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def text(*cards, colour=False):
    return "".join(scorecard_text.write(cards, colour=colour))


def test_a_scorecard_on_paper():
    assert text(CARD) == (
        "posts/sam.md: TEMPOS scorecard\n\n"
        "  1 of 2 Framing\n"
        "         Some of both.\n"
        "         + line 12  “people recover” (recovery, 2 times)\n"
        "         − line 3  “way out” (way-out, quoted)\n"
        "         To raise it: Say what helped.\n"
        "                      And who.\n\n"
        "  n.a.   Pictures\n"
        "         Not judged.\n\n"
        "  0 of 2 Places\n"
        "         None.\n"
        "         − line 9  “0800 111” (Old Line: retired)\n"
        "         To raise it: Print one.\n\n"
        "  Overall  0.50 of 2, the mean of 2 criteria; 1 not applicable.\n\n"
        "  Computed by rules.\n"
    )


def test_many_places_are_cut_short_and_each_kind_is_shown_before_a_second():
    many = tuple(replace(GOOD, line=line, id=name) for line, name in enumerate("aaaaaabcd", start=1))
    shown = text(replace(CARD, marks=(replace(CARD.marks[0], evidence=many),)))
    assert [name for name in "abcd" if f"({name}, 2 times)" in shown] == list("abcd")
    assert "+ and 5 more" in shown


def test_a_file_that_could_not_be_read_and_one_about_something_else():
    failed = Scorecard("none.md", "tempos", "", error="There is no such file.")
    other = Scorecard("roads.md", "tempos", "TEMPOS scorecard", remarks=("Not meant for this.",))
    shown = text(failed, other)
    assert shown.startswith("none.md: can't be read\n  There is no such file.\n\nroads.md:")
    assert "Overall" not in shown


def test_colours_only_when_wanted_and_nothing_can_steer_the_terminal():
    nasty = replace(CARD, path="a\x1b[2J", marks=(replace(CARD.marks[0], evidence=(replace(BAD, words="\x1b[2J"),)),))
    assert "\x1b" not in text(nasty)
    assert "\x1b[33;1m1 of 2" in text(CARD, colour=True)
    assert "\x1b[2J" not in text(nasty, colour=True)


def test_a_scorecard_as_json():
    (card,) = json.loads("".join(scorecard_json.write([CARD])))["scorecards"]
    assert (card["overall"], card["scored"], card["applies"], card["error"]) == (0.5, 2, True, None)
    first, second, _ = card["criteria"]
    assert second == {
        "criterion": "visuals",
        "title": "Pictures",
        "mark": None,
        "says": "Not judged.",
        "evidence": [],
        "better": [],
    }
    assert [one["speaks"] for one in first["evidence"]] == ["against", "for"]
    assert list(first["evidence"][0]) == [
        *("speaks", "kind", "id", "topic", "title", "line", "column", "words", "quoted", "times")
    ]


def test_method_words_are_covered_wherever_they_show(report):
    told = Evidence("finding", "shock", "sensational", "Loud", 4, 1, "horror: Examplol 500 mg", good=False)
    card = replace(CARD, marks=(replace(CARD.marks[0], evidence=(told,)),))
    (mark,) = masked_scorecard(card, report.files[0]).marks
    assert mark.evidence[0].words == "horror: ▒▒▒▒▒▒▒▒ ▒▒▒ ▒▒"
    hidden = replace(card, marks=(replace(card.marks[0], hidden=True),))
    assert set(masked_scorecard(hidden, report.files[0]).marks[0].evidence[0].words) == {"▒", " "}


@pytest.fixture
def credited(report):
    """The fixed report, as when credits were asked for."""
    first = report.files[0]
    credit = replace(
        first.findings[1], rule="recovery", topic="credit", message="Shows that people recover", found="people recover"
    )
    fact = replace(credit, rule="tributes", topic="fact", message="Tells of tributes")
    quiet = replace(report.files[1], credits=(credit,))
    return replace(report, files=(replace(first, credits=(credit, credit, credit, credit, fact)), quiet))


def test_what_went_well_is_said_when_asked(report, credited):
    line = credited.files[0].credits[0].start.line
    assert "What went well" not in "".join(write(report, "text"))
    shown = "".join(write(credited, "text"))
    assert shown.count("What went well\n  Shows that people recover: “people recover” (line") == 2
    assert f"“people recover” (line {line}), 1 more." in " ".join(shown.split())
    assert "Tells of tributes" not in shown


def test_credits_stand_in_json_when_asked(report, credited):
    assert "credits" not in json.loads("".join(write(report, "json")))["files"][0]
    (credit, *more) = json.loads("".join(write(credited, "json")))["files"][0]["credits"]
    assert len(more) == 3
    assert list(credit) == ["credit", "title", "start", "end", "found"]


def test_words_of_credits_are_covered_too(report, credited):
    first = credited.files[0]
    credit = replace(first.credits[0], found="Examplol 500 mg helped")
    shown = masked(replace(report, files=(replace(first, credits=(credit,)),)))
    assert shown.files[0].credits[0].found == "▒▒▒▒▒▒▒▒ ▒▒▒ ▒▒ helped"
