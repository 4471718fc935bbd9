"""What is known of a file's sentences is kept for the next run, which then needs no language pipeline."""

from __future__ import annotations

import sqlite3

import pytest

from safelint import Session
from safelint.runner.results import NAME

TEXT = (
    "Suicide is a loss for a town. He committed suicide in 2019. He is an addict. She was a schizophrenic.\n\n"
    "The island has one shop.\n"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache folder for all tests, so that the rules are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def post(tmp_path, monkeypatch, cache):
    monkeypatch.setenv("SAFELINT_CACHE", str(cache))
    for file in cache.glob(f"{NAME}*"):
        file.unlink()
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "post.md"
    file.write_text(TEXT)
    return file


@pytest.fixture
def parsed(monkeypatch):
    """The sentences that the parser was asked for."""
    from safelint.nlp.pipeline import Pipeline

    asked = []
    parse, tokens = Pipeline.parse, Pipeline.tokens
    monkeypatch.setattr(Pipeline, "parse", lambda self, texts: asked.extend(texts) or parse(self, texts))
    monkeypatch.setattr(Pipeline, "tokens", lambda self, texts: asked.extend(texts) or tokens(self, texts))
    return asked


def rules(report):
    return [(one.rule, one.start.offset) for one in report.files[0].findings]


def test_sentences_that_did_not_change_are_not_parsed_again(post, parsed):
    first = Session().lint_paths("post.md")
    assert parsed
    del parsed[:]
    post.write_text("Words before it all.\n\n" + TEXT + "\nAnd a sentence after it.\n")
    second = Session().lint_paths("post.md")
    assert parsed == []
    moved = len("Words before it all.\n\n")
    assert rules(second) == [(rule, at + moved) for rule, at in rules(first)]
    del parsed[:]
    assert rules(Session(keep=False).lint_paths("post.md")) == rules(second)
    assert parsed


def test_a_sentence_that_is_new_is_parsed(post, parsed):
    Session().lint_paths("post.md")
    del parsed[:]
    post.write_text(TEXT.replace("He is an addict", "He was an addict of the town"))
    second = Session().lint_paths("post.md")
    assert {text.strip() for text in parsed} == {"He was an addict of the town."}
    assert rules(second) == rules(Session(keep=False).lint_paths("post.md"))


def test_another_state_of_the_rules_knows_nothing_of_them(post, parsed, tmp_path):
    Session().lint_paths("post.md")
    del parsed[:]
    post.write_text(TEXT + "\nMore.\n")
    (tmp_path / "safelint.yaml").write_text("vocabulary: [Island]\n")
    Session().lint_paths("post.md")
    assert parsed


@pytest.mark.parametrize("value", [b"nonsense", b"", b"\x80\x04]\x94."])
def test_what_cannot_be_read_is_found_anew(post, value):
    first = Session().lint_paths("post.md")
    folder = Session().cache
    with sqlite3.connect(folder / NAME) as file:
        assert file.execute("update sentences set value = ?", (value,)).rowcount
    post.write_text(TEXT + "\nMore.\n")
    assert rules(Session().lint_paths("post.md")) == rules(first)


def test_sentences_that_two_files_have_in_common_are_noted_for_both(post, parsed):
    other = post.with_name("other.md")
    other.write_text(f"# Another head\n\n{TEXT}")
    Session(isolated=True).lint_paths([post, other])
    assert parsed
    del parsed[:]
    other.write_text(f"# Another head\n\n{TEXT}\nThe ferry was late.\n")
    report = Session(isolated=True).lint_paths([other])
    assert parsed == []
    assert rules(report)
