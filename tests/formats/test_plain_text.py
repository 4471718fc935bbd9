from safelint.formats.text import read
from safelint.model.document import BlockKind
from safelint.model.source import Source


def blocks(text):
    return [(block.kind.value, block.text) for block in read(Source("a.txt", text)).blocks]


def test_wrapped_lines_are_joined_and_blank_lines_part_paragraphs():
    assert blocks("It was a long day, and\nhe was tired.\n\nThen he slept well,\nat last.") == [
        ("body", "It was a long day, and he was tired."),
        ("body", "Then he slept well, at last."),
    ]


def test_lines_longer_than_anyone_wraps_are_paragraphs():
    long = (
        "He spoke of how much the walks had helped him and how he would like to go on with them, whatever the weather. "
        * 2
    )
    assert blocks(f"A day out\n{long}\n{long}\nShort end.") == [
        ("title", "A day out"),
        ("body", long.strip()),
        ("body", long.strip()),
        ("body", "Short end."),
    ]


def test_headings_stand_alone_and_hold_what_follows():
    document = read(
        Source("a.txt", "A walk in the park\n\nIt was fine.\n\nWhat helped\n\nThe dog did.\n\nAnd the rain stopped.")
    )
    assert [(b.kind.value, b.level, b.under) for b in document.blocks] == [
        ("title", 1, ()), ("body", 0, (0,)), ("heading", 2, (0,)), ("body", 0, (0, 2)), ("body", 0, (0, 2)),
    ]  # fmt: skip
    assert document.title == 0


def test_without_a_first_line_that_is_a_heading_there_is_no_title():
    document = read(Source("a.txt", "It was fine.\n\nAdvertisement\n\nIt ended well."))
    assert document.title == -1
    assert document.blocks[1].kind is BlockKind.HEADING


def test_one_line_is_a_sentence_not_a_heading():
    assert blocks("He is in recovery") == [("body", "He is in recovery")]


def test_underlined_and_hashed_lines_are_headings():
    document = read(
        Source("a.txt", "Title\n=====\nText goes\non.\n\nPart\n----\n\n### Deep\nMore text.\n\n***\n\nEnd.")
    )
    assert [(b.kind.value, b.level, b.text) for b in document.blocks] == [
        ("title", 1, "Title"), ("body", 0, "Text goes on."), ("heading", 2, "Part"), ("heading", 3, "Deep"),
        ("body", 0, "More text."), ("body", 0, "End."),
    ]  # fmt: skip


def test_every_sort_of_bullet_makes_an_item_and_items_go_on():
    assert blocks("- one\n  goes on\n* two\n• three\n– four\n1. five\n2) six\n(c) seven") == [
        ("list", text) for text in ("one goes on", "two", "three", "four", "five", "six", "seven")
    ]


def test_a_dash_within_a_wrapped_paragraph_is_no_item():
    assert blocks("It was late\n— very late —\nwhen they came.") == [
        ("body", "It was late — very late — when they came.")
    ]


def test_a_paragraph_that_ends_with_a_colon_introduces_the_list():
    document = read(Source("a.txt", "Not said:\n\n- one\n\n- two\n\nIn between.\n\n- three\n"))
    assert [block.lead for block in document.blocks] == [-1, 0, 0, -1, -1]


def test_a_short_line_right_above_a_list_is_a_heading():
    document = read(Source("a.txt", "It began well.\n\nWhat helps\n- rest\n- company\n"))
    assert [(b.kind.value, b.under) for b in document.blocks] == [
        ("body", ()), ("heading", ()), ("list", (1,)), ("list", (1,)),
    ]  # fmt: skip


def test_quoted_lines_are_quotations():
    document = read(Source("a.txt", "She wrote:\n> I am\n> well.\n"))
    assert [(b.text, b.quoted) for b in document.blocks] == [("She wrote:", False), ("I am well.", True)]


def test_comments_of_ours_are_directives_and_not_shown():
    document = read(Source("a.txt", "# safelint: allow one-a, a title\nText.\n<!-- safelint: off two-b -->\nMore.\n"))
    assert [(d.verb, d.rules) for d in document.directives] == [("allow", ("one-a",)), ("off", ("two-b",))]
    assert document.text == "Text. More."
    assert (document.directives[0].span.start, document.directives[0].span.end) == (0, 32)


def test_line_endings_of_every_kind():
    for ending in ("\n", "\r\n", "\r"):
        document = read(Source("a.txt", ending.join(["One", "two.", "", "Three."])))
        assert [block.text for block in document.blocks] == ["One two.", "Three."]
        assert document.blocks[1].offsets.segments[0].source == 7 + 3 * len(ending)
