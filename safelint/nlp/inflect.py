"""How English words change: verb forms, plurals and articles, for phrases as rule writers write them.

Used only when rules are compiled and suggestions worded. Irregular words are data and come in as arguments; what
stands here are the regular rules of spelling and the few closed word classes (prepositions, participles) they need.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from safelint.model import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHAPES = ("base", "third", "past", "participle", "gerund")


def _words(written: str) -> frozenset[str]:
    """The words of ``written``, parted by white space."""
    return frozenset(written.split())


# Verbs of two and more syllables with the stress on the last one: the final consonant doubles.
_DOUBLING = _words(
    """commit recommit admit readmit refer occur recur permit submit omit emit transmit prefer defer infer confer
    transfer deter regret forget begin control patrol compel expel repel propel rebel excel equip incur concur abhor
    handicap kidnap worship program outwit acquit allot annul reset rerun unplug unzip overrun outrun upset undercut
    overlap"""
)
_DOUBLES = regex.compile(r"(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][bcdfgklmnprstvz]")
_SIBILANT = regex.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = regex.compile(r"[^aeiou]y$")

# Where the head of a noun phrase has ended: “person | with …”, “someone | who …”, “person | living with …”.
LINKS = _words(
    """about above across after against among around at because before behind below between beyond by during for from
    in inside into like near of off on onto out outside over per since through to toward towards under until up via
    with within without who whom whose that which"""
)
PARTICIPLES = _words(
    """affected bereaved diagnosed experiencing facing feeling having living needing receiving recovering seeking
    struggling taking thinking using"""
)
_PLURAL_ENDINGS = {"sis": "ses", "man": "men", "self": "selves", "o": "os"}
_PLURALS = regex.compile(r"people|(?:wo|gentle|\b)men|children|wives|teeth|feet").search
_NO_PLURALS = ("ss", "is", "us", "bias", "gas", "means", "news", "series", "'s", "’s")
RELATIVE = frozenset({"who", "that", "which"})
_PLURAL_VERBS = {"is": "are", "has": "have", "was": "were", "does": "do", "isn't": "aren't", "hasn't": "haven't"}
_OWNERS = {
    **dict.fromkeys(("he", "his", "himself"), "his"),
    **dict.fromkeys(("she", "her", "herself"), "her"),
    **dict.fromkeys(("i", "my", "myself"), "my"),
    **dict.fromkeys(("you", "your", "yourself", "yourselves"), "your"),
    **dict.fromkeys(("we", "our", "ourselves"), "our"),
}
_MANY = frozenset({"their", "themselves", "ourselves", "yourselves", "our", "we", "they", "people", "lives"})
_PLURAL_PRONOUNS = {"himself": "themselves", "herself": "themselves", "themself": "themselves"}

_FIRST_WORD = regex.compile(r"[^\W\d_](?:\.[^\W\d_])+\b|[^\W\d_]+|\d[\d,]*")
_NUMBER_AN = regex.compile(r"8|1[18](?:$|,|\d\d$)")  # 8, 80, 8,000; 11, 18, 11,000; 1800 as a year, but not 110
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS_AN = frozenset("aefhilmnorsx")  # “an F”, “an MRI”
_VOWELS = frozenset("aeiou")
_SHORT = 3  # abbreviations up to this length are spelt out, save these
_SHORT_WORDS = _words("mad sad rem sim fed aid")
_SPELT = _words("maoi maois aarp")
_VOWEL_SOUND = regex.compile(r"(?:heir|hono|honest|hour)")
_CONSONANT_SOUND = regex.compile(
    r"eu|ewe|ouija|on(?:e(?:$|self|sie|time|ness)|ce$)|uni(?!n|m|d(?!i)|ll)|u(?:s[eaiu]|t[ieo]|r[aio]|bi|k|fo|nanim|surp|gan)"
)


def verb_forms(base: str, irregular: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Every form of a verb by shape, in the spelling that comes first in ``irregular``.

    Args:
        base: the verb as in a dictionary; of a hyphenated verb the last part changes.
        irregular: base → past, participle and, where they are not regular, gerund and third person; spellings of
            one form are parted by “/”.
    """
    return {shape: found[0] for shape, found in verb_variants(base, irregular).items()}


def verb_variants(base: str, irregular: Mapping[str, Sequence[str]] | None = None) -> dict[str, tuple[str, ...]]:
    """Every form of a verb by shape, each in all its spellings (“hanged”, “hung”); arguments as ``verb_forms``."""
    head, hyphen, last = base.rpartition("-")
    table = irregular or {}
    given = table.get(base.lower())
    if given is None and hyphen:
        inner = verb_variants(last, table)
        return {shape: tuple(f"{head}-{form}" for form in forms) for shape, forms in inner.items()}
    past, gerund, third = _past(base), _gerund(base), _third(base)
    named = dict(zip(("past", "participle", "gerund", "third"), given or (), strict=False))
    regular = {"base": base, "third": third, "past": past, "participle": past, "gerund": gerund}
    return {shape: tuple((named.get(shape) or regular[shape]).split("/")) for shape in SHAPES}


