from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelint.engine import lint, overlap, triage
from safelint.formats import read
from safelint.model.choice import Choice
from safelint.model.finding import Excerpt, Finding, Lowered
from safelint.model.rule import Confidence, Severity
from safelint.model.source import Source
from safelint.model.span import Position
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, choose, load

BOOK = load([builtin()])
RULES = choose(BOOK)
PARSER = Pipeline()


def run(text, today="", **choice):
    source = Source("x.md", text)
    return lint(read(source, "markdown"), source, BOOK, Choice(**{"rules": RULES, **choice}), PARSER, today=today)


def rules(findings):
    return [one.rule for one in findings]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("He committed suicide.", (1, 4)),
        ("# Title\r\n\r\nWe heard 👋🏽 he\r\ncommitted suicide.", (4, 1)),
        ("Caf\u00e9 e\u0301 *commit*ted suicide", (1, 10)),
        ("Tom &amp; he committed **suicide**", (1, 14)),
        ("| a | b |\n|---|---|\n| x | he committed suicide |", (3, 10)),
    ],
)
def test_positions_are_those_of_the_source(text, place):
    (finding,) = [one for one in run(text).findings if one.rule == "committed-suicide"]
    assert (finding.start.line, finding.start.column) == place
    found = text[finding.start.offset : finding.end.offset]
    assert found.lower().replace("*", "").replace("\r\n", " ") == "committed suicide"


def test_a_finding_says_all_there_is_to_say():
    (finding,) = run("He committed suicide.").findings
    assert finding.found == "committed suicide"
    assert finding.message.startswith("“committed suicide”")
    assert finding.suggestions[0] == "died by suicide"
    assert set(finding.sources) <= set(BOOK.sources)
    assert finding.because == "commit suicide"
    assert finding.excerpt == Excerpt("He committed suicide.", 0)


def test_a_long_line_is_cut_around_the_words():
    (finding,) = [
        one for one in run("word " * 1000 + "he committed suicide. " + "word " * 1000).findings if one.scope == "text"
    ]
    assert finding.excerpt.cut_before
    assert finding.excerpt.cut_after
    assert "committed suicide" in finding.excerpt.text
    assert len(finding.excerpt.text) < 300


def test_the_fingerprint_moves_with_its_sentence_and_counts():
    text = "He committed suicide.\n\nAnother line.\n\nHe committed suicide.\n"
    first, second = (one for one in run(text).findings if one.scope == "text")
    assert first.fingerprint != second.fingerprint
    moved = [one for one in run("A new line.\n\n" + text).findings if one.scope == "text"]
    assert [one.fingerprint for one in moved] == [first.fingerprint, second.fingerprint]


def test_nothing_is_dropped_in_silence():
    result = run(
        "He said “he committed suicide”.\n\n"
        "<!-- safelint: allow committed-suicide, a title -->\n\nHe committed suicide.\n"
    )
    assert [one.excuse.because for one in result.excused] == ["quoted"]
    (suppressed,) = result.suppressed
    assert (suppressed.suppression.reason, suppressed.suppression.line) == ("a title", 3)
    assert [one.rule for one in result.findings if one.scope == "text"] == []


def test_what_is_below_the_severity_asked_for_is_kept_apart():
    result = run("He committed suicide.", rules={"committed-suicide": Severity.WARNING}, min_severity=Severity.ERROR)
    assert (rules(result.findings), rules(result.below)) == ([], ["committed-suicide"])


def test_the_writers_own_names_are_never_flagged():
    result = run("We sang He committed suicide again.", vocabulary=("He committed suicide",))
    assert [one.excuse.because for one in result.excused] == ["named"]


@pytest.mark.parametrize(
    ("comment", "suppressed", "note"),
    [
        ("<!-- safelint: allow committed-suicide, quoted in full -->", True, ""),
        ("<!-- safelint: allow suicide-language, quoted in full -->", True, ""),
        ("<!-- safelint: allow committed-suicide -->", True, "please give a reason"),
        ("<!-- safelint: allow comitted-suicide, wrong one -->", False, "is no rule or topic"),
        ("<!-- safelint: allow committed-suicide, old, until 2020-01-31 -->", False, "expired on 2020-01-31"),
        ("<!-- safelint: allow committed-suicide, new, until 2999-01-31 -->", True, ""),
        ("<!-- safelint: off committed-suicide, reason -->", True, ""),
        ("<!-- safelint: off committed-suicide, r --><!-- safelint: on -->", False, "suppressed nothing"),
        ("<!-- safelint: allow-file committed-suicide, reason -->", True, ""),
    ],
)
def test_suppression(comment, suppressed, note):
    choice = {"committed-suicide": Severity.ERROR}
    result = run(f"{comment}\n\nHe committed suicide.\n", today="2026-01-01", rules=choice)
    assert bool(result.suppressed) is suppressed
    assert len(result.findings) == (0 if suppressed else 1)
    assert note in " ".join(result.notes)
    assert bool(result.notes) is bool(note)
    unsuppressed = run(f"{comment}\n\nHe committed suicide.\n", rules=choice, suppress=False)
    assert len(unsuppressed.findings) == 1


