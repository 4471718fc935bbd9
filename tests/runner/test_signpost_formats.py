"""Helplines in every format that can be written: in its own mark-up, before what closes it, all else as it was."""

import json
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from test_signpost import session

from safelint.formats import FORMATS
from safelint.formats.signposts import writes
from safelint.runner import mend, signpost

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))

import office
from containers import notebook

HEAD = "After a suicide"
WORDS = "Grief after a suicide can last. A suicide touches many people."
TEXTS = {
    "a.rst": f"{HEAD}\n{'=' * 15}\n\n{WORDS}\n\nWith friends\n~~~~~~~~~~~~\n\nFriends help.\n",
    "a.adoc": f"= {HEAD}\nA. Writer\n:toc:\n\n{WORDS}\n\n== With friends\n\nFriends help.\n",
    "a.org": f"#+TITLE: {HEAD}\n\n{WORDS}\n\n* With friends\n\nFriends help.\n",
    "a.tex": f"\\documentclass{{article}}\n\\title{{{HEAD}}}\n\\begin{{document}}\n\\maketitle\n\n{WORDS}\n\n"
    "\\section*{With friends}\n\nFriends help.\n\\end{document}\n",
    "a.mdx": f"---\ntitle: {HEAD}\n---\nimport Footer from './footer'\n\n{WORDS}\n\n## With friends\n\n"
    'Friends help.\n\n<Footer page="x" />\n',
    "a.qmd": f"---\ntitle: {HEAD}\n---\n\n{WORDS}\n\n## With friends\n\nFriends help.\n",
}
JUST = '<w:jc w:val="both"/>'
BODY = (
    office.paragraph(HEAD, style="Titel")
    + office.paragraph(office.run(WORDS, '<w:rFonts w:ascii="Lato"/><w:color w:val="333333"/>'), said=JUST)
    + office.paragraph("With friends", style="berschrift2")
    + office.paragraph(office.run("Friends help.", '<w:rFonts w:ascii="Lato"/>'), said=JUST)
)  # fmt: skip
CELLS = (f"# {HEAD}\n\n{WORDS}", "## With friends\n\nFriends help.")
OPEN = (
    f'<text:p text:style-name="Title">{HEAD}</text:p><text:p text:style-name="Text_20_body">{WORDS}</text:p>'
    '<text:h text:style-name="Own" text:outline-level="2">With friends</text:h>'
    '<text:p text:style-name="Text_20_body">Friends help.</text:p>'
)
FILES = {
    **{name: text.encode() for name, text in TEXTS.items()},
    "a.docx": office.docx(BODY),
    "a.odt": office.odt(OPEN),
    "a.ipynb": notebook(*CELLS, indent=1),
}


def offer(data, name, where="", one=None):
    used = one or session()
    return signpost.offer(used, mend.begin(used, data, name), where)


def after(data, name, where=""):
    return offer(data, name, where).draft.data


def part(data, name):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("where", ["end", "top"])
@pytest.mark.parametrize("audience", ["US", "GB", "AU", "JP", "US,CA,GB"])
@pytest.mark.parametrize("name", FILES)
def test_what_is_written_passes_every_rule_and_is_written_once(name, audience, where):
    strict = session(audience, preset="strict")
    found = offer(FILES[name], name, where, strict)
    assert found.finding.rule == "helpline-missing"
    assert found.draft.result.findings == ()
    assert signpost.offer(strict, found.draft, where) is None


@pytest.mark.parametrize("name", FILES)
def test_it_is_there_as_a_reader_sees_it(name):
    end, top = (offer(FILES[name], name, where) for where in ("end", "top"))
    blocks = [one.text for one in end.draft.opened.document.blocks if one.text]
    assert blocks[-4] == "Where to find support"
    assert blocks[-3].startswith("If anything in this text is hard for you")
    assert blocks[-2].startswith("Samaritans: call 116 123")
    blocks = [one.text for one in top.draft.opened.document.blocks if one.text]
    assert blocks.index("Friends help.") > next(at for at, text in enumerate(blocks) if "116 123" in text)
    assert "Where to find support" not in blocks
    heads = [one for one in end.draft.opened.document.blocks if one.text in {"With friends", "Where to find support"}]
    assert len({(one.kind, one.level) for one in heads}) == 1


