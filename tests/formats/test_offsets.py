"""Whatever the text: every character of a block knows where it came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.formats import FORMATS
from safelint.model.source import Source
from safelint.model.span import Span

READ = [name for name, one in FORMATS.items() if one.read is not None]
PIECES = [
    "word", "committed", " ", "  ", "\n", "\r\n", "\r", "\n\n", "\t", "é", "e\u0301", "👍", "👩\u200d👧", "\u00ad",
    "\u200b", "\u00a0", "\ufeff", "*", "**", "_", "`", "~~", "# ", "## ", "- ", "1. ", "> ", "    ", "[",
    "](https://example.org/é)", "![", "](x.png)", "&amp;", "&nbsp;", "&#8217;", "&shy;", "\\*",
    "| a | b |\n|---|---|\n| c | d |\n", "[^1]", "\n[^1]: ", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<li>",
    "<ul>", "</ul>", "<td>", "<tr>", "<table>", "</table>", "<br>", "<code>", "</code>", "<h2>", "</h2>",
    "<blockquote>", "</blockquote>", "<a href='x'>", "</a>", "<img alt='é &amp; e'>",
    "<!-- safelint: allow a-b, c -->", "<!--", "-->", "<", ">", "{{ x }}", "{{<", ">}}", "{% x %}", "{#", "#}",
    "::: x\n", '<Card alt="x">', "</Card>", "import x from 'y'\n", "https://example.org/a", "a@example.org", "/a/b/",
    "---\n", '---\ntitle: "a \\u00e9 b"\ndescription: >\n  x\n  y\n---\n', "+++\ntitle = 'é'\n+++\n", "\x00", "\ud800",
    "\x1a", ":", ".. note:: ", ".. image:: x\n   :alt: é\n", "====\n", "::\n\n  ", "`a <b>`_", ":sup:`é`",
    "+--+\n|a |\n+--+\n", "|===\n", "|é ", "____\n", "image::x[é]\n", "footnote:[é]", "https://example.org[é]", '"`',
    '`"', "* ", "** ", "#+CAPTION: é\n", "#+BEGIN_QUOTE\n", "#+END_QUOTE\n", "[[https://example.org][é]]", "[fn::é]",
    "/é/", "\\emph{", "}", "\\footnote{é}", "\\'e", "\\begin{quote}", "\\end{quote}", "\\begin{tabular}{l}", "&",
    "\\\\", "``", "''", "---", "%\n", "\\section{é}", "$x$", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n",
    "1\n00:00:01,000 --> 00:00:02,000\n", "<v é>", "{\\an8}",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join) | st.text(max_size=80)


def check(source, document):
    for index, block in enumerate(document.blocks):
        assert block.text
        assert block.text == block.text.strip(" ")
        at = last = 0
        for segment in block.offsets.segments:
            assert segment.text == at, "segments cover the text without gaps"
            assert segment.length > 0
            assert segment.source >= last, "in the order of the source"
            last = segment.source + segment.source_length
            assert last <= len(source)
            if segment.verbatim:
                shown = block.text[at : at + segment.length]
                assert all(
                    new in {old, " "} or (old, new) == ("`", "‘")
                    for new, old in zip(shown, source[segment.source : last], strict=True)
                )
            at += segment.length
        assert at == len(block.text)
        assert all(0 <= mark.span.start < mark.span.end <= at for mark in block.marks)
        assert all(under < index for under in block.under)
        assert -1 <= block.lead < index
        for position in range(at):
            span = block.offsets.to_source(Span(position, position + 1))
            assert 0 <= span.start < span.end <= len(source)
    for item in (*document.directives, *document.links):
        assert 0 <= item.span.start < item.span.end <= len(source)
    assert -1 <= document.title < len(document.blocks)


@pytest.mark.parametrize("name", READ)
@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_every_character_knows_its_place(name, text):
    check(text, FORMATS[name].read(Source("a.mdx" if len(text) % 2 else "a.md", text)))


@pytest.mark.parametrize("name", READ)
@given(
    words=st.lists(st.sampled_from(["glad", "é", "👍", "e\u0301x", "well-being"]), min_size=1, max_size=6),
    marked=st.sampled_from(["{}", "*{}*", "<b>{}</b>"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_a_word_is_found_where_it_stands(name, words, marked, ending):
    text = f"Some words first.{ending}{ending}" + ending.join(marked.format(word) for word in words) + " zebra end."
    document = FORMATS[name].read(Source("a", text))
    block = next(block for block in document.blocks if "zebra" in block.text)
    at = block.text.index("zebra")
    assert block.offsets.to_source(Span(at, at + 5)) == Span(text.index("zebra"), text.index("zebra") + 5)
    assert block.offsets.exact(Span(at, at + 5))
