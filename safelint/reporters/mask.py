"""Hide method detail: a report of it must not pass it on (printed reports and CI logs are read by many)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import replace
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from safelint.model.document import Block, Document
    from safelint.model.explanation import Explanation, Token
    from safelint.model.finding import Excerpt, Finding
    from safelint.model.fix import Fix
    from safelint.model.report import FileResult, Report
    from safelint.model.scorecard import Evidence, Scorecard

HIDDEN_TOPIC = "method-detail"
# Rules of other topics whose words name a method or a place.
HIDDEN_RULES = frozenset({"headline-method", "headline-place", "method-image", "wound-image"})
LISTS = ("findings", "excused", "suppressed", "baselined", "below", "untouched", "credits")
MASK = "▒"


def masked(report: Report) -> Report:
    """The report with the words that tell of a method replaced by as many ``▒``, wherever they show."""
    return replace(report, files=tuple(masked_file(result) for result in report.files))


def masked_scorecard(card: Scorecard, result: FileResult) -> Scorecard:
    """The scorecard of ``result``, its words covered where a criterion hides them or they tell of a method."""
    own = (one.words for mark in card.marks for one in mark.evidence if one.topic == HIDDEN_TOPIC)
    words = _words([*(f.found for f in _hidden(result)), *own])
    return replace(
        card,
        marks=tuple(
            replace(mark, evidence=tuple(_evidence(one, words, whole=mark.hidden) for one in mark.evidence))
            for mark in card.marks
        ),
    )


def covering(result: FileResult) -> Callable[[str, int], str]:
    """What covers the words that tell of a method in a stretch of the source of ``result``, given with its offset."""
    hidden = _hidden(result)
    spans, words = [(f.start.offset, f.end.offset) for f in hidden], _words(f.found for f in hidden)
    return lambda text, offset: _covered(text, offset, spans, words) if hidden else text


def masked_explanation(told: Explanation) -> Explanation:
    """The explanation with every word of a ``method-detail`` finding of its file covered."""
    if told.result is None or told.excerpt is None or not (hidden := _hidden(told.result)):
        return told
    words, spans = _words(f.found for f in hidden), [(f.start.offset, f.end.offset) for f in hidden]
    return replace(
        told,
        excerpt=_excerpt(told.excerpt, spans, words),
        entries=tuple(replace(one, finding=_entry(one.finding, words, spans)) for one in told.entries),
        sentences=tuple(
            replace(one, tokens=tuple(_token(token, one.tokens, words, spans) for token in one.tokens))
            for one in told.sentences
        ),
    )


def _entry(finding: Finding, words: re.Pattern[str], spans: list[tuple[int, int]]) -> Finding:
    """A finding whose pattern is covered too, where it may be the words themselves."""
    because = MASK * 3 if tells(finding) else finding.because
    return replace(_finding(finding, words, spans), because=because)


def _token(token: Token, tokens: Iterable[Token], words: re.Pattern[str], spans: list[tuple[int, int]]) -> Token:
    covered = {one.text for one in tokens if any(start < one.end and one.start < end for start, end in spans)}
    own = any(start < token.end and token.start < end for start, end in spans) or words.fullmatch(token.text)
    head = _cover(token.head) if token.head in covered else token.head
    return (
        replace(token, text=_cover(token.text), base=_cover(token.base), head=head)
        if own
        else replace(token, head=head)
    )


def _evidence(evidence: Evidence, words: re.Pattern[str], *, whole: bool) -> Evidence:
    if whole or evidence.topic == HIDDEN_TOPIC:
        return replace(evidence, words=_cover(evidence.words))
    return replace(evidence, words=words.sub(lambda match: _cover(match[0]), evidence.words))


def _hidden(result: FileResult) -> list[Finding]:
    return [f for name in LISTS for f in getattr(result, name) if tells(f) and f.scope == "text"]


def tells(finding: Finding) -> bool:
    """Whether the words of a finding name a method, or the place of a death."""
    return finding.topic == HIDDEN_TOPIC or finding.rule in HIDDEN_RULES


def masked_file(result: FileResult) -> FileResult:
    """One result with the words that tell of a method covered; see ``masked``."""
    hidden = _hidden(result)
    if result.card is not None:
        result = replace(result, card=masked_scorecard(result.card, result))
    if not hidden:
        return result
    words = _words(f.found for f in hidden)
    spans = [(f.start.offset, f.end.offset) for f in hidden]
    covered: dict[str, Any] = {n: tuple(_finding(f, words, spans) for f in getattr(result, n)) for n in LISTS}
    shown = result.document and _document(result.document, words, [Span(*span) for span in spans])
    title = words.sub(lambda match: _cover(match[0]), result.title)
    return replace(result, **covered, document=shown, title=title)


def _document(document: Document, words: re.Pattern[str], spans: list[Span]) -> Document:
    return replace(document, blocks=tuple(_block(block, words, spans) for block in document.blocks))


def _block(block: Block, words: re.Pattern[str], spans: list[Span]) -> Block:
    """A block as a reader may see it, as long as before."""
    text = block.text
    for found in (block.offsets.from_source(span) for span in spans):
        text = text[: found.start] + _cover(text[found.start : found.end]) + text[found.end :]
    return replace(
        block,
        text=words.sub(lambda match: _cover(match[0]), text),
        column=words.sub(lambda match: _cover(match[0]), block.column),
    )


def _words(found: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the hidden words, longest first, whatever the case and the white space between them.

    Also what is left of them before the “…” of evidence that was cut.
    """
    unique = sorted({" ".join(text.split()) for text in found if text.strip()}, key=lambda text: (-len(text), text))
    if not unique:
        return re.compile(r"(?!)")
    split = [[re.escape(word) for word in text.split()] for text in unique]
    whole = "|".join(r"\s+".join(words) for words in split)
    begun = "|".join(r"(?:\s+".join(words) + ")?" * (len(words) - 1) for words in split)
    return re.compile(rf"(?<!\w)(?:(?:{whole})(?!\w)|(?:{begun})(?:\s+\S*)?…\Z)", re.IGNORECASE)


