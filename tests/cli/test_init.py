"""``safelint init``, ``config`` and ``baseline`` as typed."""

import json
import re

import pytest
from click.testing import CliRunner

from safelint.cli.app import app
from safelint.config import read
from safelint.config.begin import KINDS, STRICTNESS, Answers, text


def run(*words, stdin=None):
    return CliRunner().invoke(app, words, input=stdin)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("strictness", STRICTNESS)
@pytest.mark.parametrize("audience", [(), ("US",), ("GB", "IE")])
def test_every_answer_gives_a_config_file_that_says_so(tmp_path, kind, strictness, audience):
    path = tmp_path / "safelint.yaml"
    path.write_text(text(Answers(audience, kind, strictness)), encoding="utf-8")
    settings = read.read(path)
    said = "never" if settings.fail_on is None else settings.fail_on.value
    assert (settings.preset, settings.audience, said) == (KINDS[kind][0], audience, STRICTNESS[strictness][0])


def test_every_comment_is_a_setting_once_its_hash_is_gone(tmp_path):
    shown = re.compile(r"# +(?:- )?[a-z-]+: [^a-z]|# [a-z]+:$|#     [a-z]+: ")
    settings = [line[2:] for line in text(Answers()).splitlines() if shown.match(line) or "preset: clinical" in line]
    assert len(settings) == 9
    path = tmp_path / "safelint.yaml"
    path.write_text("\n".join(settings), encoding="utf-8")
    given = read.read(path)
    assert given.vocabulary == ("Suicide Squad",)
    assert (given.audience, given.identity_first) == (("US",), ("autistic", "deaf"))
    assert given.for_file(str(tmp_path / "clinical" / "a.md")).preset == "clinical"


def test_init_asks_nothing_away_from_a_terminal(site):
    done = run("init", "--audience", "us,GB", "--kind", "newsroom")
    assert done.exit_code == 0
    assert "safelint baseline" in done.output
    assert read.read(site / "safelint.yaml").audience == ("US", "GB")


def test_init_leaves_a_config_file_alone(site):
    (site / "safelint.yaml").write_text("fail-on: never\n")
    assert "There is a config file already" in run("init").output
    assert (site / "safelint.yaml").read_text() == "fail-on: never\n"
    assert run("init", "--force", "--strictness", "strict").exit_code == 0
    assert "fail-on: warning" in (site / "safelint.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "why"),
    [(["--audience", "UK"], "Did you mean “GB”?"), (["nowhere"], "no such folder"), (["--kind", "shop"], "blog")],
)
def test_init_says_what_is_wrong(site, words, why):
    done = run("init", *words)
    assert (done.exit_code, why in done.output) == (2, True)
    assert not (site / "safelint.yaml").exists()


def test_the_questions(site, monkeypatch):
    import safelint.cli.init as module

    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr(module.sys, "stdin", Terminal())
    answers = iter(["UK", "gb", "clinical", "strict"])
    monkeypatch.setattr(module.click, "prompt", lambda *_, **__: next(answers))
    module.command.main([], standalone_mode=False)
    settings = read.read(site / "safelint.yaml")
    assert (settings.preset, settings.audience, settings.fail_on.value) == ("clinical", ("GB",), "warning")


def test_config_names_the_line_of_each_setting(site):
    (site / "base.yaml").write_text("extends: newsroom\naudience: [US]\nignore: [epidemic]\n")
    (site / "safelint.yaml").write_text(
        "extends: ./base.yaml\nfail-on: never\nignore: [addict]\n"
        "overrides:\n  - files: [clinic/**]\n    preset: clinical\n    ignore: [stigma]\n"
    )
    given = {one["setting"]: one for one in json.loads(run("config", "clinic/a.md", "--format", "json").output)}
    assert given["extends"] == {"setting": "extends", "value": "clinical", "from": ["safelint.yaml:6"]}
    assert given["audience"]["from"] == ["base.yaml:2"]
    assert given["ignore"]["value"] == "[epidemic, addict, stigma]"
    assert given["ignore"]["from"] == ["base.yaml:3", "safelint.yaml:3", "safelint.yaml:7"]
    assert given["min-severity"]["from"] == ["default"]
    elsewhere = run("config", "--show", "post.md").output
    assert "newsroom  (base.yaml:1)" in elsewhere
    assert "never  (safelint.yaml:2)" in elsewhere


def test_config_without_a_file_and_in_pyproject(site):
    assert "No config file" in run("config").output
    (site / "pyproject.toml").write_text('[tool.safelint]\nextends = "strict"\nfail-on = "warning"\n')
    assert "warning  (pyproject.toml:3)" in run("config").output


def test_baseline_check_and_prune(site):
    (site / "a.md").write_text("He committed suicide.\n")
    assert run("check").exit_code == 1
    done = run("baseline")
    assert (done.exit_code, "1 accepted in 1 file, 1 more than before" in done.output) == (0, True)
    again = run("check")
    assert (again.exit_code, "1 in the baseline" in again.output) == (0, True)
    assert run("check", "--no-baseline").exit_code == 1
    assert run("check", "--isolated").exit_code == 1
    (site / "a.md").write_text("Nothing.\n")
    assert "1 of the baseline no longer there (safelint baseline --prune)" in " ".join(run("check").output.split())
    assert "0 accepted in 0 files" in run("baseline", "--prune").output.replace("in 1 file", "in 0 files")


def test_baseline_says_what_could_not_be_read(site):
    (site / "a.md").write_bytes(b"a\0")
    done = run("baseline")
    assert (done.exit_code, "a.md: " in done.output) == (2, True)


def test_two_ways_to_say_what_changed_are_one_too_many(site):
    del site
    done = run("check", "--diff", "main", "--staged")
    assert (done.exit_code, "give one of them" in done.output) == (2, True)
