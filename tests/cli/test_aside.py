"""What a run says beside its report: why the exit status is what it is, figures, progress, and the job summary."""

import json

import pytest
from click.testing import CliRunner

from safelint.cli import aside
from safelint.cli.app import app

SENTENCE = "He committed suicide.\n"


def run(*args):
    result = CliRunner().invoke(app, ["check", *args], prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def said(result):
    return " ".join(result.stdout.split())


@pytest.fixture
def posts(site):
    (site / "posts" / "may").mkdir(parents=True)
    (site / "posts" / "a.md").write_text(f"---\ntitle: A\nauthor: [Ann Bell]\n---\n{SENTENCE}\nA lunatic idea.\n")
    (site / "posts" / "may" / "b.html").write_text(f'<meta name="author" content="Kim"><p>{SENTENCE}')
    (site / "posts" / "may" / "c.md").write_text("All is well.\n")
    return site


def test_the_footer_names_the_line_that_would_change_the_exit_status(posts):
    assert "at or above “error” (--fail-on error)." in said(run("posts"))
    (posts / "safelint.yaml").write_text("audience: GB\nfail-on: warning\n")
    assert "Exit status 1: 3 findings at or above “warning” (fail-on: warning, safelint.yaml:2)." in said(run("posts"))
    assert "at or above “error” (--fail-on error)." in said(run("posts", "--fail-on", "error"))
    (posts / "safelint.yaml").write_text("fail-on: never\n")
    assert "Exit status 0: findings do not change it (fail-on: never, safelint.yaml:1)." in said(run("posts"))
    assert "(--fail-on error)" in said(run("posts", "--isolated"))


def test_the_strictest_file_is_named_where_config_files_differ(posts):
    (posts / "safelint.yaml").write_text("fail-on: never\n")
    (posts / "posts" / "may" / "safelint.yaml").write_text("fail-on: advice\n")
    assert "(fail-on: advice, posts/may/safelint.yaml:1)" in said(run("posts")).replace("\\", "/")


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("rule", {"committed-suicide": "2 2 0 0", "lunatic": "1 0 1 0"}),
        ("topic", {"suicide-language": "2 2 0 0", "stigma": "1 0 1 0"}),
        ("author", {"Ann Bell": "2 1 1 0", "Kim": "1 1 0 0"}),
        ("folder", {"posts": "2 1 1 0", "posts/may": "1 1 0 0"}),
    ],
)
def test_findings_are_counted_by(by, rows):
    table = run("posts", "-q", "--format", "concise", "--statistics-by", by).stdout.splitlines()[-3:]
    assert table[0].split() == ["findings", "error", "warning", "advice", by]
    shown = {" ".join(line.split()[4:]).replace("\\", "/"): " ".join(line.split()[:4]) for line in table[1:]}
    assert {name: count for name, count in shown.items() if name in rows} == {
        k: v for k, v in rows.items() if k in shown
    }
    assert len(shown) == 2


@pytest.mark.usefixtures("posts")
def test_figures_stay_out_of_a_report_for_programs():
    result = run("posts", "--format", "json", "--stats", "--statistics-by", "author")
    assert json.loads(result.stdout)["schema"] == "safelint/1"
    assert "3  files\n" in result.stderr
    assert "3  files\n" in run("posts", "--stats").stdout


@pytest.mark.usefixtures("posts")
def test_quiet_prints_findings_and_nothing_else():
    assert run("posts/may/c.md", "-q").output == ""
    loud, quiet = run("posts").stdout, run("posts", "--quiet").stdout
    assert loud.startswith(quiet)
    assert "Exit status" not in quiet


def test_verbose_says_what_counts(posts):
    (posts / "safelint.yaml").write_text("audience: GB\n")
    said_beside = run("posts", "-v", "--format", "json").stderr
    assert "safelint.yaml\nRules: " in said_beside
    assert said_beside.count("Reading posts") == 3


def test_progress_shows_itself_only_in_long_runs(capsys, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(aside.time, "monotonic", lambda: now[0])
    progress = aside.Progress()
    for _ in range(50):
        now[0] += 0.1
        progress("a.md")
    shown = capsys.readouterr().err
    assert shown.startswith("\r2")
    assert 5 < shown.count("files read") < 20
    options = {"verbose": False, "quiet": False}
    assert aside.progress(options) is None  # standard error is no terminal here
    monkeypatch.setattr(aside.sys.stderr, "isatty", lambda: True, raising=False)
    assert aside.progress({**options, "quiet": True}) is None


def test_github_gets_a_job_summary(posts, monkeypatch):
    page = posts / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    run("posts", "--format", "json")
    assert page.read_text("utf-8") == "before\n"
    assert run("posts", "--format", "github").stdout.startswith("::")
    shown = page.read_text("utf-8")
    assert shown.startswith("before\n### safelint\n")
    assert "committed-suicide" in shown
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(posts))
    failed = run("posts", "--format", "github")
    assert failed.exit_code == 2
    assert "job summary" in failed.stderr
