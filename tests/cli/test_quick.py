"""The short answer for texts with nothing in them: the same words as the whole command line, and nothing imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

PLAIN = "# A walk by the sea\n\nThe water was cold and the sky was wide. We had tea at 4.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quick")
    (folder / "a.md").write_text(PLAIN)
    (folder / "b.md").write_text(PLAIN + "Really.\n")
    (folder / "found.md").write_text("He committed suicide.\n")
    (folder / "posts").mkdir()
    (folder / "posts/c.md").write_text(PLAIN)
    check(folder, "found.md")  # compiles the rules and their gate
    return folder


def check(folder, *args, whole=False, **more):
    environment = {**os.environ, "SAFELINT_CACHE": str(folder / "cache"), **more}
    environment.pop("GITHUB_STEP_SUMMARY", None)
    environment |= {"SAFELINT_WHOLE": "1"} if whole else {}
    code = (
        "import sys\nfrom safelint.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: code = end.code or 0\n"
        "sys.stderr.write('\\n' + ' '.join(sys.modules)); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "check", *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


def quick(run):
    return b"safelint.runner.session" not in run.stderr.split()


def clicked(run):
    return b"click" in run.stderr.split()


def told(run):
    """What a run says on standard error, without the list of modules at its end."""
    return run.stderr.rpartition(b"\n")[0]


@pytest.mark.parametrize(
    ("args", "more"),
    [
        (["a.md"], {}),
        (["--isolated", "a.md", "b.md"], {}),
        (["a.md", "--fail-on", "never"], {}),
        (["a.md", "--fail-on=warning"], {"COLUMNS": "45"}),
        (["a.md", "--preset", "recommended"], {"COLUMNS": "200"}),
        (["a.md", "--format", "concise", "--show-excused"], {}),
        (["a.md", "--no-baseline", "--min-severity", "error"], {}),
    ],
)
def test_the_short_answer_is_the_long_one(folder, args, more):
    short, long = check(folder, *args, **more), check(folder, *args, whole=True, **more)
    assert (short.stdout, short.returncode) == (long.stdout, long.returncode)
    assert (quick(short), quick(long)) == (True, False)


@pytest.mark.parametrize(
    "args",
    [
        ["found.md"],
        ["a.md", "found.md"],
        ["none.md"],
        ["posts"],
        [],
        ["a.md", "a.md"],
        ["a.md", "--format", "json"],
        ["a.md", "--preset", "newsroom"],
        ["a.md", "--select", "stigma"],
        ["a.md", "--stats"],
    ],
)
def test_anything_else_takes_a_whole_run(folder, args):
    assert not quick(check(folder, *args))


@pytest.mark.parametrize(
    "args",
    [
        ["found.md"],
        ["found.md", "--isolated", "--no-baseline", "--no-suppress", "--show-detail", "--show-excused"],
        ["found.md", "a.md", "--format", "concise", "--fail-on", "never"],
        ["found.md", "--format=jsonl", "--no-cache"],
        ["found.md", "--format", "github", "--credits"],
        ["found.md", "--format", "sarif", "--audience", "US", "--audience", "GB", "--min-severity=warning"],
        ["posts", "found.md", "--select", "shrink", "--select", "committed-suicide", "--ignore", "headline"],
        ["found.md", "--preset", "newsroom", "--quiet"],
        ["found.md", "--stats", "--no-colour"],
        ["posts", "found.md", "--jobs", "2"],
        ["none.md"],
        [],
    ],
)
def test_common_options_are_read_without_click(folder, args):
    direct, whole = check(folder, *args), check(folder, *args, whole=True)
    assert (clicked(direct), clicked(whole)) == (False, True)
    seconds = re.compile(rb"[0-9.]+ +s(?:econds?)?\b|\"seconds\": [0-9.]+")
    said, should = (seconds.sub(b"", run.stdout) for run in (direct, whole))
    assert (said, told(direct), direct.returncode) == (should, told(whole), whole.returncode)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["a.md", "--fail-on", "nonsense"], b"nonsense"),
        (["a.md", "--fail-on"], b"--fail-on"),
        (["a.md", "--jobs", "many"], b"--jobs"),
        (["a.md", "--format", "prose"], b"prose"),
        (["a.md", "--select", "no-such-rule"], b"no-such-rule"),
        (["a.md", "--preset", "no-such-preset"], b"no-such-preset"),
        (["a.md", "--config", "none.yaml"], b"none.yaml"),
        (["a.md", "--output", "."], b"folder"),
        (["a.md", "--what"], b"--what"),
        (["--help"], b"Usage"),
    ],
)
def test_anything_else_is_left_to_click(folder, args, words):
    run = check(folder, *args)
    assert clicked(run)
    assert words in run.stdout + told(run)
    assert run.returncode == (0 if args == ["--help"] else 2)


def test_options_are_as_click_has_them_when_nothing_is_asked_for():
    from safelint.cli.check import command
    from safelint.cli.checking import USUAL

    usual = command.make_context("check", []).params
    assert usual | USUAL == usual
    assert usual.keys() - USUAL.keys() == {"paths", "form", "output"}


def test_settings_beside_or_above_the_file_are_read(folder):
    place = folder / "site/posts"
    place.mkdir(parents=True)
    (place / "a.md").write_text(PLAIN)
    assert quick(check(folder, "site/posts/a.md"))
    (folder / "site/safelint.yaml").write_text("fail-on: warning\n")
    assert not quick(check(folder, "site/posts/a.md"))
    assert quick(check(folder, "--isolated", "site/posts/a.md"))
    (place / "a.md.safelint.yaml").write_text("- allow: shrink\n  reason: a title\n")
    assert not quick(check(folder, "--isolated", "site/posts/a.md"))
