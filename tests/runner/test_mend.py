"""Rounds of rewriting: harm is noticed, refused fix by fix, and the loop ends."""

from dataclasses import replace

import pytest

from safelint.formats.opening import load
from safelint.model.errors import ReadError
from safelint.model.finding import Excerpt, Finding
from safelint.model.fix import Edit, Fix, Safety
from safelint.model.report import FileResult
from safelint.model.rule import Confidence, Severity
from safelint.model.span import Lines
from safelint.runner import mend
from safelint.runner.walk import Walk, choices


class Made:
    """A session that finds the words it is told to, each with the text to write instead."""

    def __init__(self, words):
        self.words = words
        self.runs = 0

    def open(self, data, path, form=None):
        return load(data, path, form)

    def lint_opened(self, opened, _path):
        source = opened.source
        self.runs += 1
        found = []
        for word, instead in self.words.items():
            at = source.text.find(word)
            while at >= 0:
                found.append(self._finding(source.text, word, at, instead))
                at = source.text.find(word, at + 1)
        return FileResult(source.path, "markdown", findings=tuple(sorted(found, key=lambda one: one.start)))

    def _finding(self, text, word, at, instead):
        lines = Lines(text)
        fix = Fix(Safety.SAFE, (Edit(at, at + len(word), instead),), ((Edit(at, at + len(word), "other"),), ()))
        place = {"start": lines.at(at), "end": lines.at(at + len(word)), "excerpt": Excerpt(word, at)}
        return Finding(
            word, "stigma", Severity.ERROR, Confidence.HIGH, "…", word, suggestions=(instead, "other", "none"),
            fix=fix, fingerprint=f"{word}{at}", **place,
        )  # fmt: skip


def draft(session, text):
    return mend.begin(session, text.encode(), "a.md")


def mended(words, text):
    session = Made(words)
    return mend.mend(session, draft(session, text), mend.safe).source.text


def test_rounds_go_on_until_nothing_is_left():
    assert (
        mended({"one": "two", "two": "three", "three": "end"}, "one one\n") == "one one\n"
    )  # each brings up a new one
    assert mended({"one": "uno", "two": "dos"}, "one two one\n") == "uno dos uno\n"


def test_a_circle_ends():
    session = Made({"a": "b"})
    session.words = {"x": "xx"}
    after = mend.mend(session, draft(session, "x\n"), mend.safe)
    assert (after.source.text, session.runs < 30) == ("x\n", True)


def test_a_fix_that_brings_up_something_new_is_refused_and_the_others_are_kept():
    assert mended({"bad": "worse", "worse": "?", "old": "new"}, "bad and old\n") == "bad and new\n"


def test_a_fix_that_would_change_how_the_document_is_built_is_refused():
    assert mended({"old": "new\n\npart", "bad": "good"}, "old bad\n") == "old good\n"
    assert mended({"old": "# new"}, "old title\n") == "old title\n"


def test_what_can_not_be_read_or_written_is_said():
    session = Made({})
    with pytest.raises(ReadError, match="binary"):
        mend.begin(session, b"a\0b", "a.md")
    session.lint_opened = lambda _, path: FileResult(path, error="no")
    with pytest.raises(ReadError, match="no"):
        draft(session, "text")
    session.lint_opened = lambda _, path: FileResult(path, "pdf")
    with pytest.raises(ReadError, match="only read"):
        draft(session, "text")


def test_safe_is_less_than_all():
    finding = draft(Made({"a": "b"}), "a").result.findings[0]
    asked = replace(finding, fix=replace(finding.fix, safety=Safety.ASK))
    assert (mend.safe(finding), mend.safe(asked), mend.writes(asked)) == (True, False, True)
    assert not mend.writes(replace(finding, fix=None))


def test_a_walk_remembers_where_it_said_no_when_the_text_moves():
    session = Made({"aa": "long words", "bb": "c"})
    walk = Walk(session, draft(session, "aa bb aa bb\n"))
    first = walk.next()
    walk.decline(walk.next())
    walk.decline(walk.next())
    assert walk.next().start.offset == 6
    walk.write(walk.next())
    walk.write(walk.next())
    assert (walk.draft.source.text, walk.next()) == ("aa bb long words c\n", None)
    for _ in range(4):
        assert walk.undo()
    assert (walk.next(), walk.undo()) == (first, False)


def test_a_walk_goes_on_after_words_of_ones_own():
    session = Made({"aa": "b"})
    walk = Walk(session, draft(session, "aa aa\n"))
    walk.say(walk.next(), "something longer")
    walk.skip(walk.next())
    assert (walk.draft.source.text, walk.next(), walk.skipped) == ("something longer aa\n", None, {"aa"})


def test_a_suggestion_that_can_not_be_written_is_no_choice():
    session = Made({"aa": "b"})
    walk = Walk(session, draft(session, "aa\n"))
    assert len(choices(walk.next())) == 2
    walk.write(walk.next(), 1)
    assert walk.draft.source.text == "other\n"
    assert choices(replace(draft(session, "aa").result.findings[0], fix=None)) == []
