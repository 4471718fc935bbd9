"""``_credits/``: what a text does well, and the facts it tells, found in the way that rules find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.contexts import CONTEXTS
from safelint.model.document import BlockKind
from safelint.model.errors import RuleError
from safelint.model.fix import Safety
from safelint.model.rule import Confidence, Rule, Severity, Status
from safelint.model.scorecard import CREDIT, FACT
from safelint.rulebook.build import check_references, compile_exceptions, compile_patterns
from safelint.rulebook.examples import check_examples, read_examples
from safelint.rulebook.read import Page, read
from safelint.rulebook.shape import Key, check

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from safelint.model.errors import Complaint
    from safelint.model.pattern import Pattern, Phrase
    from safelint.model.rule import Example
    from safelint.nlp.lexicon import Lexicon

_MATCHERS = ("phrase", "tokens", "dependency", "together")
_SHOWS, _MISSES = "credits", "misses"

KEYS: dict[str, Key] = {
    "id": Key("text", "the file's name without .yaml", required=True),
    "title": Key("text", "one line that names what is credited", required=True),
    "role": Key("text", "whether it speaks for a text, or is only a fact about it", choices=(CREDIT, FACT)),
    "find": Key("mapping", "what to look for, as in a rule", required=True, choices=(*_MATCHERS, "inflect")),
    "except": Key("words", "phrases that look like it and are not"),
    "unless": Key("words", "contexts in which it does not count", choices=CONTEXTS),
    "about": Key("words", "document topics to which it is limited", required=True),
    "in": Key("words", "kinds of block to look at", choices=tuple(k.value for k in BlockKind)),
    "why": Key("text", "the reason, for a writer", required=True),
    "sources": Key("words", "ids of guidelines in sources.yaml"),
    _SHOWS: Key("examples", "examples that must be credited", required=True),
    _MISSES: Key("examples", "examples that must not be credited", required=True),
}


def build_credit(path: Path, lexicon: Lexicon, topics: Collection[str], sources: Collection[str]) -> Rule:
    """Compile one file of ``_credits/``: a rule whose matches speak for the text, with ``credit`` as its topic.

    Raises:
        RuleError: with one complaint for everything that is wrong in it.
    """
    page = read(path)
    complaints = check(page, KEYS, "credit file") or _check_references(page, path, topics, sources)
    if complaints:
        raise RuleError("\n".join(map(str, complaints)), tuple(complaints))
    find = compile_patterns(page, _MATCHERS, lexicon)
    examples = read_examples(page, (_SHOWS, _MISSES))
    complaints = check_examples(page, examples, (_SHOWS, _MISSES))
    if complaints:
        raise RuleError("\n".join(map(str, complaints)), tuple(complaints))
    return _credit(page, find, compile_exceptions(page, lexicon), examples)


def _credit(
    page: Page, find: tuple[Pattern, ...], exceptions: tuple[Phrase, ...], examples: tuple[Example, ...]
) -> Rule:
    data: dict[str, Any] = page.data
    return Rule(
        id=data["id"],
        title=data["title"],
        topic=data.get("role", CREDIT),
        severity=Severity.ADVICE,
        status=Status.STABLE,
        confidence=Confidence.HIGH,
        since="",
        find=find,
        exceptions=exceptions,
        unless=tuple(data.get("unless", ())),
        only=(),
        about=tuple(data["about"]),
        locales=(),
        kinds=tuple(data.get("in", ())),
        say=data["title"],
        use=(),
        fix=Safety.NONE,
        add="",
        why=" ".join(data["why"].split()),
        sources=tuple(data.get("sources", ())),
        examples=examples,
        path=page.path,
    )


def _check_references(page: Page, path: Path, topics: Collection[str], sources: Collection[str]) -> list[Complaint]:
    found = check_references(page, path, topics, sources)
    if page.data.get("role", CREDIT) == CREDIT and not page.data.get("sources"):
        found.append(page.complaint("a credit needs `sources:`, the guidelines that ask for it"))
    return found
