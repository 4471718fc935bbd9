"""Sentences before and after, as they were read one by one: ``SNAP=1`` writes what stands after each anew.

In ``tests/golden/fixes/*.txt`` every line that begins with “- ” is a text (⏎ stands for a line break), and the line
below it says whether a machine may write the change (``safe``), a person is asked (``ask``, the first suggestion), or
nothing is written (``none``). A change is followed round by round, as ``safelint fix --unsafe-too`` does.
"""

import os
from pathlib import Path

import pytest

from safelint import formats
from safelint.engine import lint
from safelint.fixes.combine import combine
from safelint.formats.rewrite import apply
from safelint.model.choice import Choice
from safelint.model.fix import Safety
from safelint.model.pattern import HelplineState, Missing
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load
from safelint.runner.mend import ROUNDS

GOLDEN = Path(__file__).parents[1] / "golden" / "fixes"
BOOK = load([builtin()])
PARSER = Pipeline()
CHOICE = Choice(
    {rule.id: rule.severity for rule in BOOK.rules if not isinstance(rule.find[0], (HelplineState, Missing))},
    audience=("GB", "US"),
)


def rewritten(line):
    text, safe = line.replace("⏎", "\n") + "\n", True
    for _ in range(ROUNDS):
        source = Source("x.md", text)
        document = formats.read(source, "markdown")
        result = lint(document, source, BOOK, CHOICE, PARSER, assume=frozenset(BOOK.topics))
        fixes = [one.fix for one in result.findings if one.fix]
        if not fixes:
            break
        safe = safe and all(fix.safety is Safety.SAFE for fix in fixes)
        text = apply(text, combine(fixes))
    after = text.rstrip().replace("\n", "⏎")
    return "none" if after == line else f"{'safe' if safe else 'ask '} {after}"


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_sentences_are_rewritten_as_reviewed(name):
    golden = GOLDEN / f"{name}.txt"
    before = [line for line in golden.read_text("utf-8").splitlines() if line.startswith("- ")]
    found = "".join(f"{line}\n  {rewritten(line[2:])}\n" for line in before)
    if os.environ.get("SNAP"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_there_are_enough_of_them():
    lines = [line for path in GOLDEN.glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    assert sum(line.startswith(("  safe", "  ask")) for line in lines) >= 300


def test_what_a_reader_refused_is_still_there_and_little():
    written = [line for path in GOLDEN.glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    labels = {before[2:]: after[2:6].strip() for before, after in zip(written[::2], written[1::2], strict=True)}
    refused = [line[2:] for line in (GOLDEN / "readers.md").read_text("utf-8").splitlines() if line.startswith("- ")]
    assert refused
    for label, most in (("safe", 0.02), ("ask", 0.1)):
        count = sum(labels[text] == label for text in refused)  # a KeyError: it was changed and has to be read anew
        assert count <= most * sum(one == label for one in labels.values())
