"""Several processes: the same report in the same order, and what happens when one of them dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from safelint import Session
from safelint.runner import pool
from safelint.runner.work import Task

SENTENCE = "He committed suicide in 2019.\n"

forked = pytest.mark.skipif(sys.platform != "linux", reason="what is patched here is only there in a forked process")


@pytest.fixture
def posts(site):
    (site / "posts").mkdir()
    for at in range(12):
        (site / f"posts/{at:02}.md").write_text(f"Number {at}. " + SENTENCE)
    return "posts"


def test_small_work_needs_no_other_process():
    small, large = Task(b"x" * 1000, "a.md"), Task(b"x" * 10_000_000, "a.md")
    assert pool.many(0, [small] * 20) == 1
    assert pool.many(0, [large] * 20) >= 1
    assert pool.many(3, [small] * 20) == 3
    assert pool.many(8, [small] * 2) == 2
    assert pool.many(8, []) == 1


def test_the_report_is_the_same_in_the_same_order(posts):
    one = Session(keep=False).lint_paths(posts, jobs=1)
    three = Session(keep=False).lint_paths(posts, jobs=3)
    assert [result.path for result in three.files] == [f"posts/{at:02}.md" for at in range(12)]
    assert replace(three, seconds=0) == replace(one, seconds=0)


@forked
def test_a_process_that_dies_takes_only_its_own_file_along(posts, monkeypatch):
    from safelint.engine.lint import lint

    def dies(document, source, *rest, **more):
        if "Number 5." in source.text:
            os._exit(1)
        return lint(document, source, *rest, **more)

    monkeypatch.setattr("safelint.engine.lint", dies)
    results = Session(keep=False).lint_paths(posts, jobs=2).files
    assert [result.path for result in results if result.error] == ["posts/05.md"]
    assert "died" in results[5].error
    assert sum(bool(result.findings) for result in results) == 11


@forked
def test_ctrl_c_ends_the_run_and_leaves_no_process(tmp_path):
    (tmp_path / "posts").mkdir()
    for at in range(40):
        (tmp_path / f"posts/{at}.md").write_text(SENTENCE * 20)
    code = (
        "import time, os, safelint.engine, safelint.engine.lint\n"
        "lint = safelint.engine.lint\n"
        "def slow(*rest, **more):\n"
        "    open(f'pid-{os.getpid()}', 'w').close(); time.sleep(30)\n"
        "safelint.engine.lint = slow\n"
        "from safelint.cli.app import app\n"
        "app.main(['check', '--isolated', '--no-cache', '--jobs', '2', 'posts'], prog_name='safelint')\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    pids = []
    for _ in range(600):
        pids = [int(path.name[4:]) for path in tmp_path.glob("pid-*")]
        if len(pids) == 2:
            break
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert run.returncode == 130
    assert "Traceback" not in said
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
