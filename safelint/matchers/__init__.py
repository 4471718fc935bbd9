"""How a rule looks: one module for each word under ``find:``.

Each module has ``compile(spec, lexicon, inflect)``, which turns what stands under its word in a rule file into
patterns, and a way to find them; ``triggers`` is the one literal scan that comes before all of them, and ``directory``
looks helplines up.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from safelint.model.pattern import Dependency, HelplineState, Missing, Pattern, Phrase, Together, Tokens

if TYPE_CHECKING:
    from safelint.nlp.lexicon import Lexicon

MATCHERS: dict[str, type[Any]] = {
    "phrase": Phrase,
    "tokens": Tokens,
    "dependency": Dependency,
    "together": Together,
    "missing": Missing,
    "helpline": HelplineState,
}


def compile_find(word: str, spec: object, lexicon: Lexicon, inflect: str) -> list[Pattern]:
    """Compile what stands under ``word`` in a rule's ``find:``.

    Raises:
        SpecError: it has not the shape that the matcher reads.
    """
    module = import_module(f"safelint.matchers.{word}")
    patterns: list[Pattern] = module.compile_spec(spec, lexicon, inflect)
    return patterns
