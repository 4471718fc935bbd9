"""Comments that let a finding through: their form and their place in each format."""

from __future__ import annotations

import pytest

from safelint.engine.suppress import part
from safelint.formats import FORMATS, read
from safelint.formats.allowing import BEHIND, FORMS, LED, places
from safelint.formats.directives import parse
from safelint.formats.rewrite import apply
from safelint.model.source import Source
from safelint.model.span import Lines

ASKED = "safelint: allow stigma, her own words"


def tried(text: str, format_: str, words: str, path: str = "x") -> list[str]:
    document = read(Source(path, text), format_)
    return [apply(text, [edit]) for edit in places(text, document, text.index(words), ASKED)]


@pytest.mark.parametrize("name", [name for name in FORMS if name != "mdx"])
def test_what_is_written_first_is_read_as_a_comment_of_the_format(name):
    text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nSome words.\n" if name == "vtt" else "First.\n\nSome words.\n"
    first, *_ = tried(text, name, "Some words")
    (asked,) = read(Source("x", first), name).directives
    assert (asked.verb, asked.rules, asked.reason) == ("allow", ("stigma",), "her own words")


def test_tables_and_lists_are_not_taken_apart():
    assert tried("- One\n- Some words.\n", "markdown", "Some")[0] == f"- One\n- Some words. <!-- {ASKED} -->\n"
    assert tried("  Some words.\n", "markdown", "Some")[0] == f"  <!-- {ASKED} -->\n  Some words.\n"


def test_a_format_without_comments_has_no_place():
    assert tried("1\n00:00:01,000 --> 00:00:02,000\nSome words.\n", "srt", "Some") == []
    assert tried('{\n  "title": "Some words"\n}\n\nText.\n', "markdown", "Some") == []


def test_the_table_knows_only_formats():
    assert {*FORMS} - {"mdx"} <= {*FORMATS}
    assert {*BEHIND, *LED} <= {*FORMS}


@pytest.mark.parametrize("head", ["---\n{}\ntitle: Some words\n---\n", '+++\n{}\ntitle = "Some words"\n+++\n'])
def test_a_comment_in_front_matter_speaks_for_the_next_line(head):
    from dataclasses import replace

    from safelint import lint_text

    text = head.format("# safelint: allow suicide-language, a title") + "\nText.\n"
    document, lines = read(Source("x.md", text), "markdown"), Lines(text)
    some = lint_text("He committed suicide.").findings[-1]
    at = text.index("Some words")
    there = replace(some, start=lines.at(at), end=lines.at(at + 4))
    standing, suppressed, remarks = part([there], document, lines, ["suicide-language"], "")
    assert (standing, len(suppressed), remarks) == ([], 1, [])


def test_an_ellipsis_is_no_reason():
    assert parse("safelint: allow stigma, …", 0, 1).reason == ""
    assert parse("safelint: allow stigma, her own words", 0, 1).reason == "her own words"
