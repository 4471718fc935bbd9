"""What goes wrong with one text becomes its result, so that the others go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safelint.model.errors import ReadError, SafelintError
from safelint.model.report import FileResult

if TYPE_CHECKING:
    from collections.abc import Callable


def guarded(path: str, work: Callable[[], tuple[FileResult, ...]]) -> tuple[FileResult, ...]:
    """The results of ``work``, or one that says what went wrong; settings and rules that can't be used still raise."""
    try:
        return work()
    except ReadError as error:
        return (FileResult(path, error=own(path, error)),)
    except SafelintError:
        raise
    except Exception as error:  # noqa: BLE001  one text must never stop the others
        return (FileResult(path, error=said(error)),)


def own(path: str, error: ReadError) -> str:
    """The message of an error without the path it begins with; the report names it."""
    return str(error).removeprefix(f"{path}: ")


def said(error: Exception) -> str:
    """What a report says of an error nobody expected."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f" at {Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
    return f"internal error ({type(error).__name__}{where}): please report it, with the text if you may."
