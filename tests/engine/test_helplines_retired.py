"""Lines that no longer answer, in every way they stand in an article, each with what to print instead."""

import re

import pytest

import safelint
from safelint.rulebook import builtin, load

BOOK = load([builtin()])
HIGH = [line for line in BOOK.helplines if line.state in {"retired", "renamed"} and line.confidence == "high"]
# Closed, and no other line of theirs is known.
NOTHING_INSTEAD = {"EG/befrienders-cairo", "MA/sourire-de-reda"}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WAYS = {
    "as printed": "Call the suicide helpline,{near} {number}, at night.",
    "bold": "Call the suicide helpline,{near} **{number}**, at night.",
    "full-width": "Call the suicide helpline,{near} {wide}, at night.",
    "tel link": "Call the suicide helpline,{near} [now](tel:{digits}), at night.",
    "attribute": '<span data-phone="{number}">Call</span> the suicide helpline{near}.',
    "shortcode": '{{{{< helpline number="{number}" >}}}}\n\nThe suicide helpline{near}.',
    "front matter": "---\ntitle: x\ncrisis_line: '{number}'\n---\nThe suicide helpline{near}.",
    "component": '<Helpline number="{number}" />\n\nThe suicide helpline{near}.',
}


# Numbers without a code for their town, which count only where the name of the service is read beside them.
READ = ("as printed", "bold", "full-width")


def mentions(text, line):
    found = safelint.lint_text(text, audience=line.country).helplines
    return {(one.state, one.helpline, one.instead) for one in found}


CASES = [
    pytest.param(line, number, way, id=f"{line.id} {number} {way}")
    for line in HIGH
    for number in line.numbers
    if not re.search("[A-Za-z]", number)
    for way in (READ if line.beside else WAYS)
]


@pytest.mark.parametrize(("line", "number", "way"), CASES)
def test_each_number_in_each_notation_and_what_to_print_instead(line, number, way):
    near = f" {line.beside[0]}" if line.beside else ""
    digits = re.sub(r"\D", "", number)
    text = WAYS[way].format(near=near, number=number, digits=digits, wide=number.translate(WIDE))
    assert (line.state, line.id, line.instead) in mentions(text, line), text


def test_every_one_of_them_has_a_replacement_but_those_without():
    assert {line.id for line in HIGH if not line.instead} == NOTHING_INSTEAD
    assert len(HIGH) > 14


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param(line, text, id=f"{line.id} {text}")
        for line in HIGH
        for text in (
            *(f"Text {one if ' to ' in one else f'HELLO to {one}'} for the suicide helpline." for one in line.texts),
            *(f"The suicide helpline has [a page]({one})." for one in line.urls),
            *(f"You can call {one}, at night." for one in line.numbers if re.search("[A-Za-z]", one)),
        )
    ],
)
def test_the_ways_that_are_no_calls(line, text):
    found = mentions(text, line)
    assert (line.state, line.id, line.instead) in found, found
