"""Beginning a rule, and finding what a rule file belongs to."""

import pytest

from safelint.model.errors import RuleError
from safelint.model.rule import TOPICS
from safelint.rulebook import builtin
from safelint.runner.rulefile import begin, is_file, pack


def test_begin_writes_the_template_with_id_and_topic(tmp_path):
    path = begin("a-new-rule", "stigma", str(tmp_path))
    assert path == tmp_path / "en" / "stigma" / "a-new-rule.yaml"
    text = path.read_text("utf-8")
    assert "id: a-new-rule\n" in text
    assert "topic: stigma\n" in text
    assert "flags: |" in text
    assert pack(str(path)) == tmp_path.resolve()
    with pytest.raises(RuleError, match="already"):
        begin("a-new-rule", "shame", str(tmp_path))


@pytest.mark.parametrize("name", ["", "A", "a_b", "-a", "a-", "../a", "a.yaml", "é", "a\nb"])
def test_begin_refuses_what_is_no_id(tmp_path, name):
    with pytest.raises(RuleError, match="no rule id"):
        begin(name, "stigma", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_begin_refuses_the_name_of_a_rule_that_comes_with_safelint(tmp_path):
    with pytest.raises(RuleError, match="already"):
        begin("committed-suicide", "stigma", str(tmp_path))


def test_begin_says_when_it_can_not_write(tmp_path):
    (tmp_path / "en").write_text("")
    with pytest.raises(RuleError, match="can't be used"):
        begin("a-new-rule", "stigma", str(tmp_path))


@pytest.mark.parametrize("topic", TOPICS)
def test_the_template_is_complete(tmp_path, topic):
    """The loader refuses a rule just begun for one reason only: no guideline is named yet."""
    from safelint.rulebook import load

    path = begin("a-new-rule", topic, str(tmp_path))
    with pytest.raises(RuleError) as caught:
        load([builtin(), tmp_path])
    about = [complaint for complaint in caught.value.complaints if complaint.path == str(path)]
    assert len(about) == 1
    assert "sources" in about[0].what


@pytest.mark.parametrize(("name", "meant"), [("a", False), ("a.yaml", True), ("x/a.yaml", True), ("x/a", True)])
def test_is_file(name, meant):
    assert is_file(name) is meant


@pytest.mark.parametrize("name", ["none.yaml", "en", "a.yaml", "en/_words/a.yaml"])
def test_pack_refuses_what_is_no_rule_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en" / "_words").mkdir(parents=True)
    (tmp_path / "a.yaml").write_text("")
    (tmp_path / "en" / "_words" / "a.yaml").write_text("")
    with pytest.raises(RuleError):
        pack(name)
