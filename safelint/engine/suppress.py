"""Suppression comments: which findings a writer asked to be quiet about, and which comments did nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from safelint.model.finding import Suppression
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safelint.model.document import Directive, Document
    from safelint.model.finding import Finding
    from safelint.model.span import Lines


@dataclass(frozen=True)
class _Reach:
    """The source offsets ``[start, end)`` over which one directive counts."""

    directive: Directive
    start: int
    end: int


def part(
    findings: Iterable[Finding], document: Document, lines: Lines, known: Iterable[str], today: str
) -> tuple[list[Finding], list[Finding], list[str]]:
    """Findings that stand, those suppressed, and remarks about the comments.

    Args:
        findings: of the document.
        document: its blocks and directives.
        lines: of its source.
        known: rule and topic ids, so that a comment that names none of them is noticed.
        today: ISO date against which expiry is held; empty when dates do not matter.
    """
    if not document.directives:
        return list(findings), [], []
    reaches = [_reach(directive, document, lines) for directive in document.directives if directive.verb != "on"]
    live = [reach for reach in reaches if not (reach.directive.until and today and reach.directive.until < today)]
    standing, suppressed, used = [], [], set()
    for finding in findings:
        hit = next((reach for reach in live if _covers(reach, finding)), None)
        if hit is None:
            standing.append(finding)
            continue
        used.add(id(hit))
        line = lines.at(hit.directive.span.start).line
        suppressed.append(replace(finding, suppression=Suppression(hit.directive.reason, line)))
    return standing, suppressed, _remarks(reaches, live, used, lines, set(known))


def _reach(directive: Directive, document: Document, lines: Lines) -> _Reach:
    total = len(lines.text)
    if directive.verb == "allow-file":
        return _Reach(directive, 0, total)
    if directive.verb == "off":
        ends = [
            other.span.start
            for other in document.directives
            if other.verb == "on"
            and other.span.start > directive.span.start
            and (not other.rules or set(other.rules) & set(directive.rules) or not directive.rules)
        ]
        return _Reach(directive, directive.span.end, min(ends, default=total))
    line = lines.at(directive.span.start).line
    start = lines.starts[line - 1]
    end = directive.span.end
    for block in document.blocks:
        place = block.offsets.to_source(_whole(block.text))
        if place.start >= directive.span.end:
            end = place.end
            break
    after = lines.starts[line] if line < len(lines.starts) else total
    before = lines.text[start : directive.span.start].strip()
    return _Reach(directive, start, after if before else max(end, after))


def _whole(text: str) -> Span:
    return Span(0, len(text))


def _covers(reach: _Reach, finding: Finding) -> bool:
    rules = reach.directive.rules
    if rules and finding.rule not in rules and finding.topic not in rules:
        return False
    return reach.start <= finding.start.offset < reach.end


def _remarks(
    reaches: Sequence[_Reach], live: Sequence[_Reach], used: set[int], lines: Lines, known: set[str]
) -> list[str]:
    remarks = []
    for reach in reaches:
        directive = reach.directive
        line = lines.at(directive.span.start).line
        strange = [rule for rule in directive.rules if rule not in known]
        if strange:
            remarks.append(f"line {line}: the comment names “{strange[0]}”, which is no rule or topic")
        elif reach not in live:
            remarks.append(f"line {line}: this comment expired on {directive.until} and no longer counts")
        elif id(reach) not in used:
            remarks.append(f"line {line}: this comment suppressed nothing and can go")
        if not directive.reason:
            remarks.append(f"line {line}: please give a reason after the rule, for whoever reads this next")
    return remarks
