import pytest

from safelint.formats.asciidoc import read
from safelint.model.source import Source


def blocks(text):
    return [(block.kind.value, block.text) for block in read(Source("a.adoc", text)).blocks]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("**com**mitted *one* _two_ `three`", "committed one two"),
        ("\"`quoted`\" and '`so`' it`'s", "“quoted” and ‘so’ it’s"),
        ("https://example.org[the page^] or link:a.html[that one,role=x]", "the page or that one"),
        ("see <<part,the part>> and <<other>> and xref:a[it]", "see the part and and it"),
        ("H~2~O, x^2^, #lit#, [.big]#large#", "H2O, x2, lit, large"),
        ("press kbd:[Ctrl] for {product} now", "press" + " " * 12 + "for" + " " * 11 + "now"),
        ("2 * 3 * 4 and snake_case_word", "2 * 3 * 4 and"),
        ("one +\ntwo", "one two"),
        (r"\*not strong*", "*not strong*"),
        ("NOTE: Mind the gap.", "Mind the gap."),
    ],
)
def test_inline_markup(source, shown):
    assert blocks(source) == [("body", shown)]


def test_the_lines_below_the_title_are_no_prose():
    assert blocks("= Top\nA Name <a@b.org>\nv1, 2026\n:toc:\n\nText.\n\n== Part\n\nLast\n----\n") == [
        ("title", "Top"), ("body", "Text."), ("heading", "Part"), ("heading", "Last"),
    ]  # fmt: skip


@pytest.mark.parametrize("fence", ["----", "....", "++++", "////", "```", "[source]\n--"])
def test_what_is_no_prose_is_passed_over(fence):
    closing = fence.splitlines()[-1]
    assert blocks(f"One.\n\n{fence}\nnot *read*\n\nnor this\n{closing}\n\nTwo.") == [("body", "One."), ("body", "Two.")]


@pytest.mark.parametrize("fence", ["====", "****", "--", "[NOTE]\n====", "[.lead]\n--"])
def test_what_is_prose_in_a_block_is_read(fence):
    closing = fence.splitlines()[-1]
    assert blocks(f"One.\n\n{fence}\nIt is *read*.\n{closing}\n\nTwo.")[1] == ("body", "It is read.")


def test_quotations():
    document = read(Source("a.adoc", "[quote, Someone]\nI am well.\n\n____\nSo am I.\n____\n\nEnd."))
    assert [(b.quoted, b.text) for b in document.blocks] == [(True, "I am well."), (True, "So am I."), (False, "End.")]


def test_tables_know_their_columns():
    document = read(Source("a.adoc", '[cols="2*"]\n|===\n|A |B\n\n|a\n|b\ngoes on\n|===\n'))
    assert [(b.text, b.column) for b in document.blocks] == [("A", ""), ("B", ""), ("a", "A"), ("b goes on", "B")]


def test_lists_end_with_a_paragraph_of_their_own():
    document = read(Source("a.adoc", "Not said:\n\n* one\n** two\ngoes on\n\nAfter.\n\n. three\n"))
    assert [(b.kind.value, b.level, b.lead, b.text) for b in document.blocks] == [
        ("body", 0, -1, "Not said:"), ("list", 1, 0, "one"), ("list", 2, 0, "two goes on"),
        ("body", 0, -1, "After."), ("list", 1, 3, "three"),
    ]  # fmt: skip
