import pytest

from safelint.model.errors import ConfigError
from safelint.model.rule import Severity
from safelint.model.rulebook import Preset, Rulebook
from safelint.rulebook import builtin, choose, load

BOOK = load([builtin()])


def test_all_rules_run_by_default_unless_the_preset_leaves_them_out():
    bare = Rulebook(BOOK.rules, BOOK.topics, BOOK.cues, BOOK.sources, BOOK.helplines, "x")
    assert set(choose(bare)) == {rule.id for rule in BOOK.rules if rule.status.value != "retired"}


def test_select_and_ignore_take_rules_and_topics():
    assert "committed-suicide" in choose(BOOK, select=["suicide-language"])
    assert set(choose(BOOK, select=["committed-suicide"])) == {"committed-suicide"}
    assert "committed-suicide" not in choose(BOOK, ignore=["committed-suicide"])
    assert "committed-suicide" not in choose(BOOK, ignore=["suicide-language"])


def test_severity_is_set_by_rule_or_topic_and_off_is_off():
    assert choose(BOOK, severity={"committed-suicide": "advice"})["committed-suicide"] is Severity.ADVICE
    assert choose(BOOK, severity={"suicide-language": "advice"})["committed-suicide"] is Severity.ADVICE
    assert "committed-suicide" not in choose(BOOK, severity={"committed-suicide": "off"})


@pytest.mark.parametrize(
    "options",
    [{"select": ["comitted-suicide"]}, {"ignore": ["comitted-suicide"]}, {"severity": {"comitted-suicide": "error"}}],
)
def test_an_unknown_id_names_the_nearest(options):
    with pytest.raises(ConfigError, match="did you mean “committed-suicide”"):
        choose(BOOK, **options)


def test_a_severity_that_is_none():
    with pytest.raises(ConfigError, match="no severity"):
        choose(BOOK, severity={"committed-suicide": "loud"})


def test_an_unknown_preset():
    with pytest.raises(ConfigError, match=r"no preset.*did you mean “recommended”"):
        choose(BOOK, preset="recomended")
    with pytest.raises(ConfigError, match=r"no preset.*there are: .*newsroom"):
        choose(BOOK, preset="qq")


def test_a_preset_chooses_by_what_rules_are():
    preset = Preset(
        "p", "P", topics=("suicide-language",), sources=("ca_988",), severity={"suicide-language": "advice"}
    )
    book = Rulebook(BOOK.rules, BOOK.topics, BOOK.cues, BOOK.sources, BOOK.helplines, "x", {"p": preset})
    chosen = choose(book, preset="p")
    assert chosen
    assert set(chosen.values()) == {Severity.ADVICE}
    assert all(
        rule.topic == "suicide-language" and "ca_988" in rule.sources for rule in BOOK.rules if rule.id in chosen
    )


def test_a_preset_may_add_topics_and_switch_others_off():
    preset = Preset(
        "p",
        "P",
        sources=("who_2017",),
        also=("eating-disorder",),
        statuses=("stable",),
        severity={"headline": "off", "eating-disorder": "advice"},
    )
    book = Rulebook(BOOK.rules, BOOK.topics, BOOK.cues, BOOK.sources, BOOK.helplines, "x", {"p": preset})
    chosen = choose(book, preset="p")
    by_id = {rule.id: rule for rule in BOOK.rules}
    assert {by_id[one].topic for one in chosen} > {"eating-disorder"}
    for rule in BOOK.rules:
        kept = rule.topic == "eating-disorder" or ("who_2017" in rule.sources and rule.topic != "headline")
        assert (rule.id in chosen) == (kept and rule.status.value == "stable"), rule.id
    assert all(chosen[one] is Severity.ADVICE for one in chosen if by_id[one].topic == "eating-disorder")
    # what a writer asks for by rule wins over the preset's topic
    asked = {"headline-method": "warning"}
    assert choose(book, severity=asked, preset="p").get("headline-method") is Severity.WARNING


def test_a_retired_rule_says_why_when_it_is_asked_for():
    from dataclasses import replace

    from safelint.model.rule import Status

    old = replace(BOOK.rules[0], id="old-rule", status=Status.RETIRED, why="Others do it better;\nsee new-rule.")
    book = replace(BOOK, rules=(*BOOK.rules, old))
    assert "old-rule" not in choose(book)
    for options in ({"select": ["old-rule"]}, {"severity": {"old-rule": "error"}}):
        with pytest.raises(ConfigError, match=r"“old-rule” is retired\. Others do it better; see new-rule\."):
            choose(book, **options)
    assert "old-rule" not in choose(book, ignore=["old-rule"], severity={"old-rule": "off"})
