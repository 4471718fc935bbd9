"""A whole rule book from its folders, compiled once and kept by content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model.errors import RuleError
from safelint.rulebook.kept import recall, remember

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.errors import Complaint
    from safelint.model.rulebook import Rulebook

# Raise it when compiled rules change shape, so that older kept books are not read.
LAYOUT = 1


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

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file."""
        return (*self.rules, *self.words, *self.topics, *self.cues, *self.helplines, *self.presets, *self.sources)


def builtin() -> Path:
    """The folder of the rules that come with safelint: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load(folders: Sequence[Path], cache: Path | None = None) -> Rulebook:
    """The rule book of ``folders``, from ``cache`` when the same files were compiled before.

    Args:
        folders: shaped like ``rules/``; later ones add rules, words and cues, and replace files of the same name.
        cache: folder for compiled rule books, or None to compile anew.

    Raises:
        RuleError: with every complaint about every file.
    """
    files = find_files(folders)
    digest = _digest(files, folders)
    if cache is not None:
        kept = recall(cache, digest)
        if kept is not None:
            return kept
    book = compile_book(files, digest)
    if cache is not None:
        remember(cache, digest, book)
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
        for path in sorted(folder.glob("en/*/*.yaml")):
            kind = {"_words": "words", "_topics": "topics", "_cues": "cues"}.get(path.parent.name, "rules")
            found[kind][path.stem] = path
        for kind in ("helplines", "presets"):
            found[kind] |= {path.stem: path for path in sorted(folder.glob(f"{kind}/*.yaml"))}
        if (folder / "sources.yaml").is_file():
            found["sources"][str(folder)] = folder / "sources.yaml"
    return Files(**{name: tuple(paths.values()) for name, paths in found.items()})


def _digest(files: Files, folders: Sequence[Path]) -> str:
    from safelint.model.version import VERSION

    total = hashlib.sha256(f"{VERSION} {LAYOUT}".encode())
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
    from safelint.rulebook.choose import read_preset
    from safelint.rulebook.helplines import read_helplines
    from safelint.rulebook.topics import read_cues, read_sources, read_topic
    from safelint.rulebook.words import read_lexicon

    lexicon = read_lexicon(files.words)
    topics = {path.stem: read_topic(path, lexicon) for path in files.topics}
    sources = {id_: source for path in files.sources for id_, source in read_sources(path).items()}
    complaints: list[Complaint] = []
    rules = []
    for path in files.rules:
        try:
            rules.append(build_rule(path, lexicon, topics, sources))
        except RuleError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise RuleError("\n".join(map(str, complaints)), tuple(complaints))
    return Rulebook(
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        topics=topics,
        cues={path.stem: read_cues(path, lexicon) for path in files.cues},
        sources=sources,
        helplines=tuple(line for path in files.helplines for line in read_helplines(path)),
        digest=digest,
        presets={path.stem: read_preset(path) for path in files.presets},
    )
