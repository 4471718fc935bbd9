"""A session: settings by file, one file's trouble is its own, and everything can be sent to a worker."""

import io
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

import safelint
from safelint.engine import lint as engine_lint
from safelint.model.errors import ConfigError, RuleError
from safelint.model.rule import Severity
from safelint.runner import files
from safelint.runner.session import Session

SENTENCE = "He committed suicide."


def rules(result):
    return [finding.rule for finding in result.findings]


def test_lint_text(site):
    del site
    result = Session().lint_text(SENTENCE, audience="GB")
    assert rules(result) == ["committed-suicide"]
    assert (result.path, result.audience, result.findings[0].start.column) == ("-", ("GB",), 4)


def test_the_public_door(site):
    (site / "safelint.yaml").write_text("ignore: [committed-suicide]\n")
    (site / "a.md").write_text(SENTENCE)
    assert rules(safelint.lint("a.md").files[0]) == []
    assert rules(safelint.lint(["a.md"], isolated=True).files[0]) == ["committed-suicide"]
    assert set(safelint.__all__) <= set(dir(safelint))
    assert isinstance(safelint.lint("a.md"), safelint.Report)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = safelint.nothing


def test_import_safelint_imports_next_to_nothing():
    code = (
        "import sys; before = set(sys.modules); import safelint; "
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith(('safelint', 'typing', '__future__'))))"
    )
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=_root())
    heavy = {"spacy", "yaml", "click", "dataclasses", "pathlib"}
    assert not heavy & set(eval(run.stdout)), run.stderr  # noqa: S307  a list that we printed


def _root():
    from pathlib import Path

    return Path(safelint.__file__).parent.parent


def test_settings_come_from_the_nearest_config_file(site):
    (site / "a").mkdir()
    (site / "safelint.yaml").write_text("audience: US\noverrides:\n  - files: [a/b/**]\n    audience: IE\n")
    (site / "a" / "safelint.yaml").write_text("audience: GB\n")
    session = Session()
    assert session.settings("x.md").audience == ("US",)
    assert session.settings("a/x.md").audience == ("GB",)
    assert session.settings("a/b/c/x.md").audience == ("GB",)
    assert Session(isolated=True).settings("x.md").audience == ()
    assert Session("safelint.yaml").settings("a/b/x.md").audience == ("IE",)
    assert Session(audience="ca,NZ").settings("a/x.md").audience == ("CA", "NZ")


def test_settings_that_changed_are_read_anew_when_a_session_forgets(site):
    config, session = site / "safelint.yaml", Session()
    config.write_text("ignore: [committed-suicide]\n")
    named = Session(config)
    parser = session.parser()
    assert rules(session.lint_text(SENTENCE)) == rules(named.lint_text(SENTENCE)) == []
    config.write_text("fail-on: never\n")
    assert rules(session.lint_text(SENTENCE)) == []
    session.forget()
    named.forget()
    assert rules(session.lint_text(SENTENCE)) == rules(named.lint_text(SENTENCE)) == ["committed-suicide"]
    assert session.parser() is parser
    config.write_text("nonsense: 1\n")
    with pytest.raises(ConfigError):
        named.forget()


def test_front_matter_names_the_readers_first(site):
    (site / "safelint.yaml").write_text("audience: US\n")
    text = "---\naudience: [IE]\n---\n" + SENTENCE
    assert Session().lint_text(text, audience="GB").audience == ("IE",)
    assert Session().lint_text(SENTENCE, audience="GB").audience == ("GB",)
    assert Session().lint_text(SENTENCE).audience == ("US",)


def test_overrides_add_and_replace(site):
    (site / "safelint.yaml").write_text("ignore: [lunatic]\nfail-on: never\nseverity: {invented: advice}\n")
    session = Session(
        ignore="committed-suicide", fail_on="warning", severity={"lunatic": "error"}, min_severity="error"
    )
    settings = session.settings("a.md")
    assert settings.ignore == ("lunatic", "committed-suicide")
    assert settings.fail_on is Severity.WARNING
    assert settings.severity == {"invented": Severity.ADVICE, "lunatic": Severity.ERROR}
    assert settings.min_severity is Severity.ERROR
    assert Session(fail_on="never").settings("a.md").fail_on is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"audience": "Utopia"}, "no country code"),
        ({"fail_on": "eror"}, "no severity"),
        ({"severity": {"a": "off"}}, "no severity"),
    ],
)
def test_overrides_are_checked(given, says):
    with pytest.raises(ConfigError, match=says):
        Session(**given)


