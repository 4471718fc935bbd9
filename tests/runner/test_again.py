"""A run over what has not changed says what the last one said; after any change it looks again."""

from __future__ import annotations

import io
import json
import marshal
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safelint.cli import quick
from safelint.model import inputs
from safelint.nlp import loading
from safelint.runner import again
from safelint.runner.session import Session

FOUND = "He committed suicide in 2019, the family said.\n"
PLAIN = "# A walk by the sea\n\nThe water was cold and the sky was wide.\n"
PACK = Path(__file__).parent / "pack"


class Site:
    """A folder of posts, and what the command says about it."""

    def __init__(self, top, capfdbinary, monkeypatch):
        self.top, self.cache, self.asked = top / "site", top / "cache", ["check", "."]
        self._capfd, self._monkeypatch = capfdbinary, monkeypatch
        self.linted = 0
        lint = quick._linted

        def counted(*args):
            self.linted += 1
            return lint(*args)

        monkeypatch.setattr(quick, "_linted", counted)
        for at in range(12):
            self.write(f"posts/{at:02}.md", FOUND if at % 4 == 0 else PLAIN)

    def write(self, name, text):
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def said(self, *more):
        """The report and the exit status."""
        self._capfd.readouterr()
        status = quick.answered([*self.asked, *more])
        return self._capfd.readouterr().out, status

    def again(self):
        """As ``said``, and whether it was only said again."""
        before = self.linted
        report = self.said()
        return report, self.linted == before

    def kept(self):
        return sorted(self.cache.glob("run-*"))


