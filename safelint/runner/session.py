"""One session: rules, settings and language pipeline are loaded once, and many texts linted with them."""

from __future__ import annotations

import re
import sys
import time
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.config import read as config_files
from safelint.config.node import located
from safelint.config.settings import Settings
from safelint.model.choice import Choice
from safelint.model.errors import ConfigError, ReadError, SafelintError
from safelint.model.report import FileResult, Report
from safelint.model.source import Source
from safelint.runner import cache, files, outcome
from safelint.runner.asked import asked, countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from safelint.model.document import Document
    from safelint.model.rule import Severity
    from safelint.model.rulebook import Rulebook
    from safelint.nlp.pipeline import Pipeline

STDIN = "-"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Session:
    """Loads once, lints many; can be pickled and sent to worker processes.

    Args:
        config: a config file; without one, the nearest to each linted file counts.
        isolated: read no config file at all.
        suppress: whether suppression comments count.
        credits: whether what a text does well is looked for, too.
        keep: whether compiled rules may be kept in the user's cache folder.
        today: ISO date against which suppressions expire; by default the day the session begins.
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
        today: str | None = None,
        **overrides: Any,
    ) -> None:
        self._asked = asked(overrides)
        self._fixed = Settings() if isolated else config_files.read(config) if config is not None else None
        self._suppress = suppress
        self._credits = credits
        self._keep = keep
        self._today = date.today().isoformat() if today is None else today  # noqa: DTZ011  the writer's own day
        self._bases: dict[Path, Settings] = {}
        self._books: dict[tuple[str, ...], Rulebook] = {}
        self._rules: dict[tuple[Any, ...], dict[str, Severity]] = {}
        self._parsers: dict[str, Pipeline] = {}

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
        readers = countries(audience or ())
        return _guarded(path, lambda: self._lint(_source(text, path), format, readers))

    def lint_bytes(
        self,
        data: bytes,
        path: str = STDIN,
        format: str | None = None,  # noqa: A002
        audience: str | Iterable[str] | None = None,
    ) -> FileResult:
        """Lint the bytes of a file; see ``lint_text``."""
        from safelint.formats.decode import decode

        readers = countries(audience or ())
        return _guarded(path, lambda: self._lint(decode(data, path), format, readers))

    def lint_source(self, source: Source) -> FileResult:
        """Lint a decoded file, as while it is being rewritten; see ``lint_text``."""
        return _guarded(source.path, lambda: self._lint(source, None, ()))

    def targets(self, paths: Iterable[str]) -> Iterator[files.Target]:
        """The files that ``paths`` mean, those that the settings exclude left out."""
        from safelint.formats import known

        return files.expand(paths, known, self._excludes)

    def lint_paths(self, paths: str | Path | Iterable[str | Path], *, stdin_filename: str = "") -> Report:
        """Lint files and folders; ``-`` reads standard input, reported and read as ``stdin_filename``.

        Raises:
            SafelintError: the settings or rules can't be used; what is wrong with a file is in its result.
        """
        started = time.perf_counter()
        named = [str(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)]
        targets = list(self.targets(named))
        results = [self._target(target, stdin_filename) for target in targets]
        # every config file is read before anything is said, also when only unreadable files were named
        used = [self.settings(result.path) for result in results] or [self.settings(STDIN)]
        books = {settings.packs: self.book(settings) for settings in used}
        models = {self.parser(settings).version for settings in used}
        return outcome.report(results, used, books.values(), models, time.perf_counter() - started)

    def explain(self, path: str, line: int) -> str:
        """Why line ``line`` (1-based) of a file was or was not flagged.

        Raises:
            SafelintError: the file, the settings or the rules can't be read.
        """
        from safelint.engine.explain import explain
        from safelint.formats import read
        from safelint.formats.decode import decode

        try:
            source = decode(files.read(path), path)
        except ReadError as error:
            raise ReadError(f"{path}: {_own(path, error)}") from error
        document = read(source)
        settings = self.settings(path)
        choice = self._choice(document, settings, ())
        return explain(document, source, self.book(settings), choice, self.parser(settings), line)

    def settings(self, path: str) -> Settings:
        """The settings that count for ``path``."""
        file = _absolute(path)
        return self._asked.over(self._base(file.parent).for_file(str(file)))

    def book(self, settings: Settings | None = None) -> Rulebook:
        """The rule book with the packs that ``settings`` name, by default those of the working folder."""
        from safelint.rulebook import builtin, load

        packs = (settings or self.settings(STDIN)).packs
        if packs not in self._books:
            folders = [builtin(), *map(Path, packs)]
            self._books[packs] = load(folders, cache.folder() if self._keep else None)
        return self._books[packs]

    def parser(self, settings: Settings | None = None) -> Pipeline:
        """The language pipeline that ``settings`` name; nothing is loaded until it parses."""
        from safelint.nlp.pipeline import Pipeline

        name = (settings or self.settings(STDIN)).pipeline
        if name not in self._parsers:
            self._parsers[name] = Pipeline(name)
        return self._parsers[name]

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

    def _base(self, folder: Path) -> Settings:
        """The config file's settings for a folder, before overrides by path."""
        if self._fixed is not None:
            return self._fixed
        climbed: list[Path] = []
        found = Settings()
        for place in (folder, *folder.parents):
            if place in self._bases:
                found = self._bases[place]
                break
            climbed.append(place)
            if (file := config_files.own(place)) is not None:
                found = config_files.read(file)
                break
        self._bases.update(dict.fromkeys(climbed, found))
        return found

    def _excludes(self, path: str) -> bool:
        return self._base(Path(path).parent).excludes(path)

    def _target(self, target: files.Target, stdin_filename: str) -> FileResult:
        """Read and lint one file."""
        if target.error:
            return FileResult(target.path, error=target.error)
        if target.path == STDIN:
            path = stdin_filename or STDIN
            return _guarded(path, lambda: self.lint_bytes(files.read_stream(sys.stdin.buffer), path))
        return _guarded(target.path, lambda: self.lint_bytes(files.read(target.path), target.path))

    def _lint(self, source: Source, format_name: str | None, audience: tuple[str, ...]) -> FileResult:
        from safelint.engine import lint
        from safelint.formats import read

        document = read(source, format_name)
        settings = self.settings(source.path)
        choice = self._choice(document, settings, audience)
        return lint(document, source, self.book(settings), choice, self.parser(settings), today=self._today)

    def _choice(self, document: Document, settings: Settings, audience: tuple[str, ...]) -> Choice:
        return Choice(
            rules=self.rules(settings),
            audience=document.audience or audience or settings.audience,
            vocabulary=settings.vocabulary,
            identity_first=settings.identity_first,
            min_severity=settings.min_severity,
            suppress=self._suppress,
            credits=self._credits,
        )


