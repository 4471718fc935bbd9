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


@pytest.fixture
def edit():
    """``editing``: an editor with its language server."""
    pytest.importorskip("pygls", reason="needs the extra “server”")
    from lsp_editor import editing

    return editing


@pytest.fixture
def apply():
    """``applied``: a text after an edit."""
    from lsp_editor import applied

    return applied
