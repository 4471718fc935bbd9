"""Word files: `docx` is read as it would print, written by splicing, annotated without touching anything else."""

import re
import zipfile
from io import BytesIO

import office
import pytest
from office import docx, field, paragraph, run, table

from safelint.formats.annotate import Remark
from safelint.formats.docx import annotate, load, rewrite
from safelint.model.document import BlockKind
from safelint.model.errors import ReadError
from safelint.model.fix import Edit


def read(data):
    return load(data, "a.docx")[0]


def texts(data):
    return [block.text for block in read(data).document.blocks]


def member(data, name="word/document.xml"):
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


def swap(data, old, new):
    """The file with one stretch of its text replaced."""
    source = read(data).source
    at = source.text.index(old)
    return rewrite(data, source, (Edit(at, at + len(old), new),))


def remark(data, words, *said):
    source = read(data).source
    at = source.text.index(words)
    return annotate(data, source, (Remark(at, at + len(words), said or ("Look.",), words),))


def commented(data):
    """The words between the signs of each comment, and what it says."""
    body, found = member(data), {}
    for number in re.findall(r'<w:commentRangeStart w:id="(\d+)"/>', body):
        inside = body.split(f'<w:commentRangeStart w:id="{number}"/>')[1]
        inside = inside.split(f'<w:commentRangeEnd w:id="{number}"/>')[0]
        said = member(data, "word/comments.xml").split(f'w:id="{number}"')[1].split("</w:comment>")[0]
        words = re.sub(r"<w:instrText.*?</w:instrText>", "", inside)
        found[re.sub(r"<[^>]*>", "", words)] = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", said)
    return found


def test_runs_that_split_words_are_joined():
    assert texts(docx(paragraph("com", run("mit", "<w:b/>"), "ted"))) == ["committed"]


def test_spaces_at_the_edges_of_a_text_count_only_when_they_are_kept():
    assert texts(docx("<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>")) == ["ab"]
    assert texts(docx('<w:p><w:r><w:t xml:space="preserve">a </w:t><w:t>b</w:t></w:r></w:p>')) == ["a b"]


