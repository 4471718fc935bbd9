"""The short answer for texts with nothing in them: the same words as the whole command line, and nothing imported."""

from __future__ import annotations

import os
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
    return b"safelint.cli.app" not in run.stderr.split()


@pytest.mark.parametrize(
    ("args", "more"),
    [
        (["a.md"], {}),
        (["--isolated", "a.md", "b.md"], {}),
        (["a.md", "--fail-on", "never"], {}),
        (["a.md", "--fail-on=warning"], {"COLUMNS": "45"}),
        (["a.md", "--preset", "recommended"], {"COLUMNS": "200"}),
        (["a.md", "--format", "concise", "--show-excused"], {}),
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
        ["a.md", "--fail-on", "nonsense"],
        ["a.md", "--fail-on"],
        ["a.md", "--preset", "newsroom"],
        ["a.md", "--select", "stigma"],
        ["--help"],
    ],
)
def test_anything_else_is_left_to_the_whole_command(folder, args):
    assert not quick(check(folder, *args))


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
