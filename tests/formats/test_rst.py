import pytest

from safelint.formats.rst import read
from safelint.model.source import Source


def blocks(text):
    return [(block.kind.value, block.text) for block in read(Source("a.rst", text)).blocks]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("com\\ *mit*\\ ted", "committed"),
        ("**one** *two* ``three`` four", "one two" + " " * 11 + "four"),
        ("`the page <https://example.org>`_ and `that one`_ and that_.", "the page and that one and that."),
        (":sup:`2` :doc:`other <a>` :math:`x^2` :ref:`b`", "2 other"),
        ("see [1]_ and [#note]_ there", "see and there"),
        ("2 * 3 * 4 and a_b and *", "2 * 3 * 4 and     and *"),
        ("an `interpreted` word", "an interpreted word"),
        (r"\*not emphasised\*", "*not emphasised*"),
        ("Two\nlines", "Two lines"),
    ],
)
def test_inline_markup(source, shown):
    assert blocks(source) == [("body", shown)]


def test_sections_by_the_order_of_their_lines():
    assert blocks("====\nTop\n====\n\nPart\n----\n\nDeep\n~~~~\n\nPart two\n--------\nText.\n") == [
        ("title", "Top"), ("heading", "Part"), ("heading", "Deep"), ("heading", "Part two"), ("body", "Text."),
    ]  # fmt: skip


def test_a_rule_of_dashes_is_no_title():
    assert blocks("One.\n\n-----\n\nTwo.") == [("body", "One."), ("body", "Two.")]


def test_literal_blocks_and_directives_without_prose_are_left_out():
    assert blocks("As so::\n\n  code *here*\n\n.. code-block:: py\n   :caption: x\n\n   more()\n\n"
        "..\n   A remark.\n\nEnd.") == [
        ("body", "As so:"), ("body", "End."),
    ]  # fmt: skip


def test_indented_text_is_a_quotation_and_an_indented_list_is_not():
    document = read(Source("a.rst", "She said:\n\n  I am well.\n\nFirst:\n\n  * one\n  * two\n"))
    assert [(b.kind.value, b.quoted, b.text) for b in document.blocks] == [
        ("body", False, "She said:"), ("quote", True, "I am well."), ("body", False, "First:"),
        ("list", False, "one"), ("list", False, "two"),
    ]  # fmt: skip


def test_cells_that_go_on_and_columns():
    document = read(
        Source("a.rst", "+----+-----+\n| A  | B   |\n+====+=====+\n| a  | b   |\n| c  |     |\n+----+-----+\n")
    )
    assert [(b.text, b.column) for b in document.blocks] == [("A", ""), ("B", ""), ("a c", "A"), ("b", "B")]


def test_a_comment_over_two_lines_asks():
    document = read(Source("a.rst", "Text.\n\n.. safelint: allow one-a,\n   a reason until 2030-01-31\n\nMore."))
    (asked,) = document.directives
    assert (asked.verb, asked.rules, asked.reason, asked.until) == ("allow", ("one-a",), "a reason", "2030-01-31")
    assert document.text == "Text.\n\nMore."
