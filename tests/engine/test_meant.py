"""How many mentions of a topic are looked at to tell whether they mean people's lives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safelint.engine import whole


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=9), st.integers(0, 6))
def test_no_more_are_looked_at_than_decide(mentions, least):
    looked = []

    def meant(_rule, place, *_):
        looked.append(place)
        return place[0]

    before = whole._meant, whole._before
    try:
        whole._meant, whole._before = meant, lambda place, *_: place[1]
        found = whole._are_meant(None, mentions, least, None, None)
    finally:
        whole._meant, whole._before = before
    counted = [place for place in mentions if place[0]]
    assert found == (len(counted) >= least and any(not place[1] for place in counted))
    assert looked == mentions[: len(looked)]
