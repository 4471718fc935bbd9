import shutil
from pathlib import Path

import pytest

from safelint.model.errors import RuleError
from safelint.rulebook import builtin, load
from safelint.rulebook.load import find_files

GOOD = """\
id: blue-banana
title: Bananas
topic: stigma
severity: warning
find:
  phrase:
    - blue banana
unless: [quoted]
say: “{found}” is no fruit.
why: A reason.
sources: [ca_988]
flags: |
  A <blue banana> here.
  Two <blue bananas> there.
passes: |
  A yellow banana.
  He said “a blue banana”.  [quoted]
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("_words", "_cues", "_topics"):
        shutil.copytree(builtin() / "en" / name, tmp_path / "en" / name)
    (tmp_path / "en/stigma").mkdir()
    shutil.copy(builtin() / "sources.yaml", tmp_path)
    return tmp_path


def write(folder, text=GOOD, name="blue-banana", topic="stigma"):
    (folder / f"en/{topic}/{name}.yaml").write_text(text, "utf-8")


def complaints(folder):
    with pytest.raises(RuleError) as raised:
        load([folder])
    return [(one.line, one.what, one.hint) for one in raised.value.complaints]


def test_a_good_rule_is_read(folder):
    write(folder)
    (rule,) = load([folder]).rules
    assert (rule.id, rule.unless, rule.sources, len(rule.examples)) == ("blue-banana", ("quoted",), ("ca_988",), 4)
    assert rule.examples[0].flagged == ((2, 13),)


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "hint"),
    [
        ("id: blue-banana", "id: red-banana", 1, "the id is the file's name", ""),
        ("topic: stigma", "topic: stigmas", 3, "“stigmas” is no value", "“stigma”"),
        ("topic: stigma", "topic: shame", 3, "stands in the folder of that name", ""),
        ("severity: warning", "severity: warn", 4, "“warn” is no value", "“warning”"),
        ("why: A reason.\n", "", 0, "`why:` is missing", ""),
        ("why: A reason.", "wy: A reason.", 10, "“wy” is no key", "“why”"),
        ("sources: [ca_988]", "sources: []", 0, "`sources:` is missing", ""),
        ("sources: [ca_988]", "sources: [ca_98]", 11, "there is no source “ca_98”", "“ca_988”"),
        ("sources: [ca_988]", "sources: ca_988", 11, "takes a list", ""),
        ("unless: [quoted]", "unless: [quotes]", 8, "“quotes” is not known", "“quoted”"),
        ("unless: [quoted]", "unless: [quoted, negated]", 8, "no line under `passes:` ends in [negated]", ""),
        ("”.  [quoted]", "”.  [quotes]", 17, "[quotes] is no context", "“quoted”"),
        ("unless: [quoted]", "unless: [quoted]\nlower: [negate]", 9, "“negate” is not known", "“negated”"),
        ("unless: [quoted]", "unless: [quoted]\nlower: [negated]", 9, "no line under `flags:` ends in [negated]", ""),
        ("unless: [quoted]", "unless: [quoted]\nlower: [quoted]", 9, "under `unless:` and under `lower:`", "one of"),
        ("bananas> there.", "bananas> there.  [quoted]", 14, "[quoted] does not stand under `lower:`", ""),
        ("  Two <blue bananas> there.\n", "", 12, "at least 2 examples", ""),
        ("  A yellow banana.\n", "", 15, "at least 2 examples", ""),
        ("A <blue banana> here.", "A blue banana here.", 13, "marks no words", ""),
        ("say: “{found}” is no fruit.", "say: a\nfix: safe", 10, "needs a `=>` line", ""),
        ("  phrase:", "  phrases:", 6, "“phrases” is no way to look", "“phrase”"),
        ("    - blue banana", "    - $fruits", 7, "there is no word list $fruits", ""),
        ("unless: [quoted]", "about: [suicides]\nunless: [quoted]", 8, "there is no topic “suicides”", "“suicide”"),
        ("unless: [quoted]", "except: [… banana]\nunless: [quoted]", 8, "needs a word at its start", ""),
    ],
)
def test_a_faulty_rule_is_refused_with_its_line(folder, old, new, line, what, hint):
    assert old in GOOD
    write(folder, GOOD.replace(old, new))
    found = complaints(folder)
    assert any(one[0] == line and what in one[1] and hint in one[2] for one in found), found


def test_a_context_may_make_a_rule_weigh_less(folder):
    text = GOOD.replace("unless: [quoted]", "lower: [quoted]").replace("  He said “a blue banana”.  [quoted]\n", "")
    shown = "  He said “two <blue bananas>”.  [quoted]\npasses: |\n  A green banana.\n"
    write(folder, text.replace("passes: |\n", shown))
    (rule,) = load([folder]).rules
    assert (rule.lower, rule.unless) == (("quoted",), ())
    assert [one.excuse for one in rule.examples if one.flags] == ["", "", "quoted"]


def test_every_faulty_file_is_named_in_one_go(folder):
    write(folder, GOOD.replace("severity: warning", "severity: warn"))
    write(folder, GOOD.replace("blue-banana", "two").replace("why:", "wy:"), "two")
    assert len(complaints(folder)) >= 2


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "null"])
def test_a_file_that_is_no_rule(folder, text):
    write(folder, text)
    assert complaints(folder)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RuleError, match="no such folder of rules"):
        load([tmp_path / "none"])


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("en/_words/list.yaml", "words: yes\n", "a word list is"),
        ("en/_words/list.yaml", "inflect: never\nwords: [a]\n", "`inflect:` is one of"),
        ("en/_words/irregular-verbs.yaml", "take: took\n", "past and the participle"),
        ("en/_topics/x.yaml", "id: y\nwords: [a]\n", "the id of a topic"),
        ("en/_topics/x.yaml", "id: x\nword: [a]\n", "no key of a topic"),
        ("en/_topics/x.yaml", "id: x\nwords: [a]\nat-least: many\n", "whole number"),
        ("en/_cues/x.yaml", "before: [$nothing]\n", "no word list"),
        ("sources.yaml", "x: {title: T}\n", "needs `title:` and `organisation:`"),
        ("helplines/XX.yaml", "country: YY\n", "is the file's name"),
        ("helplines/XX.yaml", "country: XX\nlines:\n  - {id: a, name: A, calls: [x]}\n", "no key of a helpline"),
        ("presets/p.yaml", "id: p\ntopic: [stigma]\n", "no key of a preset"),
        ("presets/p.yaml", "id: q\n", "the id of a preset"),
        ("presets/p.yaml", "id: p\ntitle: [T]\n", "takes one text"),
        ("presets/p.yaml", "id: p\ntopics: stigma\n", "takes a list"),
        ("presets/p.yaml", "id: p\ntopics: [stigmas]\n", "did you mean “stigma”"),
        ("presets/p.yaml", "id: p\nalso: [stigmas]\n", "did you mean “stigma”"),
        ("presets/p.yaml", "id: p\nsources: [nowhere]\n", "“nowhere” is not known under `sources:`"),
        ("presets/p.yaml", "id: p\nstatuses: [retired]\n", "“retired” is not known"),
        ("presets/p.yaml", "id: p\nseverity: [off]\n", "takes topics"),
        ("presets/p.yaml", "id: p\nseverity: {blue-banana: off}\n", "there is no topic “blue-banana”"),
        ("presets/p.yaml", "id: p\nseverity: {stigma: loud}\n", "“loud” is no severity"),
        ("presets/p.yaml", "- a\n", "the id of a preset"),
    ],
)
def test_the_other_files_are_checked_too(folder, path, text, what):
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text(text, "utf-8")
    with pytest.raises(RuleError, match=r"(?s)\.yaml:\d+:.*" + what):
        load([folder])


def test_two_rules_of_one_id_in_one_folder_are_refused(folder):
    write(folder)
    (folder / "en/shame").mkdir()
    write(folder, GOOD.replace("topic: stigma", "topic: shame"), topic="shame")
    assert any("blue-banana in" in what and what.startswith("there is a rule") for _, what, _ in complaints(folder))


def test_a_second_folder_adds_and_replaces(folder, tmp_path):
    write(folder)
    pack = tmp_path / "pack"
    (pack / "en/stigma").mkdir(parents=True)
    write(pack, GOOD.replace("title: Bananas", "title: Fruit"))
    (rule,) = load([folder, pack]).rules
    assert rule.title == "Fruit"


def test_the_built_in_folder_is_there():
    assert find_files([builtin()]).rules
