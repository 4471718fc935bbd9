"""The parts of spaCy that parse, imported without those that configure and train: in a third of the time.

``import spacy`` loads every component, its network layers, the schemas of its configuration and what validates them.
Here some modules are put off: they stand in ``sys.modules`` empty and read their own source when they are asked for
something. While the parts that parse are imported, a name asked of such a module is answered with a stand-in that looks
the real thing up when it is used. ``whole`` makes it all as if spaCy had been imported in the usual way. As a program
may look into any corner of spaCy, only a process of our own imports it so (see ``loading``).
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Put off until somebody asks for something in them. A package's own modules are imported as ever.
_PUT_OFF = (
    *("numpy.random", "packaging.requirements", "srsly._pickle_api", "srsly._yaml_api"),
    *("thinc.api", "thinc.optimizers", "thinc.shims"),
    *("spacy", "spacy.lang.en", "spacy.lang.tokenizer_exceptions", "spacy.language", "spacy.ml", "spacy.pipeline"),
    *("spacy.schemas", "spacy.scorer", "spacy.training"),
)
# What is imported, in an order in which nothing goes round in circles.
_PARTS = (
    *("thinc", "srsly", "thinc.model", "spacy.tokens", "spacy.matcher", "spacy.tokenizer"),
    *("spacy.pipeline.transition_parser", "spacy.pipeline._parser_internals.arc_eager", "spacy.ml.parser_model"),
    *("spacy.ml._precomputable_affine", "spacy.lang.en.lex_attrs", "spacy.lang.en.stop_words"),
)
# Where the names are that these parts need at once and ask ``thinc.api`` for.
_HOMES = {
    "get_array_module": "thinc.util",
    **dict.fromkeys(("get_current_ops", "CupyOps", "NumpyOps", "Ops"), "thinc.backends"),
    **dict.fromkeys(("Model", "set_dropout_rate"), "thinc.model"),
    **dict.fromkeys(("Config", "ConfigValidationError"), "thinc.config"),
    "normal_init": "thinc.initializers",
}
# Tried by thinc and confection wherever they are installed, which may take seconds, and of no use to parse.
_OPTIONAL = ("cupy", "h5py", "mxnet", "os_signpost", "pydantic", "pydantic.v1", "tensorflow", "torch")
_PYDANTIC = ("BaseModel", "ValidationError")
_LIBRARIES = ("catalogue", "confection", "spacy", "srsly", "thinc")
_METADATA = "importlib.metadata"
_THREADS = "OPENBLAS_NUM_THREADS"

_state = {"importing": False, "lean": False}


class StandIn:
    """A name of a module that was put off: the real thing is looked up when it is used."""

    def __init__(self, module: PutOff, name: str) -> None:
        self._place = module, name

    def real(self) -> Any:
        """What stands under that name."""
        module, name = self._place
        read(module)
        return getattr(module, name)

    def __call__(self, *args: Any, **options: Any) -> Any:  # noqa: D102
        return self.real()(*args, **options)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.real(), name)

    def __getitem__(self, _: object) -> StandIn:
        return self  # in annotations only

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self.real())

    def __mro_entries__(self, _: tuple[Any, ...]) -> tuple[Any, ...]:
        return (self.real(),)


class TokenPattern(StandIn):
    """The schema of patterns, of which a tokenizer asks whether ``orth`` is in it, and need not read it for that."""

    def __call__(self, *args: Any, **options: Any) -> Any:  # noqa: D102
        return self if not (args or options) else super().__call__(*args, **options)

    def model_dump(self) -> TokenPattern:
        """The attributes of a pattern that asks for nothing."""
        return self

    def __contains__(self, name: str) -> bool:
        return name == "orth" or name in self.real()().model_dump()


class PutOff(ModuleType):
    """A module that reads its own source when it is asked for something."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        if "__path__" in vars(self) and PathFinder.find_spec(f"{self.__name__}.{name}", self.__path__):
            return import_module(f"{self.__name__}.{name}")
        if _state["importing"]:
            home = _HOMES.get(name) if self.__name__ == "thinc.api" else None
            made = TokenPattern if name == "TokenPattern" else StandIn
            return getattr(import_module(home), name) if home else made(self, name)
        if self.__name__ == "spacy":
            whole()
        read(self)
        return getattr(self, name)


