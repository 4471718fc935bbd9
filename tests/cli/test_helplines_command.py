import json

import pytest
from click.testing import CliRunner

from safelint.cli.app import app


def run(*args):
    return CliRunner().invoke(app, ["helplines", *args])


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_lines_of_a_country():
    result = run("IE", "--for", "suicide")
    assert result.exit_code == 0
    assert "call 116 123" in result.output
    assert "Bodywhys" not in result.output


def test_the_countries_when_none_is_named():
    assert "GB  United Kingdom" in run().output


def test_the_config_file_names_the_readers(folder):
    (folder / "safelint.yaml").write_text("audience: [NZ]\n", "utf-8")
    assert "1737" in run().output


def test_to_paste_and_for_programs():
    assert "- **Samaritans" in run("GB", "--format", "markdown").output
    assert json.loads(run("GB", "--format", "json").output)["countries"][0]["country"] == "GB"


def test_no_such_country():
    result = run("Atlantis")
    assert result.exit_code == 2
    assert "knows no helplines of “ATLANTIS”" in result.output


def test_check_reports_every_number_and_its_state(folder):
    (folder / "a.md").write_text("Call 988, or Samaritans on 08457 90 90 90.\n", "utf-8")
    (folder / "b.md").write_text("The library opens at nine.\n", "utf-8")
    result = run("check", "a.md", "b.md", "--audience", "US")
    assert result.exit_code == 1
    assert "a.md:1:6  current  988" in result.output
    assert "→ Samaritans: 116 123" in result.output
    assert "988 Suicide & Crisis Lifeline  for suicide, self-harm, crisis" in result.output
    assert "b.md: names no helpline" in result.output


@pytest.mark.parametrize(("args", "status"), [(["check"], 2), (["check", "none.md"], 2)])
def test_check_without_a_file_to_read(args, status):
    assert run(*args).exit_code == status


def test_check_for_programs(folder):
    (folder / "a.md").write_text("Call 988, or Samaritans on 08457 90 90 90.\n", "utf-8")
    result = run("check", "a.md", "--audience", "US", "--format", "json")
    one, other = json.loads(result.stdout)["files"][0]["helplines"]
    assert (one["state"], one["name"], one["instead"], one["hours"]) == (
        "current",
        "988 Suicide & Crisis Lifeline",
        "",
        "24/7",
    )
    assert "suicide" in one["topics"]
    assert (other["state"], other["instead"]) == ("retired", "Samaritans: 116 123")


@pytest.mark.parametrize("words", [["UK"], ["united kingdom"], ["United", "Kingdom"], ["England"], [" gb "]])
def test_a_country_as_people_write_it(words):
    result = run(*words)
    assert result.exit_code == 0
    assert result.output.startswith("United Kingdom (GB)")


def test_a_country_that_nobody_knows_is_answered_in_one_breath():
    result = run("XX")
    assert result.exit_code == 2
    assert "findahelpline.com" in result.output
    assert len(result.output) < 250
