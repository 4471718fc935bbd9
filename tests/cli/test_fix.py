"""``safelint fix``: what is written, what is only shown, what is asked, and what is left alone."""

import codecs
import os
import stat
import sys

import pytest
from click.testing import CliRunner

from safelint.cli.app import app
from safelint.runner import files, saving

SENTENCE = "He committed suicide in 2019.\n"
MENDED = "He died by suicide in 2019.\n"
ASKED = "The heroin addicts left. She is a heroin addict.\n"
YES, NO = "The people with a heroin addiction left. ", "She is a heroin addict.\n"
ALONE = ("--ask", "--ignore", "helpline-missing")  # which has a question of its own


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path, monkeypatch, kept):
    """An empty working folder and the real rule book, compiled once."""
    monkeypatch.setenv("SAFELINT_CACHE", str(kept))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args, stdin=None):
    result = CliRunner().invoke(app, ["fix", "--isolated", *args], input=stdin, prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def fixed(path, data, *args, stdin=None):
    path.write_bytes(data)
    result = run(*args, str(path.name), stdin=stdin)
    return path.read_bytes(), result


def test_safe_fixes_are_written_and_the_others_counted(desk):
    data, result = fixed(desk / "a.md", (SENTENCE + ASKED).encode())
    assert data.decode() == MENDED + ASKED
    assert "a.md: 1 place rewritten (committed-suicide)" in result.stderr
    assert "3 findings left. For 2 of them" in result.stderr
    assert "safelint fix --ask" in result.stderr


def test_the_exit_status_tells_whether_findings_are_left(desk):
    assert fixed(desk / "a.md", SENTENCE.encode())[1].exit_code == 0
    assert fixed(desk / "a.md", ASKED.encode())[1].exit_code == 0  # a warning, below the default
    assert fixed(desk / "a.md", ASKED.encode(), "--fail-on", "warning")[1].exit_code == 1
    assert fixed(desk / "a.md", ASKED.encode(), "--fail-on", "never")[1].exit_code == 0
    assert fixed(desk / "a.md", b"All is well.\n")[1].exit_code == 0


def test_diff_prints_and_writes_nothing(desk):
    data, result = fixed(desk / "a.md", SENTENCE.encode(), "--diff")
    assert data == SENTENCE.encode()
    assert result.stdout == f"--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-{SENTENCE}+{MENDED}"
    assert result.exit_code == 1
    assert "1 place would be rewritten" in result.stderr


def test_diff_is_quiet_when_nothing_would_change(desk):
    _, result = fixed(desk / "a.md", b"All is well.\n", "--diff")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_diff_says_where_the_last_line_has_no_end(desk):
    _, result = fixed(desk / "a.md", SENTENCE.strip().encode(), "--diff")
    assert result.stdout.count("\\ No newline at end of file\n") == 2
    _, coloured = fixed(desk / "a.md", SENTENCE.encode(), "--diff", "--colour")
    assert "\x1b[32m+He died" in coloured.stdout


def test_unsafe_too_writes_the_first_suggestion(desk):
    data, result = fixed(desk / "a.md", ASKED.encode(), "--unsafe-too")
    assert data.decode() == YES + "She has a heroin addiction.\n"
    assert "1 finding left." in result.stderr


def test_select_and_ignore(desk):
    assert fixed(desk / "a.md", SENTENCE.encode(), "--ignore", "committed-suicide")[0] == SENTENCE.encode()
    text = SENTENCE + "She has a substance abuse disorder.\n"
    data, _ = fixed(desk / "a.md", text.encode(), "--select", "substance-abuse-disorder")
    assert data.decode() == SENTENCE + "She has a substance use disorder.\n"


def test_standard_input_goes_to_standard_output(desk):
    del desk
    result = run("-", "--stdin-filename", "a.md", stdin=SENTENCE)
    assert result.stdout == MENDED
    assert run("-", "--diff", stdin=SENTENCE).stdout.startswith("--- a/-\n")


def test_folders_and_settings(desk):
    (desk / "posts").mkdir()
    for name in ("b.md", "a.md", "c.png"):
        (desk / "posts" / name).write_text(SENTENCE)
    (desk / "safelint.yaml").write_text("exclude: [posts/b.md]\n")
    result = CliRunner().invoke(app, ["fix"], prog_name="safelint")
    assert result.exit_code == 0
    changed = [path.name for path in sorted((desk / "posts").iterdir()) if path.read_text() == MENDED]
    assert changed == ["a.md"]


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
     (codecs.BOM_UTF32_LE, "utf-32-le"), (b"", "cp1252")],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(desk, mark, codec, end):
    text = f"Café.{end}{end}He committed{end}suicide in 2019.{end}"
    data, _ = fixed(desk / "a.txt", mark + text.encode(codec))
    assert data == mark + text.replace("committed", "died by").encode(codec)


