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
    with pytest.raises(ConfigError, match="no preset"):
        choose(BOOK, preset="recomended")


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