def test_allow_reaches_only_the_next_block():
    text = "<!-- safelint: allow committed-suicide, x -->\n\nHe committed suicide.\n\nShe committed suicide.\n"
    assert [one.start.line for one in run(text, rules={"committed-suicide": Severity.ERROR}).findings] == [5]


def finding(start, end, severity, rule):
    at = [Position(offset, 1, offset + 1) for offset in (start, end)]
    return Finding(rule, "stigma", severity, Confidence.HIGH, "m", "f", *at, Excerpt("", 0))


def test_of_several_over_the_same_words_one_is_shown():
    light, heavy = finding(0, 9, Severity.ADVICE, "a"), finding(3, 5, Severity.ERROR, "b")
    longer, apart = finding(20, 29, Severity.ERROR, "c"), finding(24, 26, Severity.ERROR, "d")
    shown, giving_way = overlap.part([light, heavy, longer, apart])
    assert {one.rule for one in shown} == {"b", "c"}
    assert {(one.rule, one.excuse.because, one.excuse.evidence) for one in giving_way} == {
        ("a", "overlap", "b"),
        ("d", "overlap", "c"),
    }


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(Severity), st.sampled_from("abc"))))
def test_overlap_keeps_all_and_shows_none_twice(parts):
    findings = [finding(start, start + length, severity, rule) for start, length, severity, rule in parts]
    shown, giving_way = overlap.part(findings)
    assert len(shown) + len(giving_way) == len(findings)
    spans = sorted((one.start.offset, one.end.offset) for one in shown)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    findings.reverse()
    assert triage.in_order(overlap.part(findings)[0]) == triage.in_order(shown)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("# Talking about suicide\n\nA short note.", True),
        ("One word about suicide in a long article. " + "Plain words follow here. " * 200, False),
        ("Suicide is a subject. " + "Plain words. " * 20 + "Suicide again.", True),
        ("# Career suicide\n\nThe move was career suicide, and political suicide too.", False),
    ],
)
def test_what_a_document_is_about(text, about):
    assert ("suicide" in run(text).topics) is about


def test_a_rule_about_a_topic_is_quiet_elsewhere():
    quiet = "He was a heavy user of the software. " * 3
    assert run(quiet).findings == ()


QUOTE = "# After a suicide\n\n“Debts drove him to suicide,” his uncle said. The inquest into the suicide is in May.\n"
PLAIN = "# After a suicide\n\nDebts drove him to suicide. The inquest into the suicide is in May.\n"


@pytest.mark.parametrize(
    ("severity", "expected"),
    [(Severity.ERROR, Severity.WARNING), (Severity.WARNING, Severity.ADVICE), (Severity.ADVICE, Severity.ADVICE)],
)
def test_somebody_elses_words_weigh_one_severity_less_where_a_rule_says_so(severity, expected):
    (finding,) = run(QUOTE, rules={"drove-to-suicide": severity}).findings
    assert finding.severity is expected
    assert finding.lowered == Lowered(severity, "quoted", "“Debts drove him to suicide,”")
    assert finding.message.endswith("paraphrase it, or keep it on purpose.")
    (own,) = run(PLAIN, rules={"drove-to-suicide": severity}).findings
    assert (own.severity, own.lowered) == (severity, None)
    assert finding.message.startswith(own.message)


def test_what_weighs_less_may_fall_below_the_severity_shown():
    result = run(QUOTE, rules={"drove-to-suicide": Severity.WARNING}, min_severity=Severity.WARNING)
    assert (rules(result.findings), rules(result.below)) == ([], ["drove-to-suicide"])


def test_no_machine_rewrites_somebody_elses_words():
    rule = next(one for one in BOOK.rules if one.id == "committed-suicide")
    book = replace(BOOK, rules=(replace(rule, unless=(), lower=("quoted",)),), digest="lowered")
    source = Source("x.md", "He said “she committed suicide”, and that she committed suicide in May.")
    result = lint(read(source, "markdown"), source, book, Choice({rule.id: Severity.ERROR}), PARSER)
    assert [(one.severity, one.fix is None) for one in result.findings] == [
        (Severity.WARNING, True),
        (Severity.ERROR, False),
    ]


def test_committed_suicide_in_a_quotation_stays_excused():
    result = run("He said “she committed suicide”.", rules={"committed-suicide": Severity.ERROR})
    assert [one.excuse.because for one in result.excused] == ["quoted"]


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text):
    result = run(text)
    assert all(0 <= one.start.offset <= one.end.offset <= len(text) for one in result.findings)


def test_the_same_text_gives_the_same_result():
    text = (builtin().parent / "examples/local-news-report.md").read_text("utf-8")
    assert run(text) == run(text)
