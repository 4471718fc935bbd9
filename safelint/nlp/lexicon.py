"""Word lists and inflection tables of one language, used when rules are compiled."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass, field
from safelint.model.pattern import Form, Slot
from safelint.nlp.inflect import plural, verb_forms, verb_variants
from safelint.nlp.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A noun in -s is a plural as it stands, unless it ends like illness, crisis, virus, gas.
_NO_PLURALS = ("ss", "is", "us", "as")
INFLECT = ("both", "verbs", "nouns", "no")


@dataclass(frozen=True)
class WordList:
    """One list of ``_words/``: its entries, and whether its nouns are also meant in the plural."""

    words: tuple[str, ...]
    inflect: str = "no"


@dataclass(frozen=True)
class Lexicon:
    """What the compiler knows of a language: word lists by name, verbs, and irregular forms."""

    lists: Mapping[str, WordList] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    unchanging: frozenset[str] = frozenset()
    irregular_verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    irregular_nouns: Mapping[str, str] = field(default_factory=dict)

    def verb(self, base: str) -> dict[str, str]:
        """Every form of a verb by shape."""
        return verb_forms(base, self.irregular_verbs)

    def plural(self, noun: str) -> str:
        """The plural of a noun."""
        return plural(noun, self.irregular_nouns)

    def is_verb(self, word: str) -> bool:
        """Whether a phrase that begins with ``word`` begins with a verb."""
        return word in self.verbs or word in self.irregular_verbs

    @cached_property
    def verb_shapes(self) -> dict[str, str]:
        """The shape of every form of every verb, by form; of a form that has several, the first."""
        found: dict[str, str] = {}
        for base in sorted(self.verbs | self.irregular_verbs.keys()):
            for shape, texts in verb_variants(base, self.irregular_verbs).items():
                for text in texts:
                    found.setdefault(text, shape)
        return found

    def forms(self, word: str, *, verb: bool, noun: bool) -> list[Form]:
        """The forms of one word or hyphenated compound; the word as written comes first."""
        shaped: dict[str, str] = {}
        if verb and self.is_verb(word):
            for shape, texts in verb_variants(word, self.irregular_verbs).items():
                for text in texts:
                    given = shaped.setdefault(normalise(text), shape)
                    if given.startswith("base") and shape not in given:
                        shaped[normalise(text)] = f"{given} {shape}"  # “set”, “cut”, “overcome”
        if noun and word not in self.unchanging and not shaped:
            if word.endswith("s") and not word.endswith(_NO_PLURALS):
                shaped.setdefault(normalise(word), "plural")
            else:
                shaped.setdefault(normalise(word), "singular")
                shaped.setdefault(normalise(self.plural(word)), "plural")
        shaped.setdefault(normalise(word), "")
        return [Form(text, shape) for text, shape in shaped.items()]

    def lemma_forms(self, word: str) -> list[str]:
        """Every form ``word`` can take as a verb or as a noun, lower-case, for token patterns."""
        found = {word: None, self.plural(word): None}
        for texts in verb_variants(word, self.irregular_verbs).values():
            found.update(dict.fromkeys(texts))
        return [form.lower() for form in found]

    def list_slot(self, name: str) -> Slot:
        """The slot of a ``$name``; raises KeyError when there is no such list."""
        listed = self.lists[name]
        forms: dict[str, Form] = {}
        for word in listed.words:
            head, _, last = word.rpartition(" ")
            for form in self.forms(
                last, verb=listed.inflect in {"verbs", "both"} and not head, noun=listed.inflect in {"nouns", "both"}
            ):
                text = f"{normalise(head)} {form.text}" if head else form.text
                forms.setdefault(text, Form(text, form.shape))
        return Slot(tuple(forms.values()))


def unknown_list(name: str, lists: Sequence[str]) -> str:
    """A sentence that says there is no such list and names the nearest."""
    from difflib import get_close_matches

    near = get_close_matches(name, lists, n=1)
    return f"there is no word list ${name}" + (f"; did you mean ${near[0]}?" if near else "")
