"""What a server of ours lets in, and what it refuses; over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import threading
import time

import pytest

from safelint.model.errors import SafelintError
from safelint.server import loopback
from safelint.server.guard import Guard, Limits

pytest.importorskip("uvicorn", reason="needs the extra “server”")


async def echo(scope, receive, send):
    body = (await receive())["body"]
    if scope["path"] == "/breaks":
        raise ValueError("a secret draft")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body or b"hello"})


@pytest.fixture
def serving():
    """Serve an app in a thread; gives the port."""
    stops = []

    def start(**settings):
        import uvicorn

        listening = loopback.listen("127.0.0.1", 0)
        ready, servers = threading.Event(), []
        kept = uvicorn.Server.startup

        async def startup(self, sockets=None):
            servers.append(self)
            await kept(self, sockets)

        uvicorn.Server.startup = startup
        thread = threading.Thread(target=loopback.serve, args=(Guard(echo, **settings), listening, ready.set))
        thread.start()
        assert ready.wait(20)
        uvicorn.Server.startup = kept
        stops.append((servers, thread))
        return listening.getsockname()[1]

    yield start
    for servers, thread in stops:
        servers[0].should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def ask(port, method="POST", path="/", body=b"a text", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body=body, headers={name.replace("_", "-"): one for name, one in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), dict(answer.getheaders())


def test_a_program_on_this_machine_is_answered(serving):
    port = serving()
    status, body, headers = ask(port)
    assert (status, body) == (200, "a text")
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert ask(port, Host=f"localhost:{port}")[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""]
)
def test_a_name_that_is_not_ours_is_refused(serving, host):
    port = serving()
    assert ask(port, Host=host.format(port=port))[0] in (400, 421)


def test_a_page_of_another_site_is_refused(serving):
    port = serving()
    for origin in ("https://evil.example", "null", f"http://127.0.0.1:{port + 1}", f"https://127.0.0.1:{port}"):
        status, body, headers = ask(port, Origin=origin)
        assert status == 403, origin
        assert "a text" not in body
        assert "access-control-allow-origin" not in headers
    assert ask(port, Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(port, Origin=f"http://127.0.0.1:{port}")[0] == 200


def test_an_origin_that_was_allowed_may_ask_and_read(serving):
    port = serving(origins=("https://cms.example", "moz-extension://*"))
    status, _, headers = ask(port, Origin="https://cms.example", Sec_Fetch_Site="cross-site")
    assert (status, headers["access-control-allow-origin"]) == (200, "https://cms.example")
    assert ask(port, Origin="moz-extension://abc")[0] == 200
    assert ask(port, Origin="https://cms.example.evil")[0] == 403
    assert ask(port, Origin="moz-extension://")[0] == 403
    status, _, headers = ask(port, "OPTIONS", body=None, Origin="https://cms.example")
    assert (status, headers["access-control-allow-methods"]) == (204, "GET, POST")


def test_a_large_body_is_refused_before_and_while_it_comes(serving):
    port = serving(limits=Limits(size=1000))
    assert ask(port, body=b"x" * 1000)[0] == 200
    assert ask(port, body=b"x" * 1001)[0] == 413
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    connection.sendall(b"3e9\r\n" + b"x" * 1001 + b"\r\n")
    assert b" 413 " in connection.recv(1000)


def test_a_slow_body_and_a_slow_head_are_given_up(serving, monkeypatch):
    monkeypatch.setattr(loopback, "_HEAD", 0.3)
    port = serving(limits=Limits(seconds=0.3))
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 9\r\n\r\nabc".encode())
    assert b" 408 " in connection.recv(1000)
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(b"POST / HTTP/1.1\r\nHost: ")
    assert connection.recv(1000) == b""
    assert ask(port)[0] == 200


def test_a_second_request_of_a_connection_may_not_be_slow_either(serving, monkeypatch):
    monkeypatch.setattr(loopback, "_HEAD", 0.3)
    port = serving()
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    head = f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 1\r\n\r\nx"
    connection.sendall(head.encode())
    assert b" 200 " in connection.recv(1000)
    connection.sendall(head[:20].encode())
    begun = b"".join(iter(lambda: connection.recv(1000), b""))
    assert b"HTTP" not in begun


@pytest.mark.parametrize(
    "raw", [b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n", b"x" * 100_000]
)
def test_what_is_no_request_harms_nobody(serving, raw):
    port = serving()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            assert b" 200 " not in connection.recv(1000)
    assert ask(port)[0] == 200


def test_too_many_at_once_are_told_to_wait(serving):
    port = serving(limits=Limits(waiting=1, seconds=5))
    slow = socket.create_connection(("127.0.0.1", port), timeout=20)
    slow.sendall(f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 9\r\n\r\nabc".encode())
    for _ in range(100):
        status, _, headers = ask(port)
        if status == 503:
            break
        time.sleep(0.02)
    assert (status, headers["retry-after"]) == (503, "1")
    slow.sendall(b"defghi")
    assert b" 200 " in slow.recv(1000)
    assert ask(port)[0] == 200


def test_an_error_is_told_without_the_text(serving, capfd):
    port = serving()
    status, body, _ = ask(port, path="/breaks")
    assert status == 500
    assert "secret" not in body
    said = capfd.readouterr()
    assert "ValueError" in said.err
    assert "secret" not in said.err + said.out


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "::", "example.org"])  # noqa: S104  refused
def test_only_this_machine_is_listened_on(host):
    with pytest.raises(SafelintError, match=r"this machine only|no address"):
        loopback.listen(host, 0)


def test_a_port_that_is_taken_is_named():
    with loopback.listen("localhost", 0) as one:
        one.listen()
        with pytest.raises(SafelintError, match=r"Port \d+ can't be had"):
            loopback.listen("127.0.0.1", one.getsockname()[1])


def test_answers_are_not_held_back():
    """Nagle's algorithm and a client that waits before it confirms would cost 40 ms an answer."""
    seen = []

    async def accept():
        async def connected(_reader, writer):
            sock = writer.get_extra_info("socket")
            seen.append(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = loopback.listen("127.0.0.1", 0)
        server = await asyncio.start_server(connected, sock=listening)
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        await reader.read()
        writer.close()
        server.close()

    asyncio.run(accept())
    assert seen[0] != 0