def test_what_an_encoding_lacks_is_not_written(desk):
    before = "Café. Heroin addicts left.\n".encode("cp1252")
    path = desk / "a.txt"
    path.write_bytes(before)
    result = CliRunner().invoke(
        app, ["fix", "--isolated", "--ask", "a.txt"], input="e\n→ people\n", prog_name="safelint"
    )
    assert (path.read_bytes(), result.exit_code) == (before, 2)
    assert "Windows-1252, which has no “→”. Save it as UTF-8 first." in result.stderr


def test_the_mode_stays(desk):
    path = desk / "a.md"
    path.write_text(SENTENCE)
    path.chmod(0o640)
    run("a.md")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == (MENDED, 0o640)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(desk):
    (desk / "real.md").write_text(SENTENCE)
    (desk / "link.md").symlink_to("real.md")
    run("link.md")
    assert (desk / "link.md").is_symlink()
    assert (desk / "real.md").read_text() == MENDED
    assert sorted(path.name for path in desk.iterdir()) == ["link.md", "real.md"]  # and no half-written file is left


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_names_of_a_file_stay_names_of_one_file(desk):
    (desk / "real.md").write_text(SENTENCE + "A last line.\n")
    (desk / "name.md").hardlink_to(desk / "real.md")
    run("name.md")
    assert (desk / "real.md").read_text() == MENDED + "A last line.\n"  # shorter by a few, and cut there
    assert (desk / "real.md").samefile(desk / "name.md")
    assert sorted(path.name for path in desk.iterdir()) == ["name.md", "real.md"]


def test_a_disk_that_fails_leaves_the_old_text_or_says_where_the_new_one_lies(desk, monkeypatch):
    (desk / "a.md").write_text(SENTENCE)
    (desk / "b.md").hardlink_to(desk / "a.md")
    first, writes = saving._overwrite, []

    def once(target, data):
        writes.append(data)
        if len(writes) == 1:
            target.write_bytes(data[:3])
            raise OSError(28, "No space left on device")
        first(target, data)

    monkeypatch.setattr(saving, "_overwrite", once)
    assert "a.md: It can't be written: No space left on device." in run("a.md").stderr
    assert (desk / "b.md").read_text() == SENTENCE
    assert sorted(path.name for path in desk.iterdir()) == ["a.md", "b.md"]

    def never(target, data):
        target.write_bytes(data[:3])
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(saving, "_overwrite", never)
    assert "The whole new text lies in " in run("a.md").stderr
    (beside,) = desk.glob(".a.md.*.part")
    assert beside.read_text() == MENDED


def test_a_file_that_changed_meanwhile_is_not_written(desk, monkeypatch):
    path = desk / "a.md"
    path.write_text(SENTENCE)
    (desk / "b.md").write_text(SENTENCE)
    first = files.read

    def read(name):
        data = first(name)
        if name == "a.md":
            path.write_text("Somebody else was faster.\n")
        return data

    monkeypatch.setattr(files, "read", read)
    result = run("a.md", "b.md")
    assert path.read_text() == "Somebody else was faster.\n"
    assert "a.md: It was changed while safelint was at work, so it was not written. Run it again." in result.stderr
    assert ((desk / "b.md").read_text(), result.exit_code) == (MENDED, 2)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_without_permission_is_left(desk):
    path = desk / "a.md"
    path.write_text(SENTENCE)
    path.chmod(0o400)
    assert "no permission" in run("a.md").stderr


def test_the_other_files_go_on_when_one_fails(desk):
    (desk / "b.md").write_text(SENTENCE)
    (desk / "a.md").write_bytes(b"\x00\x01\x02")
    result = run("a.md", "missing.md", "b.md")
    assert (desk / "b.md").read_text() == MENDED
    assert result.exit_code == 2
    assert "a.md: byte 0 is NUL" in result.stderr
    assert "missing.md: There is no such file" in result.stderr


def test_a_format_that_is_only_read_is_left(desk, monkeypatch):
    from dataclasses import replace

    from safelint.formats import FORMATS

    monkeypatch.setitem(FORMATS, "text", replace(FORMATS["text"], writable=False))
    data, result = fixed(desk / "a.txt", SENTENCE.encode())
    assert (data, result.exit_code) == (SENTENCE.encode(), 2)
    assert "a.txt: Files in the format text are only read" in result.stderr


