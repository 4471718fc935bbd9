"""Addresses of helplines in the words of a source are found wherever they stand, in a text of any length."""

from __future__ import annotations

import ahocorasick_rs
import pytest

from safelint.engine import addresses
from safelint.nlp import pieces

HOSTS = ahocorasick_rs.AhoCorasick(["findahelpline.com", "988lifeline.org"])
TEXT = "Talk to somebody.\nSee FindAHelpline.com or\nhttps://988lifeline.org/chat today.\nİ am here: 988lifeline.org.\n"


def found(text):
    return [(link.target, text[link.span.start : link.span.end]) for link in addresses.bare(text, HOSTS, ())]


def test_an_address_is_found_with_its_place():
    whole = TEXT.replace("İ", "I")
    links = found(whole)
    assert [target for target, _ in links] == ["FindAHelpline.com", "https://988lifeline.org/chat", "988lifeline.org"]
    assert all(target == shown for target, shown in links)


@pytest.mark.parametrize("size", [1, 5, 20, 60])
def test_so_it_is_when_the_text_is_taken_in_pieces(monkeypatch, size):
    whole = TEXT.replace("İ", "I")
    before = found(whole)
    monkeypatch.setattr(pieces, "SIZE", size)
    assert found(whole) == before


def test_a_letter_that_grows_in_lower_case_hides_no_more_than_its_piece(monkeypatch):
    assert found(TEXT) == []
    monkeypatch.setattr(pieces, "SIZE", 5)
    assert [target for target, _ in found(TEXT)] == ["FindAHelpline.com", "https://988lifeline.org/chat"]