def test_every_format_that_is_written_has_words_but_subtitles():
    assert {name for name, one in FORMATS.items() if one.writable and not writes(name)} == {"srt", "vtt"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.rst", "\n\nWhere to find support\n~~~~~~~~~~~~~~~~~~~~~\n\nIf"),
        ("a.rst", "\n- **Samaritans**: call `116 123 <tel:116123>`__ or visit `samaritans.org <https://www."),
        ("a.adoc", "\n\n== Where to find support\n\nIf"),
        ("a.adoc", "\n* *Samaritans*: call link:tel:116123[116 123] or visit https://www."),
        ("a.org", "\n\n* Where to find support\n\nIf"),
        ("a.org", "\n- *Samaritans*: call [[tel:116123][116 123]] or visit [[https://www."),
        ("a.tex", "\n\n\\section*{Where to find support}\n\nIf"),
        ("a.tex", "\n  \\item \\textbf{Samaritans}: call 116 123 or visit samaritans.org, at any time\n"),
    ],
)
def test_in_the_mark_up_of_the_format(name, written):
    assert written in after(FILES[name], name).decode()


def test_links_in_latex_where_the_text_can_make_them():
    text = TEXTS["a.tex"].replace("\\title", "\\usepackage[hidelinks]{hyperref}\n\\title")
    assert "call \\href{tel:116123}{116 123} or visit \\href{https://" in after(text.encode(), "a.tex").decode()
    remark = TEXTS["a.tex"].replace("\\title", "% \\usepackage{hyperref}\n\\title")
    assert "\\href" not in after(remark.encode(), "a.tex").decode()


def test_what_latex_reads_as_commands_is_escaped():
    us = offer(TEXTS["a.tex"].encode(), "a.tex", one=session("US")).draft.data.decode()
    assert "988 Suicide \\& Crisis Lifeline" in us


def test_slides_get_one_of_their_own():
    slide = f"\\begin{{frame}}{{{HEAD}}}\n{WORDS}\n\\end{{frame}}\n"
    text = f"\\documentclass{{beamer}}\n\\begin{{document}}\n{slide}\\end{{document}}\n"
    new = after(text.encode(), "a.tex", "end").decode()
    assert "\\end{frame}\n\n\\begin{frame}{Where to find support}\nIf" in new
    assert new.endswith("\\end{itemize}\n\\end{frame}\n\n\\end{document}\n")


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("a.rst", ".. _books:\n\nReferences\n~~~~~~~~~~\n\nA book.\n"),
        ("a.rst", ".. [1] A note\n   that goes on.\n\n.. _page: https://example.org\n"),
        ("a.adoc", "[bibliography]\n== References\n\n* A book.\n"),
        ("a.adoc", "'''\n\n[[books]]\n== References\n\nA book.\n"),
        ("a.adoc", "// kept for the editor\n"),
        ("a.org", "* References\n\nA book.\n"),
        ("a.org", "[fn:1] A note.\n\n# Local Variables:\n# End:\n"),
        ("a.tex", "\\bibliographystyle{plain}\n\\bibliography{books}\n\\end{document}\n"),
        ("a.tex", "% the books\n\\section*{References}\n\nA book.\n\\end{document}\n"),
        ("a.tex", "\\begin{thebibliography}{9}\n\\bibitem{a} A book.\n\\end{thebibliography}\n\\end{document}\n"),
    ],
)
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_before_what_closes_an_article(name, end, line):
    text = (TEXTS[name].replace("\\end{document}\n", "") + "\n" + end).replace("\n", line)
    new = after(text.encode(), name).decode()
    assert new.endswith(2 * line + end.replace("\n", line))
    assert new.count("\n") == new.count(line)
    assert new.replace(offer(text.encode(), name).text, "") == text


def test_an_overlined_title_keeps_its_bars():
    text = f"====\nA B\n====\n\n{WORDS}\n\n====\nNext\n====\n\nFriends help.\n"
    text += "\n==========\nReferences\n==========\n\nA book.\n"
    bar = "=" * len("Where to find support")
    assert f"help.\n\n{bar}\nWhere to find support\n{bar}\n\nIf" in after(text.encode(), "a.rst").decode()


