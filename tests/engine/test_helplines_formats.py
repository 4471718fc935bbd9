"""Helpline numbers that other formats than Markdown and HTML show nobody: fields, attributes, link targets, cells."""

import sys
from pathlib import Path

import pytest

from safelint.runner.session import Session

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))

import office
from containers import notebook

OLD, CURRENT = ("renamed", "US/nspl"), ("current", "US/988")
TARGET = "tel:+18002738255"


@pytest.fixture(scope="module")
def session():
    return Session(isolated=True, audience="US")


def found(session, data, name):
    result = session.lint_bytes(data if isinstance(data, bytes) else data.encode(), name)
    assert result.error is None
    return [(one.state, one.helpline) for one in result.helplines]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.rst", ":helpline: 1-800-273-8255\n\nA talk\n======\n\nWords.\n", OLD),
        ("a.rst", ":crisis line: 988\n\nA talk\n======\n\nWords.\n", CURRENT),
        ("a.adoc", "= A talk\n:helpline: 1-800-273-8255\n\nWords.\n", OLD),
        ("a.adoc", "= A talk\n:crisis_phone: 988\n\nWords.\n", CURRENT),
        ("a.org", "#+TITLE: A talk\n#+HELPLINE: 1-800-273-8255\n\nWords.\n", OLD),
        ("a.ipynb", notebook('# A talk\n\n<span data-phone="1-800-273-8255">Call</span> now.'), OLD),
        ("a.ipynb", notebook('# A talk\n\n<Helpline number="988" />\n'), CURRENT),
    ],
)
def test_in_fields_attributes_and_cells(session, name, text, wanted):
    assert found(session, text, name) == [wanted]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", f"A talk\n======\n\n`Call us <{TARGET}>`__ now.\n"),
        ("a.rst", f"A talk\n======\n\n`Call us`_ now.\n\n.. _Call us: {TARGET}\n"),
        ("a.adoc", f"= A talk\n\nlink:{TARGET}[Call us] now.\n"),
        ("a.org", f"#+TITLE: A talk\n\n[[{TARGET}][Call us]] now.\n"),
        ("a.tex", f"\\section{{A talk}}\n\n\\href{{{TARGET}}}{{Call us}} now.\n"),
        ("a.ipynb", notebook(f"# A talk\n\n[Call us]({TARGET}) now.")),
        ("a.odt", office.odt(f'<text:p><text:a xlink:href="{TARGET}">Call us</text:a> now.</text:p>')),
        (
            "a.docx",
            office.docx(
                office.paragraph(f'<w:hyperlink r:id="rIdTel">{office.run("Call us")}</w:hyperlink>', " now."),
                links=[("rIdTel", TARGET)],
            ),
        ),
    ],
)
def test_in_the_target_of_a_link(session, name, text):
    assert found(session, text, name) == [OLD]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", ":width: 988\n\nA talk\n======\n\nWords about a helpline.\n"),
        (
            "a.rst",
            "A talk\n======\n\nA helpline, and then:\n\n.. image:: pier.png\n   :width: 988\n   :alt: The pier\n",
        ),
        ("a.adoc", "= A talk\n:revnumber: 988\n:helpline-page: 12\n\nWords.\n"),
        ("a.org", "#+TITLE: A talk\n#+STARTUP: 988\n\nWords about a helpline.\n"),
    ],
)
def test_what_is_no_helpline_there(session, name, text):
    assert found(session, text, name) == []
