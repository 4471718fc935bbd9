import pytest
from click.testing import CliRunner

from safelint.cli.app import app

ARTICLE = "# After a suicide\n\nGrief after a suicide can last. A suicide touches many people.\n"


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch, kept):
    monkeypatch.setenv("SAFELINT_CACHE", str(kept))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE, "utf-8")
    return tmp_path / "a.md"


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


def run(*args, **options):
    return CliRunner().invoke(app, ["fix", "--audience", "GB", *args], **options)


@pytest.mark.parametrize("args", [[], ["--unsafe-too"]])
def test_nothing_is_written_unasked(args, file):
    assert run("a.md", *args).exit_code == 1
    assert file.read_text("utf-8") == ARTICLE


def test_written_on_request_with_a_word_about_the_numbers(file):
    result = run("a.md", "--helpline")
    assert result.exit_code == 0
    assert "[116 123](tel:116123)" in file.read_text("utf-8")
    assert "Look each one up before you publish: Samaritans, checked 20" in result.output
    assert "1 place rewritten, 0 findings left" in result.output


def test_written_once(file):
    run("a.md", "--helpline")
    once = file.read_text("utf-8")
    assert "0 places" in run("a.md", "--helpline").output
    assert file.read_text("utf-8") == once


def test_near_the_top(file):
    file.write_text(ARTICLE + "\nFriends help.\n", "utf-8")
    run("a.md", "--helpline-at", "top")
    text = file.read_text("utf-8")
    assert text.index("116 123") < text.index("Friends help.")


def test_shown_and_not_written(file):
    result = run("a.md", "--helpline", "--diff")
    assert result.exit_code == 1
    assert "+## Where to find support" in result.output
    assert file.read_text("utf-8") == ARTICLE


def test_from_standard_input():
    result = run("-", "--helpline", "--stdin-filename", "x.md", input=ARTICLE)
    assert "116 123" in result.stdout


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_offered_by_ask(file, answer, written):
    result = run("a.md", "--ask", input=answer + "\n")
    assert "+ ## Where to find support" in result.output
    assert "Write this?" in result.output
    assert ("116 123" in file.read_text("utf-8")) is written


def test_a_format_without_words_for_it_is_named(file):
    (file.parent / "a.srt").write_text(
        "1\n00:00:01,000 --> 00:00:04,000\nA suicide. After a suicide, friends help.\n", "utf-8"
    )
    result = run("a.srt", "--helpline", "--select", "helpline-missing")
    assert "helplines" not in (file.parent / "a.srt").read_text("utf-8")
    assert "can't write one" in result.output
