"""``safelint check --annotate`` and ``safelint fix`` on Word and OpenDocument files."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from safelint.cli.app import app
from safelint.formats.opening import load

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))

import office
from test_docx import commented, member

WORDS = "He committed suicide in 2019."


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path, monkeypatch, kept):
    """An empty working folder and the real rule book, compiled once."""
    monkeypatch.setenv("SAFELINT_CACHE", str(kept))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    result = CliRunner().invoke(app, [args[0], "--isolated", *args[1:]], prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def draft(desk, *paragraphs):
    data = office.docx("".join(map(office.paragraph, paragraphs)))
    (desk / "a.docx").write_bytes(data)
    return data


def test_every_finding_is_a_comment_on_its_words(desk):
    data = draft(desk, WORDS)
    result = run("check", "--format", "concise", "a.docx", "--annotate", "b.docx")
    assert result.exit_code == 1
    assert "b.docx: a copy with 1 comment\n" in result.stderr
    assert "a.docx:paragraph 1: error committed-suicide" in result.stdout
    assert (desk / "a.docx").read_bytes() == data
    ((words, said),) = commented((desk / "b.docx").read_bytes()).items()
    assert words == "committed suicide"
    assert said[0] == "“committed suicide” makes suicide sound like a crime or a sin."
    assert said[1].startswith("Write instead: died by suicide")
    assert said[2].startswith("Guideline: ")
    assert said[-1] == "error · committed-suicide"


def test_the_same_in_opendocument(desk):
    (desk / "a.odt").write_bytes(office.odt(f"<text:p>{WORDS}</text:p>"))
    assert run("check", "a.odt", "--annotate", "b.odt").exit_code == 1
    assert 'office:name="safelint1-1"' in member((desk / "b.odt").read_bytes(), "content.xml")
    assert run("check", "b.odt", "--format", "concise").stdout.count("committed-suicide") == 1


def test_words_about_methods_are_covered_unless_asked_for(desk):
    body = office.paragraph("Suicide and self-harm. He took 40 Examplol tablets in a suicide attempt.")
    notes = f'<w:footnote w:id="2">{body}</w:footnote>'
    data = office.docx(office.paragraph("Suicide.", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)
    (desk / "a.docx").write_bytes(data)
    assert run("check", "a.docx", "--annotate", "b.docx").exit_code in {0, 1}
    run("check", "a.docx", "--show-detail", "--annotate", "c.docx")
    hidden, shown = (member((desk / name).read_bytes(), "word/comments.xml") for name in ("b.docx", "c.docx"))
    assert "method-detail" not in hidden
    assert "▒" in hidden
    assert "▒" not in shown
    assert "Examplol" not in hidden
    assert "Examplol" in shown


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.docx", "a.docx"], "takes one file"),
        (["."], "takes one file"),
        (["-"], "takes one file"),
        ([], "takes one file"),
        (["a.md"], "writes comments into files of these kinds: .docx"),
    ],
)
def test_what_takes_no_comments_is_said_before_anything_is_read(desk, args, said):
    draft(desk, WORDS)
    result = run("check", *args, "--annotate", "b.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (desk / "b.docx").exists()


@pytest.mark.parametrize(("target", "said"), [("a.docx", "is there already"), ("b.odt", "has to end in .docx")])
def test_nothing_is_written_over(desk, target, said):
    data = draft(desk, WORDS)
    result = run("check", "a.docx", "--annotate", target)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (desk / "a.docx").read_bytes() == data


def test_a_copy_that_cannot_be_written_is_an_error(desk):
    draft(desk, WORDS)
    result = run("check", "a.docx", "--annotate", "nowhere/b.docx")
    assert result.exit_code == 2
    assert "nowhere/b.docx can't be written: No such file" in result.stderr


def test_a_broken_file_is_reported_and_not_copied(desk):
    (desk / "a.docx").write_bytes(b"PK\x03\x04 broken")
    result = run("check", "a.docx", "--annotate", "b.docx")
    assert result.exit_code == 2
    assert "the archive is broken" in " ".join(result.stdout.split())
    assert not (desk / "b.docx").exists()


def test_a_draft_without_findings_is_copied_as_it_is(desk):
    data = draft(desk, "We walked by the sea.")
    assert run("check", "a.docx", "--annotate", "b.docx").exit_code == 0
    assert (desk / "b.docx").read_bytes() == data


def test_fixes_are_written_into_the_runs(desk):
    body = office.paragraph("He com", "mitted", " sui", "cide in 2019.")
    (desk / "a.docx").write_bytes(office.docx(body))
    result = run("fix", "a.docx")
    assert result.exit_code == 0
    data = (desk / "a.docx").read_bytes()
    assert load(data, "a.docx")[0].source.text == "He died by suicide in 2019."
    assert "a.docx: 1 place rewritten (committed-suicide)" in result.stderr


def test_fixes_are_written_into_opendocument(desk):
    (desk / "a.odt").write_bytes(office.odt(f"<text:p>{WORDS}</text:p>"))
    assert run("fix", "--diff", "a.odt").exit_code == 1
    assert run("fix", "a.odt").exit_code == 0
    assert load((desk / "a.odt").read_bytes(), "a.odt")[0].source.text == "He died by suicide in 2019."
