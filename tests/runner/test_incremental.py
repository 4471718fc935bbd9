"""What a session remembers of earlier texts never changes what it says of the next one."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelint import Session

PARTS = [
    "# Notes on a hard year",
    "# Talking about suicide",
    "## What not to say",
    "Avoid saying:",
    "The island has one shop, and a path goes round the lake.",
    "He committed suicide in 2019. She was a schizophrenic. They met again in spring.",
    "He is an addict. He committed suicide in 2019, and the town mourned.",
    "- He committed suicide\n- an addict\n- died by suicide",
    "> She said: “He committed suicide.”",
    "Call **116 123**, the Samaritans, or write to them at https://www.samaritans.org.",
    "Is it true that an addict never gets well?",
    "No. That is a myth.",
    "| Say | Don't say |\n|---|---|\n| died by suicide | committed suicide |",
    "People who suffer from depression or bipolar *disorder* are not “crazy”. She is crazy about tea.",
    "<!-- safelint: allow committed-suicide, a title -->",
    "He committed\nsuicide, and a failed suicide attempt\nhad gone before.",
    "It read *Committed Suicide* on the cover; I am an addict, he wrote. Snap out of it!",
]


def plain(result):
    """A result as far as anybody can see it."""
    return result, [finding.fix for finding in result.findings]


@pytest.fixture(scope="module")
def long_lived():
    return Session(isolated=True, credits=True)


@pytest.fixture(scope="module")
def forgetful():
    """A session that is fresh for every text; only the language pipeline is kept, since loading it takes a second."""
    session = Session(isolated=True, credits=True)

    def lint(text, **options):
        session._memories.clear()
        return session.lint_text(text, **options)

    return lint


EDIT = st.tuples(
    st.sampled_from(["insert", "delete", "swap", "word", "join"]), st.integers(0, 99), st.sampled_from(PARTS)
)


def edited(parts, edit):
    """The paragraphs after one edit."""
    kind, at, new = edit
    at %= len(parts) + 1
    if kind == "insert" or at >= len(parts):
        return [*parts[:at], new, *parts[at:]]
    if kind == "delete":
        return [*parts[:at], *parts[at + 1 :]]
    if kind == "swap":
        return [*parts[at:], *parts[:at]]
    if kind == "join":
        return [*parts[:at], f"{parts[at]} {new}", *parts[at + 1 :]]
    words = parts[at].split(" ")
    return [*parts[:at], " ".join([*words[: len(words) // 2], "rather", *words[len(words) // 2 :]]), *parts[at + 1 :]]


@given(
    parts=st.lists(st.sampled_from(PARTS), min_size=3, max_size=9),
    edits=st.lists(EDIT, min_size=1, max_size=6),
    audience=st.sampled_from(["", "GB", "US"]),
)
@settings(max_examples=60, deadline=None)
def test_an_edited_text_is_linted_as_if_it_were_new(long_lived, forgetful, parts, edits, audience):
    for edit in edits:
        parts = edited(parts, edit)
        text = "\n\n".join(parts)
        known, fresh = long_lived.lint_text(text, audience=audience), forgetful(text, audience=audience)
        assert plain(known) == plain(fresh)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Avoid saying:\n\n- He is an addict", "We say:\n\n- He is an addict"),  # the line that leads a list
        ("## What not to say\n\nHe committed suicide", "## Last week\n\nHe committed suicide"),  # its heading
        ("# House style\n\n## Why\n\nCommitted suicide is out.", "# A year\n\n## Why\n\nCommitted suicide is out."),
        ("Is an addict always ill?\n\nNo.", "Is an addict always ill?\n\nYes."),  # the answer in the next block
        ("He committed *suicide*.", "He committed ~~suicide~~."),  # mark-up alone
        ("He committed suicide.", "He committed\nsuicide."),  # the place of an edit
        ("x\n\nHe committed suicide.", "Longer by far.\n\nHe committed suicide."),
    ],
)
def test_what_stands_beside_a_block_counts(forgetful, before, after):
    session = Session(isolated=True, credits=True)
    session.lint_text(before)
    assert plain(session.lint_text(after)) == plain(forgetful(after))


def test_what_was_found_is_not_looked_for_again(monkeypatch):
    from safelint.matchers import phrase

    session, asked = Session(isolated=True), []
    text = "The first line.\n\nHe committed suicide in 2019.\n\nThe last line."
    first = session.lint_text(text)
    find = phrase.find
    monkeypatch.setattr(phrase, "find", lambda *args: asked.append(args) or find(*args))
    again = session.lint_text(text.replace("first line", "new first line"))
    assert asked == []
    assert [one.rule for one in again.findings] == [one.rule for one in first.findings]


def test_the_oldest_is_forgotten_first(monkeypatch):
    from safelint.engine import memory

    monkeypatch.setattr(memory, "_BLOCKS", 4)
    session = Session(isolated=True)
    for at in range(30):
        session.lint_text(f"He committed suicide in {1950 + at}.")
    (kept,) = session._memories.values()
    assert len(kept._known._young) + len(kept._known._old) <= 2 * 4


def test_a_session_is_sent_to_another_process_without_what_it_remembers():
    session = Session(isolated=True)
    session.lint_text("He committed suicide in 2019.")
    (kept,) = pickle.loads(pickle.dumps(session))._memories.values()  # noqa: S301  our own
    assert not kept._known._young
