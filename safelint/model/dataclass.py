"""``dataclasses.dataclass``, with each method made when it is first called.

A run imports a hundred data classes and fills a third of them. The standard library writes and compiles five methods
for each while its module is imported, which took longer than everything else a short run does; see
docs/decisions/0082. What is here means the same: a type checker sees the standard library's own, ``fields``,
``asdict`` and ``is_dataclass`` of the library take these classes, and tests compare the two. Only what safelint uses is
offered: ``frozen``, ``slots`` and ``order``, and no inheritance.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "hollow", "late", "replace"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, order: bool = False) -> Any:
        """See ``dataclasses.dataclass``. Without ``slots`` an instance also has a ``__dict__``."""

        def made(one: type) -> type:
            return _made(one, frozen=frozen, slots=slots, order=order)

        return made if cls is None else made(cls)

    def field(*, default_factory: Callable[[], Any]) -> Any:
        """See ``dataclasses.field``."""
        return _Fresh(default_factory)

    def replace(obj: Any, /, **changes: Any) -> Any:
        """See ``dataclasses.replace``."""
        for name in obj.__match_args__:
            if name not in changes:
                changes[name] = getattr(obj, name)
        return obj.__class__(**changes)


_COMPARED = {"__eq__": "==", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def hollow(cls: Any, known: dict[str, Any], fetch: Callable[[str], dict[str, Any]]) -> Any:
    """An instance that holds some of its fields, and fetches the others when one of them is asked for.

    Args:
        cls: a frozen class whose ``__getattr__`` is ``late``.
        known: fields it holds.
        fetch: gives the field of a name, and may give more besides.
    """
    one = object.__new__(cls)
    _hold(one, known)
    object.__setattr__(one, "_fetch", fetch)
    return one


def late(self: Any, name: str) -> Any:
    """The ``__getattr__`` of a class with hollow instances."""
    if name not in self.__match_args__:
        raise AttributeError(f"{self.__class__.__name__!r} object has no attribute {name!r}")
    _hold(self, self._fetch(name))
    return object.__getattribute__(self, name)


def _hold(one: Any, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        object.__setattr__(one, name, value)


class _Fresh:
    """A default that is made anew for each instance."""

    def __init__(self, factory: Callable[[], Any]) -> None:
        self.factory = factory


class _Told:
    """An attribute of a class that the standard library works out when somebody asks."""

    def __init__(self, tell: Callable[[], Any]) -> None:
        self.tell = tell
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, one: object, owner: type) -> Any:
        told = self.tell()
        setattr(owner, self.name, told)
        return told


def _made(cls: type, *, frozen: bool, slots: bool, order: bool) -> type:
    """The class anew, with a slot for each field and methods that are made later."""
    given = dict(cls.__dict__)
    names = tuple(given.get("__annotations__", ()))
    defaults = {name: given.pop(name) for name in names if name in given}
    plain = {key: given.pop(key) for key in ("__dict__", "__weakref__") if key in given}
    more: tuple[str, ...] = () if slots else tuple(plain)
    if given.get("__getattr__") is late:
        more = (*more, "_fetch")
    given |= {"__slots__": (*names, *more), "__match_args__": names}
    given["__dataclass_fields__"] = _Told(lambda: _shadow(made, defaults).__dataclass_fields__)
    given["__signature__"] = _Told(lambda: _signature(made, defaults))
    given |= {"__getstate__": _getstate, "__setstate__": _setstate, "__repr__": given.get("__repr__", _repr)}
    written: dict[str, Callable[[type], Any]] = {"__init__": lambda one: _init(one, names, defaults, frozen=frozen)}
    written |= {name: partial(_compared, name) for name in (_COMPARED if order else ["__eq__"])}
    if frozen:
        given |= {"__setattr__": _kept, "__delattr__": _kept}
        written["__hash__"] = _hash
    else:
        given["__hash__"] = None
    given |= {name: _later(name, make) for name, make in written.items() if cls.__dict__.get(name) is None}
    made: type = type(cls)(cls.__name__, cls.__bases__, given)
    made.__qualname__ = cls.__qualname__
    return made


def _later(name: str, make: Callable[[type], Any]) -> Any:
    """A method that is made when it is first called, and takes its own place then."""

    def stub(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        method = make(self.__class__)
        setattr(self.__class__, name, method)
        return method(self, *args, **kwargs)

    return stub


def _written(cls: type, name: str, lines: str, known: dict[str, Any]) -> Any:
    """A method from its text, as the standard library makes its own."""
    method: dict[str, Any] = {}
    exec(lines, known, method)  # noqa: S102 - of names of fields
    made = method[name]
    made.__qualname__, made.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
    return made


def _init(cls: Any, names: tuple[str, ...], defaults: dict[str, Any], *, frozen: bool) -> Any:
    known: dict[str, Any] = {"__builtins__": {}, "_missing": _MISSING}
    heads, body = [], []
    for at, name in enumerate(names):
        value = name
        if name not in defaults:
            heads.append(name)
        elif isinstance(defaults[name], _Fresh):
            known[f"_make{at}"] = defaults[name].factory
            heads.append(f"{name}=_missing")
            value = f"_make{at}() if {name} is _missing else {name}"
        else:
            known[f"_default{at}"] = defaults[name]
            heads.append(f"{name}=_default{at}")
        known[f"_set{at}"] = cls.__dict__[name].__set__  # passes by the __setattr__ that keeps it frozen
        body.append(f" _set{at}(self, {value})" if frozen else f" self.{name} = {value}")
    lines = "\n".join([f"def __init__({', '.join(['self', *heads])}):", *(body or [" pass"])])
    return _written(cls, "__init__", lines, known)


_MISSING = object()


def _values(cls: Any, owner: str) -> str:
    return "(" + "".join(f"{owner}.{name}, " for name in cls.__match_args__) + ")"


def _compared(name: str, cls: type) -> Any:
    sign = _COMPARED[name]
    lines = (
        f"def {name}(self, other):\n if other.__class__ is self.__class__:\n"
        f"  return {_values(cls, 'self')} {sign} {_values(cls, 'other')}\n return NotImplemented"
    )
    return _written(cls, name, lines, {"__builtins__": {"NotImplemented": NotImplemented}})


def _hash(cls: Any) -> Any:
    return _written(
        cls, "__hash__", f"def __hash__(self):\n return hash({_values(cls, 'self')})", {"__builtins__": {"hash": hash}}
    )


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({shown})"


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _setstate(self: Any, state: list[Any]) -> None:
    _hold(self, dict(zip(self.__match_args__, state, strict=True)))


def _kept(self: Any, name: str, *_: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r} of {self.__class__.__name__}")


def _shadow(cls: Any, defaults: dict[str, Any]) -> Any:
    """The standard library's data class of the same fields."""
    import dataclasses

    given = {
        name: dataclasses.field(default_factory=value.factory) if isinstance(value, _Fresh) else value
        for name, value in defaults.items()
    }
    given |= {"__annotations__": cls.__annotations__, "__module__": cls.__module__, "__qualname__": cls.__qualname__}
    return dataclasses.dataclass(type(cls.__name__, (), given))


def _signature(cls: Any, defaults: dict[str, Any]) -> Any:
    import inspect

    return inspect.signature(_shadow(cls, defaults))