def read(module: ModuleType) -> None:
    """Read the source of a module that was put off, which is then as any other; of others, do nothing."""
    spec = module.__spec__
    if isinstance(module, PutOff) and spec is not None and spec.parent not in {*sys.modules, ""}:
        import_module(str(spec.parent))  # which may read it
    if isinstance(module, PutOff) and spec is not None and spec.loader is not None:
        module.__class__ = ModuleType  # type: ignore[assignment]
        spec.loader.exec_module(module)


def import_lean() -> bool:
    """Import the parts of spaCy that parse; False if they can't be had alone, and spaCy may have been imported whole.

    Does nothing where spaCy or a library of its own has been imported by somebody else.
    """
    if _state["lean"] or any(name in sys.modules for name in _LIBRARIES):
        return _state["lean"]
    _state.update(importing=True, lean=True)
    try:
        with _one_thread():
            import_module("numpy")
        with _missing(_OPTIONAL), _no_metadata():
            _put_off()
            for name in _PARTS:
                import_module(name)
    except (AttributeError, ImportError, LookupError, TypeError, ValueError):
        _state["importing"] = False
        whole()
        return False
    finally:
        _state["importing"] = False
    _name_in_packages()
    import_module("spacy.errors").setup_default_warnings()
    return True


def is_lean() -> bool:
    """Whether only those parts have been imported."""
    return _state["lean"]


def _put_off() -> None:
    for name in _PUT_OFF:
        if name in sys.modules:
            continue
        top, *inner = name.split(".")
        spec = PathFinder.find_spec(top)
        for at in range(len(inner)):
            if spec is not None:
                full = ".".join([top, *inner[: at + 1]])
                spec = PathFinder.find_spec(full, spec.submodule_search_locations)
        if spec is None:
            raise ImportError(name)
        module = sys.modules[name] = PutOff(name)
        module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
        module.__package__ = name if spec.submodule_search_locations else spec.parent
        if spec.submodule_search_locations:
            module.__path__ = spec.submodule_search_locations
    _name_in_packages()


def _name_in_packages() -> None:
    """Name each module that was put off in its package, as an import does."""
    for name in _PUT_OFF:
        package, _, last = name.rpartition(".")
        if package in sys.modules and last not in vars(sys.modules[package]):
            setattr(sys.modules[package], last, sys.modules[name])


def whole() -> None:
    """Have spaCy as it would be had it been imported in the usual way; where it was, do nothing."""
    if not _state["lean"]:
        return
    _state["lean"] = False
    for name in _PUT_OFF:
        if name in sys.modules:
            read(sys.modules[name])
    _entry_points()
    _pydantic()
    _frameworks()
    for module in _libraries():
        for name, value in list(vars(module).items()):
            if isinstance(value, StandIn):
                setattr(module, name, value.real())


def _libraries() -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if module and name.split(".")[0] in _LIBRARIES]


def _entry_points() -> None:
    """Let catalogue know what other packages offer to spaCy."""
    metadata: Any = import_module(_METADATA)
    for module in _libraries():
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


def _frameworks() -> None:
    """Let thinc know which frameworks for networks are there."""
    compat: Any = sys.modules.get("thinc.compat")
    if compat is None:
        return
    before = dict(vars(compat))
    compat.__spec__.loader.exec_module(compat)
    changed = {name for name, value in vars(compat).items() if value is None or isinstance(value, bool | ModuleType)}
    for module in _libraries():
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
        """No offers, until ``whole`` asks for them."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or _state["importing"]:
            raise AttributeError(name)
        return getattr(import_module(_METADATA), name)


@contextmanager
def _no_metadata() -> Iterator[None]:
    if _METADATA in sys.modules:
        yield
        return
    sys.modules[_METADATA] = _NoMetadata(_METADATA)
    try:
        yield
    finally:
        del sys.modules[_METADATA]


@contextmanager
def _missing(names: tuple[str, ...]) -> Iterator[None]:
    """Have modules look as if they weren't installed, but for those that are there already."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let numpy start no threads for its algebra, in which thinc takes no part."""
    given = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    try:
        yield
    finally:
        if given is None:
            del os.environ[_THREADS]
