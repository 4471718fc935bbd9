"""Sessions that share what is loaded and ask for other settings."""

from __future__ import annotations

import pickle

import pytest

from safelint.model.errors import ConfigError
from safelint.runner.session import Session
from safelint.runner.variant import Recent, variant

TEXT = "He committed suicide. Call it a suicide epidemic. She is an addict."


def rules(session):
    return {one.rule for one in session.lint_text(TEXT).findings}


def test_a_variant_asks_for_more_and_the_session_stays_as_it_was():
    session = Session(isolated=True)
    before = rules(session)
    assert len(before) > 1
    one = min(before)
    other = variant(session, ignore=[one], min_severity="advice")
    assert rules(other) == before - {one}
    assert rules(variant(other, ignore=sorted(before)[1:2])) == before - set(sorted(before)[:2])
    assert rules(session) == before
    assert other.book() is session.book()
    assert other.parser() is session.parser()


def test_severities_add_up_and_others_are_replaced():
    session = Session(isolated=True, severity={"a": "error"}, audience="GB")
    found = variant(session, severity={"b": "advice"}, audience="US").asked.fields
    assert {name: level.value for name, level in found["severity"].items()} == {"a": "error", "b": "advice"}
    assert found["audience"] == ("US",)
    assert session.asked.fields["audience"] == ("GB",)
    with pytest.raises(ConfigError, match="no country"):
        variant(session, audience="XX")


def test_only_the_newest_are_kept_and_go_to_other_processes():
    kept = Recent(3)
    kept.fill("abcd", 1)
    kept["e"] = 2
    assert kept == {"c": 1, "d": 1, "e": 2}
    again = pickle.loads(pickle.dumps(kept))  # noqa: S301  our own
    again["f"] = 3
    assert list(again) == ["d", "e", "f"]
    assert list(kept) == ["c", "d", "e"]
