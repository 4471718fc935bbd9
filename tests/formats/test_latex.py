import pytest

from safelint.formats.latex import read
from safelint.model.source import Source


def blocks(text):
    return [(block.kind.value, block.text) for block in read(Source("a.tex", text)).blocks]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("\\emph{com}mitted, soft\\-ly, com%\n   mitted", "committed, softly, committed"),
        ("Caf\\'e, na\\\"{\\i}ve, \\c{c}a, \\v{s}o, stra{\\ss}e", "Café, naïve, ça, šo, straße"),
        ("``one'' and `two' --- so 1--2", "“one” and ‘two' — so 1–2"),
        ("50\\,\\% of~it \\& more\\ldots", "50 % of it & more…"),
        ("\\enquote{It is}, she said.", "“It is”, she said."),
        ("see \\cite[p.~3]{key} and \\ref{sec} now", "see and now"),
        ("so $x^2$ is", "so" + " " * 7 + "is"),
        ("\\textcolor{red}{word} \\unknown[opt]{shown} \\href{https://example.org}{page}", "word shown page"),
        ("one\\\\two\\newline three", "one two three"),
        ("a \\verb|not prose| b", "a" + " " * 18 + "b"),
        ("one \\iffalse hidden \\fi two", "one" + " " * 21 + "two"),
        ("costs 3\\$ {\\bfseries strongly} so", "costs 3$" + " " * 11 + "strongly so"),
    ],
)
def test_inline_markup(source, shown):
    assert blocks(source) == [("body", shown)]


def test_nothing_before_or_after_the_document_is_read_but_its_title():
    text = "\\newcommand{\\x}{not read}\n\\title{Top}\nnor this\n\\begin{document}\nText.\n\\end{document}\nNo."
    assert blocks(text) == [("title", "Top"), ("body", "Text.")]


def test_footnotes_and_captions_stand_apart():
    text = (
        "One\\footnote{A note, \\emph{here}.} goes on.\n\n\\caption[short]{The sea}\n\n"
        "\\includegraphics[alt={A hill}]{x}"
    )
    assert blocks(text) == [
        ("body", "One goes on."), ("body", "A note, here."), ("caption", "The sea"), ("alt", "A hill"),
    ]  # fmt: skip


def test_braces_that_are_never_closed_end_with_their_paragraph():
    text = "\\emph{one\n\ntwo \\textbf{three\n\nfour \\label{five"
    assert [" ".join(shown.split()) for _, shown in blocks(text)] == ["one", "two three", "four five"]


@pytest.mark.parametrize("name", ["verbatim", "equation", "align*", "lstlisting", "comment"])
def test_environments_without_prose(name):
    assert blocks(f"One.\n\n\\begin{{{name}}}\nnot read\n\\end{{{name}}}\n\nTwo.") == [
        ("body", "One."),
        ("body", "Two."),
    ]


def test_lists_quotations_and_tables():
    document = read(
        Source(
            "a.tex",
            "Said:\n\\begin{itemize}\n\\item one\n\\item[Two] goes on\n\\end{itemize}\n"
            "\\begin{quote}Well.\\end{quote}\n\\begin{tabular}{ll}A & B \\\\ \\midrule a & b \\\\ \\end{tabular}",
        )
    )
    assert [(b.kind.value, b.text, b.quoted, b.column) for b in document.blocks] == [
        ("body", "Said:", False, ""), ("list", "one", False, ""), ("list", "Two", False, ""),
        ("list", "goes on", False, ""), ("quote", "Well.", True, ""), ("table", "A", False, ""),
        ("table", "B", False, ""), ("table", "a", False, "A"), ("table", "b", False, "B"),
    ]  # fmt: skip
