"""An editor that speaks with the language server, for tests."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager

from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client

SERVER = [sys.executable, "-m", "safelint", "lsp"]


def capabilities(*, pull: bool = False, resolve: bool = False, encodings: tuple[str, ...] = ()):
    """What an editor can do; by default little, like an old one."""
    properties = types.ClientCodeActionResolveOptions(["edit"])
    action = types.CodeActionClientCapabilities(
        code_action_literal_support=types.ClientCodeActionLiteralOptions(
            types.ClientCodeActionKindOptions(["quickfix", "source.fixAll"])
        ),
        data_support=resolve,
        is_preferred_support=True,
        resolve_support=properties if resolve else None,
    )
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
        window=types.WindowClientCapabilities(),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=resolve),
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True) if pull else None,
        ),
        text_document=types.TextDocumentClientCapabilities(
            code_action=action,
            diagnostic=types.DiagnosticClientCapabilities(data_support=True) if pull else None,
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                data_support=True, version_support=True, related_information=True, code_description_support=True
            ),
        ),
    )


class Editor:
    """A client with the few gestures of somebody who writes; ``heard`` are all the diagnostics that were sent."""

    def __init__(self, client: LanguageClient, folder):
        self.client = client
        self.folder = folder
        self.heard: list[types.PublishDiagnosticsParams] = []
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri() if ":" not in name else name

    def open(self, name: str, text: str, language: str = "markdown") -> str:
        uri = self.uri(name)
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, *changes) -> int:
        """Changes as (start line, column, end line, column, text), or a whole text."""
        self.versions[uri] += 1
        made = [
            types.TextDocumentContentChangeWholeDocument(one)
            if isinstance(one, str)
            else types.TextDocumentContentChangePartial(
                types.Range(types.Position(*one[:2]), types.Position(*one[2:4])), one[4]
            )
            for one in changes
        ]
        named = types.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, made))
        return self.versions[uri]

    async def told(self, uri: str, version: int | None = None, seconds: float = 30):
        """The diagnostics that were sent about a version, by default the one that is now open."""
        wanted = self.versions.get(uri) if version is None else version
        for _ in range(int(seconds / 0.02)):
            found = [one for one in self.heard if one.uri == uri and (wanted is None or one.version == wanted)]
            if found:
                return list(found[-1].diagnostics)
            await asyncio.sleep(0.02)
        raise AssertionError(f"nothing was said about version {wanted} within {seconds} s")

    async def until(self, true, seconds: float = 20):
        """Wait until something holds."""
        for _ in range(int(seconds / 0.02)):
            if true():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("it did not come about")

    async def pull(self, uri: str, previous: str | None = None):
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=previous)
        return await self.client.text_document_diagnostic_async(params)

    async def actions(self, uri: str, place: types.Range, only: list[str] | None = None):
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        return await self.client.text_document_code_action_async(params)

    async def hover(self, uri: str, line: int, column: int):
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        return await self.client.text_document_hover_async(params)


@asynccontextmanager
async def editing(folder, *args: str, options=None, env=None, **able):
    """An editor that works in ``folder``, with its server running until the end."""
    client = make_test_lsp_client()
    editor = Editor(client, folder)
    client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = editor.heard.append

    await client.start_io(*SERVER, *args, cwd=str(folder), env={**os.environ, **(env or {})})
    try:
        editor.answer = await client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities(**able),
                root_uri=folder.as_uri(),
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "site")],
                initialization_options={"pause": 0, **(options or {})},
            )
        )
        yield editor
        await client.shutdown_session()
    finally:
        if client._server is not None and client._server.returncode is None:
            client._server.kill()
        await client.stop()


def applied(text: str, edit: types.WorkspaceEdit, uri: str, units: str = "utf-16") -> str:
    """``text`` after an editor has applied ``edit``, worked out without any code of ours."""
    edits = edit.changes[uri] if edit.changes else edit.document_changes[0].edits
    lines = text.split("\n")

    def at(place: types.Position) -> int:
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[units]
        codec = units if units == "utf-8" else f"{units}-le"
        column = len(lines[place.line].encode(codec)[: place.character * width].decode(codec))
        return sum(len(line) + 1 for line in lines[: place.line]) + column

    for one in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
        text = text[: at(one.range.start)] + one.new_text + text[at(one.range.end) :]
    return text
