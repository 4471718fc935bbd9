"""A text in pieces is the text."""

from __future__ import annotations

import pytest

from safelint.nlp import pieces


@pytest.mark.parametrize("size", [1, 3, 10, 100])
@pytest.mark.parametrize("text", ["", "one", "one\ntwo\n\nthree", "\n\n\n", "a" * 50 + "\n" + "b" * 50])
def test_pieces_are_whole_lines_and_together_the_text(monkeypatch, text, size):
    monkeypatch.setattr(pieces, "SIZE", size)
    found = list(pieces.pieces(text))
    assert "".join(piece for _, piece in found) == text
    assert all(text[at : at + len(piece)] == piece for at, piece in found)
    assert all(piece.endswith("\n") for _, piece in found[:-1])
