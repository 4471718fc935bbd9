"""Why a line was reported or not, for a person at a terminal: each match and its reasons, then the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.screen import columns
from safelint.reporters.line import ELLIPSIS, safe, width
from safelint.reporters.mask import masked_explanation
from safelint.reporters.text import INDENT, Page

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from safelint.model.explanation import Entry, Explanation, Sentence, Token
    from safelint.model.finding import Finding

TITLES = {
    "reported": "Reported",
    "excused": "Not reported, a context excused it",
    "suppressed": "Not reported, a comment asked for it",
    "below": "Below the severity shown",
}
LABEL = 10
# What fits a terminal: longer lines are cut, longer sentences lose the words far from a match.
LONGEST_LINE, LONGEST_WORD, MOST_TOKENS, MOST_SENTENCES, AROUND = 200, 18, 60, 4, 6
_SET = regex.compile(r"\{'(in|not_in)': \[([^\]]*)\]\}")


def write(told: Explanation, *, colour: bool, show_detail: bool) -> Iterator[str]:
    """The explanation of one line, with the words about methods covered unless ``show_detail``."""
    told = told if show_detail else masked_explanation(told)
    page = Page(columns=columns(), colour=colour)
    path = safe(told.path)
    if told.excerpt is None or told.result is None:
        yield f"{path} has {told.lines} line{'' if told.lines == 1 else 's'}; there is no line {told.line}.\n"
        return
    yield page.paint(f"{path}:{told.line}" + (f":{told.column}" if told.column else ""), "path") + "\n"
    yield page.wrap(_cut(told.excerpt.text, told.column), first=INDENT * 2, rest=INDENT * 2) + "\n"
    for entry in told.entries:
        yield from _entry(page, entry)
    if not (told.entries or told.others):
        yield "No rule's words stand on this line.\n\n"
    for why in dict.fromkeys(why for _, why in told.others):
        rules = ", ".join(rule for rule, other in told.others if other == why)
        yield page.wrap(f"Looked at ({why}): {rules}", first="", rest=INDENT)
    yield "\n" if told.others else ""
    marked = [(one.finding.start.offset, one.finding.end.offset) for one in told.entries]
    matched = [any(_inside(token, marked) for token in one.tokens) for one in told.sentences]
    first = sorted(range(len(matched)), key=lambda at: not matched[at])[:MOST_SENTENCES]
    for sentence in (told.sentences[at] for at in sorted(first)):
        yield from _sentence(page, sentence, marked)
    if len(told.sentences) > MOST_SENTENCES:
        more = len(told.sentences) - MOST_SENTENCES
        yield f"And {more} more with words of rules: safelint explain {path}:{told.line}:COLUMN\n\n"
    yield "This document is taken to be about: " + (", ".join(told.result.topics) or "none of the topics") + ".\n"


def _cut(text: str, column: int) -> str:
    """A long line, cut around the column asked about."""
    low = max(0, column - LONGEST_LINE // 2) if len(text) > LONGEST_LINE else 0
    shown = text[low : low + LONGEST_LINE]
    return (ELLIPSIS if low else "") + shown + (ELLIPSIS if low + LONGEST_LINE < len(text) else "")


def _entry(page: Page, entry: Entry) -> Iterator[str]:
    finding = entry.finding
    where = f"column {finding.start.column}" if finding.scope == "text" else "the whole document"
    title = f"{TITLES[entry.outcome]}: {finding.rule}"
    yield page.paint(title, finding.severity.value if entry.outcome == "reported" else "dim")
    yield f"  ({finding.severity.value}, {where})\n"
    for label, text in _details(entry, finding):
        yield page.wrap(text, first=f"    {label:<{LABEL}}", rest=" " * (LABEL + 4))
    yield "\n"


def _details(entry: Entry, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "words", f"“{finding.found}”"
    part = f", {entry.at} of {entry.of}" if entry.of > 1 else ""
    yield "matched", f"{plain(finding.because)}  (find: {entry.find}{part})"
    yield "message", finding.message
    if finding.lowered is not None:
        low = finding.lowered
        yield "weighs", f"{finding.severity.value}, elsewhere {low.severity.value}; {low.because}: {low.evidence}"
    if finding.excuse is not None:
        yield "excused", f"{finding.excuse.because}: {finding.excuse.evidence}"
    if finding.suppression is not None:
        yield "comment", f"line {finding.suppression.line}: {finding.suppression.reason or 'no reason given'}"
    if finding.suggestions:
        yield "instead", " · ".join(finding.suggestions)


def plain(written: str) -> str:
    """A pattern as words: ``a|an`` for a set of words."""

    def listed(found: re.Match[str]) -> str:
        words = found[2].replace("'", "").split(", ")
        shown = "|".join(words[:MOST_SENTENCES]) + (f"|{ELLIPSIS}" if len(words) > MOST_SENTENCES else "")
        return shown if found[1] == "in" else f"(not {shown})"

    return _SET.sub(listed, written)


def _sentence(page: Page, sentence: Sentence, marked: Sequence[tuple[int, int]]) -> Iterator[str]:
    where = f"line {sentence.start.line}, column {sentence.start.column}"
    if not sentence.parsed:
        yield page.wrap(f"The words of the sentence at {where} (no rule asked for more)", first="", rest="")
        yield page.wrap(" · ".join(_brief(sentence.tokens, marked)), first=INDENT * 2, rest=INDENT * 2) + "\n"
        return
    yield f"The sentence at {where}, as it was parsed (* stands in a match)\n"
    rows: list[tuple[str, ...]] = [("", "word", "base", "part", "tag", "relation", "to")]
    rows += [_row(token, marked) for token in _near(sentence.tokens, marked)]
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for index, row in enumerate(rows):
        line = "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        yield page.paint(f"{INDENT}{line}\n", "dim" if not index else "words" if row[0] == "*" else "")
    yield "\n"


def _row(token: Token | None, marked: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    if token is None:
        return ("", ELLIPSIS, "", "", "", "", "")
    cells = (token.text, token.base, token.pos, token.tag, token.relation, token.head)
    return ("*" if _inside(token, marked) else "", *map(_clip, cells))


def _clip(cell: str) -> str:
    shown = safe(cell)
    return shown if len(shown) <= LONGEST_WORD else shown[: LONGEST_WORD - 1] + ELLIPSIS


def _brief(tokens: Sequence[Token], marked: Sequence[tuple[int, int]]) -> Iterator[str]:
    for token in _near(tokens, marked):
        yield ELLIPSIS if token is None else ("*" if _inside(token, marked) else "") + _clip(token.base)


def _near(tokens: Sequence[Token], marked: Sequence[tuple[int, int]]) -> Iterator[Token | None]:
    """All tokens of a short sentence; of a long one those near a match, with None for a stretch left out."""
    hot = [at for at, token in enumerate(tokens) if _inside(token, marked)] or [0]
    left_out = False
    for at, token in enumerate(tokens):
        kept = len(tokens) <= MOST_TOKENS or any(abs(at - one) <= AROUND for one in hot)
        if kept:
            yield token
        elif not left_out:
            yield None
        left_out = not kept


def _inside(token: Token, marked: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in marked)
