"""The sentences the project began with: use told from mention, and the words of one sense from those of another."""

from __future__ import annotations

import pytest

from safelint.runner.session import Session

SESSION = Session(isolated=True)

ADVICE = """\
# Supporting somebody who self-harms

Self-harm is not a sign of weakness or attention-seeking; it is a way of coping. Asking for professional help is not a
sign of weakness or failure either.

New hobbies can take the mind off destructive habits. Self-harm can go along with suicidal thoughts, and then
professional help matters most.

Try to avoid words that bring shame, such as “you need to stop doing this” or “why can’t you just stop?” Say “I'm here”.
"""

SHAMING = """\
# My partner and self-harm

I told her plainly. You need to stop doing this. Why can't you just stop? If you loved me you would stop.

Self-harm is attention-seeking, and a sign of weakness. Just snap out of it.
"""


def rules(findings):
    return sorted({one.rule for one in findings})


def test_an_article_that_names_the_words_is_told_from_one_that_uses_them():
    careful = SESSION.lint_text(ADVICE)
    assert rules(careful.findings) == ["helpline-missing", "self-harm-habit"]
    because = {(one.rule, one.excuse.because) for one in careful.excused}
    assert {("attention-seeking", "negated"), ("sign-of-weakness", "negated")} <= because
    assert {rule for rule, word in because if word in {"quoted", "mentioned"}} >= {"need-to-stop", "why-cant-you-stop"}
    assert sum(one.rule == "sign-of-weakness" for one in careful.excused) == 2
    shaming = SESSION.lint_text(SHAMING)
    wanted = {"need-to-stop", "why-cant-you-stop", "if-you-loved-me", "attention-seeking", "sign-of-weakness"}
    assert wanted | {"just-snap-out-of-it"} <= set(rules(shaming.findings))


def test_a_missing_helpline_is_an_error():
    (finding,) = [one for one in SESSION.lint_text(ADVICE).findings if one.rule == "helpline-missing"]
    assert (finding.severity.value, finding.scope) == ("error", "document")


@pytest.mark.parametrize(
    "text",
    [
        "She is committed to suicide prevention.",
        "On a failed attempt, retry in 5 seconds.",
        "Mental health matters.",
        "He lives with bipolar disorder.",
        "A panic attack can feel frightening.",
        "We saw Suicide Squad on Friday.",
        "The user cleaned the cache after a failed login attempt.",
        "That would be career suicide.",
    ],
)
def test_quiet(text):
    assert rules(SESSION.lint_text(text).findings) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Suicide was committed.", "Suicide was committed"),
        ("They are called schizophrenics in the book, and schizophrenics need care.", "schizophrenics"),
        ("She suffered from depression.", "suffered from"),
        ("He should just snap out of it.", "just snap out of it"),
    ],
)
def test_found(text, found):
    assert found in [one.found for one in SESSION.lint_text(text).findings]