def lint_text(
    text: str,
    format: str | None = "markdown",  # noqa: A002
    audience: str | Iterable[str] | None = None,
    path: str = STDIN,
) -> FileResult:
    """Lint a text with the recommended rules; no config file is read. See ``Session.lint_text``."""
    return _isolated().lint_text(text, format, audience, path)


def lint(paths: str | Path | Iterable[str | Path], **settings: Any) -> Report:
    """Lint files and folders as ``safelint check`` does; ``settings`` are those of ``Session``."""
    return Session(**settings).lint_paths(paths)


@lru_cache(maxsize=1)
def _isolated() -> Session:
    return Session(isolated=True)


def _guarded(path: str, work: Callable[[], FileResult]) -> FileResult:
    """The result of ``work``; whatever goes wrong with one text becomes its result, so that the others go on."""
    try:
        return work()
    except ReadError as error:
        return FileResult(path, error=_own(path, error))
    except SafelintError:
        raise
    except Exception as error:  # noqa: BLE001  one text must never stop the others
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        where = f" at {Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
        said = f"internal error ({type(error).__name__}{where}): please report it, with the text if you may."
        return FileResult(path, error=said)


def _own(path: str, error: ReadError) -> str:
    """The message of an error without the path it begins with; the report names it."""
    return str(error).removeprefix(f"{path}: ")


def _absolute(path: str) -> Path:
    """The absolute path, links not followed: a config file stands beside a link, not beside its target."""
    return located(Path.cwd(), path)


def _source(text: str, path: str) -> Source:
    """A text in memory as a source; half characters, which no file can hold, are made whole ones."""
    return Source(path, text if text.isascii() else _SURROGATE.sub("\ufffd", text))
