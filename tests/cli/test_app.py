"""The command itself, and ``rule`` and ``explain``."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

import safelint
from safelint.cli import main
from safelint.cli.app import COMMANDS, app


def run(*args):
    result = CliRunner().invoke(app, args, prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_version_and_help():
    assert run("--version").stdout == f"safelint {safelint.__version__}\n"
    shown = run("--help").stdout
    assert all(f"  {name}" in shown for name in COMMANDS)
    assert run("-h").stdout == shown
    for name in COMMANDS:
        assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["check", "--help"], ["rule", "--help"]])
def test_version_and_help_load_nothing_heavy(args):
    code = (
        "import atexit, sys; atexit.register(lambda: print(sorted(sys.modules), file=sys.stderr)); "
        f"from safelint.cli import main; main({args})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(eval(done.stderr))  # noqa: S307  a list that we printed
    assert not loaded & {"spacy", "numpy", "yaml", "safelint.rulebook", "safelint.engine", "safelint.formats"}


def test_cli_imports_click_only_when_it_runs():
    code = "import safelint.cli, sys; print('click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_python_m_safelint():
    done = subprocess.run([sys.executable, "-m", "safelint", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"safelint {safelint.__version__}\n"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["chekc"], "Did you mean “check”?"),
        (["posts"], "To check a file: safelint check FILE."),
        (["--nothing"], "No such option"),
        (["explain"], "Missing argument"),
    ],
)
def test_slips_are_answered(args, says):
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.stderr


def test_an_interruption_is_not_a_finding(monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("safelint.runner.session.Session.__init__", interrupted)
    assert run("check", ".").exit_code == 130


@pytest.mark.usefixtures("site")
def test_rule_list():
    shown = run("rule", "list").stdout
    assert "stigma\n  lunatic            warning  A word for people that hurts\n" in shown
    assert shown.index("suicide-language") < shown.index("stigma") < shown.index("method-detail")
    assert shown.endswith("3 rules.\n")
    assert run("rule", "list", "--topic", "stigma").stdout.endswith("1 rule.\n")
    assert run("rule", "list", "--status", "preview").stdout.endswith("1 rule.\n")
    assert run("rule", "list", "--source", "example_guide").stdout.endswith("3 rules.\n")
    assert "did you mean “example_guide”?" in run("rule", "list", "--source", "example_guid").stderr
    assert run("rule", "list", "--preset", "recommended").stdout.endswith("2 rules.\n")
    assert run("rule", "list", "--preset", "strict").stdout.endswith("3 rules.\n")
    assert "did you mean “strict”?" in run("rule", "list", "--preset", "strickt").stderr
    assert run("rule", "list", "--topic", "imagery").stdout == "0 rules.\n"
    rows = json.loads(run("rule", "list", "--format", "json").stdout)
    assert [row["rule"] for row in rows] == ["committed-suicide", "lunatic", "invented"]
    assert set(rows[0]) == {"rule", "title", "topic", "severity", "confidence", "status", "since", "sources"}


@pytest.mark.usefixtures("site")
def test_rule_show_and_explain_print_the_page():
    page = run("rule", "show", "lunatic").stdout
    assert "A word for people that hurts" in page
    assert "https://example.org/guide" in page
    assert run("explain", "lunatic").stdout == page


@pytest.mark.parametrize("args", [["rule", "show"], ["explain"], ["rule", "check"]])
@pytest.mark.usefixtures("site")
def test_unknown_rules_are_answered_with_the_nearest(args):
    result = run(*args, "lunatik")
    assert result.exit_code == 2
    assert result.stderr == "There is no rule “lunatik”. Did you mean “lunatic”?\n"


def test_explain_a_line(site):
    (site / "a.md").write_text("The headline read “He committed suicide”.\n\nAll is well.\n", "utf-8")
    shown = run("explain", "a.md:1").stdout
    assert "committed-suicide" in shown
    assert "quoted" in shown
    assert run("explain", "a.md:1:24").stdout.replace("a.md:1:24", "a.md:1") == shown
    assert run("explain", "a.md:3").exit_code == 0
    assert run("explain", "a.md:99").exit_code == 0
    assert "Write safelint explain a.md:1." in run("explain", "a.md").stderr
    missing = run("explain", "none.md:1")
    assert missing.exit_code == 2
    assert missing.stderr == "none.md: There is no such file or folder.\n"
    assert "is a folder" in run("explain", f"{site}:1").stderr


@pytest.mark.usefixtures("site")
def test_rule_check():
    assert run("rule", "check").stdout == "3 rules, 12 examples: all as they say.\n"
    assert run("rule", "check", "lunatic").stdout == "1 rule, 4 examples: all as they say.\n"


def test_rule_check_of_a_file(site):
    from pathlib import Path

    folder = site / "ours" / "en" / "stigma"
    folder.mkdir(parents=True)
    text = (Path(__file__).parent.parent / "runner/pack/en/stigma/lunatic.yaml").read_text("utf-8")
    path = folder / "loony.yaml"
    path.write_text(text.replace("lunatic", "loony"), "utf-8")
    assert run("rule", "check", str(path)).exit_code == 0
    path.write_text(text.replace("lunatic", "loony").replace("A risky idea", "A loony idea"), "utf-8")
    failed = run("rule", "check", str(path))
    assert failed.exit_code == 1
    assert "loony::passes[1] is reported for “loony”" in failed.stdout
    assert "1 rule, 4 examples: 1 to look at." in failed.stdout
    path.write_text("id: loony\n")
    assert run("rule", "check", str(path)).exit_code == 2
    assert run("rule", "check", "none.yaml").exit_code == 2
    assert "is a folder" in run("rule", "check", "ours/en").stderr


def test_rule_new(site, monkeypatch):
    from safelint.rulebook import load

    real = sys.modules["safelint.rulebook.load"].builtin
    monkeypatch.setattr("safelint.runner.rulefile.builtin", real)
    assert callable(load)
    shown = run("rule", "new", "a-new-rule", "--topic", "stigma")
    path = site / "rules" / "en" / "stigma" / "a-new-rule.yaml"
    assert shown.stdout.startswith("Begun: rules/en/stigma/a-new-rule.yaml\n")
    assert "id: a-new-rule\n" in path.read_text("utf-8")
    again = run("rule", "new", "a-new-rule", "--topic", "stigma")
    assert again.exit_code == 2
    assert "Nothing was written." in again.stderr
    assert run("rule", "new", "Bad Id", "--topic", "stigma").exit_code == 2
    assert run("rule", "new", "a", "--topic", "nonsense").exit_code == 2
    assert run("rule", "new", "another", "--topic", "shame", "--into", "ours").exit_code == 0
    assert (site / "ours" / "en" / "shame" / "another.yaml").is_file()


@pytest.mark.parametrize("args", [["check"], ["check", "a.md"], ["fix", "a.md"], ["rule", "list"], ["score", "a.md"]])
def test_a_working_folder_that_is_gone_is_said(tmp_path, monkeypatch, capsys, args):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(SystemExit) as end:
        main(args)
    assert end.value.code == 2
    assert capsys.readouterr().err == "The folder you are in is no longer there; change to another one.\n"
    with pytest.raises(SystemExit) as end:
        main(["check", "--help"])
    assert end.value.code == 0
