"""Articles and their scorecards, file by file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from safelint.engine import lint
from safelint.engine.scorecard import score, widest
from safelint.model.choice import Choice
from safelint.model.dataclass import replace
from safelint.model.errors import ReadError, SafelintError
from safelint.model.report import FileResult
from safelint.model.scorecard import Scorecard
from safelint.reporters.mask import masked_file
from safelint.runner import files
from safelint.runner.guard import own, said
from safelint.runner.session import STDIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from safelint.formats.opening import Opened
    from safelint.model.scorecard import Scale
    from safelint.runner.session import Session

SCALE = "tempos"


def score_files(
    session: Session, paths: Iterable[str], *, scale: str = SCALE, stdin_filename: str = ""
) -> Iterator[FileResult]:
    """Each file with its text and its scorecard, in the order given; ``-`` reads standard input.

    Every rule counts as the rules themselves weigh it, whatever preset, severity or comment says otherwise, so that
    marks can be compared.

    Raises:
        SafelintError: the settings or rules can't be used; what is wrong with a file is in its scorecard.
    """
    from safelint.formats import known

    for target in files.expand(paths, known):
        path = stdin_filename if target.path == STDIN and stdin_filename else target.path
        yield from _scored(session, target, path, scale)


def card(session: Session, opened: Opened, path: str, topics: Collection[str], scale: str = SCALE) -> Scorecard | None:
    """The scorecard of one document about ``topics``; None where the scale is not meant for them."""
    found = session.book(session.settings(path)).scales.get(scale)
    if found is None or not {topic for topic, _ in found.topics} & set(topics):
        return None
    return _score(session, opened, path, scale).card


def score_opened(session: Session, opened: Opened, path: str, *, show_detail: bool = False) -> Scorecard:
    """The scorecard of one document of the file ``path``, words about methods covered unless ``show_detail``."""
    result = _score(session, opened, path, SCALE)
    found = result if show_detail else masked_file(result)
    assert found.card is not None  # noqa: S101  always made
    return found.card


def _scored(session: Session, target: files.Target, path: str, scale: str) -> Iterator[FileResult]:
    """Each document in one file."""
    try:
        for opened in session.open(_read(target.path), path):
            yield _score(session, opened, path, scale)
    except ReadError as error:
        yield _failed(path, scale, target.error or own(path, error))
    except SafelintError:
        raise
    except Exception as error:  # noqa: BLE001  one text must never stop the others
        yield _failed(path, scale, said(error))


def _failed(path: str, scale: str, error: str) -> FileResult:
    return FileResult(path, error=error, card=Scorecard(path, scale, "", error=error))


def _read(named: str) -> bytes:
    return files.read_stream(sys.stdin.buffer) if named == STDIN else files.read(named)


def _score(session: Session, opened: Opened, path: str, scale: str) -> FileResult:
    document, source = opened.document, opened.source
    if opened.error:
        return _failed(source.path, scale, opened.error)
    settings = session.settings(path)
    book = session.book(settings)
    choice = Choice(
        audience=document.audience or settings.audience,
        vocabulary=settings.vocabulary,
        identity_first=settings.identity_first,
    )
    result = lint(document, source, book, widest(book, choice), session.parser(settings))
    found = score(result, document, _scale(book.scales, scale), book, source)
    return replace(result, source=source, document=document, card=found)


def _scale(scales: dict[str, Scale], named: str) -> Scale:
    if named not in scales:
        raise SafelintError(f"There is no scorecard “{named}”; there are {', '.join(sorted(scales)) or 'none'}.")
    return scales[named]