@pytest.fixture
def site(tmp_path, capfdbinary, monkeypatch):
    monkeypatch.setattr(inputs, "SETTLED", 0)
    monkeypatch.setenv("SAFELINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    made = Site(tmp_path, capfdbinary, monkeypatch)
    monkeypatch.chdir(made.top)
    return made


@pytest.mark.parametrize(
    "asked",
    [
        ["check", "."],
        ["check", "posts", "--format", "sarif"],
        ["check", "--format=concise", "--fail-on", "never"],
        ["check", "posts", "--isolated", "--format", "github", "--select", "committed-suicide"],
        ["check", *(f"posts/{at:02}.md" for at in range(1, 12) if at % 4)],
        ["check", *(f"posts/{at:02}.md" for at in range(1, 12) if at % 4), "posts/01.md", "--preset", "newsroom"],
    ],
)
def test_nothing_is_looked_at_when_nothing_has_changed(site, asked):
    for at in range(1, 12):
        site.write(f"posts/more-{at}.md", PLAIN)
    site.asked = asked if len(asked) < 8 else [*asked, *(f"posts/more-{at}.md" for at in range(1, 12))]
    fresh = site.said("--no-cache")
    first, second, third = site.again(), site.again(), site.again()
    assert [one[0] for one in (first, second, third)] == [fresh] * 3
    assert (first[1], second[1], third[1]) == (False, True, True)


def pretend(site, name, text):
    """Another text of the same length at the same time."""
    path = site.top / name
    stat = path.stat()
    path.write_text(text.ljust(stat.st_size)[: stat.st_size])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def fill(site):
    """A text in the place of a folder that a link leads to."""
    (site.top / ".store/place").rmdir()
    site.write(".store/place", FOUND)


def accept(site):
    command = [sys.executable, "-m", "safelint", "baseline", "posts"]
    subprocess.run(command, cwd=site.top, check=True, capture_output=True)


CHANGES = {
    "a text": lambda site: site.write("posts/01.md", FOUND),
    "a text of the same length at the same time": lambda site: pretend(site, "posts/01.md", FOUND),
    "a new text": lambda site: site.write("posts/new.md", FOUND),
    "a new text in a new folder": lambda site: site.write("posts/2027/new.md", FOUND),
    "a text less": lambda site: (site.top / "posts/00.md").unlink(),
    "another name": lambda site: (site.top / "posts/00.md").rename(site.top / "posts/zz.md"),
    "another ending": lambda site: (site.top / "posts/00.md").rename(site.top / "posts/00.bin"),
    "where a link leads": lambda site: (
        (site.top / "posts/link.md").unlink(),
        (site.top / "posts/link.md").symlink_to(site.top / "posts/00.md"),
    ),
    "what a link leads to": lambda site: site.write("elsewhere/.linked.txt", FOUND),
    "a text where a link led to a folder": fill,
    "settings in the folder": lambda site: site.write("safelint.yaml", "ignore: [committed-suicide]\n"),
    "settings in a folder below": lambda site: site.write("posts/.safelint.yml", "ignore: [committed-suicide]\n"),
    "settings above": lambda site: site.write("../safelint.yaml", "ignore: [committed-suicide]\n"),
    "a project file above": lambda site: site.write(
        "../pyproject.toml", "[tool.safelint]\nignore = ['committed-suicide']\n"
    ),
    "a file of suppressions": lambda site: site.write("posts/00.md.safelint.yaml", "allow:\n  - committed-suicide\n"),
    "a baseline": accept,
    "a Python environment": lambda site: site.write("posts/old/pyvenv.cfg", ""),
    "no Python environment": lambda site: (site.top / "environment/pyvenv.cfg").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_everything_is_looked_at(site, change):
    site.write("posts/old/00.md", FOUND)
    site.write("elsewhere/.linked.txt", PLAIN)
    (site.top / "posts/link.md").symlink_to(site.top / "elsewhere/.linked.txt")
    (site.top / ".store/place").mkdir(parents=True)
    (site.top / "posts/place.md").symlink_to(site.top / ".store/place")
    site.write("environment/pyvenv.cfg", "")
    site.write("environment/00.md", FOUND)
    before = site.said()
    assert site.again() == (before, True)
    change(site)
    after, only_said = site.again()
    assert not only_said
    assert after != before
    assert after == site.said("--no-cache")


@pytest.mark.parametrize(
    "name", ["safelint.yaml", "shared/base.yaml", "accepted.json", "pack/en/stigma/lunatic.yaml", "posts/gone.md"]
)
def test_so_it_is_with_what_settings_lead_to(site, name):
    site.write("shared/base.yaml", "ignore: [headline]\n")
    site.write("safelint.yaml", "extends: [./shared/base.yaml]\npacks: [pack]\nbaseline: accepted.json\n")
    accepted = {"posts/gone.md": {"committed-suicide": ["0123456789abcdef"]}}
    site.write("accepted.json", json.dumps({"schema": "safelint-baseline/1", "files": accepted}))
    for path in PACK.rglob("*.yaml"):
        site.write(f"pack/{path.relative_to(PACK)}", path.read_text("utf-8"))
    before = site.said()
    assert site.again() == (before, True)
    path = site.top / name
    site.write(name, path.read_text("utf-8") + "\n" if path.exists() else PLAIN)
    assert not site.again()[1]


def test_other_words_width_day_and_folder_are_other_runs(site, monkeypatch):
    before = site.said()
    assert site.again() == (before, True)
    site.asked = ["check", ".", "--min-severity", "error"]
    assert not site.again()[1]
    site.asked = ["check", "."]
    monkeypatch.setenv("COLUMNS", "50")
    narrow, only_said = site.again()
    assert narrow != before
    assert not only_said
    assert site.again() == (narrow, True)
    monkeypatch.setattr(time, "strftime", lambda *_: "2099-01-01")
    assert not site.again()[1]
    assert site.again()[1]
    monkeypatch.chdir(site.top / "posts")
    assert not site.again()[1]


def test_a_text_that_has_just_changed_is_looked_at_again(site, monkeypatch):
    monkeypatch.setattr(inputs, "SETTLED", 3_600_000_000_000)
    assert [site.again()[1] for _ in range(2)] == [False, False]
    assert site.kept() == []


@pytest.mark.parametrize(
    "asked",
    [
        ["check", ".", "--format", "json"],
        ["check", ".", "--format", "junit"],
        ["check", ".", "--stats"],
        ["check", ".", "--no-cache"],
        ["check", ".", "--output", "../report.txt"],
        ["check", "posts/00.md"],
        ["check", ".", "none.md"],
        ["check", ".", "--select", "no-such-rule"],
    ],
)
def test_some_runs_are_never_kept(site, asked):
    site.asked = asked
    site.said()
    assert site.kept() == []


def test_reports_are_kept_by_few_and_not_for_long(site, monkeypatch):
    monkeypatch.setattr(again, "RUNS", 3)
    for width in range(5):
        site.asked = ["check", ".", "--ignore", f"headline{',' * width}"]
        site.said()
    assert len(site.kept()) <= 3
    site.asked = ["check", "."]
    site.said()
    for path in site.kept():
        os.utime(path, (1, 1))
    site.asked = ["check", "posts"]
    site.said()
    assert len(site.kept()) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 80,
        marshal.dumps(()),
        marshal.dumps((1, 2, 3, 4, 5)),
        marshal.dumps(([], [], [], b"", "?")),
    ],
)
def test_a_broken_report_is_as_good_as_none(site, data):
    before = site.said()
    for path in site.kept():
        path.write_bytes(data)
    assert site.again() == (before, False)
    assert site.again() == (before, True)


