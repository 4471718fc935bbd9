"""What a rewrite promises, over the examples of the whole rule book and over sentences made from parts."""

from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safelint.fixes.combine import combine, fitting
from safelint.formats.rewrite import apply
from safelint.model.fix import Safety
from safelint.rulebook import builtin, load
from safelint.runner import mend
from safelint.runner.session import Session

EXAMPLES = [
    pytest.param(rule.id, one.text, id=f"{rule.id}::{one.name}")
    for rule in load([builtin()]).rules
    for one in rule.examples
    if one.flags and rule.use and rule.fix is not Safety.NONE
]
WHO = ["He", "She", "They", "Her brother", "My aunt", "The man who", "Nobody", "Nurses", "The firm", "Anna Berg"]
DID = [
    "committed suicide",
    "has committed suicide",
    "would never commit suicide",
    "completed suicide",
    "commits suicide",
]
HOW = ["", " in 2019", " that winter", " by an unknown way", " and nobody knew", " career", ", they said"]
WHOM = [
    "schizophrenics", "anorexics", "the mentally ill", "mentally ill people", "a mentally ill person", "IV drug users",
    "a failed suicide attempt", "two suicide bids", "substance abuse disorders", "deliberate self-harm", "bulimics",
]  # fmt: skip
FRAMES = [
    "The clinic helps {}.", "# {}\n", "- {}\n- more", "> {}\n", "*{}* and more", "**Note:** {} and others.",
    "We know {} groups.", "She wrote about {} in May.", "It is for {}, and for nobody else.", "Young {} came.",
    "| {} | b |\n|---|---|\n| c | d |", "A “{}” sign.", "`{}`", "[{}](https://example.org)", "{}'s friends came.",
    '---\ntitle: "{}"\n---\nText.', "The word {} is one to avoid.", "{} need care.", "Those {} came.",
]  # fmt: skip


MOST_AROUND = 120
SAFE = [rule for rule in load([builtin()]).rules if rule.fix is Safety.SAFE]
ONE_BY_ONE = [example.values[1] for example in EXAMPLES]
BETWEEN = ["\n\n", " ", "\n", "\n\n- ", "\n\n> ", "\n\n## Heading\n\n", "\r\n\r\n", "\n\n1. "]

CLAUSES = ["He {} in May.", "Her brother had {} and nobody knew.", "They spoke of {} again.", "# Those who {}\n"]


def counted(result):
    return Counter((one.rule, one.found.lower()) for one in result.findings)


def edits_of(findings):
    return combine([one.fix for one in findings])


# Found only beside the new words, and about other ones: “locked away in a psychiatric hospital”, “hides the scars”; a
# headline about suicide is one under either name. `safelint fix` leaves such places to a person (runner/test_mend.py).
BESIDE = {"committed-to-hospital", "headline-suicide", "hiding-wounds"}


def moved(at, edits):
    return at + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= at)


def near(finding, edit, text):
    """Whether an edit stays with the words found, but for the words that a fix to ask about may take along.

    A safe one changes the words found, an “a” or “an” before them, or the verb right after them, and nothing else.
    """
    start, end = finding.start.offset, finding.end.offset
    if start <= edit.start and edit.end <= end:
        return True
    if finding.fix.safety is not Safety.SAFE:  # the sentence at most: “is …”, “…'s mother”
        around = text[min(edit.start, end) : max(edit.end, start)]
        return len(around) < MOST_AROUND and "\n\n" not in around
    old = text[edit.start : edit.end].lower()
    if edit.end <= start:
        return old in {"a", "an"} and not text[edit.end : start].strip()
    return old in {"is", "was", "has", "does"} and not text[end : edit.start].strip()


