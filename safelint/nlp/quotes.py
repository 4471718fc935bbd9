"""Where a text speaks in somebody else's words: quotations, by their marks."""

from __future__ import annotations

from safelint.model.span import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」"}
_CLOSERS = frozenset("”»›」")
# A single-quoted stretch longer than this is more likely two apostrophes than a quotation, in code points.
_LONGEST_SINGLE = 400


def quotations(text: str) -> list[Span]:
    """The quotations of one block, marks included, outermost and nested ones alike, by position.

    An opening mark that is never closed quotes up to the end of the block, as the first paragraphs of a long
    quotation do; an unclosed straight mark is taken for a slip (an inch sign, a stray mark) and quotes nothing.
    """
    found = _double(text)
    if "'" in text or "‘" in text:
        found += _single(text)
    return sorted(found)


def _double(text: str) -> list[Span]:
    found: list[Span] = []
    open_curly: list[tuple[str, int]] = []
    straight = -1
    for at, char in enumerate(text):
        if char == '"':
            # One that can only open begins anew: the mark before it was a slip.
            if straight >= 0 and not _only_opens(text, at):
                found.append(Span(straight, at + 1))
                straight = -1
            elif straight >= 0 or not _closes(text, at) or at == 0:
                straight = at
        elif open_curly and char in _PAIRS[open_curly[-1][0]]:
            found.append(Span(open_curly.pop()[1], at + 1))
        elif char == "”" and straight >= 0:
            # Opened by hand and closed by a program: "like this”.
            found.append(Span(straight, at + 1))
            straight = -1
        elif char in _PAIRS:
            open_curly.append((char, at))
    found.extend(Span(at, len(text)) for _, at in open_curly)
    return found


def _only_opens(text: str, at: int) -> bool:
    return text[at - 1 : at].isspace() and not text[at + 1 : at + 2].isspace() and at + 1 < len(text)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in '([{—–-:/“"') and (after.isalnum() or after in '“"…$£')


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not after.isalnum()


def _single(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char in "'‘" and _opens(text, at):
            end = _single_end(text, at, "’" if char == "‘" else "'")
            if end > 0:
                found.append(Span(at, end))
                at = end
                continue
        at += 1
    return found


def _single_end(text: str, start: int, closer: str) -> int:
    """Offset after the mark that closes the quotation opened at ``start``, or -1.

    The mark is also the apostrophe: one inside a word never closes, and one after a plural “s” closes only when no
    better one follows before the next quotation begins.
    """
    maybe = -1
    opener = text[start]
    for at in range(start + 1, min(len(text), start + _LONGEST_SINGLE)):
        char = text[at]
        if char == opener and opener != closer:
            break
        if char != closer or not _closes(text, at):
            continue
        if text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower():
            maybe = at + 1 if maybe < 0 else maybe
            continue
        return at + 1
    return maybe
