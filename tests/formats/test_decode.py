import pytest

from safelint.formats.decode import decode
from safelint.model.errors import ReadError

TEXT = "She is well 👍\r\n“again”"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32-le", True),
    ],
)
def test_text_is_decoded_without_its_mark_and_with_its_line_endings(data, encoding, bom):
    source = decode(data, "a.txt")
    assert (source.text, source.encoding, source.bom, source.notes) == (TEXT, encoding, bom, ())


def test_an_empty_file_is_an_empty_text():
    assert decode(b"", "a.txt").text == ""


def test_windows_1252_is_guessed_and_said():
    source = decode("first\nIt’s fine".encode("cp1252"), "a.txt")
    assert source.text == "first\nIt’s fine"
    assert source.encoding == "cp1252"
    assert source.notes == ("not UTF-8 (line 2, byte 0x92); read as Windows-1252",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"text\0more", "byte 4 is NUL"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "zip container"),
        (b"\xff\xfea", "byte-order mark says UTF-16-LE"),
        (b"\xff\xfe\0\0a\0\0", "byte-order mark says UTF-32-LE"),
        (b"\xfe\xff\0\0", "character 0 is NUL"),
        (b"fine\n\x81 not", "b.txt:2: byte 5 is 0x81"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data, said):
    with pytest.raises(ReadError) as error:
        decode(data, "b.txt")
    assert said in str(error.value)
    assert str(error.value).startswith("b.txt:")
