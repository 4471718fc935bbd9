import subprocess
import sys

import pytest

from safelint.formats import FORMATS, detect, known, read
from safelint.model.errors import ReadError
from safelint.model.source import Source

TEXTS = [name for name, one in FORMATS.items() if one.read is not None]


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("a.md", "", "markdown"),
        ("A.MARKDOWN", "", "markdown"),
        ("b/c.mdx", "", "markdown"),
        ("a.html", "", "html"),
        ("a.htm", "", "html"),
        ("a.txt", "<p>x", "text"),
        ("-", "", "text"),
        ("-", "Plain words.", "text"),
        ("-", "<!DOCTYPE html><title>x</title>", "html"),
        ("-", "\n<p>Hello</p>", "html"),
        ("-", "# A title\n", "markdown"),
        ("-", "See [this](https://example.org).", "markdown"),
        ("x", "---\ntitle: A\n---\nText", "markdown"),
        ("-", "He is <b>well</b>.", "text"),
        ("-", "---\nA line\n---\n", "text"),
        ("a.rst", "", "rst"),
        ("a.adoc", "", "asciidoc"),
        ("a.org", "", "org"),
        ("a.tex", "", "latex"),
        ("a.srt", "", "srt"),
        ("a.vtt", "", "vtt"),
        ("a.qmd", "", "markdown"),
        ("-", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "vtt"),
        ("-", "1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "srt"),
        ("-", "\\documentclass{article}\n\\begin{document}", "latex"),
        ("-", "Words.\n\n\\section{A part}\n", "latex"),
        ("-", "#+TITLE: A walk\n\n* First", "org"),
        ("-", "A title\n=======\n\n.. note:: Well.", "rst"),
        ("-", "=======\nA title\n=======\n\nText.", "rst"),
        ("-", "See `this <https://example.org>`_.", "rst"),
        ("-", "= A title\n:toc:\n\nText.", "asciidoc"),
        ("-", "== A part\n\nText.", "asciidoc"),
        ("-", "A title\n=======\n\nText.", "text"),
        ("-", "1 + 1 = 2\n= 2\n\n-- so it is", "text"),
    ],
)
def test_a_format_is_known_by_name_then_by_content(path, text, name):
    assert detect(path, text) == name


def test_files_we_lint_are_known_by_extension():
    assert known("posts/a.md")
    assert known("A.HTML")
    assert not known("a.py")
    assert not known("README")


def test_a_format_can_be_named():
    assert read(Source("a.md", "# Hope"), "text").format == "text"
    with pytest.raises(ReadError, match="there is no format called “word”; there are markdown, html, text"):
        read(Source("a.md", ""), "word")


@pytest.mark.parametrize("name", TEXTS)
def test_an_empty_text_is_an_empty_document(name):
    document = FORMATS[name].read(Source("a", ""))
    assert (document.format, document.blocks, document.title) == (name, (), -1)


def test_importing_formats_loads_no_parser():
    code = (
        "import sys, safelint.formats as f; from safelint.formats.decode import decode; f.detect('a.md', '');"
        "print([m for m in ('pyromark', 'html', 'html.parser', 'yaml', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", TEXTS)
def test_twenty_megabytes_in_one_line_are_read(name):
    text = ("He was well — and he said so. " * 700_000)[:20_000_000]
    document = FORMATS[name].read(Source("a", text))
    assert len(document.blocks) == 1
    assert len(document.blocks[0].text) == len(text.strip())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "{% ",
        "<a ",
        "<b>",
        "<p>",
        "<li>",
        "<table><tr><td>",
        "<!--",
        "<title>",
        "</",
        '<a b="',
        "&amp",
        "[",
        "![",
        "*",
        "`",
        "> ",
        "\n- ",
        "\n  - x\n  ",
        "1. ",
        "/",
        "@",
        "a@",
        "www.",
        "\u200b",
        "\x1a",
        "\r",
        "\n\na\n",
        ":::\n",
        "\n|a|b|\n|-|-|",
        "[^a]: ",
        "<Ab '",
        "<div a={",
        "---\na:\n",
        '{\n"a":',
        "\\",
        "_a",
        "\0",
        "\ud800",
        "- a: b\n",
    ],
)
def test_hostile_repetition_is_read(name, piece):
    document = FORMATS[name].read(Source("a", piece * (60_000 // len(piece))))
    assert document.path == "a"
