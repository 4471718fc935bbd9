"""Scorecards on a page: places lead to their words, method and notes are covered, and others get none."""

import re
from dataclasses import replace

import pytest

from safelint.formats import read
from safelint.model.report import FileResult, Report, Tool
from safelint.model.rule import Severity
from safelint.model.scorecard import Evidence, Mark, Scorecard
from safelint.model.source import Source
from safelint.model.span import NOWHERE, Span
from safelint.reporters import article, scorecard_html, write
from safelint.runner.run import Plan, run
from safelint.runner.session import Session
from safelint.runner.work import Task, Work

TEXT = "# Robin\n\nRobin *died* by suicide. Help is near. [Ring](tel:116123) today.\n"
DEATH = "# Robin Hale, 44\n\nRobin Hale died by suicide in March, the coroner found.\n\n"
METHOD = DEATH + "The suicide note told of the row, and Robin took twelve Examplol tablets.\n"


def carded(*evidence, **more):
    mark = Mark("framing", "Framing", 2, "Good.", evidence)
    card = Scorecard("x.md", "tempos", "A scorecard", applies=True, marks=(mark,), overall=2.0, **more)
    source = Source("x.md", TEXT)
    return FileResult("x.md", "markdown", source=source, document=read(source, "markdown"), card=card)


def at(words, **more):
    start = TEXT.index(words)
    fields = {"title": "A title", "good": True, "span": Span(start, start + len(words)), **more}
    return Evidence("credit", "x", "", line=3, column=1, words=words, **fields)


def page(*results):
    return "".join(scorecard_html.write(results))


def test_each_place_leads_to_its_words_once():
    shown = page(carded(at("died"), at("Help is near"), at("Help is near", title="Another")))
    assert re.findall(r'href="#(e1-\d)"><bdi>“(.*?)”', shown) == [
        ("e1-1", "died"), ("e1-2", "Help is near"), ("e1-2", "Help is near"),
    ]  # fmt: skip
    assert '<span class="place" id="e1-1"><em>died</em></span>' in shown
    assert '<span class="place" id="e1-2">Help is near</span>' in shown
    assert shown.count('id="e1-2"') == 1


def test_what_does_not_show_in_the_text_is_no_link():
    shown = page(carded(at("tel:116123"), Evidence("credit", "x", "", "All", 1, 1, "", good=True)))
    assert 'href="#e' not in shown
    assert "“tel:116123”</bdi>: A title (line 3)" in shown
    assert "the whole text: All</li>" in shown


def test_a_container_is_told_by_its_anchors_and_helplines_by_their_state():
    shown = page(
        carded(
            at("Help is near", anchor="paragraph 3", times=2, quoted=True),
            Evidence("helpline", "wrong-country", "", "A Line", 3, 1, "988", good=False),
        )
    )
    assert "A title (paragraph 3, 2 times, quoted)" in shown
    assert "“988”</bdi>: A Line, wrong country (line 3)" in shown


def test_many_places_are_folded_and_all_are_there():
    many = [
        at(word, title=f"Title {number}") for number, word in enumerate(["Robin", "by", "is", "today", "near", "Ring"])
    ]
    shown = page(carded(*many))
    assert '<summary>2 more<span class="heard"> for it</span></summary>' in shown
    assert all(f"Title {number} " in shown for number in range(6))


def test_a_text_that_the_scale_is_not_meant_for_and_one_that_cannot_be_read():
    other = replace(carded(), card=Scorecard("x.md", "tempos", "A scorecard", remarks=("Not meant for this.",)))
    failed = FileResult("no.md", error="There is no such file.", card=Scorecard("no.md", "tempos", "", error="x"))
    shown = page(other, failed)
    assert "<h3>A scorecard</h3>" in shown
    assert "Not meant for this." in shown
    assert "It can’t be read: There is no such file." in shown
    assert shown.count('class="scorecard"') == 1


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "robin.md").write_text(METHOD, "utf-8")
    (tmp_path / "roads.md").write_text("# Roads\n\nA committee met. Snap out of it.\n", "utf-8")
    return Session(isolated=True)


def test_a_run_gives_scorecards_where_it_is_asked_and_the_scale_is_meant_for_the_text(site):
    plan = Plan(texts=True, cards=True)
    robin, roads = (next(one for one in run(site, [name], plan).files) for name in ("robin.md", "roads.md"))
    assert robin.card is not None
    assert robin.card.applies
    assert roads.card is None
    assert run(site, ["robin.md"], Plan(texts=True)).files[0].card is None


def test_the_marks_do_not_depend_on_the_rules_of_the_run(site):
    (plain,) = Work(site, texts=True, cards=True).linted(Task(METHOD.encode(), "robin.md"))
    narrow = Session(isolated=True, select=("helpline-missing",))
    (few,) = Work(narrow, texts=True, cards=True).linted(Task(METHOD.encode(), "robin.md"))
    assert {one.rule for one in few.findings} == {"helpline-missing"}
    assert few.card == plain.card
    report = Report(Tool("0", "0", "0"), (few,), {}, 0.0, Severity.ERROR)
    card = "".join(write(report, "html")).partition("<article")[0]
    assert "Examplol" not in card
    assert "suicide note" not in card
    assert "Examplol" in "".join(write(report, "html", show_detail=True)).partition("<article")[0]


def test_every_place_of_a_real_card_stands_in_the_text(site):
    (result,) = Work(site, texts=True, cards=True).linted(Task(METHOD.encode(), "robin.md"))
    places = scorecard_html.places(result.card)
    assert len(places) == 3
    assert article.standing(result.document, places) == set(range(1, len(places) + 1))
    words = {one.span: one.words for mark in result.card.marks for one in mark.evidence if one.span != NOWHERE}
    assert {METHOD[span.start : span.end] for span in places} == set(words.values())
