"""A text says the same in whatever format it is written: its findings are those of its plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint.runner.session import Session

SENTENCES = [
    "He committed suicide in 2019.",
    "They said that she was a schizophrenic.",
    "She suffers from depression and paints.",
    "“He committed suicide,” the letter said.",
    "Please avoid saying that somebody committed suicide.",
    "The addicts in the story find help.",
    "A cafe\u0301 and a café are near the park.",
    "We walked by the sea all day.",
    "You can call Samaritans on 116 123 at any time.",
    "It was a failed suicide attempt, he wrote.",
    "He has been clean for a year since he left rehab.",
]
HEADINGS = ["A walk a week", "What helped her", "The epidemic of suicides", "When he committed suicide"]
SENTENCE = st.tuples(st.sampled_from(SENTENCES), st.integers(0, 9), st.sampled_from(["plain", "strong", "emphasis"]))
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map(tuple)
PIECE = st.one_of(
    st.tuples(st.just("paragraph"), PARAGRAPH),
    st.tuples(st.just("heading"), st.sampled_from(HEADINGS)),
    st.tuples(st.just("list"), st.lists(SENTENCE, min_size=1, max_size=3).map(tuple)),
    st.tuples(st.just("quote"), PARAGRAPH),
)


@dataclass(frozen=True)
class Writer:
    """How a format writes what every format has."""

    heading: str
    strong: str
    emphasis: str
    item: str
    quoted: str
    around: str = "{}"
    opening: str = ""
    closing: str = ""
    paragraph: str = "{}"
    underline: str = ""
    goes_on: str = "\n"


WRITERS = {
    "text": Writer("## {}", "{}", "{}", "- {}", "> {}", goes_on="\n  "),
    "markdown": Writer("## {}", "**{}**", "*{}*", "- {}", "> {}", goes_on="\n  "),
    "html": Writer(
        "<h2>{}</h2>", "<b>{}</b>", "<em>{}</em>", "<li>{}</li>", "<blockquote>{}</blockquote>", "{}", "<ul>", "</ul>",
        "<p>{}</p>",
    ),
    "rst": Writer("{}", "**{}**", "*{}*", "- {}", "   {}", underline="=", goes_on="\n  "),
    "asciidoc": Writer("== {}", "*{}*", "_{}_", "* {}", "____\n{}\n____"),
    "org": Writer("** {}", "*{}*", "/{}/", "- {}", "#+BEGIN_QUOTE\n{}\n#+END_QUOTE", goes_on="\n  "),
    "latex": Writer(
        "\\section{{{}}}", "\\textbf{{{}}}", "\\emph{{{}}}", "\\item {}", "\\begin{{quote}}\n{}\n\\end{{quote}}",
        "\\begin{{document}}\n{}\n\\end{{document}}", "\\begin{itemize}\n", "\n\\end{itemize}",
    ),
}  # fmt: skip
TITLES = {
    "html": "<h1>A day out</h1>",
    "rst": "===========\nA day out\n===========\n\n",
    "asciidoc": "= A day out\n\n",
    "org": "#+TITLE: A day out\n\n",
    "latex": "\\title{A day out}\n",
}


def inline(sentence, writer, *, wrap):
    words, at, kind = sentence[0].split(" "), *sentence[1:]
    at %= len(words)
    bare = re.fullmatch(r"([\w\u0301]+)(\W*)", words[at])
    if kind != "plain" and bare:
        words[at] = getattr(writer, kind).format(bare[1]) + bare[2]
    middle = len(words) // 2
    return " ".join(words[:middle]) + (writer.goes_on if wrap == "item" else wrap) + " ".join(words[middle:])


def write(pieces, name):
    writer, parts = WRITERS[name], []
    for kind, content in pieces:
        if kind == "heading":
            parts.append(
                writer.heading.format(content) + (f"\n{writer.underline * len(content)}" if writer.underline else "")
            )
        elif kind == "list":
            items = (writer.item.format(inline(one, writer, wrap="item")) for one in content)
            parts.append(writer.opening + "\n".join(items) + writer.closing)
        else:
            wrap = "\n" if kind == "paragraph" else " "
            words = " ".join(inline(one, writer, wrap=wrap) for one in content)
            parts.append((writer.quoted if kind == "quote" else writer.paragraph).format(words))
    parts = [part for pair in zip(parts, [""] * len(parts), strict=True) for part in pair]
    return TITLES.get(name, "# A day out\n\n") + writer.around.format("\n".join(parts))


@lru_cache(maxsize=1)
def session():
    return Session(isolated=True, keep=False)


def told(text, name):
    result = session().lint_text(text, name)
    assert result.error is None
    for finding in result.findings:
        if finding.scope == "text":
            assert text[finding.start.offset] == finding.found[0]
            assert text[finding.end.offset - 1] == finding.found[-1]
    return (
        sorted((one.rule, one.found if one.scope == "text" else "") for one in result.findings),
        sorted((one.rule, one.found) for one in result.excused),
        sorted((one.found, one.state) for one in result.helplines),
    )


@pytest.mark.parametrize("name", [name for name in WRITERS if name != "text"])
@settings(max_examples=40, deadline=None)
@given(
    pieces=st.lists(PIECE, min_size=1, max_size=6).map(
        lambda all_: [("paragraph", ((SENTENCES[7], 0, "plain"),)), *all_]
    )
)
def test_the_findings_are_those_of_the_plain_text(name, pieces):
    # quotations and lists that follow each other are one to some formats: something stands between them
    apart = [one for piece in pieces for one in (piece, ("paragraph", ((SENTENCES[7], 0, "plain"),)))]
    assert told(write(apart, name), name) == told(write(apart, "text"), "text")


@pytest.mark.parametrize("name", ["srt", "vtt"])
@settings(max_examples=30, deadline=None)
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=4), width=st.integers(2, 9), tagged=st.booleans())
def test_subtitles_say_what_their_words_say(name, paragraphs, width, tagged):
    plain = "\n\n".join(sentence[0] for one in paragraphs for sentence in one)
    cues = []
    for one in paragraphs:
        for sentence, _, _ in one:
            words = sentence.split(" ")
            cues += [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    dot, number = ("," if name == "srt" else "."), 0
    parts = ["WEBVTT"] if name == "vtt" else []
    for number, cue in enumerate(cues, 1):
        shown = f"<i>{cue}</i>" if tagged and number % 2 else cue
        parts.append(f"{number}\n00:00:{number % 60:02}{dot}000 --> 00:00:{number % 60:02}{dot}900\n{shown}")
    assert told("\n\n".join(parts), name) == told(plain, "text")
