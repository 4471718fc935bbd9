"""Our data classes mean what the standard library's mean."""

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil

import pytest

import safelint
from safelint.model.dataclass import dataclass, field, replace


def ours():
    """Every class of the package that ``dataclass`` made; the server's need packages that may be missing."""
    found = {}
    for info in pkgutil.walk_packages(safelint.__path__, "safelint."):
        if info.name.startswith(("safelint.server", "safelint.__main__")):
            continue
        for one in vars(importlib.import_module(info.name)).values():
            if isinstance(one, type) and one.__module__ == info.name and "__dataclass_fields__" in vars(one):
                found[one] = None
    return list(found)


OURS = ours()


def named(one):
    return f"{one.__module__}.{one.__qualname__}"


def library(one, **options):
    """The standard library's class of the same fields and defaults."""
    told = [
        (item.name, item.type, dataclasses.field(default=item.default, default_factory=item.default_factory))
        for item in dataclasses.fields(one)
    ]
    return dataclasses.make_dataclass(one.__name__, told, **options)


def shown(one):
    return repr(one).partition("(")[2]


def test_most_nouns_are_made_so():
    assert len(OURS) > 100


@pytest.mark.parametrize("one", OURS, ids=named)
def test_filled_and_compared_as_the_library_does(one):
    names = [item.name for item in dataclasses.fields(one)]
    frozen = one.__hash__ is not None
    theirs = library(one, frozen=frozen)
    values = {name: f"value of {name}" for name in names}
    first, second = one(**values), one(*values.values())
    assert first == second
    assert (first != second) is False
    assert first != theirs(**values)
    assert [getattr(first, name) for name in names] == list(values.values())
    assert one.__match_args__ == theirs.__match_args__ == tuple(names)
    assert dataclasses.is_dataclass(first)
    if one.__repr__.__module__ == "safelint.model.dataclass":
        assert shown(first) == shown(theirs(**values))
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301
    assert copy.deepcopy(first) == copy.copy(first) == first
    if frozen:
        assert hash(first) == hash(second) == hash(tuple(values.values()))
        with pytest.raises(dataclasses.FrozenInstanceError, match=names[0]):
            setattr(first, names[0], "other")
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(first, names[0])
    changed = replace(first, **{names[0]: "other"})
    assert changed == dataclasses.replace(first, **{names[0]: "other"}) != first
    assert getattr(changed, names[0]) == "other"


@pytest.mark.parametrize("one", OURS, ids=named)
def test_asks_for_what_the_library_asks_for(one):
    def asked(of):
        return [(item.name, item.kind) for item in inspect.signature(of).parameters.values()]

    theirs = library(one)
    assert asked(one) == asked(theirs)
    missing = dataclasses.MISSING
    told = dataclasses.fields(one)
    needed = {item.name: item.name for item in told if item.default is missing and item.default_factory is missing}
    assert [getattr(one(**needed), item.name) for item in told] == [
        getattr(theirs(**needed), item.name) for item in told
    ]
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        one(**needed, nothing_of_that_name=1)
    if needed:
        with pytest.raises(TypeError, match="missing"):
            one()


@dataclass(frozen=True, slots=True, order=True)
class Ordered:
    first: int
    second: str = "b"


@dataclass
class Open:
    names: list[str] = field(default_factory=list)
    said: str = ""


def test_in_order():
    low, high = Ordered(1, "z"), Ordered(2, "a")
    assert low < high
    assert low <= high
    assert high > low
    assert high >= low
    assert sorted([high, low]) == [low, high]
    with pytest.raises(TypeError):
        assert low < (2, "a")


def test_fresh_defaults_and_other_attributes():
    one, other = Open(), Open()
    one.names.append("x")
    one.said = "more"
    assert other.names == []
    one.__dict__["aside"] = 1  # as cached_property does
    assert one == Open(["x"], "more")
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_slots_take_nothing_else():
    assert not hasattr(Ordered(1), "__dict__")


def test_methods_are_made_when_they_are_used():
    @dataclass(frozen=True, slots=True)
    class Unused:
        field: int

    assert vars(Unused)["__init__"].__name__ == "stub"
    Unused(1)
    assert vars(Unused)["__init__"].__name__ == "__init__"
    assert vars(Unused)["__eq__"].__name__ == "stub"