def test_what_can_not_be_noted_is_not_kept(site, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FOUND.encode())))
    followed = inputs.follow()
    assert Session(isolated=True).lint_paths("-").exit_status == 1
    assert not followed.sure
    for words in (["init", "-q"], ["add", "posts/00.md"]):
        subprocess.run(["git", *words], cwd=site.top, check=True, capture_output=True)
    site.asked = ["check", ".", "--staged"]
    assert site.said()[1] == 1
    assert site.kept() == []
    site.write("safelint.yaml", f"pipeline: {loading.BUNDLED}\n")
    site.asked = ["check", "."]
    assert site.said()[1] == 1
    assert site.kept() == []


def test_nobody_else_may_read_what_is_kept(site):
    site.said()
    assert [path.stat().st_mode & 0o777 for path in site.kept()] == [0o600]
    assert not list(site.cache.glob("*.part"))


def test_a_long_report_is_not_kept(site, monkeypatch):
    monkeypatch.setattr(again, "LONGEST", 100)
    site.said()
    assert site.kept() == []


def test_a_reader_who_leaves_early_is_no_error(site):
    for at in range(300):
        site.write(f"posts/found-{at}.md", FOUND * 5)
    site.asked = ["check", "--format", "concise"]
    site.said()
    assert site.kept()
    code = "from safelint.model import inputs; inputs.SETTLED = 0\nfrom safelint.cli import run; run()"
    with subprocess.Popen(
        [sys.executable, "-c", code, *site.asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        run.stdout.read(1)
        run.stdout.close()
        said = run.stderr.read()
    assert (said, run.returncode) == (b"", 1)


WATCHED = """
import os, sys
from safelint.model import inputs
from safelint.nlp import loading
inputs.SETTLED = 0
top, looked, noted = os.path.realpath(sys.argv.pop(1)), set(), []
def note(path):
    path = os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""
    if path.startswith(top + "/") and "/cache" not in path:
        looked.add(path)
def hear(event, args):
    if event in ("open", "os.scandir", "os.listdir"):
        note(args[0] if args[0] is not None else ".")
sys.addaudithook(hear)
def heard(function):
    def call(path, *args, **more):
        if sys._getframe(1).f_code.co_filename != inputs.__file__:
            note(path)
        return function(path, *args, **more)
    return call
os.stat, os.lstat = heard(os.stat), heard(os.lstat)
follow = inputs.follow
inputs.follow = lambda: noted.append(follow()) or noted[0]
from safelint.cli import quick
status = quick.answered(sys.argv[1:])
seen = noted[0]
known = {os.path.abspath(path) for path in seen.states}
listed = {os.path.abspath(path) for path in seen._listed}
print(seen.sure, status, len(looked))
print(*sorted(path for path in looked if path not in known and os.path.dirname(path) not in listed), sep="\\n")
"""


def test_whatever_a_run_looks_at_is_noted(site):
    site.write("posts/00.md.safelint.yaml", "allow:\n  - committed-suicide\n")
    site.write("posts/below/deep/00.txt", FOUND)
    site.write("posts/below/pyproject.toml", "[tool.black]\n")
    site.write("base.yaml", "ignore: [headline]\n")
    site.write("safelint.yaml", "extends: [./base.yaml]\npacks: [pack]\n")
    for path in PACK.rglob("*.yaml"):
        site.write(f"pack/{path.relative_to(PACK)}", path.read_text("utf-8"))
    accepted = {"posts/gone.md": {"committed-suicide": ["0123456789abcdef"]}, "posts/04.md": {}}
    site.write(".safelint-baseline.json", json.dumps({"schema": "safelint-baseline/1", "files": accepted}))
    for asked in (["posts", "--format", "concise"], ["--isolated"], [f"posts/{at:02}.md" for at in range(12)]):
        command = [sys.executable, "-c", WATCHED, str(site.top.parent), "check", *asked]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        first, *missed = run.stdout[run.stdout.rindex("True ") :].splitlines()
        assert int(first.split()[2]) > 12
        assert [path for path in missed if path] == []
