"""Zip archives: nothing grows beyond its limits or leads out of them, and what is not changed stays byte for byte."""

import os
import random
import struct
import zipfile
from io import BytesIO

import office
import pytest
from containers import zipped
from hypothesis import given
from hypothesis import strategies as st

from safelint.formats import archive, xmltree
from safelint.formats.archive import Archive
from safelint.formats.docx import load as load_docx
from safelint.formats.odt import load as load_odt
from safelint.model.errors import ReadError

TRIES = int(os.environ.get("SAFELINT_MUTATIONS", "200"))
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\\:\0"), min_size=1, max_size=9).filter(
    lambda name: name not in {".", ".."}
)


def listed(data):
    return [(info.filename, info.date_time, info.compress_type) for info in zipfile.ZipFile(BytesIO(data)).infolist()]


@given(st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=5), st.booleans(), st.randoms())
def test_members_are_read_and_replaced_as_other_programs_see_them(members, packed, chance):
    data = zipped(members, packed=packed)
    opened = Archive(data, "a.zip")
    assert {name: opened.read(name) for name in opened.names} == members
    assert opened.replaced({}) == data
    assert opened.replaced(members) == data
    name = chance.choice(list(members))
    changed = opened.replaced({name: b"new", "added": b"too"} if "added" not in members else {name: b"new"}, like=name)
    with zipfile.ZipFile(BytesIO(changed)) as read:
        assert read.testzip() is None
        assert {one: read.read(one) for one in members} == {**members, name: b"new"}
    assert listed(changed)[: len(members)] == listed(data)


def test_a_comment_and_what_stands_before_the_archive_stay():
    stream = BytesIO(b"#!/bin/x\n")
    stream.seek(0, 2)
    with zipfile.ZipFile(stream, "a") as made:
        made.writestr("a", b"one" * 50)
        made.writestr("b", b"two")
        made.comment = b"a remark"
    changed = Archive(stream.getvalue(), "x").replaced({"b": b"three"})
    with zipfile.ZipFile(BytesIO(changed)) as read:
        assert (read.read("a"), read.read("b"), read.comment) == (b"one" * 50, b"three", b"a remark")
    assert changed.startswith(b"#!/bin/x\nPK\x03\x04")


def test_members_written_as_a_stream_and_with_wide_sizes_are_read():
    class Pipe(BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made, made.open("a", "w", force_zip64=True) as file:
        file.write(b"one" * 99)
    opened = Archive(stream.getvalue(), "x")
    assert opened.read("a") == b"one" * 99
    assert zipfile.ZipFile(BytesIO(opened.replaced({"a": b"two"}))).read("a") == b"two"


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "C:/a", "a\\..\\b", "..", "a/.."])
def test_paths_that_lead_out_of_the_archive_are_not_there(name):
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(info, b"x")
        made.writestr("fine/..but/so", b"y")
    assert Archive(stream.getvalue(), "x").names == ("fine/..but/so",)


def test_a_bomb_is_refused(monkeypatch):
    big = zipped({"a": b"", "b": b"0" * 2_000_000})
    with pytest.raises(ReadError, match="250 times smaller"):
        Archive(big, "a.docx").read("b")
    monkeypatch.setattr(archive, "LARGEST", 1000)
    with pytest.raises(ReadError, match="too large for a text"):
        Archive(zipped({"a": bytes(1001)}), "x").read("a")
    monkeypatch.setattr(archive, "MOST_BYTES", 1500)
    opened = Archive(zipped({"a": bytes(900), "b": bytes(900)}), "x")
    assert opened.read("a") == bytes(900)
    with pytest.raises(ReadError, match="too large for a text"):
        opened.read("b")
    monkeypatch.setattr(archive, "MOST_MEMBERS", 1)
    with pytest.raises(ReadError, match="holds 2 files"):
        Archive(zipped({"a": b"", "b": b""}), "x")


def test_a_bomb_that_lies_about_its_size_stops_at_what_it_said():
    honest = zipped({"first": b"", "a": b"0" * 900_000})
    lying = honest.replace(struct.pack("<L", 900_000), struct.pack("<L", 10))
    with pytest.raises(ReadError, match="damaged"):
        Archive(lying, "x").read("a")


