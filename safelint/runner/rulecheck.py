"""A rule's own examples, run through the whole path from file to finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safelint import formats
from safelint.engine import lint
from safelint.fixes.combine import combine
from safelint.formats.rewrite import apply
from safelint.model.choice import Choice
from safelint.model.dataclass import dataclass, replace
from safelint.model.errors import Complaint
from safelint.model.pattern import Missing
from safelint.model.scorecard import CREDIT, FACT
from safelint.model.source import Source

if TYPE_CHECKING:
    from safelint.engine.matching import Parser
    from safelint.model.finding import Finding
    from safelint.model.report import FileResult
    from safelint.model.rule import Example, Rule
    from safelint.model.rulebook import Rulebook


@dataclass(frozen=True)
class Shown:
    """What one example came to: what is wrong with it, and which lines of the rule's ``find:`` it shows."""

    complaint: str
    patterns: frozenset[str]


def bench(book: Rulebook) -> Rulebook:
    """The rule book in which credits are rules like any other, so that their examples can be run."""
    return replace(book, rules=(*book.rules, *book.credits), credits=())


def check(book: Rulebook, rule: Rule, parser: Parser) -> list[Complaint]:
    """Everything in which a rule's examples and the rule disagree; empty when they agree.

    Every example must come out as it says, and every line under ``find:`` must be shown by one under ``flags:``.
    """
    found: list[Complaint] = []
    shown: set[str] = set()
    key = "credits" if rule.topic in {CREDIT, FACT} else "flags"
    for example in rule.examples:
        outcome = run(book, rule, example, parser)
        shown |= outcome.patterns
        if outcome.complaint:
            found.append(_complaint(rule, example, outcome.complaint))
    found.extend(
        Complaint(rule.path, 0, f"{rule.id}: no example under `{key}:` shows “{written}”")
        for written in _written(rule)
        if written not in shown
    )
    return found


def run(book: Rulebook, rule: Rule, example: Example, parser: Parser) -> Shown:
    """Run one example with only its rule switched on.

    A single sentence stands for an article about the rule's topics; a document must be about them itself, and may
    name its readers' countries in front matter (``audience: GB``).
    """
    source = Source("example.md", example.text + "\n")
    assume = frozenset() if example.document else frozenset(rule.about)
    document = formats.read(source, "markdown")
    audience = document.audience or tuple(sorted({one.rpartition("-")[2] for one in rule.locales}))
    choice = Choice(rules={rule.id: rule.severity}, audience=audience)
    result = lint(document, source, book, choice, parser, assume=assume)
    patterns = frozenset(one.because for one in result.findings)
    complaint = _reported(rule, example, result, source) if example.flags else _quiet(example, result)
    return Shown(complaint, patterns)


def _reported(rule: Rule, example: Example, result: FileResult, source: Source) -> str:
    if not result.findings:
        reasons = ", ".join(f"{one.excuse.because} ({one.excuse.evidence})" for one in result.excused if one.excuse)
        return "is not reported" + (f"; excused as {reasons}" if reasons else "; no line under `find:` matches")
    if example.flagged:
        spans = tuple((one.start.offset, one.end.offset) for one in result.findings)
        if spans != example.flagged:
            said = " · ".join(one.found for one in result.findings)
            meant = " · ".join(example.text[start:end] for start, end in example.flagged)
            return f"reports “{said}” where “{meant}” is marked"
    weighs = _weighs(example, result.findings)
    if weighs:
        return weighs
    if example.fixed:
        return _fixed(rule, example, result.findings, source)
    return ""


def _weighs(example: Example, findings: tuple[Finding, ...]) -> str:
    """Whether the context that an example names, and no other, makes its findings weigh less."""
    for one in findings:
        because = one.lowered.because if one.lowered else ""
        if because != example.excuse:
            evidence = one.lowered.evidence if one.lowered else ""
            return (
                f"weighs less: write [{because}] after it ({evidence})"
                if because
                else f"should weigh less as {example.excuse}, and weighs what the rule does"
            )
    return ""


def _fixed(rule: Rule, example: Example, findings: tuple[Finding, ...], source: Source) -> str:
    fixes = [one.fix for one in findings if one.fix is not None]
    if len(fixes) != len(findings):
        return f"has no fix that can be applied; `fix: {rule.fix.value}`"
    text = apply(source.text, combine(fixes)).rstrip("\n")
    return "" if text == example.fixed else f"is rewritten as “{text}”"


def _quiet(example: Example, result: FileResult) -> str:
    if result.findings:
        words = " · ".join(one.found for one in result.findings)
        return f"is reported for “{words}”" + (f" and not excused as {example.excuse}" if example.excuse else "")
    if not example.excuse:
        if result.excused and result.excused[0].excuse:
            excuse = result.excused[0].excuse
            return f"is quiet only because it is excused: write [{excuse.because}] after it ({excuse.evidence})"
        return ""
    reasons = {one.excuse.because for one in result.excused if one.excuse}
    if example.excuse in reasons:
        return ""
    return f"should be excused as {example.excuse}; it is " + (
        f"excused as {', '.join(sorted(reasons))}" if reasons else "not matched at all"
    )


def _written(rule: Rule) -> list[str]:
    """The lines of ``find:`` that an example must show; what looks at whole documents is shown by any."""
    written: list[str] = []
    for pattern in rule.find:
        if isinstance(pattern, Missing):
            continue
        phrases = getattr(pattern, "words", None)
        written.extend([one.written for one in phrases] if phrases else [pattern.written])
    return written


def _complaint(rule: Rule, example: Example, what: str) -> Complaint:
    try:
        lines = Path(rule.path).read_text("utf-8").splitlines()
    except OSError:
        lines = []
    shown = lines[example.line - 1] if 0 < example.line <= len(lines) and not example.document else ""
    return Complaint(rule.path, example.line, f"{rule.id}::{example.name} {what}", shown)
