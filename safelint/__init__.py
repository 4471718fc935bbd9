"""A linter for writing about mental health: drafts against published safe-messaging guidelines.

``lint_text`` and ``lint`` for one call, ``Session`` to load once and lint many; all are imported when first used.
"""

from __future__ import annotations

from safelint.model.version import VERSION

TYPE_CHECKING = False  # typing takes longer to import than a short run takes
if TYPE_CHECKING:
    from safelint.model.finding import Finding as Finding
    from safelint.model.report import FileResult as FileResult
    from safelint.model.report import Report as Report
    from safelint.runner.once import lint as lint
    from safelint.runner.once import lint_text as lint_text
    from safelint.runner.session import Session as Session

__version__ = VERSION

_HOMES = {
    "FileResult": "safelint.model.report",
    "Finding": "safelint.model.finding",
    "Report": "safelint.model.report",
    "Session": "safelint.runner.session",
    "lint": "safelint.runner.once",
    "lint_text": "safelint.runner.once",
}

__all__ = ["FileResult", "Finding", "Report", "Session", "__version__", "lint", "lint_text"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that ``import safelint`` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
