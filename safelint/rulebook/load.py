"""A whole rule book from its folders, compiled once and kept by content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass, replace
from safelint.model.errors import Complaint, RuleError
from safelint.rulebook import listing
from safelint.rulebook.kept import recall, remember
from safelint.rulebook.packed import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.rule import Rule
    from safelint.model.rulebook import Index, Rulebook

# Raise it when compiled rules change shape, so that older kept books are not read.
LAYOUT = 13


# What the folders with an underscore hold; any other holds rules.
_KINDS = {"_words": "words", "_topics": "topics", "_cues": "cues", "_credits": "credits", "_signposts": "signposts"}
# Rules and credits are named in reports by their id alone.
_NAMED = ("rules", "credits")


@dataclass(frozen=True)
class Files:
    """The YAML files of one or more rule folders, sorted; a later folder adds to an earlier one."""

    rules: tuple[Path, ...]
    words: tuple[Path, ...]
    topics: tuple[Path, ...]
    cues: tuple[Path, ...]
    helplines: tuple[Path, ...]
    presets: tuple[Path, ...]
    sources: tuple[Path, ...]
    credits: tuple[Path, ...]
    scorecards: tuple[Path, ...]
    signposts: tuple[Path, ...]

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file."""
        return tuple(path for name in self.__dataclass_fields__ for path in getattr(self, name))


COMPILED = "rulebook.bin"
"""The built-in rules compiled when the package was built, beside them; a checkout has none."""


def builtin() -> Path:
    """The folder of the rules that come with safelint: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def shipped(folder: Path) -> Rulebook | None:
    """The rule book that was compiled with the package in ``folder``; None when there is none that fits."""
    try:
        raw = (folder / COMPILED).read_bytes()
    except OSError:
        return None
    return unpacked(raw, foreign=False)


def load(folders: Sequence[Path], cache: Path | None = None) -> Rulebook:
    """The rule book of ``folders``, from ``cache`` when the same files were compiled before.

    Args:
        folders: shaped like ``rules/``; later ones add rules, words and cues, and replace files of the same name.
        cache: folder for compiled rule books, or None to compile anew.

    Raises:
        RuleError: with every complaint about every file.
    """
    if len(folders) == 1 and (book := shipped(folders[0])) is not None:
        return book
    here = listing.of(folders, LAYOUT) if cache is not None else ""
    if cache is not None and (known := listing.recall(cache, here)) and (book := recall(cache, known)) is not None:
        return book
    files = find_files(folders)
    digest = digest_of(files, folders)
    found = None if cache is None else recall(cache, digest)
    book = compile_book(files, digest) if found is None else found
    if cache is not None:
        if found is None:
            remember(cache, digest, book)
        listing.remember(cache, here, digest)
    return book


def find_files(folders: Sequence[Path]) -> Files:
    """The files of ``folders``.

    Raises:
        RuleError: a folder is not there or holds no rules.
    """
    found: dict[str, dict[str, Path]] = {name: {} for name in Files.__dataclass_fields__}
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(f"{folder}: no such folder of rules; it is shaped like rules/ (en/<topic>/<id>.yaml)")
        here: dict[str, Path] = {}
        for path in sorted(folder.glob("en/*/*.yaml")):
            kind = _KINDS.get(path.parent.name, "rules")
            if kind in _NAMED and path.stem in here:
                raise _twice(path, here[path.stem])
            here |= {path.stem: path} if kind in _NAMED else {}
            found[kind][path.stem] = path
        for kind in ("helplines", "presets", "scorecards"):
            found[kind] |= {path.stem: path for path in sorted(folder.glob(f"{kind}/*.yaml"))}
        if (folder / "sources.yaml").is_file():
            found["sources"][str(folder)] = folder / "sources.yaml"
    return Files(**{name: tuple(paths.values()) for name, paths in found.items()})


def _twice(path: Path, other: Path) -> RuleError:
    kind = "credit" if _KINDS.get(other.parent.name) == "credits" else "rule"
    what = f"there is a {kind} {path.stem} in {other} already"
    complaint = Complaint(str(path), 0, what, hint="an id is given once; rename one of the two")
    return RuleError(str(complaint), (complaint,))


def digest_of(files: Files, folders: Sequence[Path]) -> str:
    """The digest of the files of ``folders`` by name and content.

    Raises:
        RuleError: one can't be read.
    """
    from hashlib import sha256  # many files: the fast one

    from safelint.model.version import VERSION

    total = sha256(f"{VERSION} {LAYOUT}".encode())
    for path in files.all:
        base = next((folder for folder in folders if path.is_relative_to(folder)), path.parent)
        total.update(f"\0{path.relative_to(base).as_posix()}\0".encode())
        try:
            total.update(path.read_bytes())
        except OSError as error:
            raise RuleError(f"{path}: can't be read: {error.strerror}") from error
    return total.hexdigest()


def compile_book(files: Files, digest: str) -> Rulebook:
    """Compile every file; see ``load``."""
    from safelint.model.rulebook import Rulebook
    from safelint.rulebook.build import build_rule
    from safelint.rulebook.credits import build_credit
    from safelint.rulebook.helplines import read_helplines
    from safelint.rulebook.presets import read_preset
    from safelint.rulebook.scorecards import read_scale
    from safelint.rulebook.signposts import read_wording
    from safelint.rulebook.topics import read_cues, read_sources, read_topic
    from safelint.rulebook.words import read_lexicon

    lexicon = read_lexicon(files.words)
    topics = {path.stem: read_topic(path, lexicon) for path in files.topics}
    sources = {id_: source for path in files.sources for id_, source in read_sources(path).items()}
    complaints: list[Complaint] = []
    built: dict[str, list[Rule]] = {"rules": [], "credits": []}
    for kind, build in (("rules", build_rule), ("credits", build_credit)):
        for path in getattr(files, kind):
            try:
                built[kind].append(build(path, lexicon, topics, sources))
            except RuleError as error:
                complaints.extend(error.complaints)
    if complaints:
        raise RuleError("\n".join(map(str, complaints)), tuple(complaints))
    countries = [read_helplines(path) for path in files.helplines]
    named = {kind: {one.id for one in rules} for kind, rules in built.items()}
    known = {**named, "topics": topics, "sources": sources}
    book = Rulebook(
        rules=tuple(sorted(built["rules"], key=lambda rule: rule.id)),
        topics=topics,
        cues={path.stem: read_cues(path, lexicon) for path in files.cues},
        sources=sources,
        helplines=tuple(line for _, lines in countries for line in lines),
        digest=digest,
        presets={path.stem: read_preset(path, sources) for path in files.presets},
        countries={country.code: country for country, _ in countries},
        credits=tuple(sorted(built["credits"], key=lambda credit: credit.id)),
        signposts={path.stem: read_wording(path) for path in files.signposts},
        scales={path.stem: read_scale(path, known) for path in files.scorecards},
    )
    return replace(book, index=index(book))


def index(book: Rulebook) -> Index:
    """What is looked up in every text: see ``Rulebook.index``."""
    from safelint.matchers import directory, triggers
    from safelint.model.rulebook import Index

    rules = (*book.rules, *book.credits)
    literals = triggers.literals(rules, book.topics)
    tables = directory.tables(book.helplines, book.countries)
    return Index(book.rules, book.credits, book.topics, book.helplines, literals, triggers.whole(rules), *tables)