def verb_phrase_forms(phrase: str, irregular: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Every form of a phrase that begins with a verb, by shape: “die by suicide” → past “died by suicide”."""
    verb, space, rest = phrase.partition(" ")
    return {shape: form + space + rest for shape, form in verb_forms(verb, irregular).items()}


def plural(noun: str, irregular: Mapping[str, str] | None = None) -> str:
    """The plural of a noun; of several or hyphenated words the last one changes."""
    table = irregular or {}
    if noun.lower() in table:
        return _like(noun, table[noun.lower()])
    parted = re.match(r"(.*[\s-])(\S+)$", noun)
    if parted:
        return parted[1] + plural(parted[2], irregular)
    if noun[1:] and noun.isupper():
        return noun + "s"  # “SSRIs”
    for ending, changed in _PLURAL_ENDINGS.items():
        if noun.lower().endswith(ending):
            return noun[: -len(ending)] + changed
    return _third(noun) if noun else noun


def noun_phrase_plural(phrase: str, irregular: Mapping[str, str] | None = None) -> str:
    """The plural of a noun phrase: “a person who has depression” → “people who have depression”.

    The head is the word before the first preposition, relative pronoun or participle; a leading a/an goes. A phrase
    without a head comes back as it is.
    """
    words = phrase.split()
    if words[1:] and words[0].lower() in {"a", "an"}:
        words = words[1:]
    if not words or words[0].lower() in LINKS:
        return phrase
    after = LINKS | PARTICIPLES
    end = next((at for at, word in enumerate(words) if at and word.lower() in after), len(words))
    if number(words[end - 1]) == "plural":
        return phrase
    rest = [_PLURAL_PRONOUNS.get(word, word) for word in words[end:]]
    if rest and rest[0].lower() in RELATIVE:
        at = 2 if rest[1:] and rest[1].endswith("ly") else 1  # “who currently uses”
        rest[at : at + 1] = [plural_verb(word) for word in rest[at : at + 1]]
    return " ".join([plural(" ".join(words[:end]), irregular), *rest])


def head(phrase: str) -> str:
    """The noun that a noun phrase is about: “people” of “young people with depression”; empty of nothing."""
    words = phrase.lower().replace("-", " ").split()
    end = next((at for at, word in enumerate(words) if at and word in LINKS | PARTICIPLES), len(words))
    return words[end - 1].strip(".,;:!?\"'’“”()") if words else ""


def bound(phrase: str) -> bool:
    """Whether more stands behind the head of a noun phrase, as in “person with depression” or “person affected”."""
    words = phrase.lower().split()
    return any(word in LINKS for word in words[1:-1]) or any(word in PARTICIPLES for word in words[1:])


def number(noun: str) -> str:
    """``plural`` or ``singular``, by the form of a noun alone."""
    word = noun.lower()
    if _PLURALS(word):
        return "plural"
    return "plural" if word.endswith("s") and not word.endswith(_NO_PLURALS) else "singular"


def their(text: str, found: Sequence[str], before: Sequence[str]) -> str:
    """``text`` with “their own life” put right for whom it is said of: “his own life”, “their own lives”.

    Args:
        text: a suggestion, written with “their”.
        found: the words it replaces, lower case.
        before: the word before those, when it may be the subject.
    """
    if "their" not in text.split():
        return text
    near = [*found, *(word for word in before if word not in {"her", "his", "my", "your", "our"})]
    owner = next((_OWNERS[word] for word in near if word in _OWNERS), "their")
    many = next((word for word in near if word in _MANY or word in _OWNERS or number(word) == "plural"), "")
    if (owner == "their" and many) or many in {"we", "our", "ourselves", "yourselves"}:
        text = text.replace("own life", "own lives")
    return text.replace("their", owner)


def article(word: str) -> str:
    """“a” or “an”, whichever goes before ``word`` (or a phrase that begins with it)."""
    first = _FIRST_WORD.search(word)
    if first is None:
        return "a"
    spoken = first[0].replace(".", "")
    if spoken[0].isdigit():
        return "an" if _NUMBER_AN.match(first[0]) else "a"
    lower = "".join(c for c in normalize("NFD", spoken.lower()) if not combining(c))
    capitals = len(spoken) - len(spoken.lstrip(_CAPITALS))
    if len(lower) == 1 or (capitals > 1 and not _said_as_word(spoken[:capitals].lower())):
        return "an" if lower[0] in _LETTERS_AN else "a"
    if _VOWEL_SOUND.match(lower):
        return "an"
    return "a" if lower[0] not in _VOWELS or _CONSONANT_SOUND.match(lower) else "an"


def _said_as_word(capitals: str) -> bool:
    """Whether an abbreviation is read as a word (“NATO”) and not by its letters (“NHS”)."""
    if len(capitals) <= _SHORT:
        return capitals in _SHORT_WORDS
    return any(letter in _VOWELS for letter in capitals[:2]) and capitals not in _SPELT


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _third(verb: str) -> str:
    if verb.endswith("z") and _doubled(verb) != verb:
        return verb + "zes"
    if _SIBILANT.search(verb) or (verb.endswith("o") and verb[-2:-1] not in set("aeiou")):
        return verb + "es"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ies"
    return verb + "s"


def _doubled(verb: str) -> str:
    """``verb`` as it stands before -ed and -ing: with a doubled last consonant, or a k after -ic."""
    lower = verb.lower()
    if lower.endswith("ic"):
        return verb + "k"
    if lower in _DOUBLING or _DOUBLES.fullmatch(lower):
        return verb + verb[-1]
    return verb


def plural_verb(third: str) -> str:
    """The verb form that goes with “they”, from the one that goes with “he”; other words unchanged."""
    if third in _PLURAL_VERBS:
        return _PLURAL_VERBS[third]
    if not third.endswith("s") or third.endswith("ss"):
        return third
    if third.endswith("ies") and third not in {"dies", "lies", "ties", "vies"}:
        return third[:-3] + "y"
    if third.endswith(("ches", "shes", "sses", "xes", "zzes", "goes")):
        return third[:-2]
    return third[:-1]


def _like(given: str, word: str) -> str:
    """``word`` with a capital letter where ``given`` has one."""
    return word[:1].upper() + word[1:] if given[:1].isupper() else word