def test_tracked_changes_read_as_accepted():
    gone = f'<w:del w:id="1">{run("old").replace("w:t", "w:delText")}</w:del>'
    gone += f'<w:moveFrom w:id="2">{run("there")}</w:moveFrom>'
    come = f'<w:ins w:id="3">{run("new")}</w:ins><w:moveTo w:id="4">{run(" here")}</w:moveTo>'
    assert texts(docx(paragraph(gone, come))) == ["new here"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    assert texts(docx(paragraph("one", said='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph(" two"))) == ["one two"]


def test_deleted_rows_are_left_out():
    rows = table(("a", "b"), ("c", "d")).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>', 1)
    assert texts(docx(rows)) == ["c", "d"]


def test_field_codes_are_left_out_and_results_read():
    assert texts(docx(paragraph("on ", field("DATE \\x", run("Sunday")), run(".")))) == ["on Sunday."]
    nested = field("IF", run("shown")).replace(
        "</w:instrText></w:r>", "</w:instrText></w:r>" + field("X", run("code")), 1
    )
    assert texts(docx(paragraph(nested))) == ["shown"]


def test_hidden_text_and_comments_are_left_out():
    body = paragraph(run("unseen", "<w:vanish/>"), "seen", '<w:r><w:commentReference w:id="1"/></w:r>')
    said = f'<w:comment w:id="1">{paragraph("a remark")}</w:comment>'
    assert texts(docx(body, comments=said)) == ["seen"]


def test_a_comment_can_ask_for_silence():
    body = paragraph('<w:commentRangeStart w:id="1"/>', run("An addict."), '<w:commentRangeEnd w:id="1"/>')
    said = f'<w:comment w:id="1">{paragraph("safelint: allow addict, her own word")}</w:comment>'
    (directive,) = read(docx(paragraph("First.") + body, comments=said)).document.directives
    assert (directive.rules, directive.reason, directive.span.start) == (("addict",), "her own word", 8)


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("Titel", BlockKind.TITLE, 0),
        ("berschrift2", BlockKind.HEADING, 2),
        ("Abschnitt", BlockKind.HEADING, 2),
        ("Heading3", BlockKind.HEADING, 3),
        ("IntenseQuote", BlockKind.QUOTE, 0),
        ("Beschriftung", BlockKind.CAPTION, 0),
        ("ListBullet", BlockKind.LIST, 1),
        ("Unheard", BlockKind.BODY, 0),
    ],
)
def test_paragraphs_are_what_their_style_says_in_any_language(style, kind, level):
    body = paragraph("First", style="berschrift1") + paragraph("This one", style=style)
    block = read(docx(body)).document.blocks[1]
    assert (block.kind, block.level) == (kind, level)


@pytest.mark.parametrize("style", ["PreformattedText", "HTMLPreformatted"])
def test_a_plain_text_that_a_word_processor_saved_is_read(style):
    assert texts(docx(paragraph("He committed suicide in 2019.", style=style))) == ["He committed suicide in 2019."]


def test_a_table_of_contents_is_not_read_twice():
    assert texts(docx(paragraph("One 1", style="Verzeichnis1") + paragraph("One", style="berschrift1"))) == ["One"]


def test_table_cells_know_their_column():
    blocks = read(docx(table(("Avoid", "Write"), ("a", "b")))).document.blocks
    assert [(block.text, block.column) for block in blocks[2:]] == [("a", "Avoid"), ("b", "Write")]
    plain = read(docx(table(("c", "d"), ("a", "b"), head=""))).document.blocks
    assert {block.column for block in plain} == {""}


def test_a_text_box_is_read_once():
    assert texts(docx(paragraph("Out.", office.box("In the box.", "Alt text")))) == ["Out.", "Alt text", "In the box."]


def test_places_are_said_in_words():
    source = read(office.article_docx()).source
    said = {label: source.text[anchor.offset :][:12] for anchor in source.anchors for label in [anchor.label]}
    assert said["paragraph 7, under “Getting help”"] == "committed su"
    assert said["table 1, row 2, column 1"] == "an addict\n\na"
    assert {"footnote 1", "text box 1", "picture 1", "header", "footer"} < set(said)


def test_the_language_is_the_one_most_of_the_text_is_in():
    assert read(docx(paragraph("One"))).document.language == "en-GB"
    own = run("Several words of ours", '<w:lang w:val="en-IE"/>')
    assert read(docx(paragraph("One", own))).document.language == "en-IE"


def test_links_are_found_in_fields_and_relations():
    targets = [link.target for link in read(office.article_docx()).document.links]
    assert targets == ["tel:116123", "https://example.org/help"]


@pytest.mark.parametrize("namespace", ["x", "w"])
def test_the_names_of_prefixes_do_not_matter(namespace):
    body = f"<{namespace}:p><{namespace}:r><{namespace}:t>One</{namespace}:t></{namespace}:r></{namespace}:p>"
    root = office.WORD.replace("xmlns:w=", f"xmlns:{namespace}=") + (
        "" if namespace == "w" else ' xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    )
    assert texts(docx(body, root=root)) == ["One"]


def test_no_edits_leave_every_byte():
    data = office.article_docx()
    assert rewrite(data, read(data).source, ()) == data
    assert annotate(data, read(data).source, ()) == data


def raw(data):
    """The stretch of the archive that each member takes."""
    infos = sorted(zipfile.ZipFile(BytesIO(data)).infolist(), key=lambda info: info.header_offset)
    ends = [info.header_offset for info in infos[1:]] + [zipfile.ZipFile(BytesIO(data)).start_dir]
    return {info.filename: data[info.header_offset : end] for info, end in zip(infos, ends, strict=True)}


def test_an_edit_changes_one_member_and_there_only_the_words():
    data = office.article_docx()
    new = swap(data, "committed suicide", "died by suicide")
    before, after = raw(data), raw(new)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    was, now = member(data), member(new)
    assert (
        was.replace("He com", "He died by suicide", 1)
        .replace("mitted", "", 1)
        .replace(" sui<", "<", 1)
        .replace("cide in", " in", 1)
        .replace(">He died", ">He died")
        == now
    )
    assert texts(new)[1].startswith("He died by suicide in 2019. She came")


def test_the_replacement_looks_like_the_first_run():
    new = swap(docx(paragraph(run("com", "<w:b/>"), "mitted")), "committed", "chose & did")
    assert '<w:b/></w:rPr><w:t xml:space="preserve">chose &amp; did</w:t>' in member(new)
    assert texts(new) == ["chose & did"]


def test_spaces_that_come_to_an_edge_are_kept():
    data = docx("<w:p><w:r><w:t>He</w:t></w:r><w:r><w:t>now is clean</w:t></w:r></w:p>")
    assert texts(swap(data, "now", "")) == ["He is clean"]


def test_what_is_added_takes_the_looks_of_what_stands_before():
    data = docx(paragraph(run("an", "<w:b/>"), " addict"))
    source = read(data).source
    assert run("any", "<w:b/>") in member(rewrite(data, source, (Edit(2, 2, "y"),)))


@pytest.mark.parametrize("old", ["two\n\nthree", "one\ttwo", "\ttwo"])
def test_what_cannot_be_written_in_place_is_left(old):
    data = docx(paragraph("one", "<w:r><w:tab/></w:r>", "two") + paragraph("three"))
    assert swap(data, old, "x") == data


def test_every_part_can_be_written():
    data = office.article_docx()
    for old in ("A note on the addict", "In the box", "Our paper", "A sheet", "The vigil & the", "failed"):
        assert old not in read(swap(data, old, "Something else")).source.text


@pytest.mark.parametrize(
    "words",
    [
        "committed suicide in 2019", "He com", "mitted", "com", "came & lit", "&", "lit", "The sea was calm.",
        "Getting", "new and these", "become one: ring 116 123", "116 123 or read this", "failed suicide attempt",
        "an addict", "a person with an addiction", "non‑stop", "‑", "A vigil by the sea", "Picture 1", "he committed",
    ],
)  # fmt: skip
def test_a_comment_stands_around_its_words(words):
    data = office.article_docx()
    new = remark(data, words, "First, & “this”.", "Second.")
    found = {key.replace("&amp;", "&"): said for key, said in commented(new).items()}
    key = "" if words == "‑" else words.replace("‑", "")
    assert found[key if words != "new and these" else "newthese were committed to paperfrom here and these"] == [
        "First, &amp; “this”.",
        "Second.",
    ]
    assert read(new).source == read(data).source


def test_comments_may_overlap_and_touch():
    data = docx(paragraph("one two", run(" three", "<w:i/>"), " four"))
    source = read(data).source
    spans = [(0, 3), (0, 13), (3, 7), (4, 18), (8, 13), (14, 18), (5, 5), (17, 18)]
    new = annotate(data, source, tuple(Remark(start, end, (f"{start}-{end}",)) for start, end in spans))
    assert {said[0]: words for words, said in commented(new).items()} == {
        f"{start}-{end}": source.text[start : max(end, start + 1)] for start, end in spans
    }
    assert read(new).source.text == source.text


def test_nothing_else_changes_but_what_says_that_there_are_comments():
    data = docx(paragraph("An addict."))
    new = remark(data, "addict")
    before, after = raw(data), raw(new)
    assert {name for name in after if before.get(name) != after[name]} == {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
    }  # fmt: skip
    assert list(after)[: len(before)] == list(before)
    assert {info.date_time for info in zipfile.ZipFile(BytesIO(new)).infolist()} == {(2026, 1, 1, 0, 0, 0)}
    assert remark(data, "addict") == new


def test_comments_that_are_there_stay():
    data = office.article_docx()
    new = remark(data, "A vigil by the sea")
    assert member(new, "word/comments.xml").startswith(member(data, "word/comments.xml")[: -len("</w:comments>")])
    assert 'w:id="6" w:author="safelint"' in member(new, "word/comments.xml")
    assert raw(new)["[Content_Types].xml"] == raw(data)["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("A note on", "Footnote 1"), ("In the box", "Text box 1"), ("Our paper", "Header"), ("A sheet", "Picture 1"),
        ("The vigil &", "Title in the document’s properties"),
    ],
)  # fmt: skip
def test_where_a_comment_cannot_stand_it_says_where_its_words_are(words, place):
    said = list(commented(remark(office.article_docx(), words)).values())
    assert [place + ": “" + words.replace("&", "&amp;") + "”", "Look."] in said


def test_a_split_run_shows_no_spaces_that_were_not_shown():
    data = docx("<w:p><w:r><w:t> one two </w:t></w:r><w:r><w:t>three</w:t></w:r></w:p>")
    for words in ("one", "two", "two" + "three", "ne"):
        assert texts(remark(data, words)) == ["one twothree"]


def test_a_file_without_text_takes_no_comments():
    with pytest.raises(ReadError, match="no text in its body"):
        remark(docx(paragraph(), core="<dc:title>An addict</dc:title>"), "addict")


def test_what_is_no_word_file_is_refused():
    with pytest.raises(ReadError, match="no Word document"):
        read(office.article_odt().replace(b"content.xml", b"word/docu.t"))
    with pytest.raises(ReadError, match="password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
