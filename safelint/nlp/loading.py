"""Finding and loading spaCy pipelines: the bundled one, an installed one, or a folder somebody trained."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass
from safelint.model.errors import ConfigError
from safelint.model.inputs import unsure
from safelint.model.process import owned, uncollected
from safelint.nlp.lean import import_lean, is_lean, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from safelint.nlp.bare import Bare

BUNDLED = Path(__file__).parent / "en"
NEEDED = ("tagger", "parser")
# Reading of names costs time and no rule asks for it.
_UNUSED = ("ner", "senter")
# Few matches ask for a lemma, and it costs a tenth of the work: see ``pipeline.lemma``.
LEMMATISER = "trainable_lemmatizer"
# What a spaCy of another make may answer with.
_UNEXPECTED = (AttributeError, ImportError, LookupError, OSError, TypeError, ValueError)
_CLI = ("spacy.cli", "spacy.cli.info")


@dataclass(frozen=True, slots=True)
class Located:
    """A pipeline that is there: what spaCy loads it by, and its name and version for reports."""

    source: str
    version: str


def locate(name: str) -> Located:
    """Find a pipeline without importing spaCy.

    Args:
        name: an installed spaCy pipeline, a folder that holds one, or empty for the bundled one.

    Raises:
        ConfigError: there is no such pipeline; the message names the nearest installed ones.
    """
    if name:
        unsure()  # what a pipeline of another maker reads can't be told
    folder = Path(name) if name else BUNDLED
    if (folder / "meta.json").is_file():
        meta = _meta(folder)
        return Located(str(folder), f"{meta['lang']} {meta['version']}" if not name else f"{name} {meta['version']}")
    spec = find_spec(name) if name.isidentifier() else None
    if spec is None or not spec.origin or not Path(spec.origin).with_name("meta.json").is_file():
        raise ConfigError(_not_installed(name))
    return Located(name, f"{name} {_meta(Path(spec.origin).parent)['version']}")


class Stock:
    """A pipeline as spaCy loads it, with what safelint asks of one (see ``bare.Bare`` for the bundled one)."""

    def __init__(self, nlp: Language) -> None:
        self._parts: dict[str, Any] = dict(nlp.components)
        self._nlp = nlp
        self.vocab = nlp.vocab
        self.tokenizer = nlp.tokenizer
        self.pipe = nlp.pipe
        # Whether texts come without lemmas, which are then asked of ``lemmas``.
        self.lemmas_later = LEMMATISER in nlp.disabled

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations that the parser tells apart."""
        labels: tuple[str, ...] = self._parts["parser"].labels
        return labels

    def lemmas(self, doc: Doc) -> list[str]:
        """The lemma of each token of a text that was tokenised."""
        return [token.lemma_ for token in self._parts[LEMMATISER](self._parts["tok2vec"](doc))]


def load(located: Located) -> Stock | Bare:
    """Load a pipeline: in a tenth of a second the bundled one, in about a second another.

    Raises:
        ConfigError: spaCy can't load it, or it has no tagger or parser.
    """
    with uncollected():
        bare = _bundled() if located.source == str(BUNDLED) else None
        return bare or _stock(located)


def _bundled() -> Bare | None:
    """The bundled pipeline without spaCy's machinery; None if this spaCy isn't as expected, and does it its own way."""
    if not (owned() and import_lean()):
        import_spacy()
    from safelint.nlp.bare import Bare

    try:
        return Bare(BUNDLED)
    except _UNEXPECTED:
        return None


def _stock(located: Located) -> Stock:
    spacy = import_spacy()
    try:
        nlp = spacy.load(located.source, exclude=list(_UNUSED), disable=[LEMMATISER])
    except (OSError, ValueError) as error:
        message = f"The pipeline “{located.source}” can't be loaded: {error}"
        raise ConfigError(message) from error
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ConfigError(f"The pipeline “{located.source}” has no {' and no '.join(missing)}; safelint needs both.")
    return Stock(nlp)


def import_spacy() -> ModuleType:
    """Import spaCy without its command line, which costs half the time and is never used here.

    ``import spacy`` loads ``spacy.cli`` (typer, weasel, requests) only to offer ``spacy.info``. A stand-in takes its
    place while spaCy is imported for the first time and goes afterwards, so that ``import spacy.cli`` works as ever.
    """
    if "spacy" in sys.modules and not is_lean():
        return sys.modules["spacy"]
    with _without_cli():
        whole()
        import spacy
    return spacy  # type: ignore[no-any-return]


@contextmanager
def _without_cli() -> Iterator[None]:
    package, module = (ModuleType(name) for name in _CLI)
    package.__path__ = []
    module.info = _info  # type: ignore[attr-defined]
    sys.modules.update(zip(_CLI, (package, module), strict=True))
    try:
        yield
    finally:
        for name in _CLI:
            sys.modules.pop(name, None)
        vars(sys.modules.get("spacy", package)).pop("cli", None)


def _info(*args: Any, **options: Any) -> Any:
    """``spacy.info``, loaded when somebody calls it."""
    from spacy.cli.info import info

    return info(*args, **options)


def _meta(folder: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    return meta


def _not_installed(name: str) -> str:
    from difflib import get_close_matches
    from importlib.metadata import entry_points

    installed = sorted({entry.name for entry in entry_points(group="spacy_models")})
    near = get_close_matches(name, installed, n=3) or installed
    hint = f"Installed: {', '.join(near)}." if near else "No spaCy pipeline is installed."
    return f"The pipeline “{name}” is not installed. {hint} Leave the setting empty for the bundled pipeline."
