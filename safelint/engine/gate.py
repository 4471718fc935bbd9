"""The gate of a rule book: which words must stand in a file before any rule can report something."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from safelint.matchers.directory import directory
from safelint.model.pattern import Dependency, HelplineState, Missing, Phrase, Together, Tokens
from safelint.nlp.gate import EXACT, FLAT, LOWER, SHAPE, Gate, fragments
from safelint.nlp.gatetext import ANYWHERE, BESIDE, NEAR, flat
from safelint.nlp.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from safelint.model.pattern import Pattern
    from safelint.model.rulebook import Rulebook

# Shorter names are not looked for; see ``matchers.directory``.
_SHORTEST_NAME = 4

Slots = list[tuple[frozenset[tuple[bytes, ...]], int]]
"""For each word that must be there: its forms, each as its runs of letters, and how it follows the one before."""


def gate(book: Rulebook) -> Gate | None:
    """The gate of a rule book; None when one of its rules can report something of any text.

    A rule limited to documents about a topic counts by the words of the topic, without which no document is about it.
    """
    asked: list[Slots] = []
    for rule in book.rules:
        for pattern in rule.find:
            if isinstance(pattern, (Missing, HelplineState)) and _anywhere(pattern):
                return None
            if not rule.about or isinstance(pattern, Missing):
                asked += _slots(pattern)
    asked += [_phrase(phrase) for topic in book.topics.values() for phrase in topic.words]
    cues = book.cues.get("helpline")
    asked += [_phrase(phrase) for phrase in (cues.roles.get("line", ()) if cues else ())]
    names, literals = _names(book)
    asked += names
    if any(not any(all(forms) for forms, _ in slots) for slots in asked):
        return None
    return _made(book, asked, literals)


def _anywhere(pattern: Missing | HelplineState) -> bool:
    """Whether a pattern can report a document that names no topic, no helpline and none of its words."""
    if isinstance(pattern, Missing):
        return not pattern.topics and not pattern.when
    return bool(pattern.footer) and not pattern.topics


def _slots(pattern: Pattern) -> Iterator[Slots]:
    if isinstance(pattern, Phrase):
        yield _phrase(pattern)
    elif isinstance(pattern, Together):
        company = frozenset(form for phrase in pattern.company for form in _phrase(phrase)[0][0])
        for words in pattern.words:
            yield [*_phrase(words), (company, ANYWHERE)]
    elif isinstance(pattern, Missing):
        yield from (_phrase(phrase) for phrase in pattern.when)
    elif isinstance(pattern, (Tokens, Dependency)):
        # Other words of the pattern may be part of what is one word here (“can” and “not” of “cannot”).
        yield [(frozenset(map(fragments, pattern.triggers)), BESIDE)]


def _phrase(phrase: Phrase) -> Slots:
    slots: Slots = []
    how = BESIDE
    for slot in phrase.slots:
        if slot.forms:
            slots.append((frozenset(fragments(form.text) for form in slot.forms), how))
        how = BESIDE if slot.forms else NEAR
    return slots


def _names(book: Rulebook) -> tuple[list[Slots], list[tuple[bytes, int]]]:
    """The names of services as words, or as literals where they are one word or hold figures; and their hosts."""
    known = directory(book)
    literals: list[tuple[bytes, int]] = [(host.encode(), LOWER) for host in known.by_host]
    names: list[Slots] = []
    for name in {written for line in book.helplines for written in (line.name, *line.aliases)}:
        parts = fragments(normalise(name))
        if name.isalpha() and name.isascii():
            literals += [(name.encode(), EXACT), (name.upper().encode(), EXACT)]
        elif parts and any(char.isdigit() for char in name):
            literals += [(b" " + flat(normalise(name)) + b" ", FLAT)] if len(name) >= _SHORTEST_NAME else []
        elif parts and any(len(part) > 1 for part in parts):
            names.append([(frozenset({parts}), BESIDE)])
        else:
            literals.append((name.encode(), EXACT))
    return names, literals


def _made(book: Rulebook, asked: Iterable[Slots], literals: Iterable[tuple[bytes, int]]) -> Gate:
    pool: dict[frozenset[tuple[bytes, ...]], int] = {}
    patterns: dict[tuple[tuple[int, int], ...], int] = {}
    by_word: dict[bytes, set[int]] = defaultdict(set)
    for slots in asked:
        # A sign is not looked for, and what follows it stands anywhere near.
        whole = [(forms, how) for forms, how in slots if all(forms)]
        how_now = [how if len(whole) == len(slots) else ANYWHERE if how == ANYWHERE else NEAR for _, how in whole]
        key = tuple((pool.setdefault(forms, len(pool)), how) for (forms, _), how in zip(whole, how_now, strict=True))
        at = patterns.setdefault(key, len(patterns))
        rarest = min(
            (forms for forms, _ in whole), key=lambda forms: (-min(len(_longest(f)) for f in forms), len(forms))
        )
        for form in rarest:
            by_word[_longest(form)].add(at)
    by_literal: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
    for literal, how in literals:
        by_literal[_longest(fragments(literal.decode()) or (b"",))].append((literal, how))
    kinds = tuple(
        (frozenset(form[0] for form in forms if len(form) == 1), tuple(form for form in forms if len(form) > 1))
        for forms in pool
    )
    return Gate(
        (
            SHAPE,
            book.digest,
            {word: tuple(sorted(found)) for word, found in by_word.items()},
            tuple(patterns),
            kinds,
            dict(by_literal),
            frozenset(digits.encode() for digits in directory(book).by_digits),
            _words_of(book, "direct"),
            _words_of(book, "keys"),
        )
    )


def _words_of(book: Rulebook, role: str) -> frozenset[bytes]:
    """The longest word of each cue for numbers that is of a role."""
    cues = book.cues.get("helpline")
    phrases = cues.roles.get(role, ()) if cues else ()
    return frozenset(
        _longest(tuple(word for forms, _ in _phrase(phrase) for form in forms for word in form)) for phrase in phrases
    )


def _longest(form: tuple[bytes, ...]) -> bytes:
    return max(form, key=len)
