"""``safelint score``, and ``safelint check --credits``, with the real rule book."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from safelint.cli.app import app

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))

import office

ARTICLE = "# A morning on suicide\n\nSuicide can often be prevented. Treatment helps. Call Samaritans on 116 123.\n"
EXAMPLES = Path(__file__).parents[2] / "tests/engine/scorecard"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.md").write_text(ARTICLE, "utf-8")
    return tmp_path


def run(*args, stdin=None):
    result = CliRunner().invoke(app, args, input=stdin, prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.usefixtures("here")
def test_it_prints_a_scorecard_that_says_what_it_is():
    result = run("score", "article.md")
    assert result.exit_code == 0
    assert "2 of 2 Framing" in result.output
    assert "no substitute for trained raters" in " ".join(result.output.split())


@pytest.mark.usefixtures("here")
def test_one_file_that_fails_does_not_stop_the_others():
    result = run("score", "none.md", "article.md", "--format", "json")
    assert result.exit_code == 2
    first, second = json.loads(result.output)["scorecards"]
    assert first["error"]
    assert second["overall"] > 1


@pytest.mark.usefixtures("here")
def test_standard_input_has_a_name():
    result = run("score", "-", "--stdin-filename", "draft.md", stdin=ARTICLE)
    assert result.output.startswith("draft.md: TEMPOS scorecard")


def test_settings_do_not_change_marks_but_the_audience_does(here):
    plain = run("score", "article.md").output
    (here / "safelint.yaml").write_text("ignore: [suicide-language]\nfail-on: never\n", "utf-8")
    assert run("score", "article.md").output == plain
    marks = json.loads(run("score", "article.md", "--audience", "US", "--format", "json").output)
    (resources,) = [one for one in marks["scorecards"][0]["criteria"] if one["criterion"] == "resources"]
    assert [one["id"] for one in resources["evidence"]] == ["wrong-country"]


@pytest.mark.usefixtures("here")
def test_detail_is_shown_only_on_request():
    poor = str(EXAMPLES / "poor.md")
    assert "taken an overdose" not in run("score", poor).output
    assert "taken an overdose" in run("score", poor, "--show-detail").output
    assert "taken an overdose" not in run("score", poor, "--format", "json").output


def test_it_writes_to_a_file(here):
    assert run("score", "article.md", "--output", "card.txt").output == ""
    assert (here / "card.txt").read_text("utf-8").startswith("article.md: TEMPOS scorecard")


@pytest.mark.usefixtures("here")
def test_it_needs_a_file():
    assert run("score").exit_code == 2


@pytest.mark.usefixtures("here")
def test_check_says_what_went_well_only_when_asked():
    plain = run("check", "article.md", "--audience", "GB")
    asked = run("check", "article.md", "--audience", "GB", "--credits")
    assert "What went well" not in plain.output
    assert "Says that treatment and support work: “Treatment helps” (line 3)." in asked.output
    assert asked.exit_code == plain.exit_code


@pytest.mark.usefixtures("here")
def test_a_credit_has_a_page_and_its_examples_can_be_run():
    assert "- found: " in run("explain", "treatment-works").output
    root = Path(__file__).parents[2]
    result = run("rule", "check", str(root / "rules/en/_credits/treatment-works.yaml"))
    assert (result.exit_code, "all as they say" in result.output) == (0, True)


def test_a_small_rule_book_without_scorecards_says_so(site):
    (site / "a.md").write_text(ARTICLE, "utf-8")
    result = run("score", "a.md")
    assert result.exit_code == 2
    assert "There is no scorecard “tempos”" in result.output


@pytest.mark.usefixtures("here")
def test_a_page_has_the_marks_and_the_text():
    result = run("score", "--format", "html", "article.md", "none.md")
    assert result.exit_code == 2
    assert '<strong>Framing</strong> <span class="badge good">2 of 2</span>' in result.output
    assert "Suicide can often be prevented</span>" in result.output
    assert "no substitute for trained raters" in result.output
    assert "It can’t be read" in result.output
    checked = run("check", "--format", "html", "article.md")
    assert "<summary>TEMPOS scorecard: " in checked.output


def test_a_word_document_is_told_by_its_paragraphs(here):
    body = office.paragraph("On suicide") + office.paragraph("Suicide can often be prevented.")
    (here / "article.docx").write_bytes(office.docx(body))
    card = json.loads(run("score", "article.docx", "--format", "json").output)["scorecards"][0]
    assert [one["anchor"] for mark in card["criteria"] for one in mark["evidence"]] == ["paragraph 2"]
    assert "+ paragraph 2  “Suicide can often be prevented”" in run("score", "article.docx").output
