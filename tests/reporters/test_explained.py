"""The explanation of a line as a person reads it: whole, covered where it tells of a method, and narrow enough."""

import re

import pytest

from safelint.engine.explain import explain
from safelint.formats import read
from safelint.model.choice import Choice
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.reporters import explained_text
from safelint.reporters.line import width
from safelint.rulebook import builtin, choose, load

BOOK = load([builtin()])
RULES = choose(BOOK)
PARSER = Pipeline()


def shown(text, line=1, column=0, *, show_detail=False, colour=False):
    source = Source("x.md", text)
    told = explain(read(source, "markdown"), source, BOOK, Choice(RULES), PARSER, line, column)
    return "".join(explained_text.write(told, colour=colour, show_detail=show_detail))


def test_what_it_says():
    page = shown("# After a suicide\n\n“Debts drove him to suicide,” she said.\n", 3)
    assert "Reported: drove-to-suicide  (advice, column 8)" in page
    assert re.search(r"matched   drive … to suicide \(find: phrase, \d+ of \d+\)", page)
    assert "weighs    advice, elsewhere warning; quoted: “Debts drove him to suicide,”" in page
    assert "This document is taken to be about: " in page
    assert "none of the topics" not in page
    excused = shown("He committed suicide.\n\nAvoid saying committed suicide.\n", 3)
    assert "Not reported, a context excused it: committed-suicide" in excused
    assert "excused   mentioned: Avoid saying" in excused
    assert "No rule's words stand on this line." in shown("A plain line.")
    assert shown("A plain line.", 9) == "x.md has 1 line; there is no line 9.\n"


def test_the_words_stand_in_a_table():
    page = shown("A schizophrenic was seen.").splitlines()
    head = next(at for at, line in enumerate(page) if "as it was parsed" in line)
    assert page[head + 1].split() == ["word", "base", "part", "tag", "relation", "to"]
    assert page[head + 2].split() == ["A", "a", "DET", "DT", "det", "schizophrenic"]
    assert page[head + 3].split()[:5] == ["*", "schizophrenic", "schizophrenic", "NOUN", "NN"]


def test_unparsed_words_stand_in_a_line():
    page = shown("Just snap out of it.")
    assert "(no rule asked for more)" in page
    assert "*just · *snap · *out · *of · *it" in page


DETAIL = "# After a suicide\n\nThe paper wrote of the suicide that she took twelve Examplol tablets in May.\n"


def test_method_detail_is_covered_everywhere_unless_asked_for():
    page = shown(DETAIL, 3)
    assert "quantity-taken" in page
    assert not [word for word in ("twelve", "Examplol", "tablet", "took") if word in page]
    assert "▒▒▒▒▒▒" in page
    whole = shown(DETAIL, 3, show_detail=True)
    assert "▒" not in whole
    assert "twelve Examplol tablets" in whole


def test_patterns_are_shown_as_words():
    written = "{'in': ['a', 'an', 'the', 'one', 'two']} {'not_in': ['-', '–']} NOUN"
    assert explained_text.plain(written) == "a|an|the|one|… (not -|–) NOUN"


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("gap", [" and ", " é "])
def test_long_lines_fit_the_terminal(monkeypatch, gap, colour):
    monkeypatch.setenv("COLUMNS", "80")
    text = (
        f"A walk{gap}" + "a walk and " * 200 + f"“he committed suicide” {gap} he committed suicide, " + "a walk, " * 300
    )
    page = shown(text, column=text.index("committed"), colour=colour)
    assert len(page) < 8000
    plain = page.replace("\x1b[31m", "").replace("\x1b[0m", "").replace("\x1b[2m", "")
    assert max(width(line) for line in plain.splitlines() if "\x1b" not in line) <= 80
    assert "…" in page
    assert page.count("*committed") + page.count("*  committed") == 2
    assert "committed" in page


def test_what_could_steer_a_terminal_is_not_printed():
    page = shown("He \x1b[31mcommitted suicide, \u202ehe said.")
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_many_sentences_on_a_line_are_cut():
    page = shown("A schizophrenic was seen. " * 9)
    assert page.count("as it was parsed") == explained_text.MOST_SENTENCES
    assert "And 5 more with words of rules: safelint explain x.md:1:COLUMN" in page
