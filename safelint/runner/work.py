"""What becomes of one file of a run: recalled from an earlier one, told idle by the gate, or linted."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from safelint.config.sidecar import SUFFIX
from safelint.model.dataclass import replace
from safelint.model.inputs import note
from safelint.model.report import FileResult
from safelint.model.version import VERSION
from safelint.nlp.gate import told_by_bytes
from safelint.runner import gates, program
from safelint.runner.guard import guarded
from safelint.runner.results import Results, digest
from safelint.runner.variant import Recent

if TYPE_CHECKING:
    from safelint.config.settings import Settings
    from safelint.nlp.gate import Gate
    from safelint.runner.session import Session

Found = tuple[FileResult, ...]
"""The results of one file, one for each document in it."""


class Task:
    """A file to lint.

    Attributes:
        path: what it is called in the report.
        size: in bytes.
        text: the digest of its bytes, when its results are kept; else empty.
    """

    def __init__(self, data: bytes, path: str, text: bytes = b"") -> None:
        self.path = path
        self.size = len(data)
        self.text = text
        self._data = data

    def take(self) -> bytes:
        """Its bytes, given away: a large file is not held as bytes and as text at once."""
        data, self._data = self._data, b""
        return data


class Work:
    """Lints the files of one run.

    Args:
        session: its settings and rules.
        texts: whether results carry their text; nothing is recalled or kept then.
        cards: whether they carry a scorecard where there is one; only with ``texts``.
    """

    def __init__(self, session: Session, *, texts: bool = False, cards: bool = False) -> None:
        self.session = session
        self.texts = texts
        self.cards = cards
        self._said: Recent[int, tuple[Settings, str]] = Recent(100)

    def recalled(self, path: str) -> Found | None:
        """The results of a file that has not changed since an earlier run; None when it must be read."""
        if self._results is None or _has_sidecar(path):
            return None
        text = self._results.text(path)
        if not text:
            return None
        settings = self.session.settings(path)
        return self._results.recall(self._key(text, path, settings), _nothing(path, settings))

    def quickly(self, data: bytes, path: str, named: str) -> Found | Task:
        """The results of bytes that were linted before or can hold nothing; what has to be done when they are not.

        Args:
            data: of the file.
            path: what it is called in the report.
            named: the file itself; “-” for standard input.
        """
        if self.texts or _has_sidecar(path):
            return Task(data, path)
        settings, results = self.session.settings(path), self._results
        idle = _nothing(path, settings)
        if results is None or b"safelint" in data.lower():  # a suppression may expire, or speak of the day
            return idle if self._idle(data, path, settings) else Task(data, path)
        text = digest(data)
        key = self._key(text, path, settings)
        found = results.recall(key, idle)
        if found is None and self._idle(data, path, settings):
            results.remember_idle(key)
            found = idle
        if found is None:
            return Task(data, path, text)
        results.saw(named, text)
        return found

    def here(self, task: Task) -> Found:
        """As ``linted``, in the process that may read and keep what is known of a file's sentences.

        Most sentences of a text that is committed again are those of the last time; where none of the others has
        words that a pattern over tokens asks for, the language pipeline is not loaded.
        """
        if self._results is None or not task.text:
            return self.linted(task)
        settings, place = self.session.settings(task.path), os.path.abspath(task.path)  # noqa: PTH100
        memory, key = self.session.memory(settings), digest("sentences", place, self._terms(settings))
        memory.recall(self._results.sentences(key))
        memory.noted = {}
        try:
            return self.linted(task)
        finally:
            if memory.noted:
                self._results.note(key, memory.noted)
            memory.noted = None

    def linted(self, task: Task) -> Found:
        """The results of a file; what goes wrong with it is in them."""
        return guarded(task.path, lambda: tuple(self._linted(task)))

    def _linted(self, task: Task) -> list[FileResult]:
        found = []
        for opened in self.session.open(task.take(), task.path):
            result = self.session.lint_opened(opened, task.path)
            if self.texts:
                result = replace(result, source=opened.source, document=opened.document)
            if self.cards and result.error is None:
                from safelint.runner.scored import card  # a few reports show it

                result = replace(result, card=card(self.session, opened, task.path, result.topics))
            found.append(result)
        return found

    def keep(self, task: Task, named: str, found: Found) -> None:
        """Keep the results of a file for later runs."""
        if self._results is not None and task.text:
            self._results.remember(self._key(task.text, task.path, self.session.settings(task.path)), found)
            self._results.saw(named, task.text)

    def close(self) -> None:
        """Write what is to be kept."""
        if self._results is not None:
            self._results.close()

    def _idle(self, data: bytes, path: str, settings: Settings) -> bool:
        """Whether a text can hold nothing to report."""
        _, credited, form, _ = self.session.terms
        if credited or form is not None or settings.packs or settings.site_footer_has_helpline:
            return False
        if not told_by_bytes(path):
            return False
        if self._gate is None or not self._gate.holds_nothing(data):
            return False
        self.session.rules(settings)  # an unknown rule is an error, whatever the text
        return True

    def _key(self, text: bytes, path: str, settings: Settings) -> bytes:
        return digest(text, path, self._terms(settings))

    def _terms(self, settings: Settings) -> str:
        """Everything that results follow from besides a text and its name."""
        known = self._said.get(id(settings))
        if known is not None and known[0] is settings:
            return known[1]
        counted = replace(settings, path="", exclude=(), overrides=(), baseline="", fail_on=None)
        book, model = self.session.book(settings).digest, self.session.parser(settings).version
        said = "\n".join((VERSION, program.checkout(), repr(self.session.terms), repr(counted), book, model))
        self._said[id(settings)] = settings, said
        return said

    @cached_property
    def _results(self) -> Results | None:
        place = None if self.texts else self.session.cache
        return None if place is None else Results(place)

    @cached_property
    def _gate(self) -> Gate | None:
        """What tells files that can hold nothing; None where there is none and no folder to keep one in."""
        place, book = self.session.cache, self.session.book()
        known = gates.quickly("" if place is None else str(place))
        if known is not None and known.digest == book.digest:
            return known
        return None if place is None else gates.keep(book, place)


def _nothing(path: str, settings: Settings) -> Found:
    """What is reported of a Markdown file that holds nothing."""
    return (FileResult(path, "markdown", audience=settings.audience),)


def _has_sidecar(path: str) -> bool:
    note(path + SUFFIX)
    return os.path.lexists(path + SUFFIX)
