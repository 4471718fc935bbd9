"""Suppression comments: which findings a writer asked to be quiet about, and which comments did nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass, replace
from safelint.model.finding import Suppression
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from safelint.model.document import Directive, Document
    from safelint.model.finding import Finding
    from safelint.model.span import Lines


@dataclass(frozen=True)
class _Reach:
    """The source offsets ``[start, end)`` over which one directive counts."""

    directive: Directive
    start: int
    end: int
    places: tuple[tuple[int, int], ...] | None = None  # where the sentence stands that it is limited to


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
        asked = hit.directive
        line = asked.line or lines.at(asked.span.start).line
        suppressed.append(replace(finding, suppression=Suppression(asked.reason, line, asked.file)))
    return standing, suppressed, _remarks(reaches, live, used, lines, set(known))


def _reach(directive: Directive, document: Document, lines: Lines) -> _Reach:
    total = len(lines.text)
    if directive.verb == "allow-file":
        places = tuple(_places(directive.sentence, document)) if directive.sentence else None
        return _Reach(directive, 0, total + 1, places)
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


def _places(sentence: str, document: Document) -> Iterator[tuple[int, int]]:
    """Where in the source a sentence stands, whatever its white space and capitals."""
    wanted = _plain(sentence)
    if not wanted:
        return
    for block in document.blocks:
        shown = block.text.lower()
        at = shown.find(wanted) if len(shown) == len(block.text) else -1
        while at >= 0:
            if at == 0 or not shown[at - 1 : at + 1].isalnum():  # “he said” does not stand in “she said”
                place = block.offsets.to_source(Span(at, at + len(wanted)))
                yield place.start, place.end
            at = shown.find(wanted, at + 1)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _covers(reach: _Reach, finding: Finding) -> bool:
    asked = reach.directive
    if asked.rules and finding.rule not in asked.rules and finding.topic not in asked.rules:
        return False
    if asked.found and _plain(asked.found) not in _plain(finding.found):
        return False
    if reach.places is not None:
        return any(start <= finding.start.offset < end for start, end in reach.places)
    return reach.start <= finding.start.offset < reach.end


def _remarks(
    reaches: Sequence[_Reach], live: Sequence[_Reach], used: set[int], lines: Lines, known: set[str]
) -> list[str]:
    remarks = []
    for reach in reaches:
        asked = reach.directive
        what = "entry" if asked.file else "comment"
        where = f"{asked.file}:{asked.line}" if asked.file else f"line {lines.at(asked.span.start).line}"
        strange = [rule for rule in asked.rules if rule not in known]
        if strange:
            remarks.append(f"{where}: the {what} names “{strange[0]}”, which is no rule or topic")
        elif reach not in live:
            remarks.append(f"{where}: this {what} expired on {asked.until} and no longer counts")
        elif reach.places == ():
            remarks.append(f"{where}: the sentence this {what} is about is not in the text; correct it or take it out")
        elif id(reach) not in used:
            remarks.append(f"{where}: this {what} suppressed nothing and can go")
        if not asked.reason:
            remarks.append(
                f"{where}: please give a reason{'' if asked.file else ' after the rule'}, for whoever reads this next"
            )
    return remarks
