"""Every reporter on one fixed Report (SNAP=1 writes the expected files anew), and what each promises besides."""

import json
import os
import pickle
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.model.fix import Edit, Fix, Safety
from safelint.model.rule import Severity
from safelint.reporters import REPORTERS, write
from safelint.reporters.mask import masked

GOLDEN = Path(__file__).parent.parent / "golden" / "reports"
CASES = [
    ("text", {}),
    ("text-excused", {"show_excused": True}),
    ("text-detail", {"show_detail": True}),
    ("text-colour", {"colour": True}),
    ("concise", {}),
    ("concise-excused", {"show_excused": True}),
    ("json", {}),
    ("json-detail", {"show_detail": True}),
    ("jsonl", {}),
    ("sarif", {}),
    ("github", {}),
    ("gitlab", {}),
    ("junit", {}),
    ("checkstyle", {}),
    ("rdjson", {}),
    ("rdjsonl", {}),
    ("markdown", {}),
    ("csv", {}),
    ("html", {}),
    ("html-detail", {"show_detail": True}),
]


@pytest.fixture(autouse=True)
def _same_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize(("name", "options"), CASES, ids=[name for name, _ in CASES])
def test_golden(report, name, options):
    got = "".join(write(report, name.partition("-")[0], **options))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("SNAP"):
        path.write_bytes(got.encode())
    assert got.encode() == path.read_bytes()


def test_every_reporter_has_a_golden_file():
    assert {name for name, _ in CASES} >= set(REPORTERS)
    assert all(name.rpartition(".")[2] == word for word, name in REPORTERS.items())
    assert all(callable(import_module(name).write) for name in REPORTERS.values())


@pytest.mark.parametrize("word", REPORTERS)
@pytest.mark.parametrize("colour", [True, False])
def test_method_detail_is_covered_in_every_reporter(report, word, colour):
    shown = "".join(write(report, word, colour=colour, show_excused=True))
    assert "Examplol" not in shown
    assert "500 mg" not in shown
    assert "Examplol 500 mg" in "".join(write(report, word, show_detail=True))


def test_covering_leaves_lengths_positions_and_the_rest_alone(report):
    before, after = report.files[0], masked(report).files[0]
    for one, other in zip(before.findings, after.findings, strict=True):
        assert (one.start, one.end, one.rule) == (other.start, other.end, other.rule)
        assert len(one.found) == len(other.found)
        assert len(one.excerpt.text) == len(other.excerpt.text)
    assert masked(report).files[1:] == report.files[1:]


def test_a_fix_never_writes_what_covers_words(report):
    """Written into a text, it would spoil it; uncovered, it would tell."""
    result = report.files[0]
    told = next(one for one in result.findings if one.topic == "method-detail")
    plain, telling = Edit(0, 1, "an overdose"), Edit(0, 1, f"then {told.found} again")

    def left(*ways):
        fix = Fix(Safety.ASK, ways[0], ways[1:])
        one = replace(told, rule="other", topic="stigma", found="x", fix=fix)
        return masked(replace(report, files=(replace(result, findings=(told, one)),))).files[0].findings[1].fix

    assert left((telling,), (plain,)) is None
    assert left((plain,), (telling,), (plain,)) == Fix(Safety.ASK, (plain,), ((), (plain,)))


@pytest.mark.parametrize("word", REPORTERS)
def test_nothing_in_a_text_can_steer_the_terminal(report, word):
    first = report.files[0]
    nasty = "a\x1b[2J\u202eb\x9bc"
    finding = replace(
        first.findings[1],
        message=nasty,
        found=nasty,
        suggestions=(nasty,),
        excerpt=replace(first.findings[1].excerpt, text=nasty * 9),
    )
    files = (replace(first, path=nasty, notes=(nasty,), findings=(finding,)), replace(report.files[2], error=nasty))
    shown = "".join(write(replace(report, files=files), word))
    assert "\x9b" not in shown or word in ("json", "jsonl", "sarif", "gitlab", "rdjson", "rdjsonl")  # for programs
    assert "\x1b" not in shown


