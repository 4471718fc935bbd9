"""The scorecard: each criterion at each mark, and two articles about one death side by side."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from safelint.engine import lint
from safelint.engine.scorecard import score, widest
from safelint.formats import read
from safelint.model.choice import Choice
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.reporters import scorecard_text
from safelint.reporters.mask import masked_scorecard
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
SCALE = BOOK.scales["tempos"]
PARSER = Pipeline()
HERE = Path(__file__).parent / "scorecard"
# A death, in words that speak neither for nor against the article.
DEATH = "# Robin Hale, 44\n\nRobin Hale died by suicide in March, the coroner found. The suicide was on a Monday.\n\n"
# An article about suicide and nobody in particular.
GENERAL = "# A morning on suicide\n\nThe council met on Monday. Suicide was one subject, and roads were another.\n\n"


def card(text, audience=("GB",)):
    source = Source("x.md", text)
    document = read(source, "markdown")
    result = lint(document, source, BOOK, widest(BOOK, Choice(audience=document.audience or audience)), PARSER)
    return masked_scorecard(score(result, document, SCALE, BOOK), result)


def mark(text, criterion):
    (found,) = [one for one in card(text).marks if one.criterion == criterion]
    return found


@pytest.mark.parametrize(
    ("criterion", "wanted", "text"),
    [
        ("framing", 0, DEATH + "For Robin suicide was the only way out."),
        ("framing", 1, DEATH + "The school is by the sea."),
        ("framing", 1, DEATH + "For Robin suicide was the only way out. Suicide can be prevented."),
        ("framing", 2, DEATH + "Suicide can often be prevented."),
        ("framing", 2, GENERAL + "Treatment helps, and most people recover."),
        ("framing", 1, GENERAL + "It is a myth that suicide can be prevented. He says that treatment does not help."),
        ("facts", 0, DEATH + "There were rumours about the suicide."),
        ("facts", 0, DEATH + "“That row drove Robin to suicide,” said a man at the gate."),
        ("facts", 0, DEATH + "Friends say that it was the row. It is understood that there were debts."),
        ("facts", 1, DEATH + "The school is by the sea."),
        ("facts", 1, DEATH + "Friends say that Robin was tired. Research shows that asking helps."),
        ("facts", 2, DEATH + "“It can be treated,” said Ines Okoro, a psychiatrist."),
        ("method", 2, DEATH + "He left a note in which he said that he was sorry."),
        ("note", 0, DEATH + "He left a note in which he said that he was sorry."),
        ("language", 0, DEATH + "Robin committed suicide, and it was a successful suicide."),
        ("language", 1, DEATH + "Robin committed suicide. The number of suicides has not changed."),
        ("language", 2, DEATH),
        ("language", 2, GENERAL),
        ("method", 0, DEATH + "Robin was found by a brother and had taken an overdose."),
        ("method", 1, DEATH + "Robin had taken an overdose."),
        ("method", 2, DEATH),
        ("method", None, GENERAL),
        ("note", 0, DEATH + "In the note, Robin wrote of the sea."),
        ("note", 1, DEATH + "Robin left a note."),
        ("note", 2, DEATH),
        ("note", 2, DEATH + "There was no suicide note."),
        ("note", None, GENERAL),
        ("visuals", None, DEATH),
        ("visuals", None, GENERAL),
        ("reasons", 0, DEATH + "That meeting drove Robin to suicide."),
        ("reasons", 0, DEATH + "The suicide came out of the blue."),
        ("reasons", 1, DEATH),
        ("reasons", 1, DEATH + "“That drove Robin to suicide,” said a man. Suicide never has one single cause."),
        ("reasons", 2, DEATH + "Suicide rarely has a single cause."),
        ("sensational", 0, DEATH + "There is talk of a suicide epidemic, and suicides have skyrocketed."),
        ("sensational", 0, "# Horror at school: teacher dead by suicide\n\n" + DEATH),
        ("sensational", 1, DEATH + "There is talk of a suicide epidemic."),
        ("sensational", 1, DEATH + "“This is a suicide epidemic, and suicides have skyrocketed,” said a deputy."),
        ("sensational", 2, GENERAL + "“This is a suicide epidemic,” said a deputy."),
        ("sensational", 2, DEATH),
        ("glamorising", 0, DEATH + "Robin is at peace now. Heaven gained an angel."),
        ("glamorising", 1, DEATH + "“Robin is at peace now,” said a cousin."),
        ("glamorising", 1, DEATH + "There was a vigil. The town is in mourning. Pupils paid tribute."),
        ("glamorising", 2, DEATH + "There was a vigil."),
        ("resources", 0, DEATH),
        ("resources", 1, DEATH + "Call Samaritans on 116 123."),
        ("resources", 1, DEATH + "Call Samaritans."),
        ("resources", 1, DEATH + "A GP can help."),
        ("resources", 1, DEATH + "Call 988."),
        ("resources", 2, DEATH + "Call Samaritans on 116 123. A GP can help."),
        ("resources", 2, DEATH + "Call Samaritans on 116 123, or text SHOUT to 85258."),
    ],
)
def test_each_criterion_at_each_mark(criterion, wanted, text):
    found = mark(text, criterion)
    assert found.mark == wanted, found
    anchors = {one.id: one for one in SCALE.criteria}[criterion]
    assert found.says == (anchors.otherwise if wanted is None else anchors.anchors[wanted])
    assert bool(found.better) == (wanted in {0, 1})


def test_a_mark_below_its_base_and_one_above_name_what_decided():
    for one in (one for name in ("good", "poor") for one in card((HERE / f"{name}.md").read_text("utf-8")).marks):
        base = {other.id: other.base for other in SCALE.criteria}[one.criterion]
        if one.mark not in {None, base} and (one.criterion, one.mark) != ("resources", 0):
            assert any(place.good is (one.mark > base) for place in one.evidence), one


def test_evidence_names_rule_line_and_words():
    (place,) = mark(DEATH + "Suicide rarely has a single cause.", "reasons").evidence
    assert (place.kind, place.id, place.line, place.good) == ("credit", "many-causes", 5, True)
    assert place.words == "rarely has a single cause"
    assert place.title == "Says that suicide has many causes"


def test_words_of_others_count_only_where_a_death_is_told():
    quoted = "“That row drove a teacher to suicide,” is a sentence that we would not print."
    assert mark(GENERAL + quoted, "reasons").mark == 1
    (place,) = mark(DEATH + quoted, "reasons").evidence
    assert place.quoted


def test_method_and_note_are_covered_everywhere():
    text = (HERE / "poor.md").read_text("utf-8")
    shown = "".join(scorecard_text.write([card(text)], colour=False))
    assert "Examplol" not in shown
    assert "taken" not in shown
    for criterion in ("method", "note"):
        assert all(set(one.words) <= {"▒", " "} for one in mark(text, criterion).evidence)


def test_a_text_about_something_else_has_no_marks():
    found = card("# Roads\n\nThe council met on Monday and spoke about roads.\n")
    assert (found.applies, found.marks, found.overall, found.scored) == (False, (), None, 0)
    assert found.remarks == (SCALE.elsewhere,)


def test_a_text_about_self_harm_is_marked_with_a_remark():
    found = card("# Self-harm at school\n\nSelf-harm is a way to cope. Therapy helps, and people recover.\n")
    assert found.applies
    assert "self-harm" in found.remarks[0]


def test_the_overall_mark_is_the_mean_of_those_there_are():
    found = card(DEATH)
    given = [one.mark for one in found.marks if one.mark is not None]
    assert found.scored == len(given) == 9
    assert found.overall == round(sum(given) / 9, 2)
    assert any("no substitute for trained raters" in " ".join(remark.split()) for remark in found.remarks)


def test_settings_and_comments_do_not_change_marks():
    poor = (HERE / "poor.md").read_text("utf-8")
    silenced = poor.replace("\n# Shock", "\n<!-- safelint: allow-file suicide-language, ours -->\n\n# Shock")
    assert [one.mark for one in card(silenced).marks] == [one.mark for one in card(poor).marks]


def test_the_same_text_comes_to_the_same_scorecard():
    for name in ("good", "poor"):
        text = (HERE / f"{name}.md").read_text("utf-8")
        assert card(text) == card(text)


@pytest.mark.parametrize("name", ["good", "poor"])
def test_two_articles_about_one_death(name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    shown = "".join(scorecard_text.write([card((HERE / f"{name}.md").read_text("utf-8"))], colour=False))
    golden = HERE / f"{name}.txt"
    if os.environ.get("SNAP"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


def test_the_two_articles_stand_at_the_two_ends():
    good, poor = (card((HERE / f"{name}.md").read_text("utf-8")) for name in ("good", "poor"))
    assert good.overall == 2
    assert poor.overall == 0


def test_check_finds_credits_only_when_asked():
    source = Source("x.md", DEATH + "Therapy helps. They wrote of a failed suicide attempt.")
    document = read(source, "markdown")
    assert lint(document, source, BOOK, Choice(), PARSER).credits == ()
    found = lint(document, source, BOOK, widest(BOOK, Choice()), PARSER).credits
    assert "treatment-works" in {one.rule for one in found}
    assert "suicide attempt" not in {one.found for one in found}


def test_a_place_is_given_once_and_as_the_weightiest_ground_sees_it():
    note = mark(DEATH + "He left a note in which he said that he was sorry.", "note")
    assert [one.id for one in note.evidence] == ["note-contents"]
    words = mark(DEATH + "The suicide epidemic goes on. They speak of a suicide epidemic.", "sensational")
    assert [(one.id, one.times) for one in words.evidence] == [("suicide-epidemic", 2)]