def test_an_untouched_file_is_not_written_at_all(desk):
    path = desk / "a.md"
    path.write_text("All is well.\n")
    os.utime(path, (1, 1))
    run("a.md")
    assert path.stat().st_mtime == 1


# --ask


def ask(desk, answers, text=ASKED):
    path = desk / "a.md"
    path.write_text(text)
    result = run(*ALONE, "a.md", stdin="".join(f"{one}\n" for one in answers))
    return path.read_text(), result


def test_ask_shows_the_place_with_its_lines_and_what_could_stand_there(desk):
    text = "One line above.\nThe heroin addicts left.\nOne below.\n"
    _, result = ask(desk, ["n"], text)
    assert "a.md:2:5  warning  drug-addict" in result.stdout
    assert (
        "  1 | One line above.\n  2 | The heroin addicts left.\n    |     ^^^^^^^^^^^^^^\n  3 | One below."
        in result.stdout
    )
    assert "  1  people with a heroin addiction\n" in result.stdout


def test_what_is_shown_is_what_would_be_written(desk):
    _, result = ask(desk, ["y"], "She was an opioid addict.\n")
    assert "  1  had an opioid addiction\n" in result.stdout
    assert "  4  used drugs\n" in result.stdout
    assert "drug-addict  (the last)" in result.stdout
    assert "✓ She had an opioid addiction." in result.stdout
    _, result = ask(desk, ["y", "u", "n", "n"])
    assert "drug-addict  (1 more)" in result.stdout
    assert "↩ The heroin addicts left. She is a heroin addict." in result.stdout


def test_words_of_ones_own_take_their_article_along(desk):
    text = "An opioid addict spoke to a heroin addict.\n"
    assert ask(desk, ["e", "young man", "e", "old friend"], text)[0] == "A young man spoke to an old friend.\n"


def test_capital_answers_are_answers(desk):
    assert ask(desk, ["Y", "N"])[0] == YES + NO


def test_yes_a_number_and_no(desk):
    assert ask(desk, ["y", "n"])[0] == YES + NO
    assert ask(desk, ["n", "2"])[0] == "The heroin addicts left. She has an addiction.\n"
    assert ask(desk, ["n", "n"])[0] == ASKED


def test_edit_writes_what_is_typed(desk):
    assert ask(desk, ["e", "young people", "n"])[0] == "The young people left. " + NO


def test_an_empty_edit_asks_again(desk):
    assert ask(desk, ["e", "", "y", "n"])[0].startswith(YES)


def test_skip_leaves_a_rule_alone_in_all_files(desk):
    (desk / "b.md").write_text(ASKED + "He is a junkie.\n")
    (desk / "a.md").write_text(ASKED)
    run(*ALONE, "a.md", "b.md", stdin="s\ny\n")
    assert (desk / "a.md").read_text() == ASKED
    assert (desk / "b.md").read_text() == ASKED + "He uses drugs.\n"


def test_undo_takes_answers_back_one_by_one(desk):
    assert ask(desk, ["y", "u", "n", "n"])[0] == ASKED
    assert ask(desk, ["y", "y"])[0] == YES + "She has a heroin addiction.\n"
    text, _ = ask(desk, ["n", "u", "y", "u", "3", "n"])
    assert text == "The people with a substance use disorder left. " + NO
    assert "There is no answer to take back." in ask(desk, ["u", "n", "n"])[1].stdout


def test_quit_keeps_what_was_answered_and_stops(desk):
    (desk / "b.md").write_text(ASKED)
    (desk / "a.md").write_text(ASKED)
    result = run(*ALONE, "a.md", "b.md", stdin="y\nq\n")
    assert (desk / "a.md").read_text() == YES + NO
    assert (desk / "b.md").read_text() == ASKED
    assert result.exit_code == 0


def test_the_end_of_the_input_leaves_the_file_as_it_was(desk):
    text, result = ask(desk, ["y"])
    assert text == ASKED
    assert result.exit_code == 1


def test_other_answers_are_explained(desk):
    assert "leave all that this rule finds" in ask(desk, ["?", "9", "", "n", "n"])[1].stdout


def test_safe_fixes_are_not_asked_about(desk):
    text, result = ask(desk, ["n", "n"], SENTENCE + ASKED)
    assert text == MENDED + ASKED
    assert "committed-suicide\n" not in result.stdout


@pytest.mark.parametrize("other", [["--diff"], ["--unsafe-too"], ["-"]])
def test_ask_goes_with_files_alone(desk, other):
    del desk
    result = run("--ask", *other)
    assert result.exit_code == 2
    assert "--ask goes with files" in result.stderr
