"""Articles and their scorecards, file by file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from safelint.engine import lint
from safelint.engine.scorecard import score, widest
from safelint.model.choice import Choice
from safelint.model.errors import ReadError, SafelintError
from safelint.model.scorecard import Scorecard
from safelint.reporters.mask import masked_scorecard
from safelint.runner import files
from safelint.runner.guard import own, said
from safelint.runner.session import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from safelint.formats.opening import Opened
    from safelint.runner.session import Session

SCALE = "tempos"


def score_paths(
    session: Session, paths: Iterable[str], *, scale: str = SCALE, show_detail: bool = False, stdin_filename: str = ""
) -> Iterator[Scorecard]:
    """The scorecard of each file, in the order given; ``-`` reads standard input.

    Every rule counts as the rules themselves weigh it, whatever preset, severity or comment says otherwise, so that
    marks can be compared. Method detail is covered unless ``show_detail``.

    Raises:
        SafelintError: the settings or rules can't be used; what is wrong with a file is in its scorecard.
    """
    from safelint.formats import known

    for target in files.expand(paths, known):
        path = stdin_filename if target.path == STDIN and stdin_filename else target.path
        yield from _cards(session, target, path, scale, show_detail=show_detail)


def _cards(session: Session, target: files.Target, path: str, scale: str, *, show_detail: bool) -> Iterator[Scorecard]:
    """The scorecard of each document in one file."""
    try:
        for opened in session.open(_read(target.path), path):
            yield score_opened(session, opened, path, scale, show_detail=show_detail)
    except ReadError as error:
        yield Scorecard(path, scale, "", error=target.error or own(path, error))
    except SafelintError:
        raise
    except Exception as error:  # noqa: BLE001  one text must never stop the others
        yield Scorecard(path, scale, "", error=said(error))


def _read(named: str) -> bytes:
    return files.read_stream(sys.stdin.buffer) if named == STDIN else files.read(named)


def score_opened(
    session: Session, opened: Opened, path: str, scale: str = SCALE, *, show_detail: bool = False
) -> Scorecard:
    """The scorecard of one document of the file ``path``; see ``score_paths``."""
    document, source = opened.document, opened.source
    if opened.error:
        return Scorecard(source.path, scale, "", error=opened.error)
    settings = session.settings(path)
    book = session.book(settings)
    if scale not in book.scales:
        raise SafelintError(f"There is no scorecard “{scale}”; there are {', '.join(sorted(book.scales)) or 'none'}.")
    choice = Choice(
        audience=document.audience or settings.audience,
        vocabulary=settings.vocabulary,
        identity_first=settings.identity_first,
    )
    result = lint(document, source, book, widest(book, choice), session.parser(settings))
    card = score(result, document, book.scales[scale], book)
    return card if show_detail else masked_scorecard(card, result)
