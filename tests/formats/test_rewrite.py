"""Text back to bytes: what was decoded is encoded the same way."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.formats.decode import decode
from safelint.formats.rewrite import encode, writable
from safelint.model.errors import ReadError
from safelint.model.source import Source

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@given(st.sampled_from(sorted(MARKS)), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_bytes_come_back_as_they_were(codec, text):
    data = MARKS[codec] + text.encode(codec)
    source = decode(data, "a.txt")
    assert encode(source, source.text) == data


def test_a_guessed_encoding_is_kept():
    source = decode(b"caf\xe9 \x96 bar", "a.txt")
    assert encode(source, source.text + "€") == b"caf\xe9 \x96 bar\x80"


def test_what_the_encoding_lacks_is_said():
    with pytest.raises(ReadError, match="Windows-1252, which has no “→”"):
        encode(Source("a.txt", "", "cp1252"), "→")


def test_only_known_formats_are_written():
    assert writable("markdown")
    assert not writable("docx2")