def test_members_that_overlap_are_refused():
    one = zipped({"first": b"", "a": b"0" * 90})
    entry = one[one.rindex(b"PK\x01\x02") : one.rindex(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(entry), one.index(b"PK\x01\x02"), 0)
    with pytest.raises(ReadError, match="the archive is broken"):
        Archive(one[: one.index(b"PK\x01\x02")] + entry * 2 + end, "x")


def test_names_that_stand_twice_are_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("a", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a", b"y")
    with pytest.raises(ReadError, match="two files called “a”"):
        Archive(stream.getvalue(), "x")


def test_protected_and_oddly_packed_members_are_refused():
    data = bytearray(zipped({"first": b"", "a": b"x" * 50}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(ReadError, match="password"):
        Archive(bytes(data), "x").read("a")
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("a", b"x" * 50)
    with pytest.raises(ReadError, match="packed in a way"):
        Archive(stream.getvalue(), "x").read("a")


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(17), b"hello" * 99])
def test_what_is_no_archive_is_refused(data):
    with pytest.raises(ReadError, match=r"no zip archive|its end is missing"):
        Archive(data, "x")


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB + "<a>&b;</a>", "DOCTYPE"),
        (OUTSIDE + "<a>&a;</a>", "DOCTYPE"),
        ("<a>&a;</a>", "unknown entity"),
        ("<a>&#0;</a>", "unknown entity"),
        ("<a>&#xD800;</a>", "unknown entity"),
        ("<a><b></a>", "closes nothing"),
        ("<a>", "never closed"),
        ("<a/><a/>", "several roots"),
        ("", "no root"),
        ("x<a/>", "outside"),
        ("<a b=c/>x", "outside"),
        ("<a\0/>", "not allowed"),
        ("<a><!-- ", "never closed"),
        ("<a b='<'/>", "is broken"),
        ("<a>" * 999 + "</a>" * 999, "too deeply"),
    ],
)
def test_xml_that_is_hostile_or_broken_is_refused(text, said):
    with pytest.raises(ReadError, match=said):
        xmltree.parse(text, "a.docx", "word/document.xml")


def test_long_broken_tags_take_no_time():
    for text in (
        "<a " + "b='" * 99_999,
        "<a" + " b" * 99_999,
        "<a " + "'\"" * 99_999,
        "<" * 99_999,
        "<a>" + "&" * 99_999,
    ):
        with pytest.raises(ReadError):
            xmltree.parse(text, "a", "b")


def test_other_encodings_are_refused():
    for data in (
        '<?xml version="1.0"?><a/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="latin-1"?><a/>',
        b"<a>\xff</a>",
    ):
        with pytest.raises(ReadError, match=r"UTF-16|latin-1|not UTF-8"):
            xmltree.decode(data, "a", "b")


def mutated(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, kind = chance.randrange(len(data)), chance.randrange(4)
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at : at + chance.choice([1, 5, 300])]
        elif kind == 2:
            data[at:at] = chance.choice(
                [b"<", b">", b"&", b'"', b"/>", b"</w:p>", b"<w:p>", b"<w:tbl>", b"\0", b"]]>", b"<!--"]
            )
        else:
            data[at:at] = data[at : at + chance.choice([9, 90, 900])]
        data = data or bytearray(b"x")
    return bytes(data)


@pytest.mark.parametrize(("make", "load", "main"), [
    (office.article_docx, load_docx, "word/document.xml"), (office.article_odt, load_odt, "content.xml"),
])  # fmt: skip
@pytest.mark.parametrize("inside", [False, True])
def test_whatever_happens_to_a_file_it_is_read_or_refused(make, load, main, inside):
    data, read = make(), 0
    for number in range(TRIES):
        chance = random.Random(f"{main} {number}")  # noqa: S311  the same each time
        try:
            if inside:
                opened = Archive(data, "a")
                broken = opened.replaced({main: mutated(opened.read(main), chance)})
            else:
                broken = mutated(data, chance)
            found = load(broken, "a")[0]
        except ReadError:
            continue
        read += 1
        for block in found.document.blocks:
            for segment in block.offsets.segments:
                assert 0 <= segment.source <= segment.source + segment.source_length <= len(found.source.text)
    assert read or not inside
