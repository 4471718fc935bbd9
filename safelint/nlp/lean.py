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

from safelint.nlp.found import LIBRARIES, libraries, made_whole, no_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.machinery import ModuleSpec

# Put off until somebody asks for something in them. A package's own modules are imported as ever.
_PUT_OFF = (
    *("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars", "numpy._typing", "numpy.linalg", "numpy.random"),
    *("wasabi", "packaging.requirements", "srsly._pickle_api", "srsly._yaml_api"),
    *("thinc.api", "thinc.optimizers", "thinc.shims"),
    *("spacy", "spacy.lang.en", "spacy.lang.tokenizer_exceptions", "spacy.language", "spacy.ml", "spacy.pipeline"),
    *("spacy.schemas", "spacy.scorer", "spacy.training"),
)
# What is imported, in an order in which nothing goes round in circles.
_PARTS = (
    *("numpy", "thinc", "srsly", "thinc.model", "spacy.tokens", "spacy.matcher", "spacy.tokenizer"),
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
_OPTIONAL = ("cupy", "h5py", "mxnet", "os_signpost", "tensorflow", "torch")
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
    if _state["lean"] or any(name in sys.modules for name in LIBRARIES):
        return _state["lean"]
    _state.update(importing=True, lean=True)
    try:
        with _one_thread(), _missing(_unneeded()), no_metadata():
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


def _unneeded() -> tuple[str, ...]:
    """Modules to leave out; older confections don't do without pydantic."""
    return (*_OPTIONAL, "pydantic", "pydantic.v1") if _found("confection.validation") else _OPTIONAL


def _found(name: str) -> ModuleSpec | None:
    """Where a module is, told without importing the packages that it is in."""
    spec, path = None, None
    parts = name.split(".")
    for at in range(len(parts)):
        spec = PathFinder.find_spec(".".join(parts[: at + 1]), path)
        if spec is None:
            return None
        path = spec.submodule_search_locations
    return spec


def _put_off() -> None:
    for name in _PUT_OFF:
        spec = _found(name) if name not in sys.modules else None
        if spec is None:
            continue
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
        if name in sys.modules and package in sys.modules and last not in vars(sys.modules[package]):
            setattr(sys.modules[package], last, sys.modules[name])


def whole() -> None:
    """Have spaCy as it would be had it been imported in the usual way; where it was, do nothing."""
    if not _state["lean"]:
        return
    _state["lean"] = False
    for name in ("spacy", *_PUT_OFF):  # which begins at the usual place, and asks for others in the usual order
        if name in sys.modules:
            read(sys.modules[name])
    modules = libraries()
    made_whole(modules)
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, StandIn):
                setattr(module, name, value.real())


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
