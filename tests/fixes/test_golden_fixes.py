"""Sentences before and after, as they were read one by one: ``SNAP=1`` writes what stands after each anew.

In ``tests/golden/fixes/*.txt`` every line that begins with “- ” is a text (⏎ stands for a line break), and the line
below it says whether a machine may write the change (``safe``), a person is asked (``ask``, the first suggestion), or
nothing is written (``none``).
"""

import os
from pathlib import Path

import pytest

from safelint import formats
from safelint.engine import lint
from safelint.fixes.combine import apply, combine
from safelint.model.choice import Choice
from safelint.model.fix import Safety
from safelint.model.pattern import HelplineState, Missing
from safelint.model.source import Source
from safelint.nlp.pipeline import Pipeline
from safelint.rulebook import builtin, load

GOLDEN = Path(__file__).parents[1] / "golden" / "fixes"
BOOK = load([builtin()])
PARSER = Pipeline()
CHOICE = Choice(
    {rule.id: rule.severity for rule in BOOK.rules if not isinstance(rule.find[0], (HelplineState, Missing))},
    audience=("GB", "US"),
)


def rewritten(line):
    source = Source("x.md", line.replace("⏎", "\n") + "\n")
    document = formats.read(source, "markdown")
    result = lint(document, source, BOOK, CHOICE, PARSER, assume=frozenset(BOOK.topics))
    fixes = [one.fix for one in result.findings if one.fix]
    if not fixes:
        return "none"
    label = "safe" if all(fix.safety is Safety.SAFE for fix in fixes) else "ask "
    return f"{label} {apply(source.text, combine(fixes)).rstrip().replace(chr(10), '⏎')}"


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
