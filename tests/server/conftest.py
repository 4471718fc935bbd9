<<<<<<< HEAD
"""A server of ours as people start it, and how to ask it."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as data."""
        return json.loads(self.body)


@dataclass
class Server:
    """A running ``safelint serve``."""

    process: subprocess.Popen
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request, on a connection of its own; header names with ``_`` for ``-``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def check(self, text: str = "", **fields: str) -> Answer:
        """A check as LanguageTool's clients ask for it."""
        given = {"language": "en-US"} | ({} if "data" in fields and not text else {"text": text}) | fields
        return self.ask("POST", "/v2/check", urlencode(given).encode(), Content_Type=FORM)

    def post(self, path: str, body: Any) -> Answer:
        """JSON to the API."""
        return self.ask("POST", path, json.dumps(body).encode(), Content_Type=JSON)

    def stop(self, how: int = signal.SIGTERM) -> tuple[int, str]:
        """End it; exit status and what else it said."""
        self.process.send_signal(how)
        try:
            rest = self.process.communicate(timeout=30)[1]
        finally:
            self.process.kill()
        return self.process.returncode, rest


def start(*options: str, **kept: Any) -> Server:
    """Start ``safelint serve`` on a free port and wait until it listens."""
    command = [sys.executable, "-m", "safelint", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **kept)
    killer = threading.Timer(60, process.kill)
    killer.start()
    line = process.stderr.readline()
    killer.cancel()
    found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
    if found is None:
        process.kill()
        pytest.fail(line + process.communicate()[1])
    return Server(process, int(found[1]))


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server for all tests that only ask; it says nothing, ends when told, and leaves no trace of a text."""
    pytest.importorskip("uvicorn", reason="needs the extra “server”")
    running = start("--isolated", cwd=tmp_path_factory.mktemp("served"))
    yield running
    assert running.stop() == (0, "")


@pytest.fixture
def starting():
    """Start servers of one's own; they are ended afterwards."""
    pytest.importorskip("uvicorn", reason="needs the extra “server”")
    begun: list[Server] = []

    def begin(*options: str, **kept: Any) -> Server:
        begun.append(start(*options, **kept))
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.communicate()
=======
"""What tests of the servers need: programs that may be missing, and an editor that speaks with the language server."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import asynccontextmanager

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client


@pytest.fixture
def program():
    """Path of a program; the test is skipped without it, unless SAFELINT_REQUIRE_PROGRAMS is set."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("SAFELINT_REQUIRE_PROGRAMS"):
            pytest.fail(f"{name} is not installed, and SAFELINT_REQUIRE_PROGRAMS is set")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


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


@pytest.fixture
def edit():
    """``editing``: an editor with its language server."""
    return editing


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


@pytest.fixture
def apply():
    """``applied``: a text after an edit."""
    return applied
>>>>>>> 2e59191 (safelint lsp: findings while somebody writes, pushed or fetched, with fixes, hover and comments that let one through)
