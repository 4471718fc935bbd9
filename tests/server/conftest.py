"""A server of ours as people start it and how to ask it, an editor, and a review page with a browser before it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/formats"))  # what makes Word files

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


BARE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(what: str):
    """Skip what can't be tested here, unless this machine is meant to test everything."""
    if os.environ.get("SAFELINT_REQUIRE_PROGRAMS"):
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A cache folder, so that the rules are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def reviewing(tmp_path_factory, kept):
    """Start ``safelint review`` with some arguments; gives the process and the address it prints."""
    pytest.importorskip("starlette", reason="needs the extra “server”")
    begun = []

    def start(*args, cwd=None):
        process = subprocess.Popen(
            [sys.executable, "-m", "safelint", "review", "--isolated", "--no-open", *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd or tmp_path_factory.mktemp("desk"),
            env={**os.environ, "PYTHONPATH": str(ROOT), "SAFELINT_CACHE": str(kept)},
        )
        begun.append(process)
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stderr.read()
        return process, found[0]

    yield start
    for process in begun:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0
        assert said == ""


@pytest.fixture(scope="module")
def address(reviewing):
    """The address of a page without a file."""
    return reviewing()[1]


@pytest.fixture(scope="module")
def browser(program):
    """A browser without a window."""
    sync = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    sync.expect.set_options(timeout=20_000)  # machines that test are busy
    with sync.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program("chromium"), args=BARE)
        yield found
        found.close()


@pytest.fixture
def visit(browser):
    """Open an address; the test fails when the page breaks, or asks anything of anybody but its own server."""
    contexts, trouble = [], []

    def open_page(address, **settings):
        context = browser.new_context(**settings)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        own = re.match(r"http://[^/]+/", address)[0]
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("request", lambda one: one.url.startswith((own, "blob:")) or trouble.append(f"asked for {one.url}"))
        page.on("console", lambda one: one.type in {"error", "warning"} and trouble.append(one.text))
        page.trouble = trouble
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def page(visit, address):
    """A new page."""
    return visit(address)


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core: named by SAFELINT_AXE, or installed with npm beside the checkout."""
    named = os.environ.get("SAFELINT_AXE")
    path = Path(named) if named else ROOT / "node_modules/axe-core/axe.min.js"
    return (
        path.read_text("utf-8")
        if path.is_file()
        else missing("axe-core (npm install --prefix . axe-core, or SAFELINT_AXE)")
    )
