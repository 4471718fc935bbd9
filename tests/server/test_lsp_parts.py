"""The parts of the language server by themselves: positions, languages, options, what is covered, what is parsed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from safelint import Session
from safelint.formats.rewrite import apply
from safelint.reporters.mask import masked_file
from safelint.server.lsp import checking
from safelint.server.lsp.actions import actions, asked_later, changes, wanted
from safelint.server.lsp.checking import Checked, Checker, Snapshot
from safelint.server.lsp.diagnostics import diagnostics
from safelint.server.lsp.hover import hover
from safelint.server.lsp.languages import path_of, place, uri_of
from safelint.server.lsp.options import ours, wishes
from safelint.server.lsp.texts import Text

UNITS = ("utf-8", "utf-16", "utf-32")
ODD = st.text(st.sampled_from("aé–🙂𐀀\r\n\x0b\x0c\x85\u2028\t x"), max_size=60)
SAID = "He committed suicide in 2019."


def text_of(words: str, units: str = "utf-16") -> Text:
    return Text("file:///post.md", "markdown", 1, words, units)


@given(ODD, st.sampled_from(UNITS), st.data())
def test_offsets_and_positions_agree(words, units, data):
    text = text_of(words, units)
    offset = data.draw(st.integers(0, len(words)))
    back = text.offset(text.position(offset))
    inside = words[offset - 1 : offset + 1] == "\r\n"  # between them there is no place: a column ends before both
    assert back == (offset - 1 if inside else offset)


@given(ODD, st.sampled_from(UNITS), st.tuples(*[st.integers(0, 99)] * 4))
def test_no_position_is_out_of_the_text(words, units, at):
    text = text_of(words, units)
    place_ = types.Range(types.Position(*at[:2]), types.Position(*at[2:]))
    text.change([types.TextDocumentContentChangePartial(place_, "new")], 2)
    assert "new" in text.text
    assert len(text.text) <= len(words) + 3


def test_lines_end_where_the_protocol_says_and_halves_become_whole():
    text = text_of("a\u2028b\x0cc\rd\r\ne\nf")
    assert [text.lines.line(at) for at in range(1, 5)] == ["a\u2028b\x0cc", "d", "e", "f"]
    assert text.offset(types.Position(0, 3)) == 3
    half = text_of("\ud83d")
    half.change([types.TextDocumentContentChangePartial(half.range(1, 1), "\ude42")], 2)
    assert half.text == "🙂"
    middle = text_of("🙂a")
    assert middle.offset(types.Position(0, 1)) == 0  # in the midst of a character
    assert middle.offset(types.Position(0, 2)) == 1


@given(ODD, ODD)
def test_the_edits_between_two_texts_make_one_of_the_other(old, new):
    assert apply(old, changes(old, new)) == new


def test_edits_are_small():
    (edit,) = changes("One line.\nShe said: he committed suicide.\n", "One line.\nShe said: he died by suicide.\n")
    assert (edit.end - edit.start, edit.text) == (len("committed"), "died by")


@pytest.mark.parametrize(
    ("uri", "language", "path", "format_"),
    [
        ("file:///site/a%20b.md", "markdown", "/site/a b.md", "markdown"),
        ("file:///site/a.md", "plaintext", "/site/a.md", "markdown"),
        ("file:///site/a.html", "markdown", "/site/a.html", "markdown"),
        ("file:///site/a.mdx", "mdx", "/site/a.mdx", "markdown"),
        ("untitled:Untitled-1", "mdx", "/work-folder/Untitled-1.mdx", "markdown"),
        ("untitled:Untitled-1", "", "/work-folder/Untitled-1", "html"),
        ("vscode-vfs://host/x/a.tex", "latex", "/work-folder/a.tex", "latex"),
        ("file:///site/a.tex", "plaintex", "/site/a.tex", "latex"),
        ("file:///site/a.md", "markdown.pandoc", "/site/a.md", "markdown"),
        ("file:///site/a.docx", "", "/site/a.docx", ""),
        ("file:///site/data.csv", "csv", "/site/data.csv", ""),
        ("weird:", "markdown", "/work-folder/untitled", "markdown"),
    ],
)
def test_where_a_text_is_and_what_it_is_written_in(uri, language, path, format_):
    found = place(uri, language, "<!doctype html><p>Words.</p>", "/work-folder")
    assert (found.path, found.format) == (path, format_)


def test_uris_are_paths_and_back(tmp_path):
    file = tmp_path / "a b é.md"
    assert path_of(uri_of(str(file))) == str(file)
    assert path_of("untitled:x") == ""


def test_options_may_stand_under_our_name_and_strange_ones_are_said():
    given_ = {"audience": ["US", "GB"], "preset": "newsroom", "minSeverity": "warning", "pause": 50, "pages": True}
    for one in (given_, {"safelint": given_}, SimpleNamespace(safelint=SimpleNamespace(**given_))):
        found = wishes(one)
        assert found.settings == {"audience": ["US", "GB"], "preset": "newsroom", "min_severity": "warning"}
        assert (found.pause, found.pages, found.strange) == (0.05, True, "")
        assert ours(one) == (one is not given_)
    strange = wishes({"preset": 7, "pause": "soon", "audience": ""})
    assert (strange.settings, strange.pause) == ({}, 0.2)
    assert "preset" in strange.strange
    assert "pause" in strange.strange
    for nothing in (None, 7, "words", [], True):
        assert wishes(nothing).settings == {}
        assert not ours(nothing)


def test_kinds_of_actions_are_a_tree():
    assert wanted("source.fixAll.safelint", ["source"])
    assert wanted("source.fixAll.safelint", None)
    assert not wanted("source.fixAll.safelint", ["source.fix"])
    assert asked_later({"does": "rm", "strange": 1}) is None
    assert asked_later("words") is None


def test_words_that_tell_of_a_method_are_covered_in_what_is_shown_and_kept_in_what_is_written():
    words = "# After a suicide\n\nThe paper wrote of the suicide that she took twelve Examplol tablets in May.\n"
    snapshot = Snapshot("/post.md", "markdown", words, 0)
    result = Session(isolated=True).lint_text(words, path="/post.md")
    fix = Session(isolated=True).lint_text(SAID).findings[-1].fix
    loud = tuple(
        replace(one, message=f"{one.found}: twelve Examplol tablets", suggestions=("no Examplol",), fix=fix)
        for one in result.findings
    )
    result = replace(result, findings=loud)
    hidden = next(one for one in loud if one.topic == "method-detail")
    result = replace(result, findings=tuple(replace(one, suggestions=(hidden.found,)) for one in loud))
    checked = Checked(snapshot, result, masked_file(result))
    text = text_of(words)
    found = diagnostics(checked, text)
    offered = list(actions(checked, text, text.range(0, len(words)), None, versioned=False))
    hovers = [hover(checked, text, one.range.start, markdown=md) for one in found for md in (True, False)]
    shown = [*(one.message for one in found), *(one.title for one in offered), *(one.contents.value for one in hovers)]
    assert any("▒" in one for one in shown)
    assert not [one for one in shown if hidden.found in one]
    written = [one.edit.changes[text.uri][0].new_text for one in offered if one.edit]
    assert "died by suicide" in written


class Counting:
    """A parser that counts the sentences that reach it for the first time."""

    def __init__(self, pipeline):
        self.analysed: list[str] = []
        self._analyse = pipeline._analyse
        pipeline._analyse = self.count

    def count(self, texts):
        self.analysed += texts
        return self._analyse(texts)


def test_only_sentences_that_changed_are_parsed_again():
    session = Session(isolated=True)
    counting = Counting(session.parser())
    checker = Checker(session, {}, isolated=True)
    dice = random.Random(3)  # noqa: S311
    sentences = [
        f"In {1950 + at} her brother {dice.choice(['committed suicide', 'was an addict', 'suffered from depression'])}"
        f" and she {dice.choice(['wrote', 'spoke', 'sang'])} of the suicide attempt {at} times."
        for at in range(60)
    ]
    page = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, 60, 4))
    checker.check(Snapshot("/post.md", "markdown", page, 0))
    first = len(counting.analysed)
    assert first > 30
    for at in (0, 17, 59):
        counting.analysed.clear()
        changed = page.replace(f"attempt {at} times", f"attempt {at} long times")
        assert changed != page
        checker.check(Snapshot("/post.md", "markdown", changed, at + 1))
        assert len(counting.analysed) <= 1
        assert all(f"attempt {at} long" in one for one in counting.analysed)
    counting.analysed.clear()
    checker.check(Snapshot("/post.md", "markdown", page, 99))
    assert counting.analysed == []


def test_files_that_are_passed_over_and_texts_that_are_too_long_are_left_alone(tmp_path, monkeypatch):
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\nexclude: [drafts/**]\n", "utf-8")
    checker = Checker(Session(), {})

    def found(name: str, words: str = SAID) -> Checked:
        return checker.check(Snapshot(str(tmp_path / name), "markdown", words, 0))

    assert len(found("a.md").result.findings) == 1
    assert (found("drafts/a.md").result.findings, found("drafts/a.md").refused) == ((), "")
    monkeypatch.setattr(checking, "LIMIT", 10)
    assert "too long" in found("a.md").refused


def test_a_baseline_is_read_anew_when_it_changes(tmp_path):
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\n", "utf-8")
    snapshot = Snapshot(str(tmp_path / "a.md"), "markdown", SAID, 0)
    Path(snapshot.path).write_text(SAID, "utf-8")
    checker = Checker(Session(), {})
    (finding,) = checker.check(snapshot).result.findings
    accepted = (
        f'{{"schema": "safelint-baseline/1", "files": {{"a.md": {{"{finding.rule}": ["{finding.fingerprint}"]}}}}}}'
    )
    (tmp_path / ".safelint-baseline.json").write_text(accepted, "utf-8")
    assert checker.check(snapshot).result.findings == ()
    (tmp_path / ".safelint-baseline.json").write_text("{}", "utf-8")
    assert "baseline" in str(checker.check(snapshot).trouble)
