"""The review page: serves it to one person's browser, and answers what it asks; nothing is kept on disk."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from safelint.formats import FORMATS
from safelint.formats.annotate import ANNOTATED
from safelint.formats.rewrite import writable
from safelint.model.errors import SafelintError
from safelint.reporters import scorecard_html
from safelint.runner.scored import score_opened
from safelint.runner.variant import variant
from safelint.server import drafts, exports, found, loopback, signposts
from safelint.server.desk import Desk
from safelint.server.guard import Guard, Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.runner.session import Session
    from safelint.server.asked import Asked
    from safelint.server.drafts import File

LIMITS = Limits(size=32_000_000)
"""A Word file with photographs is large."""


class Review:
    """Everything behind the page of one run.

    Args:
        session: lints the drafts; what it was asked for are the settings that the page begins with.
        file: that the page shows first.

    Attributes:
        key: a part of every address, known to nobody but the person who started it.
        ticket: an address that leads to the page once, to be handed to a browser: what other programs were started
            with can be seen by everybody on a machine.
    """

    def __init__(self, session: Session, file: File | None = None) -> None:
        self.key = secrets.token_urlsafe(18)
        self.ticket = secrets.token_urlsafe(18)
        self.desk = Desk(session)
        self._tray = drafts.Tray()
        self._first = self._tray.keep(file) if file is not None else ""

    def take(self, ticket: str) -> bool:
        """Whether this is the ticket; it counts once."""
        good = bool(self.ticket) and secrets.compare_digest(ticket.encode(), self.ticket.encode())
        if good:
            self.ticket = ""
        return good

    def begin(self) -> dict[str, Any]:
        """What the page begins with: the file that was named, or nothing."""
        return self._told(self._first) if self._first else {}

    def open(self, data: bytes, name: str) -> dict[str, Any]:
        """Take in a file that was dropped or chosen."""
        return self._told(self._tray.keep(drafts.load(self.desk.session, data, drafts.named(name))))

    def check(self, ask: Asked) -> dict[str, Any]:
        """What is found in the draft."""
        return found.answer(self._linted(ask), detail=ask.detail)

    def score(self, ask: Asked) -> dict[str, Any]:
        """The scorecard of the draft."""
        sheet = self._sheet(ask)
        card = score_opened(self._session(ask), sheet.opened, sheet.path, show_detail=ask.detail)
        return {"html": "".join(scorecard_html.unlinked(card))}

    def helplines(self, ask: Asked) -> dict[str, Any]:
        """Helplines for the readers of the draft."""
        session, sheet = self._session(ask), self._sheet(ask)
        topics = [ask.topic] if ask.topic else session.lint_opened(sheet.opened, sheet.path).topics
        return signposts.offered(session.book(), sheet, ask.country, topics, ask.picked)

    def export(self, ask: Asked) -> tuple[bytes, str]:
        """The draft or its report as a file, with the media type.

        Raises:
            SafelintError: there is no such file, or it can't be written.
        """
        if ask.to == "file":
            return drafts.finished(self._tray.find(ask.file), ask.text), "application/octet-stream"
        if ask.to == "comments":
            return exports.comments(self._linted(ask), detail=ask.detail), "application/octet-stream"
        if ask.to not in exports.REPORTS:
            raise SafelintError(f"There is no export “{ask.to[:40]}”; there are html, markdown, comments and file.")
        return exports.report(self._linted(ask), ask.to, detail=ask.detail), exports.REPORTS[ask.to]

    def _told(self, number: str) -> dict[str, Any]:
        file = self._tray.find(number)
        if file is None:
            return {}
        known = FORMATS[file.format]
        return {
            "file": number,
            "name": file.name,
            "text": file.text,
            "format": known.title,
            "container": known.container,
            "comments": file.format in ANNOTATED,
            "writable": writable(file.format),
        }

    def _linted(self, ask: Asked) -> found.Linted:
        return found.linted(self._session(ask), self._sheet(ask))

    def _sheet(self, ask: Asked) -> drafts.Sheet:
        return drafts.sheet(self._tray.find(ask.file), ask.text, ask.form)

    def _session(self, ask: Asked) -> Session:
        """The session under the settings of the page; what was loaded is shared."""
        return variant(self.desk.session, audience=ask.audience or None, preset=ask.preset or None)


def review(
    session: Session, path: str = "", *, port: int = 0, begun: Callable[[str, str], Any] = lambda *_: None
) -> None:
    """Serve the page until it is ended.

    Args:
        session: lints the drafts; it has to look for credits.
        path: a file to show first; empty for none.
        port: to listen on; 0 for one that is free.
        begun: called with the address of the page, and with one that leads there once, for a browser.

    Raises:
        SafelintError: the extra is missing, the file can't be read, or the port is taken.
    """
    loopback.imported()
    try:
        from safelint.server.routes import application
    except ImportError as error:
        raise SafelintError(f"This needs a part of safelint that is not installed: {loopback.EXTRA}") from error
    this = Review(session, _file(session, path) if path else None)
    session.rules(session.settings(path or drafts.PASTED))  # settings that can't be used are said before anything opens
    listening = loopback.listen(loopback.HOST, port)
    address = loopback.address_of(listening)
    try:
        loopback.serve(
            Guard(application(this), limits=LIMITS),
            listening,
            lambda: begun(f"{address}/{this.key}/", f"{address}/{this.ticket}"),
        )
    finally:
        this.desk.close()


def _file(session: Session, path: str) -> File:
    from safelint.runner import files

    try:
        return drafts.load(session, files.read(path), path)
    except SafelintError as error:
        raise SafelintError(f"{path}: {str(error).removeprefix(f'{path}: ')}") from error
