"""A pattern that is compiled late is a pattern."""

import importlib
import pickle
import pkgutil
import re

import pytest

import safelint
from safelint.model import regex
from safelint.model.regex import Later


def patterns(value, depth=0):
    """The late patterns in a value of a module, and in what it holds."""
    if isinstance(value, Later):
        yield value
    elif isinstance(value, dict) and depth < 3:
        for one in value.values():
            yield from patterns(one, depth + 1)
    elif isinstance(value, (list, tuple)) and depth < 3:
        for one in value:
            yield from patterns(one, depth + 1)


def ours():
    found = {}
    for info in pkgutil.walk_packages(safelint.__path__, "safelint."):
        if not info.name.startswith(("safelint.server", "safelint.__main__")):
            module = importlib.import_module(info.name)
            found |= {one: info.name for value in vars(module).values() for one in patterns(value)}
    return list(found)


def test_every_pattern_of_the_package_compiles():
    found = ours()
    assert len(found) > 200
    for one in found:
        assert one.search.__self__ == re.compile(*one._asked), one


def test_it_answers_as_the_library_does():
    late, soon = regex.compile(r"(?P<word>b+)\s*", re.IGNORECASE), re.compile(r"(?P<word>b+)\s*", re.IGNORECASE)
    assert "search" not in vars(late)
    assert late.search("aBB c")["word"] == "BB"
    assert "search" in vars(late)
    assert [one.span() for one in late.finditer("bab")] == [one.span() for one in soon.finditer("bab")]
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(late, name) == getattr(soon, name)
    assert late.sub("-", "a b c") == soon.sub("-", "a b c")
    assert late.split("abc") == soon.split("abc")
    assert late.match("b", 0).end() == 1
    assert pickle.loads(pickle.dumps(late)).findall("bb b") == soon.findall("bb b")  # noqa: S301
    assert regex.compile(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_a_broken_pattern_is_an_error_when_it_is_used():
    late = regex.compile("(")
    with pytest.raises(re.error):
        late.search("")
    with pytest.raises(AttributeError, match="no attribute 'find'"):
        _ = late.find
