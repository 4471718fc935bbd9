"""Rule files into rules: checked, compiled, and held against what they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.matchers import MATCHERS, compile_find
from safelint.model.errors import RuleError, SpecError
from safelint.model.fix import Safety
from safelint.model.rule import Confidence, Rule, Severity, Status
from safelint.nlp.phrases import compile_phrase
from safelint.rulebook.examples import check_examples, read_examples
from safelint.rulebook.read import Page, read
from safelint.rulebook.replace import replacements
from safelint.rulebook.shape import check, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from safelint.model.errors import Complaint
    from safelint.model.pattern import Pattern, Phrase
    from safelint.model.rule import Example
    from safelint.nlp.lexicon import Lexicon


def build_rule(path: Path, lexicon: Lexicon, topics: Collection[str], sources: Collection[str]) -> Rule:
    """Compile one rule file.

    Raises:
        RuleError: with one complaint for everything that is wrong in it.
    """
    page = read(path)
    complaints = check(page)
    if not complaints:
        complaints = check_references(page, path, topics, sources) + _check_rule(page, path, topics)
    if complaints:
        raise RuleError("\n".join(map(str, complaints)), tuple(complaints))
    find = compile_patterns(page, MATCHERS, lexicon)
    examples = read_examples(page)
    complaints = check_examples(page, examples)
    if complaints:
        raise RuleError("\n".join(map(str, complaints)), tuple(complaints))
    return _rule(page, find, examples, lexicon)


def _rule(page: Page, find: tuple[Pattern, ...], examples: tuple[Example, ...], lexicon: Lexicon) -> Rule:
    data: dict[str, Any] = page.data
    return Rule(
        id=data["id"],
        title=data["title"],
        topic=data["topic"],
        severity=Severity(data["severity"]),
        status=Status(data.get("status", "stable")),
        confidence=Confidence(data.get("confidence", "high")),
        since=data.get("since", ""),
        find=find,
        exceptions=compile_exceptions(page, lexicon),
        unless=tuple(data.get("unless", ())),
        only=tuple(data.get("only", ())),
        about=tuple(data.get("about", ())),
        locales=tuple(data.get("locales", ())),
        kinds=tuple(data.get("in", ())),
        say=" ".join(data["say"].split()),
        use=replacements(page, lexicon),
        fix=Safety(data.get("fix", "ask" if data.get("use") else "none")),
        add=data.get("add", ""),
        why=" ".join(data["why"].split()),
        sources=tuple(data["sources"]),
        examples=examples,
        path=page.path,
        lower=tuple(data.get("lower", ())),
    )


def check_references(page: Page, path: Path, topics: Collection[str], sources: Collection[str]) -> list[Complaint]:
    """What a file names that is not there: its own name, topics and guidelines."""
    data, found = page.data, []
    if data["id"] != path.stem:
        found.append(page.complaint(f"the id is the file's name: {path.stem}", ("id",)))
    for key, what, known in (("about", "topic", topics), ("sources", "source", sources)):
        found.extend(
            page.complaint(f"there is no {what} “{one}”", (key, at), nearest(one, sorted(known)))
            for at, one in enumerate(data.get(key, ()))
            if one not in known
        )
    return found


def _check_rule(page: Page, path: Path, topics: Collection[str]) -> list[Complaint]:
    """What rule files alone are held against: their folder, the topics of their patterns, a safe fix."""
    data, found = page.data, []
    if path.parent.name != data["topic"] and (path.parent.parent / "_words").is_dir():
        found.append(
            page.complaint(f"the file of a rule about {data['topic']} stands in the folder of that name", ("topic",))
        )
    found.extend(_check_topics(page, topics))
    if data.get("fix") == "safe" and "=>" not in str(data["flags"]):
        found.append(
            page.complaint("`fix: safe` needs a `=>` line under `flags:` that shows the text after the fix", ("fix",))
        )
    return found


def _check_topics(page: Page, topics: Collection[str]) -> list[Complaint]:
    """The topics that patterns about whole documents name, held against those there are."""
    found: list[Complaint] = []
    for word in ("missing", "helpline"):
        spec = page.data["find"].get(word)
        for part in spec if isinstance(spec, list) else [spec]:
            named = part.get("topics", ()) if isinstance(part, dict) else ()
            found.extend(
                page.complaint(f"there is no topic “{one}”", ("find", word), nearest(one, sorted(topics)))
                for one in named
                if one not in topics
            )
    return found


def compile_patterns(page: Page, words: Iterable[str], lexicon: Lexicon) -> tuple[Pattern, ...]:
    """What stands under those of ``words`` that a file's ``find:`` has, compiled."""
    spec = page.data["find"]
    found: list[Pattern] = []
    for word in (word for word in words if word in spec):
        try:
            found.extend(compile_find(word, spec[word], lexicon, spec.get("inflect", "both")))
        except SpecError as error:
            raise page.refuse(str(error), ("find", word, *error.path)) from error
    return tuple(found)


def compile_exceptions(page: Page, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The phrases under ``except:``, compiled."""
    found = []
    for at, written in enumerate(page.data.get("except", ())):
        try:
            found.append(compile_phrase(written, lexicon))
        except SpecError as error:
            raise page.refuse(str(error), ("except", at)) from error
    return tuple(found)
