"""What the server answers, request by request."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from safelint.model.errors import SafelintError
from safelint.server.lsp import actions
from safelint.server.lsp.diagnostics import diagnostics
from safelint.server.lsp.hover import hover
from safelint.server.lsp.options import ours, wishes
from safelint.server.lsp.server import CONTENT_MODIFIED, WATCHED, Server
from safelint.server.lsp.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.model.fix import Edit

Answer = TypeVar("Answer")
FAILED = -32803  # “request failed”: a well-formed request that could not be done
SETTINGS = ("safelint.yaml", "safelint.yml", "pyproject.toml", ".safelint-baseline.json")
"""Endings of files whose saving changes settings, for editors that watch no files."""


def built(checker: Any) -> Server:
    """A server that answers everything."""
    server = Server(checker)
    for add in (_life, _texts, _settings, _findings, _actions):
        add(server)
    return server


def _life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        del params
        if server.can("workspace.did_change_watched_files.dynamic_registration"):
            watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            watch = types.Registration("safelint-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([watch]))

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        del params
        server.ended = True
        server.sheets.close()


def _texts(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        one = params.text_document
        server.sheets.put(Text(one.uri, str(one.language_id), one.version, one.text, server.encoding))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        sheet = server.sheets.get(params.text_document.uri)
        if sheet is not None:
            sheet.text.change(params.content_changes, params.text_document.version)
            server.sheets.schedule(sheet)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        sheet = server.sheets.get(params.text_document.uri)
        if params.text_document.uri.endswith(SETTINGS):
            server.renew()
        elif sheet is not None:
            server.sheets.schedule(sheet, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.leave(params.text_document.uri)


def _settings(server: Server) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        del params
        server.renew()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def settings_changed(params: types.DidChangeConfigurationParams) -> None:
        if ours(params.settings):
            server.wish(wishes(params.settings))
            server.renew()


def _findings(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="safelint"),
    )
    async def fetched(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        sheet = server.sheets.get(params.text_document.uri)
        if sheet is None:
            return types.RelatedFullDocumentDiagnosticReport(items=[])
        checked = await server.sheets.current(sheet)
        serial = str(sheet.serial)
        if params.previous_result_id == serial:
            return types.RelatedUnchangedDocumentDiagnosticReport(serial)
        return types.RelatedFullDocumentDiagnosticReport(diagnostics(checked, sheet.text), result_id=serial)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        sheet = server.sheets.get(params.text_document.uri)
        if sheet is None:
            return None
        checked = await server.sheets.current(sheet)
        able = server.client_capabilities.text_document
        kinds = (able.hover.content_format if able and able.hover else None) or []
        return hover(checked, sheet.text, params.position, markdown=types.MarkupKind.Markdown in kinds)


def _actions(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(actions.KINDS), resolve_provider=True)
    )
    async def offered(params: types.CodeActionParams) -> list[types.CodeAction]:
        sheet = server.sheets.get(params.text_document.uri)
        if sheet is None:
            return []
        checked = await server.sheets.current(sheet)
        only = [str(getattr(one, "value", one)) for one in params.context.only or ()]
        found = list(actions.actions(checked, sheet.text, params.range, only, versioned=server.versioned))
        return found if server.resolves else [one for one in found if await _settled(server, one)]

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def chosen(action: types.CodeAction) -> types.CodeAction:
        if action.edit is None and action.command is None and not await _settled(server, action):
            raise JsonRpcException(
                "safelint found no place for that, or the text has changed; ask again.", CONTENT_MODIFIED
            )
        return action

    @server.command(actions.EXPLAIN)
    async def explain(rule: str, uri: str) -> str:
        sheet = server.sheets.get(uri)
        checked = await server.sheets.current(sheet) if sheet else None
        page, short = await _worked(server, lambda: _page(server, rule, checked.snapshot.path if checked else ""))
        if not server.wishes.pages:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Info, short))
        return page


async def _settled(server: Server, action: types.CodeAction) -> bool:
    """Work out the edits of an action that has none yet; whether it can be offered."""
    later = actions.asked_later(action.data) if action.data is not None else None
    if later is None:
        return action.edit is not None or action.command is not None
    sheet = server.sheets.get(later.uri)
    if sheet is None:
        return False
    checked, text = await server.sheets.current(sheet), sheet.text

    def work() -> list[Edit] | None:
        return actions.worked_out(server.checker.session, lambda: server.checker.draft(checked), checked, later)

    edits = await _worked(server, work)
    if not edits or text.edition != checked.snapshot.edition:
        return False
    action.edit = actions.workspace_edit(text, edits, versioned=server.versioned)
    action.data = asdict(later)
    return True


async def _worked(server: Server, work: Callable[[], Answer]) -> Answer:
    """The result of some work for a request; what can't be done is said in the answer."""
    try:
        return await server.desk.run(work)
    except SafelintError as error:
        raise JsonRpcException(str(error), FAILED) from error


def _page(server: Server, rule: str, path: str) -> tuple[str, str]:
    """The page of a rule, and its title and reason alone."""
    from safelint.rulebook.page import page

    session = server.checker.session
    book = session.book(session.settings(path) if path else None)
    found = next((one for one in book.rules if one.id == rule), None)
    if found is None:
        raise SafelintError(f"There is no rule “{rule[:100]}”.")
    return page(book, found), f"{found.title}: {' '.join(found.why.split())}"
