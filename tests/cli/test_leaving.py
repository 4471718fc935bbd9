"""The process of the command ends at once, and loses nothing that was to be said or done."""

import os
import subprocess
import sys

import pytest

from safelint.cli import main


def ended(folder, *args, code="", **more):
    environment = {**os.environ, "SAFELINT_CACHE": str(folder / "cache"), **more}
    environment.pop("PYTHONUNBUFFERED", None)  # with it there is nothing to flush
    start = f"{code}\nimport sys\nfrom safelint.cli import run\nsys.argv = ['safelint', *sys.argv[1:]]\nrun()"
    command = [sys.executable, "-c", start, *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["check", "found.md"], 1),
        (["check", "found.md", "--fail-on", "never"], 0),
        (["check", "none.md"], 2),
        (["check", "plain.md"], 0),
        (["check", "plain.md", "--select", "nothing-of-that-name"], 2),
        (["--version"], 0),
        (["no-such-command"], 2),
    ],
)
def test_the_exit_status_is_that_of_the_run(tmp_path, args, status):
    (tmp_path / "found.md").write_text("He committed suicide.\n")
    (tmp_path / "plain.md").write_text("The sea was cold.\n")
    run = ended(tmp_path, *args)
    assert run.returncode == status
    assert run.stdout + run.stderr


def test_a_long_report_is_written_to_its_end(tmp_path):
    (tmp_path / "found.md").write_text("He committed suicide in May.\n\n" * 3000)
    run = ended(tmp_path, "check", "found.md", "--format", "concise")
    assert run.stdout.count("committed-suicide") == 3000
    assert run.stdout.endswith("\n")


def test_what_is_to_be_done_at_the_end_is_done(tmp_path):
    (tmp_path / "plain.md").write_text("The sea was cold.\n")
    run = ended(tmp_path, "check", "plain.md", code="import atexit\natexit.register(print, 'done at the end')")
    assert run.returncode == 0
    assert run.stdout.endswith("done at the end\n")


def test_who_calls_it_from_python_gets_an_exception(tmp_path, capsys):
    (tmp_path / "found.md").write_text("He committed suicide.\n")
    with pytest.raises(SystemExit) as end:
        main(["check", str(tmp_path / "found.md"), "--isolated"])
    assert end.value.code == 1
    assert "committed-suicide" in capsys.readouterr().out
