"""Notebooks, books, exports, feeds, records, e-mail and PDF: what is read of them, and what is refused."""

import json
import socket
import sys
import zlib

import pytest
from containers import chapters, notebook, pdf, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.formats import FORMATS, known
from safelint.formats.csv import rows
from safelint.formats.eml import load as eml
from safelint.formats.ipynb import load as ipynb
from safelint.formats.ipynb import rewrite
from safelint.formats.jsonl import load as jsonl
from safelint.formats.opening import container, load
from safelint.formats.pdf import load as read_pdf
from safelint.formats.pdftext import Page, flowing
from safelint.formats.rewrite import apply
from safelint.formats.wxr import paragraphs
from safelint.model.errors import ReadError
from safelint.model.fix import Edit
from safelint.runner.session import Session

EXPORT = b'<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>'


def texts(opened):
    return [[block.text for block in one.document.blocks] for one in opened]


@pytest.mark.parametrize(
    ("path", "data", "name"),
    [
        ("a.xml", EXPORT, "wxr"),
        ("-", EXPORT, "wxr"),
        ("a.wxr", EXPORT, "wxr"),
        ("a.xml", b"<rss/>", "feed"),
        ("-", b"<?xml version='1.0'?>\n<!-- a feed -->\n<feed xmlns='x'>", "feed"),
        ("-", b"<p>feed</p>", ""),
        ("a.md", b"<rss is a word", ""),
        ("-", b"%PDF-1.7", "pdf"),
        ("-", chapters("<p>x</p>"), "epub"),
        ("a.ndjson", b"", "jsonl"),
        ("a.TSV", b"", "csv"),
        ("a.eml", b"", "eml"),
        ("a.ipynb", b"", "ipynb"),
    ],
)
def test_a_container_is_known_by_name_then_by_content(path, data, name):
    assert container(path, data) == name


def test_only_what_people_write_in_is_found_in_a_folder():
    assert known("a.ipynb")
    assert known("a.epub")
    assert not [one for one in ("wxr", "feed", "jsonl", "csv", "eml", "pdf") if FORMATS[one].walked]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1),
    st.booleans(),
    st.booleans(),
    st.data(),
)
@settings(max_examples=150, deadline=None)
def test_words_are_written_back_into_the_very_strings_of_a_notebook(cells, spread, escaped, data):
    file = notebook(*cells, spread=spread, ensure_ascii=escaped, indent=1)
    source = ipynb(file, "a.ipynb")[0].source
    assert rewrite(file, source, ()) == file
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, min(len(source.text), start + 20)))
    edit = Edit(start, end, data.draw(st.sampled_from(["", "kind", 'a "kind" word\n', "café"])))
    before, after = source.text, ipynb(rewrite(file, source, (edit,)), "a.ipynb")[0].source.text
    said = [cell for cell in cells if cell.strip()]
    if "\n\n" not in before[start:end] and before[start:end].strip() and len(said) == 1:
        assert after.strip() == apply(before, [edit]).strip()
    outside = rewrite(file, source, (edit,))
    assert json.loads(outside)["nbformat"] == 4
    assert len(json.loads(outside)["cells"]) == len(cells)


def test_a_fix_in_a_notebook_changes_nothing_but_the_words():
    file = notebook("# A letter\n\nHe committed\nsuicide in “2019”.", "Another cell.", indent=1)
    data = file.replace(b'"nbformat": 4', b'"nbformat"  :  4')
    opened = Session(isolated=True, keep=False).open(data, "a.ipynb")[0]
    at = opened.source.text.index("committed")
    edits = (Edit(at, at + len("committed\nsuicide"), "died by suicide"),)
    assert rewrite(data, opened.source, edits) == data.replace(b"committed\\n", b"died by suicide").replace(
        b'"suicide in', b'" in'
    )


def test_old_notebooks_and_odd_escapes_are_read():
    cell = '{"cell_type": "markdown", "source": ["\\ud83d\\udc4d a\\ud800\\u0000b"]}'
    opened = ipynb(f'{{"worksheets": [{{"cells": [{cell}]}}]}}'.encode(), "a.ipynb")
    assert opened[0].source.text == "👍 a\ufffd\ufffdb"


@pytest.mark.parametrize("data", [b"", b"[]", b'{"a": 1}', b"[" * 100_000, b'{"cells": ', b"words"])
def test_what_is_no_notebook_is_refused(data):
    with pytest.raises(ReadError, match=r"a\.ipynb: this is no notebook"):
        ipynb(data, "a.ipynb")


LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><item><title>&b;</title></item></rss>'
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><item><title>&a;</title></item></rss>'
PARAMETER = b'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]><rss><item><title>x</title></item></rss>'


@pytest.fixture
def _alone(monkeypatch):
    """Fails when anything opens a connection."""

    def refuse(*_, **__):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER])
