"""The whole rule book over small texts, every rule of wording switched on."""

from __future__ import annotations

import pytest

from safelint import formats
from safelint.engine import lint
from safelint.model.choice import Choice
from safelint.model.pattern import HelplineState, Missing
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load


class Desk:
    """Reads a text with every rule about wording, as if it were about every topic."""

    def __init__(self):
        self.book = load([builtin()])
        worded = [rule for rule in self.book.rules if not isinstance(rule.find[0], (HelplineState, Missing))]
        self.choice = Choice({rule.id: rule.severity for rule in worded}, audience=("GB", "US"))
        self._parser = Pipeline()

    def read(self, text, path="x.md"):
        source = Source(path, text)
        document = formats.read(source)
        result = lint(document, source, self.book, self.choice, self._parser, assume=frozenset(self.book.topics))
        return result, [(block.kind, block.level, block.key) for block in document.blocks]


@pytest.fixture(scope="session")
def desk():
    return Desk()
