import pytest

from safelint.formats.html import read
from safelint.model.source import Source


def document(text):
    return read(Source("a.html", text))


def blocks(text):
    return [(block.kind.value, block.text) for block in document(text).blocks]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p><span>com</span><span>mitted</span> to it", "committed to it"),
        ("<p>one<br>two<br/>three", "one two three"),
        ("<p>&amp; &rsquo; &#39; &#x2014; &nosuch; AT&T", "& ’ ' — &nosuch; AT&T"),
        ("<p>a&nbsp;b&shy;c&zwnj;d", "a bcd"),
        ("<p>use <code>x y</code> now", "use" + " " * 5 + "now"),
        ("<p>one <svg><title>no</title></svg><script>no()</script><style>no</style>two", "one two"),
        ("<p>one <button>Share</button>two", "one two"),
        ("<p>1 < 2 and a <3 b", "1 < 2 and a <3 b"),
        ("<p>a <!-- remark --> b <? php ?> c <![CDATA[ d ]]> e", "a b c e"),
        ("<P CLASS=x>Upper</P>", "Upper"),
        ("<p>so {{ user.name }} goes", "so" + " " * 17 + "goes"),
        ("a <b title='1 > 2'>bold</b>", "a bold"),
        ('<p title="never closed>here', "here"),
        ("<p", None),
        ("text </p> <", "text"),
    ],
)
def test_a_paragraph_is_shown_as_its_reader_sees_it(source, shown):
    found = document(source).blocks
    assert (found[0].text if found else None) == shown


def test_a_page():
    found = document(
        "<!DOCTYPE html><html lang='en-IE'><head><title>A day &ndash; site</title>"
        '<meta name="description" content="What it&#39;s about"><meta property="og:title" content="Card">'
        "<style>p{}</style></head><body><nav><a href='/x'>Menu</a></nav><h1>A <em>day</em></h1><div>Loose words"
        "<p>First<p>Second</div><h2 hidden>No</h2><select><option>No</select><h2>Part</h2>"
        "<pre>no</pre>End</body></html>"
    )
    assert [(b.kind.value, b.key, b.text, b.under) for b in found.blocks] == [
        ("title", "", "A day – site", ()),
        ("meta", "description", "What it's about", ()),
        ("title", "og:title", "Card", ()),
        ("heading", "", "A day", ()),
        ("body", "", "Loose words", (3,)),
        ("body", "", "First", (3,)),
        ("body", "", "Second", (3,)),
        ("heading", "", "Part", (3,)),
        ("body", "", "End", (3, 7)),
    ]
    assert (found.title, found.language) == (0, "en-IE")


def test_without_a_title_element_the_first_heading_is_the_title():
    found = document("<p>x<h1>One</h1>")
    assert (found.title, found.blocks[1].kind.value) == (1, "title")


def test_lists_have_depth_and_what_introduces_them():
    found = document("<div><p>Avoid:</p></div><ul><li>one<li>two:<ul><li>three</ul></ul><p>x</p><dl><dt>T<dd>D</dl>")
    assert [(b.kind.value, b.level, b.lead, b.text) for b in found.blocks] == [
        ("body", 0, -1, "Avoid:"),
        ("list", 1, 0, "one"),
        ("list", 1, 0, "two:"),
        ("list", 2, 2, "three"),
        ("body", 0, -1, "x"),
        ("list", 1, 4, "T"),
        ("list", 1, 4, "D"),
    ]


def test_tables_know_their_columns_and_rows():
    found = document(
        "<table><caption>Words</caption><tr><th>Say<th colspan=2>Not</tr><tr><td>a<td>b<td>c</tr></table>after"
        "<table><tr><th>Say<td>x</tr></table>"
    )
    assert [(b.kind.value, b.text, b.column) for b in found.blocks] == [
        ("caption", "Words", ""),
        ("table", "Say", ""),
        ("table", "Not", ""),
        ("table", "a", "Say"),
        ("table", "b", "Not"),
        ("table", "c", "Not"),
        ("body", "after", ""),
        ("table", "Say", ""),
        ("table", "x", "Say"),
    ]


def test_quotations_captions_and_pictures():
    found = document(
        '<blockquote><p>Said</p><ul><li>so</ul></blockquote><figure><img alt="A &quot;fine&quot; day" src=x>'
        "<figcaption>By the sea</figcaption></figure>"
    )
    assert [(b.kind.value, b.quoted, b.text) for b in found.blocks] == [
        ("quote", True, "Said"),
        ("list", True, "so"),
        ("alt", False, 'A "fine" day'),
        ("caption", False, "By the sea"),
    ]


def test_marks_end_with_their_block():
    found = document("<p><b>bold <i>both</b> it<p>after <del>gone</del> <q>said</q> <a href='/x'>link</a>")
    assert [[(m.kind, b.text[m.span.start : m.span.end]) for m in b.marks] for b in found.blocks] == [
        [("strong", "bold both"), ("emphasis", "both it")],
        [("struck", "gone"), ("quote", "said"), ("link", "link")],
    ]


def test_marks_reach_over_blocks_inside_them():
    found = document("<div><b><p>one</p><p>two</p></b><p>three</p></div>")
    assert [bool(block.marks) for block in found.blocks] == [True, True, False]


def test_comments_and_links():
    text = '<!-- safelint: allow one-a, a title until 2027-01-31 --><p>Call <a class=x href="tel:116&#32;123">us</a>'
    found = document(text)
    assert [(d.verb, d.rules, d.until) for d in found.directives] == [("allow", ("one-a",), "2027-01-31")]
    assert found.directives[0].span.end == text.index("<p>")
    assert [(link.target, text[link.span.start : link.span.end]) for link in found.links] == [
        ("tel:116 123", "tel:116&#32;123")
    ]


@pytest.mark.parametrize("tag", ["nav", "button", "svg", "code", "b", "table", "li", "blockquote", "q"])
def test_an_unclosed_element_ends_with_what_it_stands_in(tag):
    assert "after" in document(f"<section><div>before <{tag}> inside</div></section><p>after</p>").text
    assert "before" in document(f"<div>before <{tag}> inside").text
