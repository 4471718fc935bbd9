"""The presets that come with safelint: each loads, chooses what its title says, and runs."""

import json

import pytest
from click.testing import CliRunner

from safelint.cli.app import app
from safelint.rulebook import builtin, choose, load

BOOK = load([builtin()])
BY_ID = {rule.id: rule for rule in BOOK.rules}
STABLE = sum(rule.status.value == "stable" for rule in BOOK.rules)
# How many rules each chooses at the least: a rule may lose a source, a guideline may not lose its preset.
LEAST = {
    "recommended": STABLE,
    "strict": STABLE,
    "newsroom": 250,
    "clinical": 250,
    "peer-support": 150,
    "who": 40,
    "reporting-on-suicide": 25,
    "samaritans": 15,
    "mindframe": 45,
    "hse": 10,
    "northern-ireland": 30,
    "canada": 25,
    "self-injury": 15,
    "addiction-words": 15,
    "time-to-change": 40,
    "eating-disorders": 25,
    "press-council-india": 10,
    "nz-coroner": 15,
}
AUDIENCES = ("newsroom", "clinical", "peer-support")
TEXT = (
    "---\naudience: GB\n---\n\nHe committed suicide. The suicide epidemic is growing, he said of suicide.\n\n"
    "Drug abusers use heroin here. She is an anorexic. A schizophrenic man lives there.\n"
)


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory):
    """One cache folder for all runs, so that the rules are compiled once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAFELINT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def run(*args):
    result = CliRunner().invoke(app, args, prog_name="safelint")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_every_preset_is_known_here():
    assert set(LEAST) == set(BOOK.presets)


@pytest.mark.parametrize("name", LEAST)
def test_the_guide_names_the_preset(name, root):
    assert f"\n| `{name}` | " in (root / "docs/guide.md").read_text("utf-8")


@pytest.mark.parametrize("name", LEAST)
def test_a_preset_loads_and_chooses(name):
    preset = BOOK.presets[name]
    chosen = choose(BOOK, preset=name)
    assert preset.title != name
    assert len(chosen) >= LEAST[name]
    for one in chosen:
        rule = BY_ID[one]
        assert rule.topic in preset.also or not preset.sources or set(rule.sources) & set(preset.sources)
        assert rule.status.value == "stable" or name == "strict"


@pytest.mark.parametrize("name", LEAST)
def test_a_preset_runs(name, tmp_path):
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    result = run("check", str(tmp_path / "a.md"), "--isolated", "--preset", name, "--format", "json")
    report = json.loads(result.stdout)
    chosen = choose(BOOK, preset=name)
    found = report["files"][0]["findings"]
    assert found, "the text is made so that every preset finds something"
    assert all(one["severity"] == chosen[one["rule"]].value for one in found)
    assert result.exit_code == int(any(one["severity"] == "error" for one in found))
    listed = run("rule", "list", "--isolated", "--preset", name, "--format", "json").stdout
    assert {row["rule"]: row["severity"] for row in json.loads(listed)} == {
        one: severity.value for one, severity in chosen.items()
    }


@pytest.mark.parametrize("name", AUDIENCES)
def test_no_preset_for_an_audience_makes_harm_weigh_less(name):
    """Method detail, and helplines that are wrong or missing, weigh what the rule says, whoever writes."""
    chosen = choose(BOOK, preset=name)
    for rule in BOOK.rules:
        if rule.topic in ("method-detail", "crisis-support") and rule.status.value == "stable":
            assert chosen[rule.id] is rule.severity


@pytest.mark.parametrize("name", AUDIENCES)
def test_a_preset_for_an_audience_only_lowers(name):
    assert all(severity.rank >= BY_ID[one].severity.rank for one, severity in choose(BOOK, preset=name).items())


def test_people_who_write_about_themselves_keep_their_words():
    topics = {BY_ID[one].topic for one in choose(BOOK, preset="peer-support")}
    assert not topics & {"person-first", "addiction-language"}
    assert topics >= {"shame", "minimising", "method-detail", "eating-disorder", "crisis-support"}
