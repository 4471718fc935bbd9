"""Phrases in plain words: compiled into every form they take, and found in a text."""

from __future__ import annotations

import re
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from safelint.model.errors import SpecError
from safelint.model.pattern import Form, Phrase, Slot
from safelint.model.span import Span
from safelint.nlp.lexicon import unknown_list
from safelint.nlp.normal import bounded, normalise
from safelint.nlp.plan import covered, plan_of, standing, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from safelint.nlp.lexicon import Lexicon

GAP_WORDS = 3
# More literals than this for one phrase cost start-up time; a regular expression then does the work.
MOST_LITERALS = 48
_GAPS = {"…", "..."}
# How far before and after a trigger the rest of its phrase can stand, in code points.
REACH = 200


def compile_phrase(written: str, lexicon: Lexicon, inflect: str = "both") -> Phrase:
    """Compile one phrase.

    Args:
        written: plain words; ``…`` stands for up to three words, ``$name`` for a word list, ``a|b`` for either
            word, and ``<…>`` around the words that a finding covers.
        lexicon: word lists and inflection tables.
        inflect: ``both`` (a verb at the start, a noun at the end), ``verbs``, ``nouns`` or ``no``.

    Raises:
        SpecError: empty, only gaps, or naming a list that is not there.
    """
    words, mark = _unmark(written.split())
    slots = [_slot(words, at, lexicon, inflect) for at in range(len(words))]
    if not any(slot.forms for slot in slots) or not (slots[0].forms and slots[-1].forms):
        raise SpecError(f"“{written}” needs a word at its start and its end")
    triggers, whole = _triggers(slots)
    literal = whole and mark == (0, len(slots))
    return Phrase(written, tuple(slots), tuple(triggers), literal, mark)


def _unmark(words: list[str]) -> tuple[list[str], tuple[int, int]]:
    start, end, plain = 0, len(words), []
    for at, given in enumerate(words):
        word = given
        if word.startswith("<"):
            start, word = at, word[1:]
        if word.endswith(">"):
            end, word = at + 1, word[:-1]
        plain.append(word)
    return plain, (start, end)


def _slot(words: Sequence[str], at: int, lexicon: Lexicon, inflect: str) -> Slot:
    word, count = words[at], len(words)
    if word in _GAPS:
        return Slot(gap=GAP_WORDS)
    verb = at == 0 and inflect in {"both", "verbs"}
    acted = at == 1 and _adverb(words[0])  # “successfully taken”: told apart, not inflected
    noun = at == count - 1 and inflect in {"both", "nouns"}
    forms: dict[str, Form] = {}
    for choice in word.split("|"):
        if choice.startswith("$"):
            try:
                listed = lexicon.list_slot(choice[1:])
            except KeyError:
                raise SpecError(unknown_list(choice[1:], list(lexicon.lists))) from None
            found: Iterable[Form] = listed.forms
        elif choice:
            found = lexicon.forms(choice, verb=verb, noun=noun)
            if acted and choice in lexicon.verb_shapes:
                found = [Form(normalise(choice), lexicon.verb_shapes[choice])]
        else:
            raise SpecError(f"“{word}” has an empty alternative")
        for form in found:
            forms.setdefault(form.text, form)
    return Slot(tuple(forms.values()))


def _adverb(word: str) -> bool:
    """Whether one of the words that may stand here is an adverb in -ly; the name of a list says nothing."""
    return any(choice.endswith("ly") and not choice.startswith("$") for choice in word.split("|"))


def _triggers(slots: list[Slot]) -> tuple[list[str], bool]:
    """The literals to scan for, and whether they are the whole phrase."""
    runs: list[list[Slot]] = [[]]
    for slot in slots:
        if slot.forms:
            runs[-1].append(slot)
        else:
            runs.append([])
    choices: list[list[str]] = []
    for run in filter(None, runs):
        if prod(len(slot.forms) for slot in run) <= MOST_LITERALS:
            choices.append([" ".join(form.text for form in row) for row in product(*(s.forms for s in run))])
        else:
            choices.extend([form.text for form in slot.forms] for slot in run)
    best = max(choices, key=lambda found: (min(len(text) for text in found), -len(found)))
    return best, len(runs) == 1 and len(choices) == 1


def locate(phrase: Phrase, text: str, normal: str, lo: int = 0, hi: int | None = None) -> Iterator[Span]:
    """Every place of ``phrase`` in ``[lo, hi)`` of a text, as the span a finding covers.

    Args:
        phrase: what to look for.
        text: the original text, for word boundaries.
        normal: the same text through ``normalise``.
        lo: where to begin, code points.
        hi: where to end; the whole text when None.
    """
    end = len(normal) if hi is None else min(hi, len(normal))
    plan = plan_of(phrase)
    if plan.sign:
        yield from _signs(phrase, normal, max(lo, 0), end)
        return
    for found in plan.matches(normal, max(lo, 0), end):
        if bounded(text, found[0][0], found[-1][1]):
            yield covered(phrase, found)


def gap(phrase: Phrase, normal: str) -> Span:
    """Where, in the words that a finding covers, those stand that fill its first “…”; empty when none do."""
    slots = phrase.slots[slice(*phrase.mark)]
    at = next((at for at, slot in enumerate(slots) if not slot.forms), -1)
    found = whole(slots, normal) if at >= 0 else None
    if found is None or found[at][0] == found[at][1]:
        return Span(0, 0)
    return Span(found[at][0] + 1, found[at][1])


def _signs(phrase: Phrase, normal: str, lo: int, hi: int) -> Iterator[Span]:
    """The places of a punctuation mark or an emoji, which needs no word boundaries."""
    for trigger in phrase.triggers:
        at = normal.find(trigger, lo, hi)
        while at >= 0:
            yield Span(at, at + len(trigger))
            at = normal.find(trigger, at + 1, hi)


def around(phrase: Phrase, text: str, normal: str, trigger: Span) -> Iterator[Span]:
    """The places of ``phrase`` that take in ``trigger``, one of its literals."""
    lo, hi = max(trigger.start - REACH, 0), min(trigger.end + REACH, len(normal))
    for found in plan_of(phrase).matches(normal, lo, hi):
        start, end = found[0][0], found[-1][1]
        if start > trigger.start:
            return
        if trigger.end <= end and bounded(text, start, end):
            yield covered(phrase, found)


def first(phrases: Sequence[Phrase], text: str, normal: str, lo: int, hi: int) -> tuple[Phrase, Span] | None:
    """The first of ``phrases`` that stands in ``[lo, hi)``, with its place; None when none does."""
    for phrase in standing(phrases, normal):
        for span in locate(phrase, text, normal, lo, hi):
            return phrase, span
    return None


def shape_of(phrase: Phrase, normal_words: str) -> str:
    """The grammatical shapes of what was found, parted by a space: of its first verb, then of its last noun.

    Args:
        phrase: the phrase.
        normal_words: the found words, normalised.
    """
    verb = noun = ""
    for slot in phrase.slots[slice(*phrase.mark)]:
        for form in sorted(slot.forms, key=lambda form: -len(form.text)):
            if form.shape and form.text in normal_words and _stands(form.text, normal_words):
                if form.shape in {"singular", "plural"}:
                    noun = form.shape
                else:
                    verb = verb or form.shape
                break
    return f"{verb} {noun}".strip()


def _stands(word: str, words: str) -> bool:
    """Whether ``word`` stands in ``words`` by itself and not inside another."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words) is not None


def plain(words: Iterable[str], lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Compile phrases that stand as they are written, as cues and lists do."""
    return tuple(compile_phrase(normalise(word) if "$" not in word else word, lexicon, "no") for word in words)
