import pytest

from safelint.runner.session import Session

CUES = (
    "1\n00:00:01,000 --> 00:00:02,000\nHe committed\nsuicide.\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\nShe committed suicide, too.\n"
)


@pytest.fixture
def lint(tmp_path):
    def run(entries, **settings):
        (tmp_path / "a.srt").write_text(CUES, "utf-8")
        (tmp_path / "a.srt.safelint.yaml").write_text(entries, "utf-8")
        session = Session(isolated=True, keep=False, today="2026-06-01", **settings)
        (result,) = session.lint_paths(str(tmp_path / "a.srt")).files
        return result

    return run


def lines(findings):
    return [one.start.line for one in findings if one.rule == "committed-suicide"]


@pytest.mark.parametrize(
    ("entry", "left", "quiet"),
    [
        ("rule: committed-suicide", [], [3, 8]),
        ("rule: suicide-language", [], [3, 8]),
        ("{rule: committed-suicide, sentence: he committed suicide}", [8], [3]),
        ("{rule: committed-suicide, found: Committed  suicide}", [], [3, 8]),
        ("{rule: committed-suicide, found: something else}", [3, 8], []),
        ("{rule: committed-suicide, until: 2026-05-31}", [3, 8], []),
    ],
)
def test_entries_let_through_what_they_are_about(lint, entry, left, quiet):
    result = lint(f"allow:\n  - {entry}\n" if "{" in entry else f"allow:\n  - {entry}\n    reason: as told\n")
    assert (lines(result.findings), lines(result.suppressed)) == (left, quiet)
    for one in result.suppressed:
        assert (one.suppression.line, one.suppression.file.endswith("a.srt.safelint.yaml")) == (2, True)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{rule: addict, reason: x}", "safelint.yaml:2: this entry suppressed nothing and can go"),
        ("{rule: adict, reason: x}", "safelint.yaml:2: the entry names “adict”, which is no rule or topic"),
        ("{rule: committed-suicide, reason: x, until: 2020-01-01}", "this entry expired on 2020-01-01"),
        ("{rule: committed-suicide, reason: x, sentence: not there}", "is not in the text"),
        ("{rule: committed-suicide}", "please give a reason"),
    ],
)
def test_entries_that_do_nothing_are_reported(lint, entry, said):
    assert any(said in note for note in lint(f"allow:\n  - {entry}\n").notes)


def test_a_broken_file_is_an_error_of_its_text_alone(lint):
    result = lint("allow:\n  - rule: x\n    untl: 2030-01-01\n")
    assert "a.srt.safelint.yaml:3: There is no key “untl” in an entry." in result.error


def test_without_suppressions_it_does_not_count(lint):
    assert lines(lint("allow:\n  - rule: committed-suicide\n", suppress=False).findings) == [3, 8]