def check(desk, text, wanted):
    before, build = desk.read(text)
    chosen = fitting(one for one in before.findings if wanted(one))
    if not chosen:
        return
    edits = edits_of(chosen)
    after_text = apply(text, edits)
    after, after_build = desk.read(after_text)
    assert after_build == build, after_text
    known, left = counted(before), counted(after)
    for one in chosen:
        known[one.rule, one.found.lower()] -= 1
    waited = {(one.rule, one.found.lower()) for one in before.excused if one.excuse.because == "overlap"}
    assert not {
        key for key, count in left.items() if count > known[key] and key not in waited and key[0] not in BESIDE
    }, after_text
    for one in before.findings:  # the alternatives as well: no two edits of one choice overlap
        for way in (one.fix.edits, *one.fix.alternatives) if one.fix else ():
            assert all(left.end <= right.start for left, right in pairwise(way)), (one.rule, way)
    for one in chosen:
        for edit in one.fix.edits:
            assert near(one, edit, text), (one.rule, edit, text)
    # nothing outside the edits has changed
    at = shift = 0
    for edit in edits:
        assert text[at : edit.start] == after_text[at + shift : edit.start + shift]
        at, shift = edit.end, shift + len(edit.text) - (edit.end - edit.start)
    assert text[at:] == after_text[at + shift :]
    # what else was found stands where it stood
    places = {(one.rule, one.start.offset) for one in after.findings}
    for one in before.findings:
        if one not in chosen and not any(e.start < one.end.offset and one.start.offset < e.end for e in edits):
            assert (one.rule, moved(one.start.offset, edits)) in places, (one.rule, after_text)
    assert not fitting(one for one in after.findings if wanted(one) and (one.rule, one.found.lower()) not in waited)


def safe(finding):
    return finding.fix is not None and finding.fix.safety is Safety.SAFE


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_safe_fix_of_an_example_does_no_harm(desk, rule, text):
    del rule
    check(desk, text + "\n", safe)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_the_first_suggestion_removes_what_was_found_and_brings_nothing_new(desk, rule, text):
    check(desk, text + "\n", lambda finding: finding.fix is not None and finding.rule == rule)


@pytest.mark.parametrize("who", WHO)
def test_sentences_with_verbs(desk, who):
    for did, how in product(DID, HOW):
        check(desk, f"{who} {did}{how}.\n", safe)


@pytest.mark.parametrize("frame", FRAMES)
def test_nouns_in_every_frame(desk, frame):
    for whom in WHOM:
        for text in (frame.format(whom), frame.format(whom[:1].upper() + whom[1:])):
            check(desk, text + "\n", safe)
            check(desk, text.replace(" ", "\n", 2) + "\n" if "|" not in text and "---" not in text else text, safe)


@pytest.mark.parametrize("rule", SAFE, ids=lambda rule: rule.id)
def test_what_a_safe_rule_finds_in_every_frame(desk, rule):
    phrases = dict.fromkeys(one.text[start:end] for one in rule.examples for start, end in one.flagged)
    for frame, phrase in product(FRAMES + CLAUSES, phrases):
        if "\n" not in phrase and len(phrase) < MOST_AROUND:
            check(desk, frame.format(phrase[:1].lower() + phrase[1:]) + "\n", safe)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(ONE_BY_ONE), st.sampled_from(BETWEEN)), min_size=2, max_size=6))
def test_texts_of_several_findings(desk, parts):
    text = "".join(sentence + between for sentence, between in parts if "\n" not in sentence) + "The end.\n"
    check(desk, text, safe)


def test_mending_twice_is_mending_once():
    session = Session(isolated=True)
    for start in range(0, len(ONE_BY_ONE), 40):
        data = "\n\n".join(ONE_BY_ONE[start : start + 40]).encode()
        once = mend.mend(session, mend.begin(session, data, "x.md"), mend.safe)
        assert mend.mend(session, mend.begin(session, once.data, "x.md"), mend.safe).data == once.data


def test_safe_needs_somebody_who_acts(desk):
    for text in (
        "The firm committed suicide.",
        "Anna Berg committed suicide.",
        "He committed suicide by an unknown way.",
    ):
        result, _ = desk.read(text)
        assert not any(safe(one) for one in result.findings), text
    result, _ = desk.read("He committed suicide.")
    assert any(safe(one) for one in result.findings)
