"""``dependency``: spaCy's dependency patterns, in lower case, on sentences that hold one of their words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.model.pattern import Dependency
from safelint.model.span import Span
from safelint.nlp.patterns import rarest, token
from safelint.nlp.search import dependency_matches, shape_of_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.rule import Rule
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage

_OPERATORS = (
    "<",
    ">",
    "<<",
    ">>",
    ".",
    ".*",
    ";",
    ";*",
    "$+",
    "$-",
    "$++",
    "$--",
    ">+",
    ">-",
    ">++",
    ">--",
    "<+",
    "<-",
    "<++",
    "<--",
)
_KEYS = ("right_id", "left_id", "rel_op", "right_attrs", "mark")


def compile_spec(spec: object, lexicon: Lexicon, inflect: str) -> list[Dependency]:
    """One pattern (a list of nodes), or a list of patterns."""
    if not isinstance(spec, list) or not spec:
        raise SpecError("`dependency` takes a list of nodes, or a list of such lists")
    several = isinstance(spec[0], list)
    return [_compile(part, lexicon, (at,) if several else ()) for at, part in enumerate(spec if several else [spec])]


def _compile(spec: object, lexicon: Lexicon, path: tuple[str | int, ...]) -> Dependency:
    if not isinstance(spec, list) or not spec:
        raise SpecError("a pattern is a list of nodes", path)
    built, needed, marks = [], [], []
    known: set[str] = set()
    for at, part in enumerate(spec):
        here = (*path, at)
        _check(part, at, known, here)
        attrs, literals = token(part.get("right_attrs", {}), lexicon, (*here, "right_attrs"))
        node = {"RIGHT_ID": part["right_id"], "RIGHT_ATTRS": attrs}
        if at:
            node |= {"LEFT_ID": part["left_id"], "REL_OP": part["rel_op"]}
        built.append(node)
        known.add(part["right_id"])
        if literals:
            needed.append(literals)
        if part.get("mark") == "yes":
            marks.append(part["right_id"])
    if not needed:
        raise SpecError("a pattern needs one node with `lower` or `lemma`", path)
    triggers = rarest(needed)
    written = " ".join(str(part["right_id"]) for part in spec)
    return Dependency(written, json.dumps({"pattern": built}), tuple(dict.fromkeys(triggers)), tuple(marks))


def _check(part: object, at: int, known: set[str], path: tuple[str | int, ...]) -> None:
    if not isinstance(part, Mapping) or "right_id" not in part:
        raise SpecError("a node is a mapping with `right_id` and `right_attrs`", path)
    unknown = [key for key in part if key not in _KEYS]
    if unknown:
        raise SpecError(f"“{unknown[0]}” is none of {', '.join(_KEYS)}", (*path, unknown[0]))
    if at and (part.get("left_id") not in known or part.get("rel_op") not in _OPERATORS):
        raise SpecError("every node after the first needs `left_id` (an earlier node) and `rel_op`", path)


def find(pattern: Dependency, rule: Rule, passage: Passage, sentence: Span, doc: Any) -> Iterator[Match]:
    """The matches in one parsed sentence of ``passage`` that begins at ``sentence.start``."""
    for spans in dependency_matches(pattern.pattern, pattern.mark, doc):
        span = Span(min(s.start for s in spans), max(s.end for s in spans)).shift(sentence.start)
        related = tuple(s.shift(sentence.start) for s in sorted(spans))
        yield Match(rule.id, passage.index, span, shape_of_tokens(doc, spans), pattern.written, related)
