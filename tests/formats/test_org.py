import pytest

from safelint.formats.org import read
from safelint.model.source import Source


def blocks(text):
    return [(block.kind.value, block.text) for block in read(Source("a.org", text)).blocks]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("*one* /two/ _three_ +four+ =five= end", "one two three four" + " " * 8 + "end"),
        ("[[https://example.org][the page]] and [[file:a.png]] here", "the page and here"),
        ("it is so[fn:1] there", "it is so there"),
        ("2 * 3 and and/or a/b", "2 * 3 and and/or a/b"),
        ("Caf\\eacute{}s and H_{2}O", "Cafés and H2O"),
        ("on <2026-05-04 Mon> at $x^2$ so", "on" + " " * 18 + "at" + " " * 7 + "so"),
        ("one\\\\\ntwo", "one two"),
    ],
)
def test_inline_markup(source, shown):
    assert blocks(source) == [("body", shown)]


def test_headlines_without_what_planners_write_in_them():
    assert blocks("* TODO [#A] First :tag:\nSCHEDULED: <2026-05-04 Mon>\nText.\n** DONE Second\n"
        "* COMMENT Third\nNot read.\n** Nor this\n* Fourth :noexport:\nNo.\n") == [
        ("title", "First"), ("body", "Text."), ("heading", "Second"),
    ]  # fmt: skip


def test_drawers_and_blocks_without_prose_are_left_out():
    text = (
        "One.\n:PROPERTIES:\n:ID: not read\n:END:\n#+BEGIN_SRC py\nnot(read)\n#+END_SRC\n: fixed\n"
        "\\begin{align}\nx\n\\end{align}\nTwo."
    )
    assert blocks(text) == [("body", "One."), ("body", "Two.")]


def test_a_block_that_never_ends_hides_nothing():
    assert blocks("#+BEGIN_SRC py\nStill read.") == [("body", "Still read.")]


def test_tables_know_their_columns():
    document = read(Source("a.org", "| A | B |\n|---+---|\n| a | b |\n"))
    assert [(b.text, b.column) for b in document.blocks] == [("A", ""), ("B", ""), ("a", "A"), ("b", "B")]


def test_a_star_at_the_edge_is_a_headline_and_further_in_an_item():
    assert blocks("Said:\n\n * one\n * two\n* Three\n") == [
        ("body", "Said:"), ("list", "one"), ("list", "two"), ("title", "Three"),
    ]  # fmt: skip
