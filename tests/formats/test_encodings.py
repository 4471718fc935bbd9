"""Encodings, line endings and odd characters, in every format of text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import pytest

from safelint.formats import FORMATS
from safelint.model.source import Source
from safelint.runner.session import Session

TEXTS = [one for one in FORMATS.values() if one.read is not None]
SENTENCE = "He committed suicide in the café that year."
HEADS = {"vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "srt": "1\n00:00:01,000 --> 00:00:02,000\n"}
CONTAINERS = {
    "html": "<ul><li>",
    "markdown": "> - ",
    "rst": "* ",
    "asciidoc": "* ",
    "org": " - ",
    "latex": "\\begin{itemize}\\item ",
    "text": "> ",
    "srt": "- ",
    "vtt": "<b>",
}


@lru_cache(maxsize=1)
def session():
    return Session(isolated=True, keep=False)


def found(data, name, ending):
    result = session().lint_bytes(data, f"a{ending}", name)
    assert result.error is None
    return result


def file_of(name, text):
    return HEADS.get(name, "") + text


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("cp1252", b""),
    ],
)
def test_every_encoding_says_the_same_in_the_same_place(one, codec, mark):
    text = file_of(one.name, SENTENCE)
    result = found(mark + text.encode(codec), one.name, one.extensions[0])
    (finding,) = (one for one in result.findings if one.rule == "committed-suicide")
    assert text[finding.start.offset : finding.end.offset] == "committed suicide"
    assert any("Windows-1252" in note for note in result.notes) == (codec == "cp1252")


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
@pytest.mark.parametrize("data", [b"He is\0well.", b"\x89PNG\r\n", "no mark".encode("utf-16-le")])
def test_what_is_no_text_is_refused_politely(one, data):
    result = session().lint_bytes(data, f"a{one.extensions[0]}", one.name)
    assert "text" in (result.error or "") or "NUL" in (result.error or "")
    assert "internal error" not in (result.error or "")


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "mixed"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_line_endings_and_accents_move_nothing(one, ending, form):
    text = unicodedata.normalize(form, file_of(one.name, "In a café he\ncommitted\nsuicide that year."))
    if ending == "mixed":
        parts = text.split("\n")
        text = "".join(part + ["\n", "\r\n", "\r"][at % 3] for at, part in enumerate(parts))
    else:
        text = text.replace("\n", ending)
    result = found(text.encode(), one.name, one.extensions[0])
    (finding,) = (one for one in result.findings if one.rule == "committed-suicide")
    assert text[finding.start.offset : finding.end.offset].split() == ["committed", "suicide"]


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
def test_characters_that_nobody_sees_hide_nothing(one):
    text = file_of(one.name, "He \ufeffcom\u00admitted sui\u200bcide and \u2060was mourned.")
    result = found(text.encode(), one.name, one.extensions[0])
    (finding,) = (one for one in result.findings if one.rule == "committed-suicide")
    assert text[finding.start.offset : finding.end.offset] == "com\u00admitted sui\u200bcide"
    assert finding.found == "committed suicide"
    assert finding.fix is None or all(edit.text for edit in finding.fix.edits)


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
def test_a_very_long_line_is_read_to_its_end(one):
    text = file_of(one.name, "We walked by the sea. " * 20_000 + SENTENCE)
    document = one.read(Source(f"a{one.extensions[0]}", text))
    assert document.blocks[-1].text.endswith(SENTENCE)


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
def test_what_is_nested_very_deep_is_read(one):
    opening = CONTAINERS[one.name]
    document = one.read(Source(f"a{one.extensions[0]}", file_of(one.name, opening * 3_000 + "Deep words.")))
    assert "Deep words." in document.text


@pytest.mark.parametrize("name", ["rst", "org", "markdown", "text"])
def test_lists_that_go_deeper_line_by_line_are_read(name):
    text = "\n\n".join(" " * (2 * depth) + "- word" for depth in range(200))
    document = FORMATS[name].read(Source("a", text))
    assert document.text.count("word") == (200 if name != "markdown" else document.text.count("word"))
