"""Broken containers: whatever happens to a file, it is read or refused, and nothing is found outside its text.

``SAFELINT_MUTATIONS=10000`` tries as many for each format; the usual run tries a few hundred.
"""

import os
import random
from functools import lru_cache
from pathlib import Path

import pytest
from containers import book, zipped
from test_golden_containers import contents
from test_mutations import inside

from safelint.formats.opening import load
from safelint.model.errors import ReadError
from safelint.runner.session import Session

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
SAMPLES = {
    "ipynb": ["notebook.ipynb"],
    "epub": ["book.epub"],
    "wxr": ["export.xml"],
    "feed": ["feed.rss", "feed.atom"],
    "jsonl": ["records.jsonl"],
    "csv": ["records.csv"],
    "eml": ["newsletter.eml"],
    "pdf": ["leaflet.pdf"],
}
TRIES = int(os.environ.get("SAFELINT_MUTATIONS", "200"))
LINTED = 20  # one in so many is linted, too
BITS = [
    b"\n", b"\r\n", b"\r", b"\n\n", b"<", b">", b"&", b"&amp;", b"&nbsp;", b"&#0;", b"&#xD800;", b"]]>",
    b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b'"', b'""', b"'", b"\\", b"\\u",
    b"\\ud83d", b"{", b"}", b"[", b"]", b",", b";", b":", b"\t", b"--", b"--outer", b"=?utf-8?b?", b"?=", b"=",
    b"=E9", b"\xff", b"\xe9", b"\xef\xbb\xbf", b"\0", b"committed suicide", b"116 123",
    b"Content-Type: multipart/mixed; boundary=x\n", b"charset=utf-7", b" obj", b"endobj", b"stream\n",
    b"endstream", b"<<", b">>", b"/Length 0", b"3 0 R", b"(", b")", b" Tj ", b" Td ", b"/Filter /FlateDecode",
    b"xref", b"-1", b"99999999999", b"true", b"null", b"1e999", b"</p>", b"<item>", b"</item>", b"<entry>",
    b"</entry>", b"safelint: off", b"<title>", b"xmlns=''", b"\xed\xa0\x80", b"\xf0\x9f\x91\x8d", b"\xc2\xad",
    b"\xe2\x80\x8b",
]  # fmt: skip


def mutated(data, chance):
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 1, 3, 20, 200]))
        kind = chance.randrange(6)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:start] + chance.choice(BITS) * chance.choice([1, 1, 2, 30]) + data[start:]
        elif kind == 2:
            data = data[:start] + data[start:end] * 2 + data[end:]
        elif kind == 3:
            at = chance.randrange(len(data) + 1)
            data = data[:at] + data[start:end] + data[at:]
        elif kind == 4:
            data = data[:start] + chance.randbytes(end - start) + data[end:]
        else:
            data = data[:end] if start % 7 == 0 else data[:start] + data[start:end].swapcase()[::-1] + data[end:]
    return data


@lru_cache(maxsize=1)
def session():
    return Session(isolated=True, keep=False)


def sample(name, chance):
    """A broken file; of a book, either the archive or what stands in it is broken."""
    chosen = chance.choice(SAMPLES[name])
    if name != "epub" or chance.random() < 0.3:
        return mutated(contents(chosen), chance), chosen
    folder = GOLDEN / "book"
    members = {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }
    hit = chance.choice(sorted(members))
    members[hit] = mutated(members[hit], chance)
    return zipped({"mimetype": b"application/epub+zip", **members}), chosen


def opened_or_refused(data, path, field):
    try:
        return load(data, path, field=field), ""
    except ReadError as error:
        return (), str(error)


@pytest.mark.parametrize("name", SAMPLES)
def test_broken_containers_are_read_or_refused_and_nothing_is_found_outside_their_text(name):
    read = 0
    for number in range(TRIES):
        chance = random.Random(f"{name} {number}")  # noqa: S311  the same each time
        data, path = sample(name, chance)
        opened, refused = opened_or_refused(data, path, chance.choice(["", "", "body"]))
        assert not refused or refused.startswith((f"{path}:", f"{path}, "))
        if refused:
            continue
        read += 1
        for one in opened:
            text, anchors = one.source.text, one.source.anchors
            inside(one.document, text)
            assert all(0 <= anchor.offset <= len(text) for anchor in anchors)
            assert list(anchors) == sorted(anchors, key=lambda anchor: anchor.offset)
            if number % LINTED == 0 and not one.error:
                result = session().lint_opened(one, path)
                assert result.error is None
                for finding in (*result.findings, *result.excused, *result.suppressed):
                    assert 0 <= finding.start.offset <= finding.end.offset <= len(text)
    assert read


def test_the_sample_book_is_whole():
    assert [one.error for one in load(book(GOLDEN / "book"), "a.epub")][:2] == ["", ""]
