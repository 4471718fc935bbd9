"""``safelint serve`` as a process: how it begins, ends, refuses strangers, and what it leaves behind."""

from __future__ import annotations

import ast
import asyncio
import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

SENTENCE = "He committed suicide in 2019."
SERVE = [sys.executable, "-m", "safelint", "serve", "--isolated"]


def run(*options: str, **kept) -> subprocess.CompletedProcess:
    return subprocess.run([*SERVE, *options], capture_output=True, text=True, check=False, timeout=60, **kept)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_told_also_while_it_answers(starting, tmp_path, how):
    running = starting("--isolated", cwd=tmp_path)
    assert running.check(SENTENCE).status == 200
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as waiting:
        waiting.sendall(
            b"POST /v2/check HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 90\r\n\r\ntext=" % running.port
        )
        time.sleep(0.2)
        began = time.monotonic()
        assert running.stop(how) == (0, "")
        assert time.monotonic() - began < 15
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.port), timeout=5)
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_another_machine_and_an_odd_origin_are_told(server):
    for options, said in (
        (["--port", str(server.port)], "can't be had"),
        (["--host", "0.0.0.0"], "this machine only"),  # noqa: S104  refused
        (["--host", "example.org"], "is no address"),
        (["--allow-origin", "*"], "is no origin"),
        (["--allow-origin", "null"], "is no origin"),
        (["--allow-origin", "https://a.example/path"], "is no origin"),
        (["--preset", "strickt"], "strict"),
        (["--select", "sigma"], "stigma"),
        (["--port", "99999"], "65535"),
    ):
        ended = run(*options)
        assert ended.returncode == 2, options
        assert said in ended.stderr, options
        assert "Traceback" not in ended.stderr


def test_a_missing_extra_is_named(tmp_path):
    """Neither uvicorn nor starlette: as after ``pip install safelint``."""
    for missing in ("uvicorn", "starlette"):
        (tmp_path / missing).mkdir()
        (tmp_path / missing / f"{missing}.py").write_text("raise ImportError('not installed')\n")
        code = f"import sys; sys.path.insert(0, {str(tmp_path / missing)!r})\n"
        code += "from safelint.cli import main\nmain(['serve', '--isolated', '--port', '0'])"
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
        assert ended.returncode == 2
        assert "pip install 'safelint[server]'" in ended.stderr
        assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("args", [["--help"], ["serve", "--help"], ["check", "--help"]])
def test_asking_for_help_loads_no_server(args):
    code = f"import sys; from safelint.cli import main\ntry: main({args!r})\nexcept SystemExit: pass\n"
    code += "print(sorted(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(ast.literal_eval(ended.stdout.strip().splitlines()[-1]))
    assert loaded & {"uvicorn", "starlette", "asyncio", "spacy", "yaml"} == set()


def test_only_pages_that_were_let_in_may_ask(starting, server, tmp_path):
    body = b"language=en&text=He+committed+suicide."
    kind = "application/x-www-form-urlencoded"
    for origin in ("https://evil.example", "null", "moz-extension://abc"):
        assert server.ask("POST", "/v2/check", body, Origin=origin, Content_Type=kind).status == 403
    assert server.ask("POST", "/v2/check", body, Host="evil.example").status == 421
    assert server.ask("GET", "/v2/languages", Host=f"evil.example:{server.port}").status == 421
    running = starting(
        "--isolated", "--allow-origin", "moz-extension://*", "--allow-origin", "https://cms.example", cwd=tmp_path
    )
    answer = running.ask("POST", "/v2/check", body, Origin="moz-extension://abc", Content_Type=kind)
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "moz-extension://abc"
    assert running.ask("POST", "/v2/check", body, Origin="https://evil.example").status == 403


@pytest.mark.parametrize("size", [b"Content-Length: 9000000", b"Content-Length: " + b"9" * 400, b"Content-Length: -1"])
def test_a_body_too_large_is_refused_before_it_comes(server, size):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(b"POST /v2/check HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n\r\n" % (server.port, size))
        assert connection.recv(1000).split()[1] in (b"413", b"400")


def test_what_goes_wrong_inside_is_told_without_the_text():
    """The application alone: a text that takes too long, and a mistake of ours."""
    from safelint import Session
    from safelint.server.desk import Desk
    from safelint.server.guard import Guard
    from safelint.server.serve import application

    class Slow(Session):
        def settings(self, path):
            time.sleep(0.3)
            return super().settings(path)

    class Broken(Session):
        def settings(self, path):
            raise ZeroDivisionError(path)

    def ask(session, path, body, kind, seconds):
        sent = []

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message):
            sent.append(message)

        async def whole():
            desk = Desk(session, seconds)
            headers = [(b"host", b"localhost"), (b"content-type", kind)]
            scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
            scope |= {"server": ("127.0.0.1", 80), "root_path": "", "scheme": "http", "http_version": "1.1"}
            await Guard(application(desk))(scope, receive, send)
            desk.close()

        asyncio.run(whole())
        return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:]).decode()

    form = b"language=en&text=He+committed+suicide."
    status, said = ask(Slow(isolated=True), "/v2/check", form, b"application/x-www-form-urlencoded", 0.05)
    assert (status, "seconds" in said) == (503, True)
    status, said = ask(Broken(isolated=True), "/v2/check", form, b"", 5)
    assert (status, "committed" in said) == (500, False)
    text = json.dumps({"text": SENTENCE}).encode()
    status, said = ask(Broken(isolated=True), "/api/v1/check", text, b"application/json", 5)
    assert status == 500
    assert "started" in json.loads(said)["error"]["what"]


def test_many_at_once_for_a_few_seconds(server):
    """The load test of benchmarks/server, cut short."""
    script = Path(__file__).parents[2] / "benchmarks/server/run.py"
    command = [sys.executable, str(script), "--address", server.address, "--seconds", "3", "--clients", "20"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures = json.loads(ended.stdout)
    assert figures["errors"] == 0
    assert figures["requests"] > 20
    assert 0 < figures["median_ms"] <= figures["p95_ms"]
