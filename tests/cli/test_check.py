"""``safelint check``: exit statuses, options, and every way a run can go wrong, in sentences."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from safelint.cli.app import app

SENTENCE = "He committed suicide.\n"
START = (
    "import sys, pathlib, safelint.rulebook as rulebook; "
    "rulebook.builtin = lambda: pathlib.Path({pack!r}); from safelint.cli import main; main({args!r})"
)


def run(*args, stdin=None):
    result = CliRunner().invoke(app, ["check", *args], input=stdin, prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def command(*args):
    """A command line for a process of its own, with the small rule book."""
    from pathlib import Path

    pack = str(Path(__file__).parent.parent / "runner" / "pack")
    return [sys.executable, "-c", START.format(pack=pack, args=list(args))]


@pytest.fixture
def posts(site):
    (site / "posts").mkdir()
    (site / "posts" / "bad.md").write_text(SENTENCE)
    (site / "posts" / "good.md").write_text("All is well.\n")
    (site / "posts" / "so-so.md").write_text("A lunatic idea.\n")
    return site


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["posts/good.md"], 0),
        (["posts/bad.md"], 1),
        (["posts/so-so.md"], 0),
        (["posts/so-so.md", "--fail-on", "warning"], 1),
        (["posts/so-so.md", "--fail-on", "advice"], 1),
        (["posts", "--fail-on", "never"], 0),
        (["posts"], 1),
        ([], 1),
        (["posts/good.md", "posts/none.md"], 2),
        (["posts/bad.md", "posts/none.md"], 2),
        (["posts/bad.md", "--ignore", "committed-suicide"], 0),
        (["posts/bad.md", "--ignore", "stigma,suicide-language"], 0),
        (["posts/bad.md", "--select", "stigma"], 0),
        (["posts/so-so.md", "--select", "stigma", "--select", "invented", "--fail-on", "warning"], 1),
        (["posts/bad.md", "--preset", "strict"], 1),
        (["posts/so-so.md", "--fail-on", "warning", "--min-severity", "error"], 0),
    ],
)
@pytest.mark.usefixtures("posts")
def test_exit_status(args, status):
    assert run(*args).exit_code == status


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--format", "xml"], "'xml' is not one of"),
        (["--fail-on", "eror"], "is not one of"),
        (["--nothing"], "No such option"),
        (["posts", "--ignore", "lunatik"], "did you mean “lunatic”?"),
        (["posts", "--preset", "strickt"], "did you mean “strict”?"),
        (["posts", "--audience", "UK"], "“UK” is no country code. Did you mean “GB”?"),
        (["posts", "--config", "none.yaml"], "The config file none.yaml can't be read: No such file or directory."),
        (["posts", "--config", "posts"], "posts is a folder; a config file is needed"),
        (["posts", "--output", "posts"], "posts is a folder; --output takes the name of a file."),
        (["posts", "--output", "none/report.txt"], "can't be written"),
    ],
)
@pytest.mark.usefixtures("posts")
def test_what_can_not_be_done_is_said_on_standard_error(args, says):
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_an_unknown_key_names_file_line_and_nearest_key(posts):
    (posts / "safelint.yaml").write_text("audience: GB\nfail-onn: error\n")
    result = run("posts")
    assert result.exit_code == 2
    assert result.stderr == (
        "safelint.yaml:2: “fail-onn” is no setting.\n    fail-onn: error\n    Did you mean “fail-on”?\n"
    )
    assert run("posts", "--isolated").exit_code == 1


def test_a_broken_rule_file_names_file_and_line(posts):
    folder = posts / "ours" / "en" / "stigma"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("id: mine\ntitle: a\ntopci: stigma\n")
    (posts / "safelint.yaml").write_text("packs: [ours]\n")
    result = run("posts")
    assert result.exit_code == 2
    assert "mine.yaml:3: “topci” is no key of a rule file" in result.stderr
    assert "topic" in result.stderr
    (folder / "mine.yaml").write_bytes(b"id: \xff\n")
    assert run("posts").exit_code == 2


def test_files_that_can_not_be_read_are_in_the_report(posts):
    (posts / "posts" / "binary.md").write_bytes(b"\x00\x01")
    (posts / "posts" / "empty.md").write_bytes(b"")
    result = run("posts", "--format", "json")
    assert result.exit_code == 2
    found = {file["path"]: file["error"] for file in json.loads(result.stdout)["files"]}
    assert [path for path, error in found.items() if error] == ["posts/binary.md"]
    assert list(found)[:3] == ["posts/bad.md", "posts/binary.md", "posts/empty.md"]


def test_standard_input(site):
    result = run("-", "--format", "concise", "--stdin-filename", "new.md", stdin=SENTENCE)
    assert result.stdout.startswith("new.md:1:4: error committed-suicide: ")
    assert result.exit_code == 1
    (site / "safelint.yaml").write_text("ignore: committed-suicide\n")
    assert run("-", stdin=SENTENCE).exit_code == 0


def test_output_goes_to_a_file_without_colours(posts):
    result = run("posts", "--output", "report.txt")
    assert result.stdout == ""
    text = (posts / "report.txt").read_text("utf-8")
    assert "posts/bad.md:1:4" in text
    assert "\x1b" not in text


@pytest.mark.usefixtures("posts")
def test_colours_only_when_asked_for_or_on_a_terminal():
    assert "\x1b[" not in run("posts").stdout
    assert "\x1b[31;1merror" in run("posts", "--colour").stdout
    assert "\x1b[31;1merror" in run("posts", "--color").stdout


@pytest.mark.parametrize(
    ("environment", "asked", "output", "terminal", "expected"),
    [
        ({}, None, None, True, True),
        ({}, None, None, False, False),
        ({}, None, "file", True, False),
        ({"NO_COLOR": "1"}, None, None, True, False),
        ({"NO_COLOR": ""}, None, None, True, True),
        ({"NO_COLOR": "1"}, True, None, False, True),
        ({"TERM": "dumb"}, None, None, True, False),
        ({}, False, None, True, False),
    ],
)
def test_coloured(monkeypatch, environment, asked, output, terminal, expected):
    from safelint.cli.printing import coloured

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert coloured(asked, output) is expected


def test_method_detail_is_covered_unless_asked_for(site):
    (site / "a.md").write_text("The note named Examplol 500 mg.\n")
    covered = run("a.md", "--preset", "strict").stdout
    assert "Examplol" not in covered
    assert "▒▒▒▒▒▒▒▒" in covered
    assert "Examplol" not in run("a.md", "--preset", "strict", "--format", "json").stdout
    assert "Examplol 500 mg" in run("a.md", "--preset", "strict", "--show-detail").stdout


def test_excused_and_suppressed_findings_are_shown_when_asked_for(site):
    (site / "a.md").write_text(
        f"The headline read “{SENTENCE.strip()}”\n\n<!-- safelint: allow committed-suicide, a title -->\n\n{SENTENCE}",
        "utf-8",
    )
    quiet = run("a.md")
    assert quiet.exit_code == 0
    assert "1 excused by context (--show-excused shows them). 1 allowed by comments." in " ".join(quiet.stdout.split())
    shown = run("a.md", "--show-excused").stdout
    assert "excused  committed-suicide" in shown
    assert "Allowed by the comment on line 3: a title" in shown
    assert run("a.md", "--no-suppress").exit_code == 1


@pytest.mark.usefixtures("posts")
def test_the_same_bytes_give_the_same_report():
    reports = [json.loads(run("posts", "--format", "json", *cache).stdout) for cache in ([], [], ["--no-cache"])]
    for report in reports:
        del report["summary"]["seconds"]
    assert reports[0] == reports[1] == reports[2]


@pytest.mark.usefixtures("posts")
def test_no_cache_keeps_nothing():
    run("posts", "--no-cache")
    assert not os.path.exists(os.environ["SAFELINT_CACHE"])  # noqa: PTH110
    run("posts")
    assert os.listdir(os.environ["SAFELINT_CACHE"])  # noqa: PTH208


@pytest.mark.usefixtures("posts")
def test_a_reader_that_goes_away_is_no_error(tmp_path):
    (tmp_path / "long.md").write_text("A lunatic idea.\n\n" * 3000)
    process = subprocess.Popen(
        command("check", str(tmp_path / "long.md"), "--format", "concise"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert said == b""


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_pipes_are_utf_8_whatever_the_console_speaks(encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command("check", "posts"), capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "“committed suicide” makes" in done.stdout.decode("utf-8")


@pytest.mark.usefixtures("posts")
def test_a_file_without_triggers_loads_no_heavy_module():
    code = command("check", "posts/good.md", "--format", "json")[2]
    code = f"import atexit, sys; atexit.register(lambda: print(sorted(sys.modules), file=sys.stderr)); {code}"
    for _ in range(2):  # the first run compiles the rules, and reads YAML for it
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in eval(done.stderr)}  # noqa: S307  a list that we printed
    assert not loaded & {"spacy", "thinc", "numpy", "yaml", "_yaml"}


def test_a_file_is_read_in_the_format_that_is_named(tmp_path):
    file = tmp_path / "a.dat"
    file.write_text("He said: \\emph{He com}mitted suicide.\n", "utf-8")
    result = run("--isolated", "--format-in", "latex", "--format", "json", str(file))
    assert result.exit_code == 1
    assert json.loads(result.stdout)["files"][0]["format"] == "latex"
    assert "committed suicide" in result.stdout