def test_entities_of_a_files_own_are_refused(data):
    for path in ("a.rss", "a.wxr"):
        with pytest.raises(ReadError, match="declares entities of its own"):
            load(data, path)
    inside = zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": data})
    with pytest.raises(ReadError, match="declares entities of its own"):
        load(inside, "a.epub")


@pytest.mark.usefixtures("_alone")
def test_a_document_type_elsewhere_is_never_fetched():
    kind = b'<!DOCTYPE rss PUBLIC "-//x" "http://127.0.0.1:9/x.dtd">'
    data = kind + b"<rss><item><title>tea&nbsp;&amp; talk</title></item></rss>"
    assert texts(load(data, "a.rss")) == [["tea & talk"]]


@pytest.mark.parametrize(
    "data", [b"<rss>" * 50_000, b"<rss><item>" + b"<a>" * 50_000, b"<rss><item>" + b"<a/>" * 300_000]
)
def test_xml_that_is_no_text_is_refused(data):
    with pytest.raises(ReadError, match=r"too deeply|too many elements"):
        load(data, "a.xml")


def test_what_stands_before_a_break_in_an_export_is_kept():
    first = b"<rss><channel><item><title>A walk</title></item>"
    whole, broken = load(first + b"<item><title>cut o", "a.xml")
    assert whole.source.title == "A walk"
    assert broken.error.startswith("The XML is broken at line 1")
    results = Session(isolated=True, keep=False).lint_documents(first + b"<item>", "a.xml")
    assert [(one.path, one.error is None) for one in results] == [("a.xml#1", True), ("a.xml#2", False)]


def test_characters_that_xml_forbids_are_said():
    (opened,) = load(b"<rss><item><title>a\x08walk</title></item></rss>", "a.xml")
    assert texts([opened]) == [["a walk"]]
    assert opened.source.notes == ("1 characters that XML doesn't allow were read as spaces",)


def test_an_export_without_posts_says_so():
    (opened,) = load(EXPORT, "a.xml")
    assert opened.source.notes == ("There is no document with any text in it.",)


def test_blank_lines_are_paragraphs_in_the_classic_editor_only():
    assert paragraphs("a\r\n\r\nb\n\n<ul><li>c</ul>\n \n<em>d</em>") == "a\n\n<p>b\n\n<ul><li>c</ul>\n \n<p><em>d</em>"
    blocks = "<!-- wp:paragraph -->\n<p>a</p>\n\n<p>b</p>"
    assert paragraphs(blocks) == blocks


def test_books_that_harm_or_are_locked_are_refused():
    bomb = zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<a>" + b" " * 5_000_000 + b"</a>"})
    with pytest.raises(ReadError, match="packed more than"):
        load(bomb, "a.epub")
    with pytest.raises(ReadError, match="no EPUB book"):
        load(zipped({"mimetype": b"application/epub+zip"}), "a.epub")
    with pytest.raises(ReadError, match="broken"):
        load(b"PK\x03\x04 application/epub+zip", "a.epub")


def test_a_chapter_that_is_locked_is_an_error_of_its_own():
    package = (
        b'<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        b'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        b'<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        b'<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    locked = (
        b'<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>'
        b'<CipherData><CipherReference URI="b.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    book = zipped({
        "mimetype": b"application/epub+zip",
        "book.opf": package,
        "META-INF/encryption.xml": locked,
        "a.xhtml": b"<p>A walk</p>",
        "b.xhtml": b"\x9a\x01",
    })  # fmt: skip
    assert [one.error for one in load(book, "a.epub")] == [
        "",
        "It is protected against copying (DRM) and can't be read.",
    ]


def test_a_field_can_be_named_and_lead_inwards():
    data = b'{"body": "x", "note": {"said": "A walk"}}\n'
    assert texts(jsonl(data, "a.jsonl", field="note.said")) == [["A walk"]]
    with pytest.raises(ReadError, match="has no field “no”; it has “body”, “note”"):
        jsonl(data, "a.jsonl", field="no")
    with pytest.raises(ReadError, match="holds no text"):
        jsonl(b'{"body": 3}', "a.jsonl", field="body")


def test_a_broken_record_stops_no_other():
    opened = jsonl(b'{"text": "one"}\n{"text": "two"\n\n{"text": "three"}\n', "a.jsonl")
    assert [(one.source.path, bool(one.error)) for one in opened] == [
        ("a.jsonl#1", False), ("a.jsonl#2", True), ("a.jsonl#4", False),
    ]  # fmt: skip
    assert opened[1].error == "Line 2 is no JSON: expecting ',' delimiter at column 15."


