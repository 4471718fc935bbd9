import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.formats.markdown import read
from safelint.model.source import Source


def document(text, path="a.md"):
    return read(Source(path, text))


def blocks(text, path="a.md"):
    return [(block.kind.value, block.text) for block in document(text, path).blocks]


def marks(block):
    return [(mark.kind, block.text[mark.span.start : mark.span.end]) for mark in block.marks]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("He *commit*ted to it", "He committed to it"),
        ("committed **to** it", "committed to it"),
        ("a ***very* good** day", "a very good day"),
        ("com<b>mit</b>ted", "committed"),
        ("one<br>two", "one two"),
        ("one  \ntwo\\\nthree\nfour", "one two three four"),
        ("&amp; &copy; &#8217; \\*not\\*", "& © ’ *not*"),
        ("the `code` is", "the" + " " * 8 + "is"),
        ("a <code>b c</code> d", "a" + " " * 5 + "d"),
        ("see [the *page*](https://example.org/x 'y')", "see the page"),
        ("see [the page][1] and [more]\n\n[1]: /x\n[more]: /y", "see the page and more"),
        ("at <https://example.org/x> now", "at" + " " * 23 + "now"),
        ("a note[^1] here\n\n[^1]: x", "a note here"),
        ("so ~~sad~~ glad", "so sad glad"),
        ("so {{< ref 'x' >}} glad", "so" + " " * 17 + "glad"),
        ("soft\u00adhyphen", "softhyphen"),
        ("glad {: .lead}", "glad"),
        ("Text <!-- a remark --> goes on", "Text goes on"),
    ],
)
def test_a_paragraph_is_shown_as_its_reader_sees_it(source, shown):
    assert document(source).blocks[0].text == shown


def test_marks():
    block = document("*a* **b *c*** ~~d~~ [e](/x) `f` <s>g</s> <q>h</q>").blocks[0]
    assert marks(block) == [
        ("emphasis", "a"),
        ("strong", "b c"),
        ("emphasis", "c"),
        ("struck", "d"),
        ("link", "e"),
        ("code", "   "),
        ("struck", "g"),
        ("quote", "h"),
    ]


def test_headings_hold_what_follows():
    found = document("# One\n\na\n\n### Deep\n\nb\n\nTwo\n---\n\nc\n")
    assert [(b.kind.value, b.level, b.text, b.under) for b in found.blocks] == [
        ("title", 1, "One", ()),
        ("body", 0, "a", (0,)),
        ("heading", 3, "Deep", (0,)),
        ("body", 0, "b", (0, 2)),
        ("heading", 2, "Two", (0,)),
        ("body", 0, "c", (0, 4)),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\nseo_title: S\ntitle: T\n---\n# H", "T"),
        ("Text.\n\n## Two\n\n# One\n", "One"),
        ("---\nseo_title: S\n---\n# One", "One"),
        ("Text.\n\n### Three\n\n## Two\n", "Three"),
        ("> # Quoted\n\nText.", None),
        ("Text.", None),
    ],
)
def test_the_title(text, title):
    found = document(text)
    assert (found.blocks[found.title].text if found.title >= 0 else None) == title


def test_lists_have_depth_and_what_introduces_them():
    found = document(
        "Avoid:\n\n- one\n- two:\n  - three\n- four\n  - five\n\nThen:\n\n"
        "1. loose\n\n   goes on\n\n2. last\n\n- [x] done\n"
    )
    assert [(b.kind.value, b.level, b.lead, b.text) for b in found.blocks] == [
        ("body", 0, -1, "Avoid:"),
        ("list", 1, 0, "one"),
        ("list", 1, 0, "two:"),
        ("list", 2, 2, "three"),
        ("list", 1, 0, "four"),
        ("list", 2, 0, "five"),
        ("body", 0, -1, "Then:"),
        ("list", 1, 6, "loose"),
        ("list", 1, 6, "goes on"),
        ("list", 1, 6, "last"),
        ("list", 1, -1, "done"),
    ]


def test_quotations_are_marked_and_call_outs_are_not():
    found = document("> Said\n> so.\n>\n> - an item\n\n> [!NOTE]\n> A note.\n\n> [!info] Title\n> More.\n")
    assert [(b.kind.value, b.quoted, b.text) for b in found.blocks] == [
        ("quote", True, "Said so."),
        ("list", True, "an item"),
        ("body", False, "A note."),
        ("body", False, "Title More."),
    ]


def test_quotations_in_raw_html_reach_over_blank_lines():
    found = document("<blockquote>\n\nSaid *so*.\n\n</blockquote>\n\nAfter.")
    assert [(b.kind.value, b.quoted) for b in found.blocks] == [("quote", True), ("body", False)]


