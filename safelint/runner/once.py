"""One call, one report: for callers who keep no session."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from safelint.runner.session import STDIN, Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from safelint.model.report import FileResult, Report


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