def test_an_unknown_override_is_a_slip_of_the_caller():
    with pytest.raises(TypeError, match="no setting “ignroe”"):
        Session(ignroe=["a"])


def test_an_unknown_rule_in_a_config_file_names_its_line(site):
    (site / "safelint.yaml").write_text("# lunatik\nignore:\n  - lunatik\n")
    with pytest.raises(ConfigError, match=r"safelint.yaml:3: .*lunatik.*\n.*lunatik") as caught:
        Session().lint_text(SENTENCE)
    assert "lunatic" in str(caught.value)
    with pytest.raises(ConfigError, match="lunatik") as caught:
        Session(isolated=True, select="lunatik").lint_text(SENTENCE)
    assert "safelint.yaml" not in str(caught.value)


def test_packs_add_rules(site):
    own = site / "ours" / "en" / "stigma"
    own.mkdir(parents=True)
    (site / "safelint.yaml").write_text("packs: [ours]\n")
    (own / "loony.yaml").write_text(
        (_root() / "tests/runner/pack/en/stigma/lunatic.yaml").read_text("utf-8").replace("lunatic", "loony"), "utf-8"
    )
    assert rules(Session().lint_text("A loony idea.")) == ["loony"]
    (own / "loony.yaml").write_text("id: loony\n")
    with pytest.raises(RuleError, match=r"loony\.yaml"):
        Session().lint_text("A loony idea.")


def test_one_file_that_fails_does_not_stop_the_others(site):
    (site / "a.md").write_bytes(b"a\0b")
    (site / "b.md").write_text(SENTENCE)
    report = Session().lint_paths(["none.md", "a.md", "b.md"])
    assert [result.path for result in report.files] == ["none.md", "a.md", "b.md"]
    assert [bool(result.error) for result in report.files] == [True, True, False]
    assert "NUL" in report.files[1].error
    assert not report.files[1].error.startswith("a.md")
    assert report.exit_status == 2
    assert rules(report.files[2]) == ["committed-suicide"]


def test_an_unexpected_failure_is_one_file_s_error(site, monkeypatch):
    (site / "a.md").write_text("boom: suicide")
    (site / "b.md").write_text(SENTENCE)

    def fails(document, source, *rest, **more):
        if source.text == "boom: suicide":
            raise ZeroDivisionError(source.text)
        return engine_lint(document, source, *rest, **more)

    monkeypatch.setattr("safelint.engine.lint", fails)
    first, second = Session().lint_paths(".").files
    assert first.error.startswith("internal error (ZeroDivisionError at test_session.py:")
    assert "boom" not in first.error
    assert rules(second) == ["committed-suicide"]


@pytest.mark.parametrize("error", [RecursionError, MemoryError, UnicodeError])
def test_no_failure_is_a_traceback(site, monkeypatch, error):
    del site

    def fails(*_, **__):
        raise error

    monkeypatch.setattr("safelint.engine.lint", fails)
    assert error.__name__ in Session().lint_text(SENTENCE).error