def test_table_cells_know_their_column():
    found = document("Words:\n\n| Say | Not |\n|---|---|\n| a *b* | c \\| d |\n")
    assert [(b.kind.value, b.text, b.column, b.lead) for b in found.blocks] == [
        ("body", "Words:", "", -1),
        ("table", "Say", "", 0),
        ("table", "Not", "", 0),
        ("table", "a b", "Say", 0),
        ("table", "c | d", "Not", 0),
    ]


def test_pictures_are_blocks_of_their_own():
    found = document('See ![a *fine* day](x.png) here <img src="y" alt="two &amp; three">:\n\n- ok\n')
    assert [(b.kind.value, b.key, b.text, b.lead) for b in found.blocks] == [
        ("body", "", "See here :", -1),
        ("alt", "alt", "a fine day", -1),
        ("alt", "alt", "two & three", -1),
        ("list", "", "ok", 0),
    ]


def test_texts_for_readers_in_shortcodes_and_components():
    assert blocks('One.\n\n{{< figure alt="A day" caption=\'By the sea\' >}}\n\n<Image alt="Two" />\n\nThree.') == [
        ("body", "One."),
        ("alt", "A day"),
        ("caption", "By the sea"),
        ("alt", "Two"),
        ("body", "Three."),
    ]


def test_footnotes_are_read():
    assert blocks("Text[^1].\n\n[^1]: The *note*.\n") == [("body", "Text."), ("body", "The note.")]


def test_code_is_left_out():
    assert blocks("One.\n\n```\ncode <!-- safelint: off x -->\n```\n\n    more code\n\nTwo.") == [
        ("body", "One."),
        ("body", "Two."),
    ]
    found = document("```\n{/* safelint: allow a-b */}\n<!-- safelint: off x -->\n```\n\n`{# safelint: on #}`\n")
    assert found.directives == ()


def test_raw_html_is_read_as_html():
    assert blocks("<details><summary>More</summary>\n<p>In <i>side</i></p>\n\nAnd *this*\n\n</details>\n") == [
        ("body", "More"),
        ("body", "In side"),
        ("body", "And this"),
    ]
    assert blocks("> <p>Quoted\n> words</p>\n") == [("quote", "Quoted words")]
    assert blocks("<script>\nlet x\n\n</script>\n\nText.") == [("body", "Text.")]


def test_mdx():
    text = (
        "import A from './a'\nexport const meta = {\n  title: 'x',\n}\n\n# Hope\n\n<Callout kind='x' on={() => 1}>\n"
        "    Indented words *here*.\n</Callout>\n\nSo <B.c>it</B.c> {props.x} goes.\n"
    )
    assert [b.text for b in document(text, "a.mdx").blocks][:1] == ["Hope"]
    assert "import" not in document(text, "a.mdx").text
    assert document(text, "a.mdx").blocks[-1].text.split() == ["So", "it", "goes."]
    assert "Indented words" in document(text, "a.mdx").text


def test_fences_of_admonitions_are_left_out():
    assert blocks("::: warning\nTake *care*.\n:::\n") == [("body", "Take care.")]


def test_comments_are_directives_and_say_where_they_stand():
    text = (
        "<!-- safelint: allow one-a, a title -->\nText <!-- safelint: off two-b --> more.\n\n{/* safelint: on */}\n\n"
        "{# safelint: allow-file three-c, why #}\n\n[//]: # (safelint: allow four-d, so)\n"
    )
    found = document(text).directives
    assert [(d.verb, d.rules) for d in found] == [
        ("allow", ("one-a",)),
        ("off", ("two-b",)),
        ("on", ()),
        ("allow-file", ("three-c",)),
        ("allow", ("four-d",)),
    ]
    assert [text[d.span.start : d.span.end][:3] for d in found] == ["<!-", "<!-", "{/*", "{# ", "[//"]


def test_links_say_where_their_target_stands():
    text = "---\ntitle: é\n---\n[a](https://example.org/é) <tel:116123> [b][r] <a href='sms:1'>c</a>\n\n[r]: https://example.com\n"
    found = document(text).links
    assert [link.target for link in found] == ["https://example.org/é", "tel:116123", "https://example.com", "sms:1"]
    assert [text[link.span.start : link.span.end] for link in found] == [
        "https://example.org/é",
        "tel:116123",
        "[b][r]",
        "<a href='sms:1'>",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_every_kind(ending):
    text = ending.join(["---", "title: T", "---", "# One", "", "two", "three 👍 é", "", "- four", ""])
    found = document(text)
    assert [b.text for b in found.blocks] == ["T", "One", "two three 👍 é", "four"]
    assert text[found.blocks[3].offsets.segments[0].source :].startswith("four")


@given(st.text(alphabet="aé“😀\n", max_size=700), st.lists(st.integers(0, 700), max_size=40))
def test_bytes_are_turned_into_code_points_in_any_order(text, places):
    from safelint.formats.markdown import _Places

    made = _Places(text)
    for place in places:
        at = min(place, len(text))
        assert made.at(len(text[:at].encode())) == at