def _finding(finding: Finding, words: re.Pattern[str], spans: list[tuple[int, int]]) -> Finding:
    def hide(text: str) -> str:
        return words.sub(lambda match: _cover(match[0]), text)

    own = tells(finding) and finding.scope == "text"
    return replace(
        finding,
        message=hide(finding.message),
        found=_cover(finding.found) if own else hide(finding.found),
        excerpt=_excerpt(finding.excerpt, spans, words),
        anchor=hide(finding.anchor),
        suggestions=tuple(map(hide, finding.suggestions)),
        fix=_fix(finding.fix, words),
        related=tuple(replace(r, message=_cover(r.message) if own else hide(r.message)) for r in finding.related),
        lowered=finding.lowered and replace(finding.lowered, evidence=hide(finding.lowered.evidence)),
        excuse=finding.excuse and replace(finding.excuse, evidence=hide(finding.excuse.evidence)),
        suppression=finding.suppression and replace(finding.suppression, reason=hide(finding.suppression.reason)),
    )


def _fix(fix: Fix | None, words: re.Pattern[str]) -> Fix | None:
    """The fix without the edits that would write words to be covered: written into a text, the cover would spoil it."""
    if fix is None or any(words.search(edit.text) for edit in fix.edits):
        return None
    shown = [() if any(words.search(edit.text) for edit in way) else way for way in fix.alternatives]
    return replace(fix, alternatives=tuple(shown))


def _excerpt(excerpt: Excerpt, spans: list[tuple[int, int]], words: re.Pattern[str]) -> Excerpt:
    return replace(excerpt, text=_covered(excerpt.text, excerpt.offset, spans, words))


def _covered(text: str, offset: int, spans: list[tuple[int, int]], words: re.Pattern[str]) -> str:
    """Covers by position first: a mark-up sign inside the words would hide them from a search."""
    for start, end in spans:
        low, high = max(start - offset, 0), min(end - offset, len(text))
        if low < high:
            text = text[:low] + _cover(text[low:high]) + text[high:]
    return words.sub(lambda match: _cover(match[0]), text)


def _cover(text: str) -> str:
    return re.sub(r"\S", MASK, text)
