"""``use:``: what to write instead, compiled into every form it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.errors import SpecError
from safelint.model.rule import Replacement
from safelint.nlp.inflect import noun_phrase_plural, verb_phrase_forms
from safelint.nlp.lexicon import unknown_list
from safelint.nlp.phrases import compile_phrase
from safelint.nlp.predicate import predicate

if TYPE_CHECKING:
    from safelint.model.pattern import Phrase
    from safelint.nlp.lexicon import Lexicon
    from safelint.rulebook.read import Page

# What a suggestion may take over besides a word of a list: the words found after their first, before their last, and
# those that fill a “…”.
REST = ("after", "before", "gap")
NOTHING = "nothing"
_SLOT = regex.compile(r"\{([^{}]*)\}")


def replacements(page: Page, lexicon: Lexicon) -> tuple[Replacement, ...]:
    """The suggestions of a rule file, best first.

    A plain text is always offered; ``words: text`` only where those stand, in what was found or reaching into it, and
    then instead of the plain ones; ``nothing`` for text offers none there. ``{people}`` takes over the word found
    that stands in the list ``$people``, ``{after}`` and ``{before}`` the words found after their first or before
    their last, ``{gap}`` those that fill a “…”.

    Raises:
        RuleError: a name in braces is no word list.
    """
    made: list[Replacement] = []
    for at, one in enumerate(page.data.get("use", ())):
        try:
            if isinstance(one, dict):
                made.extend(_made(text, lexicon, compile_phrase(when, lexicon)) for when, text in one.items())
            else:
                made.append(_made(one, lexicon))
        except SpecError as error:
            raise page.refuse(str(error), ("use", at)) from error
    return tuple(made)


def _made(written: str, lexicon: Lexicon, when: Phrase | None = None) -> Replacement:
    """One suggestion in the forms of a verb when it begins with one, else in the singular and plural.

    “A scar” says that the noun is meant and not the verb; it is offered as “scar”.
    """
    text = "" if written == NOTHING else re.sub("^an? ", "", written)
    forms = {"": text}
    head = text.split(" ", 1)[0]
    if text[:1].isupper() or "'" in text or "?" in text:
        pass  # a sentence to say, which changes with nothing
    elif text == written and lexicon.is_verb(head):
        forms |= verb_phrase_forms(text, lexicon.irregular_verbs)
    elif head.startswith("{"):
        many = noun_phrase_plural(text.replace(head, "person", 1), lexicon.irregular_nouns)
        forms |= {"singular": text, "plural": many.replace("people", head, 1)}
    elif text:
        forms |= {"singular": text, "plural": noun_phrase_plural(text, lexicon.irregular_nouns)}
        told = predicate(text, lexicon.verb_shapes, lexicon.irregular_verbs)
        forms |= {f"is {shape}".strip(): said for shape, said in told.items()}
    return Replacement(forms, when, tuple((name, _words(name, lexicon)) for name in _SLOT.findall(text)))


def _words(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What may stand for ``{name}``, the longest first; nothing for the rest of what was found."""
    if name in REST:
        return ()
    try:
        forms = lexicon.list_slot(name).forms
    except KeyError:
        raise SpecError(unknown_list(name, list(lexicon.lists))) from None
    return tuple(sorted((form.text for form in forms), key=len, reverse=True))
