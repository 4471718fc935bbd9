"""The open texts: each is checked a moment after its last change, and only what is still so is told."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from safelint.model.errors import SafelintError
from safelint.runner.guard import said
from safelint.server.desk import TimeLimitError
from safelint.server.lsp.checking import Snapshot, failed
from safelint.server.lsp.languages import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from safelint.server.desk import Desk
    from safelint.server.lsp.checking import Checked, Checker
    from safelint.server.lsp.texts import Text

_BEGINNING = 4_096


class Sheet:
    """One open text and what it came to; ``serial`` counts how often it was checked."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.task: asyncio.Task[Checked] | None = None
        self.serial = 0


class Sheets:
    """All open texts.

    Args:
        desk: where they are checked, one after the other.
        checker: what is done there.
        tell: called with a sheet and what it came to, when it is still that text.
    """

    def __init__(self, desk: Desk, checker: Checker, tell: Callable[[Sheet, Checked], None]) -> None:
        self._desk = desk
        self._checker = checker
        self._tell = tell
        self._open: dict[str, Sheet] = {}
        self.folder = ""
        self.pause = 0.0

    def __iter__(self) -> Iterator[Sheet]:
        return iter(list(self._open.values()))

    def get(self, uri: str) -> Sheet | None:
        """The sheet of a URI, if that is open."""
        return self._open.get(uri)

    def put(self, text: Text) -> None:
        """A text was opened: check it now."""
        self.drop(text.uri)
        self._open[text.uri] = Sheet(text)
        self.schedule(self._open[text.uri], 0)

    def drop(self, uri: str) -> None:
        """A text was closed: nobody waits for it any more."""
        sheet = self._open.pop(uri, None)
        if sheet is not None and sheet.task is not None:
            sheet.task.cancel()

    def schedule(self, sheet: Sheet, pause: float | None = None) -> None:
        """Check a text after a pause, by default the usual one; what was under way for it is given up."""
        if sheet.task is not None:
            sheet.task.cancel()
        sheet.task = asyncio.create_task(self._check(sheet, self.pause if pause is None else pause))

    async def current(self, sheet: Sheet) -> Checked:
        """What a text comes to, as it now is; waits for a check that is under way, and for newer ones."""
        while sheet.task is not None:
            task = sheet.task
            await asyncio.wait([task])
            if sheet.task is task:
                return task.result()
        raise asyncio.CancelledError

    def close(self) -> None:
        """Give up everything."""
        for uri in list(self._open):
            self.drop(uri)

    async def _check(self, sheet: Sheet, pause: float) -> Checked:
        await asyncio.sleep(pause)
        text = sheet.text
        at = place(text.uri, text.language, text.text[:_BEGINNING], self.folder)
        snapshot = Snapshot(at.path, at.format, text.text, text.edition)
        checked = await self._checked(snapshot) if at.format else failed(snapshot)
        if text.edition != snapshot.edition or self._open.get(text.uri) is not sheet:
            raise asyncio.CancelledError  # it came too late: another check is on its way, or nobody asks any more
        sheet.serial += 1
        self._tell(sheet, checked)
        return checked

    async def _checked(self, snapshot: Snapshot) -> Checked:
        try:
            return await self._desk.run(lambda: self._checker.check(snapshot))
        except TimeLimitError as error:
            return failed(snapshot, refused=f"Not checked: {error}")
        except SafelintError as error:
            return failed(snapshot, error)
        except Exception as error:  # noqa: BLE001  whatever it was, the server goes on; the text stays out of the log
            print(f"safelint: {said(error)}", file=sys.stderr)  # noqa: T201
            return failed(snapshot, refused=f"Not checked: {said(error)}")