def test_json_has_the_promised_shape(report):
    data = json.loads("".join(write(report, "json")))
    assert list(data) == ["schema", "tool", "files", "summary"]
    assert data["schema"] == "safelint/1"
    assert data["tool"] == {"name": "safelint", "version": "0.1.0", "rulebook": "sha256:00", "model": "en 0.1.0"}
    assert data["summary"]["findings"] == {"error": 6, "warning": 1, "advice": 1}
    first = data["files"][0]["findings"][1]
    assert {
        "rule", "topic", "severity", "confidence", "message", "found", "start", "end",
        "suggestions", "fix", "related", "sources", "fingerprint", "scope",
    } <= set(first)  # fmt: skip
    assert set(first["start"]) == {"line", "column", "offset"}
    assert data["files"][0]["findings"][0]["scope"] == "document"
    assert data["files"][0]["excused"][0]["because"] == "quoted"
    assert data["files"][0]["suppressed"][0]["line"] == 12
    assert data["files"][2]["error"] == "There is no such file."


def test_jsonl_is_the_files_of_json(report):
    whole = json.loads("".join(write(report, "json")))
    assert [json.loads(line) for line in "".join(write(report, "jsonl")).splitlines()] == whole["files"]


@pytest.mark.parametrize("word", ["json", "jsonl"])
def test_json_of_an_empty_run(report, word):
    shown = "".join(write(replace(report, files=()), word))
    assert (json.loads(shown)["files"] == []) if word == "json" else shown == ""


@pytest.mark.parametrize("columns", ["20", "44", "80", "1000"])
def test_text_fits_the_terminal(report, monkeypatch, columns):
    from safelint.reporters.line import width

    monkeypatch.setenv("COLUMNS", columns)
    lines = "".join(write(report, "text", show_excused=True)).splitlines()
    room = min(max(int(columns), 40), 100)
    assert all(width(line) <= room for line in lines if "posts/" not in line and "https://" not in line)


@pytest.mark.parametrize(
    ("fail_on", "says"),
    [
        (
            Severity.ERROR,
            "6 errors, 1 warning, 1 piece of advice in 1 of 2 files. Exit status 1: 6 findings at or above",
        ),
        (Severity.ADVICE, "Exit status 1: 8 findings at or above “advice” (--fail-on advice)."),
        (None, "Exit status 0: findings do not change it (--fail-on never)."),
    ],
)
def test_the_summary_says_why(report, fail_on, says):
    shown = "".join(write(replace(report, files=report.files[:2], fail_on=fail_on), "text"))
    assert says in " ".join(shown.split())
    assert "2 excused by context (--show-excused shows them)." in " ".join(shown.split())


def test_the_summary_of_quiet_runs(report):
    clean = replace(report, files=report.files[1:2])
    said = "No findings in 1 file. Exit status 0: nothing at or above “error” (--fail-on error).\n"
    assert " ".join("".join(write(clean, "text")).split()) == said.strip()
    assert "".join(write(replace(report, files=()), "text")).startswith("No files to check.")
    below = replace(report.files[1], below=report.files[0].findings[:2], baselined=report.files[0].findings[:1])
    shown = " ".join("".join(write(replace(report, files=(below,)), "text")).split())
    assert "1 in the baseline. 2 below the severity asked for" in shown


def test_the_reason_stands_once_a_file(report):
    shown = "".join(write(report, "text"))
    assert shown.count("The verb keeps an old judgement alive") == 1
    assert shown.count("as above, line 3.") == 4


def test_a_report_pickles(report):
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  our own bytes


@given(
    st.lists(st.sampled_from(["a", "of", "three", "eleven-word", "“quoted”", "x" * 45, "y" * 110])),
    st.integers(40, 100),
)
def test_paragraphs_are_folded_as_textwrap_does(words, width):
    import textwrap

    from safelint.reporters.text import Page

    page, text = Page(columns=width, colour=False), " ".join(words)
    for first, rest in (("", ""), ("  ", "  "), ("  Why: ", "    ")):
        lines = textwrap.wrap(
            text,
            width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        assert page.wrap(text, first=first, rest=rest) == "\n".join(lines) + "\n"
