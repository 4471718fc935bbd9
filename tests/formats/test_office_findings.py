"""Word and OpenDocument files say what their plain text says, and keep their comments through LibreOffice."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from html import escape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import office
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_golden_formats import plain
from test_same_findings import PIECE, SENTENCES, session, told, write

from safelint.formats.annotate import Remark, annotated
from safelint.formats.opening import load

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
APART = ("paragraph", ((SENTENCES[7], 0, "plain"),))
LOOKS = {"plain": "", "strong": "<w:b/>", "emphasis": "<w:i/>"}


def cut(text, places):
    """The text in pieces, cut at places counted from its start and wrapped around."""
    at = sorted({place % len(text) for place in places} | {0, len(text)})
    return [text[low:high] for low, high in pairwise(at)]


def word(pieces, places):
    body = ""
    for kind, content in pieces:
        if kind == "heading":
            body += office.paragraph(*cut(content, places), style="berschrift2")
            continue
        said = {"list": office.BULLET.format(0)}.get(kind, "")
        groups = [[one] for one in content] if kind == "list" else [content]
        for group in groups:
            runs = [office.run(piece, LOOKS[look]) for text, _, look in group for piece in [*cut(text, places), " "]]
            body += office.paragraph(*runs, style="Zitat" if kind == "quote" else "", said=said)
    return office.docx(body, styles=office.STYLES.replace("en-GB", ""))  # as a plain text, in no language


def open_text(pieces, places):
    body = ""
    for kind, content in pieces:
        if kind == "heading":
            body += f'<text:h text:outline-level="2">{escape(content)}</text:h>'
            continue
        groups = [[one] for one in content] if kind == "list" else [content]
        for group in groups:
            spans = "".join(
                f"<text:span>{escape(piece)}</text:span>" for text, _, _ in group for piece in [*cut(text, places), " "]
            )
            named = ' text:style-name="P1"' if kind == "quote" else ""
            one = f"<text:p{named}>{spans}</text:p>"
            body += f"<text:list><text:list-item>{one}</text:list-item></text:list>" if kind == "list" else one
    return office.odt(body, styles="")


@pytest.mark.parametrize(("name", "make"), [("docx", word), ("odt", open_text)])
@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(PIECE, min_size=1, max_size=5), places=st.lists(st.integers(1, 60), max_size=5))
def test_the_findings_are_those_of_the_plain_text(name, make, pieces, places):
    pieces = [APART, *(one for piece in pieces for one in (piece, APART))]
    result = session().lint_bytes(make(pieces, places), f"a.{name}")
    assert result.error is None
    assert (
        sorted((one.rule, one.found if one.scope == "text" else "") for one in result.findings),
        sorted((one.rule, one.found) for one in result.excused),
        sorted((one.found, one.state) for one in result.helplines),
    ) == told(write([(kind, said) for kind, said in pieces], "text"), "text")


@pytest.mark.parametrize("name", ["article.docx", "article.odt", "saved.docx", "saved.odt"])
def test_a_file_with_every_construct_is_read_as_reviewed(name):
    """``article`` is made by hand, ``saved`` by LibreOffice from a page."""
    file = GOLDEN / name
    if os.environ.get("SNAP") and name.startswith("article"):
        file.write_bytes(office.article_docx() if name.endswith("docx") else office.article_odt())
    (opened,) = load(file.read_bytes(), name)
    shown = {
        "text": opened.source.text.split("\n"),
        "anchors": [f"{one.offset} {one.label}" for one in opened.source.anchors],
        **plain(opened.document, opened.source.text),
    }
    found = json.dumps(shown, indent=1, ensure_ascii=False) + "\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("SNAP"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def converted(data, name, ending, folder):
    """What LibreOffice makes of a file."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        str(folder / "in" / name),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"{Path(name).stem}.{ending}").read_bytes()


WORDS = {
    "docx": [
        "committed suicide",
        "mitted",
        "calm.",
        "new and these",
        "116 123 or",
        "failed suicide",
        "an addict",
        "Picture",
    ],
    "odt": ["committed", "calm.", "Ring 116", "failed suicide", "an addict", "suffers", "vigil"],
}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize(
    ("name", "route"), [("docx", ["docx"]), ("docx", ["odt", "docx"]), ("odt", ["odt"]), ("odt", ["docx"])]
)
def test_comments_stay_on_their_words_when_libreoffice_saves_the_file(name, route, tmp_path):
    data = {"docx": office.article_docx, "odt": office.article_odt}[name]()
    (opened,) = load(data, f"a.{name}")
    starts = {words: opened.source.text.index(words) for words in WORDS[name]}
    remarks = [Remark(at, at + len(words), (f"About: {words}",), words) for words, at in starts.items()]
    saved = annotated(data, opened.source, name, remarks)
    for index, ending in enumerate(route):
        saved = converted(saved, f"step{index}.{([name, *route])[index]}", ending, tmp_path)
    found = comments(saved, route[-1])
    for words in starts:
        assert " ".join(found[f"About: {words}"].split()) in {words, f"{words} "}, found


def comments(data, name):
    """What each of our comments says, and the words it stands around."""
    files = zipfile.ZipFile(BytesIO(data))
    if name == "odt":
        body = re.sub(r"<text:tracked-changes>.*?</text:tracked-changes>", "", files.read("content.xml").decode())
        body = re.sub(r"<text:note-citation.*?</text:note-citation>|<text:(?:s|line-break|tab)[^>]*/>", " ", body)
        found = {}
        for tag, said in re.findall(r"<office:annotation ([^>]*)>(.*?)</office:annotation>", body, re.DOTALL):
            words = re.sub(r"<[^>]*>", "", said.split("<text:p", 1)[1].split(">", 1)[1])
            if "About: " in words:
                own = re.search(r'office:name="([^"]*)"', tag)[1]
                inside = body.split(said + "</office:annotation>", 1)[1].split(
                    f'<office:annotation-end office:name="{own}"'
                )[0]
                inside = re.sub(r"<office:annotation .*?</office:annotation>", "", inside, flags=re.DOTALL)
                found[words[words.index("About") :]] = re.sub(r"<[^>]*>", "", inside)
        return found
    body, said = files.read("word/document.xml").decode(), files.read("word/comments.xml").decode()
    body = re.sub(r"<w:del .*?</w:del>|<w:moveFrom .*?</w:moveFrom>|<w:instrText.*?</w:instrText>", "", body)
    found = {}
    for number, inside in re.findall(r'<w:comment [^>]*w:id="(\d+)"[^>]*>(.*?)</w:comment>', said, re.DOTALL):
        around = body.split(f'<w:commentRangeStart w:id="{number}"/>')[-1].split(
            f'<w:commentRangeEnd w:id="{number}"/>'
        )[0]
        found[re.sub(r"<[^>]*>", "", inside)] = re.sub(r"<[^>]*>", "", around)
    return found
