"""The protocol: what an editor says is taken to the open texts, and what they come to is told to the editor."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcInternalError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

import safelint
from safelint.model.errors import SafelintError
from safelint.runner.guard import said
from safelint.server.desk import Desk
from safelint.server.lsp.diagnostics import blamed
from safelint.server.lsp.diagnostics import diagnostics as told
from safelint.server.lsp.languages import path_of
from safelint.server.lsp.options import Wishes, wishes
from safelint.server.lsp.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from pygls.server import ServerErrors

    from safelint.server.lsp.checking import Checked, Checker
    from safelint.server.lsp.sheets import Sheet

WATCHED = (
    "**/{.,}safelint.{yaml,yml}",
    "**/pyproject.toml",
    "**/.safelint-baseline.json",
    "**/*.safelint.yaml",
)
"""Files that settings come from."""
CONTENT_MODIFIED = -32801


class Protocol(LanguageServerProtocol):
    """Leaves open texts to ``Sheets``: pygls ends lines at more characters than editors do, so positions would shift.

    What pygls does by itself on these notifications is taken away, so that ours come first and alone.
    """

    lsp_text_document__did_open: Any = None
    lsp_text_document__did_change: Any = None
    lsp_text_document__did_close: Any = None


class Server(LanguageServer):
    """One editor's language server."""

    def __init__(self, checker: Checker) -> None:
        super().__init__("safelint", safelint.__version__, protocol_cls=Protocol, max_workers=2)
        self.checker = checker
        self.desk = Desk(checker.session)
        self.sheets = Sheets(self.desk, checker, self.tell)
        self.wishes = Wishes()
        self.ended = False
        self._troubles: dict[str, dict[str, list[types.Diagnostic]]] = {}
        self._said: set[str] = set()
        self._tasks: set[asyncio.Future[None]] = set()

    @property
    def encoding(self) -> str:
        """The units that this editor counts columns in."""
        return self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16

    def can(self, path: str) -> bool:
        """Whether the editor has a capability, such as ``text_document.diagnostic``."""
        at: Any = self.client_capabilities
        for name in path.split("."):
            at = getattr(at, name, None)
        return bool(at)

    @property
    def pulled(self) -> bool:
        """Whether the editor fetches diagnostics; sending them as well would show each of them twice."""
        return self.can("text_document.diagnostic")

    @property
    def resolves(self) -> bool:
        """Whether the editor can ask for the edits of an action when it is chosen."""
        support = getattr(self.client_capabilities.text_document, "code_action", None)
        properties = getattr(getattr(support, "resolve_support", None), "properties", ())
        return "edit" in properties and bool(getattr(support, "data_support", False))

    @property
    def versioned(self) -> bool:
        """Whether the editor takes edits that name the version of the text they are for."""
        return self.can("workspace.workspace_edit.document_changes")

    def begin(self, params: types.InitializeParams) -> None:
        """Take over what the editor wishes and where it works."""
        folders = [path_of(one.uri) for one in params.workspace_folders or ()]
        root = path_of(params.root_uri or "") or params.root_path or ""
        self.sheets.folder = next(filter(None, [*folders, root]), os.getcwd())  # noqa: PTH109
        self.wish(wishes(params.initialization_options))

    def wish(self, wanted: Wishes) -> None:
        """Do as the editor asks from now on."""
        self.wishes, self.sheets.pause = wanted, wanted.pause
        if wanted.strange:
            self.say(wanted.strange)

        def settle() -> None:
            self.checker.settle(wanted.settings)

        self.in_turn(settle)

    def renew(self) -> None:
        """Read all settings anew and check every open text again."""
        self._said.clear()
        self.in_turn(self.checker.forget)
        for sheet in self.sheets:
            self.sheets.schedule(sheet, 0)
        if self.pulled and self.can("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)

    def in_turn(self, work: Callable[[], None]) -> None:
        """Do something in the thread that lints, before what is asked for later."""

        async def done() -> None:
            try:
                await self.desk.run(work)
            except SafelintError as error:
                self.say(str(error))

        task = asyncio.ensure_future(done())
        self._tasks.add(task)  # the loop itself does not hold on to it
        task.add_done_callback(self._tasks.discard)

    def tell(self, sheet: Sheet, checked: Checked) -> None:
        """Send what a text came to, and what is wrong with its settings."""
        self._blame(sheet.text.uri, checked.trouble)
        if not self.pulled:
            self.publish(sheet.text.uri, told(checked, sheet.text), sheet.text.version)

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Send diagnostics of a URI."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def leave(self, uri: str) -> None:
        """A text was closed: nothing is said about it any more."""
        self.sheets.drop(uri)
        self._blame(uri, None)
        self.publish(uri, [])

    def say(self, words: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """Show a message, unless it was shown before and nothing has changed since."""
        if words not in self._said:
            self._said.add(words)
            self.window_show_message(types.ShowMessageParams(kind, words))

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """What went wrong, on standard error and without any text of a draft."""
        if source is FeatureRequestError and not isinstance(error, JsonRpcInternalError):
            return  # the editor was answered
        strange = isinstance(error, (ValueError, JsonRpcInvalidParams))
        said_ = "the editor sent what can't be understood; it was passed over." if strange else said(_cause(error))
        print(f"safelint: {said_}", file=sys.stderr)  # noqa: T201

    def _blame(self, uri: str, trouble: SafelintError | None) -> None:
        """Show what is wrong with a text's settings in the config file, and take back what no longer is."""
        before = self._troubles.pop(uri, {})
        now: dict[str, list[types.Diagnostic]] = {}
        if trouble is not None:
            self.say(str(trouble))
            for file, found in blamed(trouble):
                now.setdefault(file, []).append(found)
            self._troubles[uri] = now
        for file in {**before, **now}:
            if before.get(file) != now.get(file):
                left = [one.get(file, []) for one in self._troubles.values()]
                self.publish(file, next(filter(None, left), []))


def _cause(error: Exception) -> Exception:
    """What pygls was handling when it made an error of its own."""
    cause = error.__cause__ or error.__context__
    return cause if isinstance(cause, Exception) else error
