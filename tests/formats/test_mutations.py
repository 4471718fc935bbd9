"""Broken texts: whatever happens to a file, it is read, and nothing is found outside it.

``SAFELINT_MUTATIONS=10000`` tries as many for each format; the usual run tries a few hundred.
"""

from __future__ import annotations

import os
import random
from functools import lru_cache
from pathlib import Path

import pytest

from safelint.formats import FORMATS
from safelint.model.source import Source
from safelint.runner.session import Session

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
SAMPLES = {
    "markdown": ["article.md", "article.mdx", "article.qmd"],
    "html": ["article.html", "gutenberg.html", "gdocs.html"],
    "text": ["article.md", "article.rst"],
    "rst": ["article.rst"],
    "asciidoc": ["article.adoc"],
    "org": ["article.org"],
    "latex": ["article.tex"],
    "srt": ["episode.srt"],
    "vtt": ["episode.vtt"],
}
TRIES = int(os.environ.get("SAFELINT_MUTATIONS", "300"))
LINTED = 10  # one in so many is linted, too
BITS = [
    "\n", "\n\n", "\r\n", "\r", "  ", "\t", "{", "}", "[", "]", "<", ">", "*", "_", "`", "``", "'", '"', "|", "\\", "#",
    "=", "-->", "::", "----", "====", "|===", "\\begin{quote}", "\\end{", "#+begin_src", ".. note::", "{{", "}}",
    "<!--", "&amp;", "\u00ad", "\u200b", "\ufeff", "\0", "\x1a", "👍", "e\u0301", "committed suicide", "116 123", "//",
    "%", "$", "1.", "- ", "    ", "NOTE safelint: off", ":alt: x", "+---+", "\u2028",
]  # fmt: skip


def mutated(text, chance):
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 1, 3, 20, 200]))
        kind = chance.randrange(5)
        if kind == 0:
            text = text[:start] + text[end:]
        elif kind == 1:
            text = text[:start] + chance.choice(BITS) * chance.choice([1, 1, 2, 30]) + text[start:]
        elif kind == 2:
            text = text[:start] + text[start:end] * 2 + text[end:]
        elif kind == 3:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + text[start:end] + text[at:]
        else:
            text = text[:end] if start % 7 == 0 else text[:start] + text[start:end].swapcase()[::-1] + text[end:]
    return text


@lru_cache(maxsize=1)
def session():
    return Session(isolated=True, keep=False)


def inside(document, text):
    for block in document.blocks:
        at = last = 0
        for segment in block.offsets.segments:
            assert segment.text == at
            assert segment.source >= last
            at, last = at + segment.length, segment.source + segment.source_length
        assert at == len(block.text)
        assert 0 <= last <= len(text)
    for item in (*document.directives, *document.links):
        assert 0 <= item.span.start <= item.span.end <= len(text)


@pytest.mark.parametrize("name", SAMPLES)
def test_broken_texts_are_read_and_nothing_is_found_outside_them(name):
    samples = [(GOLDEN / one).read_text("utf-8") for one in SAMPLES[name]]
    for number in range(TRIES):
        chance = random.Random(f"{name} {number}")  # noqa: S311  the same each time
        text = mutated(chance.choice(samples), chance)
        path = f"a{chance.choice(FORMATS[name].extensions)}"
        inside(FORMATS[name].read(Source(path, text)), text)
        if number % LINTED == 0:
            result = session().lint_text(text, name, path=path)
            assert result.error is None
            for finding in (*result.findings, *result.excused, *result.suppressed):
                assert 0 <= finding.start.offset <= finding.end.offset <= len(text)