def test_standard_input(site, monkeypatch):
    (site / "posts").mkdir()
    (site / "posts" / "safelint.yaml").write_text("audience: IE\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"<p>{SENTENCE}</p>".encode())))
    (result,) = Session().lint_paths("-", stdin_filename="posts/new.html").files
    assert (result.path, result.format, result.audience) == ("posts/new.html", "html", ("IE",))
    assert rules(result) == ["committed-suicide"]


def test_empty_and_odd_texts(site):
    (site / "empty.md").write_bytes(b"")
    (site / "bom.md").write_bytes(b"\xef\xbb\xbf" + SENTENCE.encode())
    empty, bom = Session().lint_paths(["empty.md", "bom.md"]).files
    assert (empty.error, empty.findings) == (None, ())
    assert bom.findings[0].start.offset == 3
    assert Session().lint_text(f"\ud800 {SENTENCE}").findings[0].start.offset == 5
    assert Session().lint_text(SENTENCE, format="docbook").error


def test_a_file_too_large_says_so(site, monkeypatch):
    (site / "a.md").write_text(SENTENCE)
    monkeypatch.setattr(files, "LIMIT", 4)
    (result,) = Session().lint_paths("a.md").files
    assert "too large for a text" in result.error


def test_twenty_megabytes_in_one_line(site):
    (site / "a.txt").write_text("all is well and fine " * 1_000_000 + SENTENCE)
    (result,) = Session().lint_paths("a.txt").files
    assert rules(result) == ["committed-suicide"]
    assert result.findings[0].start.column == 21_000_004
    assert len(result.findings[0].excerpt.text) < 1000


def test_the_report_of_a_run(site):
    (site / "a.md").write_text(SENTENCE)
    report = Session(keep=False).lint_paths(".")
    assert report.tool.version == safelint.__version__
    assert report.tool.rulebook.startswith("sha256:")
    assert list(report.cards) == ["committed-suicide"]
    assert report.cards["committed-suicide"].guidelines[0].organisation == "Example Institute"
    assert replace(report, seconds=0) == replace(Session(keep=False).lint_paths("."), seconds=0)


def test_the_strictest_fail_on_counts(site):
    for folder, level in (("a", "never"), ("b", "warning"), ("c", "error")):
        (site / folder).mkdir()
        (site / folder / "safelint.yaml").write_text(f"fail-on: {level}\n")
        (site / folder / "x.md").write_text("fine")
    assert Session().lint_paths(["a", "b", "c"]).fail_on is Severity.WARNING
    assert Session().lint_paths(["a"]).fail_on is None
    assert Session(fail_on="advice").lint_paths(["a"]).fail_on is Severity.ADVICE


def test_exclude_holds_for_folders(site):
    (site / "safelint.yaml").write_text('exclude: ["drafts/**"]\n')
    (site / "drafts").mkdir()
    (site / "drafts" / "x.md").write_text(SENTENCE)
    assert Session().lint_paths(".").files == ()
    assert len(Session().lint_paths("drafts/x.md").files) == 1
    assert len(Session(isolated=True).lint_paths(".").files) == 1


def test_suppression_and_expiry(site):
    del site
    text = f"<!-- safelint: allow committed-suicide, her own words until 2026-01-31 -->\n\n{SENTENCE}\n"
    assert rules(Session(today="2026-01-01").lint_text(text)) == []
    assert rules(Session(today="2026-02-01").lint_text(text)) == ["committed-suicide"]
    assert rules(Session(today="2026-01-01", suppress=False).lint_text(text)) == ["committed-suicide"]


def test_a_session_can_be_sent_to_a_worker(site):
    (site / "a.md").write_text(SENTENCE)
    session = Session(audience="GB")
    here = session.lint_paths("a.md")
    copy = pickle.loads(pickle.dumps(session))  # noqa: S301  our own bytes
    assert replace(copy.lint_paths("a.md"), seconds=0) == replace(here, seconds=0)
    with ProcessPoolExecutor(1) as pool:
        there = pool.submit(session.lint_paths, "a.md").result()
    assert replace(there, seconds=0) == replace(here, seconds=0)


def test_rules_are_compiled_once_and_kept(site, monkeypatch):
    del site
    Session().lint_text(SENTENCE)

    def fails(*_):
        raise AssertionError

    monkeypatch.setattr(sys.modules["safelint.rulebook.load"], "compile_book", fails)
    assert rules(Session().lint_text(SENTENCE)) == ["committed-suicide"]
    with pytest.raises(AssertionError):
        Session(keep=False).book()


def test_explain(site):
    (site / "a.md").write_text(f"A title\n\nThe headline read “{SENTENCE}”\n", "utf-8")
    (entry,) = Session().explain("a.md", 3).entries
    assert entry.finding.rule == "committed-suicide"
    assert entry.finding.excuse.because == "quoted"
    assert Session().explain("a.md", 3, 2).entries == (entry,)