def test_a_file_whose_records_are_all_broken_is_one_error():
    with pytest.raises(ReadError, match=r"None of its 2 records can be read\. Line 1 is no JSON"):
        jsonl(b"words\nwords\n", "a.jsonl")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('a;b\r\n"x ""y""\r\n;z";2', [["a", "b"], ['x "y"\r\n;z', "2"]]),
        ("a\tb\n1\t\n", [["a", "b"], ["1", ""]]),
        ("sep=|\na|b,c\n", [["a", "b,c"]]),
        ("a,b\n\n\n1,2", [["a", "b"], ["1", "2"]]),
        ("one\rtwo", [["one"], ["two"]]),
        ('a,"b"c\n', [["a", "bc"]]),
    ],
)
def test_tables_are_parted(text, fields):
    assert [row.fields for row in rows(text)] == fields


def test_rows_know_their_lines_and_open_quotation_marks():
    assert [(row.line, row.open) for row in rows('a\n"1\n2"\n3\n"4')] == [(1, False), (2, False), (4, False), (5, True)]


@given(st.text(st.sampled_from('ab,;"\r\n\t|'), max_size=60))
def test_any_table_is_parted_to_its_end(text):
    for row in rows(text):
        assert 1 <= row.line <= text.count("\n") + text.count("\r") + 1


def test_the_better_of_two_alternatives_is_read():
    head = b"Subject: =?x-unknown?q?caf=E9?= =?utf-8?b?bad?=\nContent-Type: multipart/alternative; boundary=b\n\n"
    plain, html = b"--b\n\nplain\n", b"--b\nContent-Type: text/html\n\n<table><td>html</table>\n"
    (opened,) = eml(head + plain + html + b"--b--", "a.eml")
    assert [block.text for block in opened.document.blocks][1:] == ["html"]
    assert [anchor.label for anchor in opened.source.anchors] == ["subject", "paragraph 1"]
    assert texts(eml(head + plain, "a.eml"))[0][1:] == ["plain"]


def test_attached_and_forwarded_texts_are_left_out():
    head = b"Subject: A walk\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nread\n"
    attached = b"--b\nContent-Disposition: attachment\n\nattached\n"
    forwarded = b"--b\nContent-Type: message/rfc822\n\nSubject: x\n\nforwarded\n"
    assert texts(eml(head + attached + forwarded, "a.eml")) == [["A walk", "read"]]


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: text/plain" + b";" * 100_000 + b"\n\nx",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(200)),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 60_000,
        b"No headers at all\n",
    ],
)
def test_messages_that_are_none_are_refused(data):
    with pytest.raises(ReadError, match=r"a\.eml: Th"):
        eml(data, "a.eml")


def test_an_extra_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadError, match=r"pip install 'safelint\[pdf\]'"):
        read_pdf(pdf(["x"]), "a.pdf")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(["x"], encrypted=True), "password"),
        (b"%PDF-1.4\nwords", "broken"),
        (pdf(["x"])[:200], "broken"),
        (pdf(["x"]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), "broken"),
        (pdf([]), "no text in this PDF"),
        (pdf(), "no pages"),
        (pdf(*[["a"]] * 2_001), "2,001 pages"),
    ],
)
def test_pdf_files_without_a_text_are_refused(data, why):
    with pytest.raises(ReadError, match=why):
        read_pdf(data, "a.pdf")


def test_a_page_that_unpacks_to_too_much_is_left_out_and_said():
    good, bomb = pdf(["A walk."], ["PAGE"]), zlib.compress(b"(a) Tj " * 6_000_000, 9)
    start = good.rindex(b"<< /Length", 0, good.index(b"(PAGE)"))
    end = good.index(b"endstream", start)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb) + bomb + b"\n"
    (opened,) = read_pdf(good[:start] + stream + good[end:], "a.pdf")
    assert opened.source.notes == ("No text could be read from page 2.",)


def test_links_of_a_page_are_kept():
    (opened,) = read_pdf(pdf(["A walk."], links=["tel:116123"]), "a.pdf")
    assert [link.target for link in opened.document.links] == ["tel:116123"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["It was a short commit-", "ment."], "It was a short commitment."),
        (["It was a self-", "help group."], "It was a self-help group."),
        (["A long-term plan, a long-", "term friend."], "A long-term plan, a long-term friend."),
        (["A soft\xad", "ened tone."], "A softened tone."),
        (["On the London-", "Paris train."], "On the London-Paris train."),
        (["A walk –", "and tea."], "A walk – and tea."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_joined(lines, text):
    assert flowing([Page(1, lines)])[0] == text


def test_running_heads_are_read_once_and_page_numbers_never():
    pages = [Page(n, ["Call 116 123", f"Well, it went on and on and {n}", str(n)]) for n in range(1, 5)]
    text, anchors, starts = flowing(pages)
    assert text.count("Call 116 123") == 1
    assert not [line for line in text.splitlines() if line.strip().isdigit()]
    assert [anchor.label for anchor in anchors] == ["page 1", "page 2", "page 3", "page 4", "page 1"]
    assert sorted(starts) == [1, 2, 3, 4]
