"""What is taken for granted of plain words is what the tokenizer's expressions say."""

import random
import re
import string
import sys
from importlib import import_module

import pytest
import srsly

from safelint.nlp.affixes import Affixes
from safelint.nlp.loading import BUNDLED

_parser = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
SPELT = srsly.msgpack_loads((BUNDLED / "tokenizer").read_bytes())
WORDS = string.ascii_letters + string.digits


@pytest.fixture(scope="module")
def affixes():
    return Affixes(SPELT)


def first(parsed):
    """What each branch of an expression reads first, leaving out what it looks at only."""
    for kind, value in parsed:
        if str(kind) in {"ASSERT", "ASSERT_NOT", "AT"}:
            continue
        if str(kind) == "SUBPATTERN":
            return first(value[3])
        if str(kind) == "BRANCH":
            return [one for branch in value[1] for one in first(branch)]
        return [(kind, value)]
    return []


def begins(expression):
    """The ASCII letters and digits with which a match can begin."""
    return {sign for one in first(_parser.parse(expression)) for sign in WORDS if re.match(_one(*one), sign)}


def _one(kind, value):
    if str(kind) == "LITERAL":
        return re.escape(chr(value))
    if str(kind) == "MAX_REPEAT":
        return _one(*value[2][0])
    assert str(kind) == "IN", kind
    parts = []
    for what, found in value:
        if str(what) == "LITERAL":
            parts.append(re.escape(chr(found)))
        else:
            assert str(what) == "RANGE", what
            parts.append(f"{re.escape(chr(found[0]))}-{re.escape(chr(found[1]))}")
    return f"[{''.join(parts)}]"


def test_no_word_is_parted_at_a_letter():
    assert begins(SPELT["infix_finditer"]) == set()


def test_a_prefix_that_begins_with_a_letter_is_money():
    assert begins(SPELT["prefix_search"]) == set("UCA")
    assert [one for one in SPELT["prefix_search"].split("|") if one[1].isascii() and one[1].isalnum()] == [
        r"^US\$",
        r"^C\$",
        r"^A\$",
    ]


def needs(parsed, sign):
    """Whether no match of an expression is without that sign."""
    for kind, value in parsed:
        if str(kind) == "LITERAL" and chr(value) == sign:
            return True
        if str(kind) == "SUBPATTERN" and needs(value[3], sign):
            return True
        if str(kind) == "MAX_REPEAT" and value[0] and needs(value[2], sign):
            return True
        if str(kind) == "BRANCH" and all(needs(branch, sign) for branch in value[1]):
            return True
    return False


def test_an_address_has_a_full_stop():
    assert needs(_parser.parse(SPELT["url_match"]), ".")
    assert not needs(_parser.parse(SPELT["url_match"]), ":")


def odd_words(count):
    dice = random.Random(5)  # noqa: S311 - words, no secret
    signs = WORDS + ".,;:!?" * 3 + "-'’\"$%()/@_…é€" + "km" * 4 + "US"
    for _ in range(count):
        yield "".join(dice.choices(signs, k=dice.randint(1, 7)))


def plain_words(count):
    dice = random.Random(6)  # noqa: S311 - words, no secret
    for _ in range(count):
        yield "".join(dice.choices(WORDS, k=dice.randint(1, 6))) + dice.choice(["", *".,;:!?"])


def spans(matches):
    return [one.span() for one in matches if one is not None]


@pytest.mark.parametrize("words", [odd_words(20_000), plain_words(20_000)])
def test_every_word_is_parted_as_the_expressions_say(affixes, words):
    prefix, suffix, infix, url = (
        re.compile(SPELT[name]) for name in ("prefix_search", "suffix_search", "infix_finditer", "url_match")
    )
    for word in words:
        assert spans([affixes.prefix(word)]) == spans([prefix.search(word)]), word
        assert spans([affixes.suffix(word)]) == spans([suffix.search(word)]), word
        assert spans(affixes.infixes(word)) == spans(infix.finditer(word)), word
        assert spans([affixes.url(word)]) == spans([url.match(word)]), word


def test_a_plain_sentence_compiles_nothing_long():
    fresh = Affixes(SPELT)
    for word in ("He", "left", "in", "2019.", "Then,", "why?"):
        assert fresh.prefix(word) is None
        fresh.suffix(word)
        assert list(fresh.infixes(word.rstrip(".,?"))) == []
    assert not any("search" in vars(one) for one in (fresh._prefix, fresh._suffix, fresh._infix))
