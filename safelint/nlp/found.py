"""What spaCy's libraries look for on a machine as they are imported: kept from them to parse, and told them later."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIBRARIES = ("catalogue", "confection", "spacy", "srsly", "thinc")
_OTHERS = ("numpy", "packaging")
_PYDANTIC = ("BaseModel", "ValidationError")
_METADATA = "importlib.metadata"


def libraries() -> list[ModuleType]:
    """The modules of all libraries that were imported in part."""
    known = (*LIBRARIES, *_OTHERS)
    return [module for name, module in list(sys.modules.items()) if module and name.split(".")[0] in known]


def made_whole(modules: Sequence[ModuleType]) -> None:
    """Tell libraries, given all their modules, what there is on this machine."""
    _entry_points(modules)
    _pydantic()
    _frameworks(modules)


def _entry_points(modules: Sequence[ModuleType]) -> None:
    """Let catalogue know what other packages offer to spaCy."""
    metadata: Any = import_module(_METADATA)
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, _NoMetadata):
                setattr(module, name, metadata)
    catalogue: Any = import_module("catalogue")
    catalogue.AVAILABLE_ENTRY_POINTS = metadata.entry_points()


def _pydantic() -> None:
    """Let confection know that pydantic is there."""
    validation = sys.modules.get("confection.validation")
    for version, source in (("1", "pydantic.v1"), ("2", "pydantic")):
        for name in _PYDANTIC:
            here = f"_PydanticV{version}{name}"
            if validation is not None and getattr(validation, here, ...) is None:
                try:
                    setattr(validation, here, getattr(import_module(source), name))
                except ImportError:
                    return


def _frameworks(modules: Sequence[ModuleType]) -> None:
    """Let thinc know which frameworks for networks are there."""
    compat: Any = sys.modules.get("thinc.compat")
    if compat is None:
        return
    before = dict(vars(compat))
    compat.__spec__.loader.exec_module(compat)
    changed = {name for name, value in vars(compat).items() if value is None or isinstance(value, bool | ModuleType)}
    for module in modules:
        for name in changed & vars(module).keys() & before.keys():
            if vars(module)[name] is before[name]:
                setattr(module, name, vars(compat)[name])


class _NoMetadata(ModuleType):
    """In place of ``importlib.metadata`` for catalogue, which asks all packages what they offer as it is imported."""

    EntryPoint = object

    @classmethod
    def entry_points(cls) -> type[_NoMetadata]:
        """Offers that answer for themselves."""
        return cls

    @staticmethod
    def select(**_: str) -> tuple[()]:
        """No offers, until ``made_whole`` asks for them."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or sys.modules.get(_METADATA) is self:
            raise AttributeError(name)
        return getattr(import_module(_METADATA), name)


@contextmanager
def no_metadata() -> Iterator[None]:
    """Keep from catalogue what other packages offer, for which it would read all their descriptions."""
    if _METADATA in sys.modules:
        yield
        return
    sys.modules[_METADATA] = _NoMetadata(_METADATA)
    try:
        yield
    finally:
        del sys.modules[_METADATA]
