"""One session: rules, settings and language pipeline are loaded once, and many texts linted with them."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.config import read as config_files
from safelint.config.settings import Settings
from safelint.model.choice import Choice
from safelint.model.dataclass import replace
from safelint.model.errors import ConfigError, ReadError
from safelint.model.report import FileResult, Report
from safelint.runner import cache, files
from safelint.runner.asked import asked, countries
from safelint.runner.guard import guarded, own
from safelint.runner.nearest import Nearest
from safelint.runner.sidecar import beside
from safelint.runner.variant import Recent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from safelint.engine.memory import Memory
    from safelint.formats.opening import Opened
    from safelint.model.document import Document
    from safelint.model.explanation import Explanation
    from safelint.model.rule import Severity
    from safelint.model.rulebook import Rulebook
    from safelint.nlp.pipeline import Pipeline
    from safelint.runner.asked import Asked

STDIN = "-"


class Session:
    """Loads once, lints many; can be pickled and sent to worker processes.

    Args:
        config: a config file; without one, the nearest to each linted file counts.
        isolated: read no config file at all.
        suppress: whether suppression comments count.
        credits: whether what a text does well is looked for, too.
        keep: whether compiled rules may be kept in the user's cache folder.
        format_in: a key of ``formats.FORMATS`` that every file is read in, whatever its name says.
        field: of records (JSON Lines, CSV), the one that holds the text.
        today: ISO date against which suppressions expire; by default the day it is.
        overrides: ``preset``, ``audience``, ``fail_on``, ``min_severity``, ``select``, ``ignore``, ``severity``,
            ``vocabulary``, ``identity_first``, ``packs``, ``pipeline``; they win over every config file.

    Raises:
        ConfigError: a config file or an override can't be used.
    """

    def __init__(
        self,
        config: str | Path | None = None,
        *,
        isolated: bool = False,
        suppress: bool = True,
        credits: bool = False,  # noqa: A002  the word people write
        keep: bool = True,
        format_in: str | None = None,
        field: str = "",
        today: str | None = None,
        **overrides: Any,
    ) -> None:
        self.asked = asked(overrides)
        self._config = Nearest(Settings() if isolated else config_files.read(config) if config is not None else None)
        self._suppress = suppress
        self._credits = credits
        self._bare = isolated
        self._keep = keep
        self._format = format_in
        self._field = field
        self.terms = suppress, credits, format_in, field  # what results follow from besides texts and settings
        self._today = today
        self._over: Recent[int, tuple[Settings, Asked, Settings]] = Recent(100)
        self._books: dict[tuple[str, ...], Rulebook] = {}
        self._rules: Recent[tuple[Any, ...], dict[str, Severity]] = Recent(100)
        self._parsers: dict[str, Pipeline] = {}
        self._memories: dict[tuple[tuple[str, ...], str], Memory] = {}

    def lint_text(
        self,
        text: str,
        format: str | None = "markdown",  # noqa: A002  the word people write
        audience: str | Iterable[str] | None = None,
        path: str = STDIN,
    ) -> FileResult:
        """Lint a text in memory.

        Args:
            text: what would stand in the file.
            format: a key of ``formats.FORMATS``, or None to tell it from ``path`` and the text.
            audience: the readers' countries, unless the text names them itself.
            path: the name it is reported under; settings are looked for in that folder.

        Raises:
            SafelintError: the settings or rules can't be used; what is wrong with the text is in the result.
        """
        from safelint.formats import read
        from safelint.formats.decode import from_text
        from safelint.formats.opening import Opened

        readers, source = countries(audience or ()), from_text(text, path)
        return guarded(path, lambda: (self._lint(Opened(source, read(source, format)), path, readers),))[0]

    def lint_bytes(
        self,
        data: bytes,
        path: str = STDIN,
        format: str | None = None,  # noqa: A002
        audience: str | Iterable[str] | None = None,
    ) -> FileResult:
        """Lint the bytes of a file that holds one document; see ``lint_text`` and ``lint_documents``."""
        results = self.lint_documents(data, path, format, audience)
        if len(results) == 1:
            return results[0]
        return FileResult(path, error=f"It holds {len(results)} documents; lint_documents lints them all.")

    def lint_documents(
        self,
        data: bytes,
        path: str = STDIN,
        format: str | None = None,  # noqa: A002
        audience: str | Iterable[str] | None = None,
    ) -> tuple[FileResult, ...]:
        """Lint every document in the bytes of a file, such as the posts of an export; one result each."""
        readers = countries(audience or ())
        return guarded(
            path, lambda: tuple(self.lint_opened(one, path, readers) for one in self.open(data, path, format))
        )

    def open(self, data: bytes, path: str, format: str | None = None) -> tuple[Opened, ...]:  # noqa: A002
        """The documents in the bytes of a file.

        Raises:
            ReadError: they can't be read.
        """
        from safelint.formats.opening import load

        return load(data, path, format or self._format, self._field)

    def lint_opened(self, opened: Opened, path: str, audience: tuple[str, ...] = ()) -> FileResult:
        """Lint one document of the file ``path``, as while it is being rewritten; see ``lint_text``."""
        return guarded(opened.source.path, lambda: (self._lint(opened, path, audience),))[0]

    def targets(self, paths: Iterable[str]) -> Iterator[files.Target]:
        """The files that ``paths`` mean, those that the settings exclude left out."""
        from safelint.formats import known

        return files.expand(paths, known, lambda path: self._config.above(path).excludes(path))

    def lint_paths(self, paths: str | Path | Iterable[str | Path], **plan: Any) -> Report:
        """Lint files and folders; ``-`` reads standard input.

        Args:
            paths: files and folders.
            plan: ``stdin_filename``, ``since``, ``staged``, ``baseline``, ``texts``, ``cards``, ``told``; see
                ``runner.run.Plan``.

        Raises:
            SafelintError: the settings or rules can't be used; what is wrong with a file is in its result.
        """
        from safelint.runner.run import Plan, run

        named = [str(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)]
        asked_for = Plan(**plan)
        return run(self, named, replace(asked_for, baseline=asked_for.baseline or None) if self._bare else asked_for)

    def explain(self, path: str, line: int, column: int = 0) -> Explanation:
        """Why line ``line`` (1-based) of a file, or its sentence at ``column``, was or was not flagged.

        Raises:
            SafelintError: the file, the settings or the rules can't be read.
        """
        from safelint.engine.explain import explain

        try:
            opened = self.open(files.read(path), path)
        except ReadError as error:
            raise ReadError(f"{path}: {own(path, error)}") from error
        settings = self.settings(path)
        book, parser = self.book(settings), self.parser(settings)
        if len(opened) != 1:
            raise ReadError(f"{path}: It holds {len(opened)} documents; take the one you mean out of it first.")
        document, source = beside(opened[0].document, path), opened[0].source
        return explain(document, source, book, self._choice(document, settings, ()), parser, line, column)

    def settings(self, path: str) -> Settings:
        """The settings that count for ``path``."""
        return self._laid(self._config.settings(path))

    def _laid(self, base: Settings) -> Settings:
        """``base`` with what was asked for laid over it: for the same settings always the same object."""
        kept = self._over.get(id(base))
        if kept is None or kept[0] is not base or kept[1] is not self.asked:
            kept = self._over[id(base)] = base, self.asked, self.asked.over(base)
        return kept[2]

    def forget(self) -> None:
        """Read config files and packs anew from now on; the language pipeline stays. Raises as the session did."""
        self._config.forget()
        self._rules.clear()
        self._books = {packs: book for packs, book in self._books.items() if not packs}
        self._memories.clear()

    @property
    def cache(self) -> Path | None:
        """The folder for what may be kept between runs; None when nothing may."""
        return cache.folder() if self._keep else None

    def book(self, settings: Settings | None = None) -> Rulebook:
        """The rule book with the packs that ``settings`` name, by default those of the working folder."""
        from safelint.rulebook import builtin, load

        packs = (settings or self.settings(STDIN)).packs
        if packs not in self._books:
            self._books[packs] = load([builtin(), *map(Path, packs)], self.cache)
        return self._books[packs]

    def parser(self, settings: Settings | None = None) -> Pipeline:
        """The language pipeline that ``settings`` name; nothing is loaded until it parses."""
        from safelint.nlp.pipeline import Pipeline

        name = (settings or self.settings(STDIN)).pipeline
        return self._parsers.get(name) or self._parsers.setdefault(name, Pipeline(name))

    def memory(self, settings: Settings) -> Memory:
        """What is known of the texts linted before with these rules and this pipeline."""
        from safelint.engine.memory import Memory

        return self._memories.setdefault((settings.packs, settings.pipeline), Memory())

    def rules(self, settings: Settings) -> dict[str, Severity]:
        """The rules that ``settings`` choose, by id, with the severity they report at."""
        from safelint.rulebook import choose

        wanted = (settings.preset, settings.select, settings.ignore, tuple(settings.severity.items()), settings.packs)
        if wanted not in self._rules:
            book = self.book(settings)
            try:
                chosen = choose(book, settings.select, settings.ignore, settings.severity, settings.preset)
            except ConfigError as error:
                word = re.search("“([^”]+)”", str(error))
                raise config_files.blame(settings.path, word[1] if word else "", str(error)) or error from error
            self._rules[wanted] = chosen
        return self._rules[wanted]

    def _lint(self, opened: Opened, path: str, audience: tuple[str, ...]) -> FileResult:
        from safelint.engine import lint

        if opened.error:
            raise ReadError(opened.error)
        settings, document = self.settings(path), beside(opened.document, path)
        choice = self._choice(document, settings, audience)
        book, parser = self.book(settings), self.parser(settings)
        memory = self.memory(settings)
        today = time.strftime("%Y-%m-%d") if self._today is None else self._today  # the writer's own day
        return lint(document, opened.source, book, choice, parser, today=today, memory=memory)

    def _choice(self, document: Document, settings: Settings, audience: tuple[str, ...]) -> Choice:
        return Choice(
            rules=self.rules(settings),
            audience=document.audience or audience or settings.audience,
            vocabulary=settings.vocabulary,
            identity_first=settings.identity_first,
            min_severity=settings.min_severity,
            suppress=self._suppress,
            credits=self._credits,
            footer=settings.site_footer_has_helpline,
        )
