"""What a writer asks in a comment, in the form that comments have in each format."""

from __future__ import annotations

from functools import lru_cache

import pytest

from safelint.runner.session import Session

HEAD = "WEBVTT\n\n00:00.000 --> 00:01.000\nWe walked.\n\n"
CUE = "00:01.000 --> 00:02.000\n"
FORMS = [
    ("markdown", "<!-- {} -->\n\n"),
    ("markdown", "{{/* {} */}}\n\n"),
    ("markdown", "{{# {} #}}\n\n"),
    ("markdown", "{{% comment %}}{}{{% endcomment %}}\n\n"),
    ("markdown", "[//]: # ({})\n\n"),
    ("html", "<!-- {} -->\n"),
    ("html", "{{% comment %}}{}{{% endcomment %}}\n"),
    ("html", "{{# {} #}}\n"),
    ("text", "# {}\n"),
    ("text", "// {}\n"),
    ("rst", ".. {}\n\n"),
    ("asciidoc", "// {}\n"),
    ("asciidoc", "////\n{}\n////\n"),
    ("org", "# {}\n"),
    ("org", "#+begin_comment\n{}\n#+end_comment\n"),
    ("latex", "% {}\n"),
    ("latex", "\\begin{{comment}}\n{}\n\\end{{comment}}\n"),
    ("vtt", "NOTE {}\n\n"),
    ("vtt", "NOTE\n{}\n\n"),
]
SENTENCE = "He committed suicide in 2019."


@lru_cache(maxsize=1)
def session():
    return Session(isolated=True, keep=False, today="2026-06-01")


def lint(name, form, asked, sentence=SENTENCE):
    text = form.format(asked) + (CUE if name == "vtt" else "") + sentence + "\n"
    result = session().lint_text((HEAD if name == "vtt" else "") + text, name)
    assert result.error is None
    return result


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_the_next_block_is_let_through_with_the_reason_given(name, form):
    result = lint(name, form, "safelint: allow committed-suicide, title of a book until 2030-01-31")
    (quiet,) = result.suppressed
    assert (quiet.rule, quiet.suppression.reason) == ("committed-suicide", "title of a book")
    assert "committed-suicide" not in {one.rule for one in result.findings}
    assert result.notes == ()


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_one_that_expired_or_did_nothing_is_reported(name, form):
    expired = lint(name, form, "safelint: allow committed-suicide, as told until 2020-01-31")
    assert "committed-suicide" in {one.rule for one in expired.findings}
    assert any("expired" in note for note in expired.notes)
    useless = lint(name, form, "safelint: allow committed-suicide, as told", "We walked by the sea.")
    assert any("suppressed nothing" in note for note in useless.notes)


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_a_comment_is_not_read(name, form):
    result = lint(name, form, "they say committed suicide, too", "We walked by the sea.")
    assert "committed-suicide" not in {one.rule for one in (*result.findings, *result.suppressed)} or name == "text"