def test_a_word_document_keeps_every_other_byte_and_its_looks():
    new = after(FILES["a.docx"], "a.docx")
    with zipfile.ZipFile(BytesIO(FILES["a.docx"])) as old, zipfile.ZipFile(BytesIO(new)) as now:
        assert old.namelist() == now.namelist()
        assert [one for one in old.namelist() if old.read(one) != now.read(one)] == ["word/document.xml"]
    before, xml = part(FILES["a.docx"], "word/document.xml"), part(new, "word/document.xml")
    start, tail = before.index("<w:sectPr>"), len(before) - before.index("<w:sectPr>")
    assert xml[:start] == before[:start]
    assert xml[-tail:] == before[-tail:]
    added = xml[start:-tail]
    assert added.startswith('<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:t xml:space="preserve">Where')
    assert '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Lato"/></w:rPr><w:t' in added
    assert '<w:rPr><w:rFonts w:ascii="Lato"/><w:b/></w:rPr><w:t xml:space="preserve">Samaritans</w:t>' in added


def test_an_opendocument_text_keeps_every_other_byte_and_its_styles():
    new = after(FILES["a.odt"], "a.odt")
    with zipfile.ZipFile(BytesIO(FILES["a.odt"])) as old, zipfile.ZipFile(BytesIO(new)) as now:
        assert old.namelist() == now.namelist()
        assert [one for one in old.namelist() if old.read(one) != now.read(one)] == ["content.xml"]
    xml, before = part(new, "content.xml"), part(FILES["a.odt"], "content.xml")
    end = before.index("</office:text>")
    assert xml.startswith(before[:end] + '<text:h text:style-name="Own" text:outline-level="2">Where to find support')
    assert xml.endswith(before[end:])
    assert (
        '<text:p text:style-name="Text_20_body">Samaritans: call <text:a xlink:type="simple" xlink:href="tel:116123">'
        in xml
    )


def test_containers_before_what_closes_them():
    word = office.docx(BODY + office.paragraph("References", style="berschrift2") + office.paragraph("A book."))
    text = office.odt(OPEN + '<text:h text:outline-level="2">References</text:h><text:p>A book.</text:p>')
    cells = notebook(*CELLS, "## References\n\nA book.")
    for data, name in ((word, "a.docx"), (text, "a.odt"), (cells, "a.ipynb")):
        blocks = [one.text for one in offer(data, name).draft.opened.document.blocks]
        assert blocks.index("Friends help.") < blocks.index("Where to find support") < blocks.index("References")


def test_real_documents_with_everything_in_them():
    word, text = office.docx(BODY + office.table(("a", "b"), ("c", "d"))), office.odt(OPEN + "<text:p/>")
    for data, name in ((word, "a.docx"), (text, "a.odt")):
        assert "Where to find support" in [one.text for one in offer(data, name).draft.opened.document.blocks]


@pytest.mark.parametrize("how", [{"indent": 1}, {"indent": 2}, {}, {"indent": 1, "ensure_ascii": False}])
def test_a_notebook_gets_a_cell_at_its_end_and_stays_as_it_was(how):
    data = notebook(*CELLS, "“Friends”", **how)
    book = json.loads(data)
    book["cells"] += [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": ["1"]}]
    data = json.dumps(book, **how).encode()
    new = after(data, "a.ipynb")
    made = json.loads(new)
    assert [one["cell_type"] for one in made["cells"][-2:]] == ["code", "markdown"]
    cell = made["cells"].pop()
    assert made == book
    assert "".join(cell["source"]).startswith("## Where to find support\n\nIf")
    assert "id" not in cell
    assert new == json.dumps({**book, "cells": [*book["cells"], cell]}, **how).encode()


def test_a_new_cell_has_an_id_where_cells_have_one():
    book = json.loads(FILES["a.ipynb"])
    for number, cell in enumerate(book["cells"]):
        cell["id"] = f"c{number}"
    made = json.loads(after(json.dumps(book, indent=1).encode(), "a.ipynb"))
    assert made["cells"][-1]["id"] == "safelint-helplines"
