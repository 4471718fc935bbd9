"""Who may ask a server of ours, and for how much: refuses what comes from elsewhere, is too large or too slow.

A page in any browser can send requests to this machine. So the name that was asked for has to be ours (else a hostile
name could be made to mean 127.0.0.1), and a request that a browser sends for another site is refused, unless that
site or add-on was allowed.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass
from safelint.runner.guard import said

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    Scope = dict[str, Any]
    Message = dict[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Scope, Receive, Send], Awaitable[None]]

NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
JSON_BELOW = "/api/"
"""Where refusals are JSON, as every other answer there; elsewhere they are a sentence."""

_SAFE_METHODS = frozenset({"GET", "HEAD"})
HEADERS = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one server takes.

    Attributes:
        size: bytes of a request's body.
        seconds: to send it in.
        waiting: requests that may be under way at once.
    """

    size: int = 8_000_000
    seconds: float = 20
    waiting: int = 100


class Guard:
    """Stands before an ASGI application.

    Args:
        app: what answers requests that are let in.
        origins: web origins and add-ons that may ask besides the server's own pages, such as ``https://example.org``;
            one that ends in ``://*`` stands for all of its scheme. A browser is told that they may read the answer.
        limits: how much is taken.
    """

    def __init__(self, app: App, origins: tuple[str, ...] = (), limits: Limits | None = None) -> None:
        self.app = app
        self.origins = origins
        self.limits = limits or Limits()
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            return
        headers = _headers(scope)
        origin = headers.get("origin", [""])[0]
        foreign = bool(origin) and origin != f"http://{headers.get('host', [''])[0].lower()}"
        answer = _Answer(scope, send, origin if foreign and self._allowed(origin) else "")
        refusal = self._refusal(scope, headers, foreign=foreign, origin=origin)
        if refusal is not None:
            await answer.say(*refusal)
        elif foreign and scope["method"] == "OPTIONS":
            await answer.preflight(headers)
        else:
            await self._let_in(scope, receive, answer)

    def _refusal(
        self, scope: Scope, headers: dict[str, list[str]], *, foreign: bool, origin: str
    ) -> tuple[int, str] | None:
        """Status and sentence for a request that is not let in."""
        if len(headers.get("host", [])) != 1 or not _ours(headers["host"][0], scope):
            return 421, "This server answers to 127.0.0.1 and localhost only."
        if foreign and not self._allowed(origin):
            return 403, f"Pages of {origin[:200]} may not ask this server (--allow-origin lets one in)."
        site = headers.get("sec-fetch-site", [""])[0]
        if site in ("cross-site", "same-site") and not foreign and scope["method"] not in _SAFE_METHODS:
            return 403, "A page of another site may not ask this server."
        length = headers.get("content-length", ["0"])[0]
        if not length.isdecimal() or len(length) > 18 or int(length) > self.limits.size:  # noqa: PLR2004  digits
            return 413, f"A request may have {self.limits.size:,} bytes."
        if self._under_way >= self.limits.waiting:
            return 503, "Too many requests at once; ask again in a moment."
        return None

    def _allowed(self, origin: str) -> bool:
        return any(
            origin == one or (one.endswith("://*") and origin.startswith(one[:-1]) and len(origin) > len(one) - 1)
            for one in self.origins
        )

    async def _let_in(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        self._under_way += 1
        try:
            body = await asyncio.wait_for(_body(receive, self.limits.size), self.limits.seconds)
            if body is None:
                await answer.say(413, f"A request may have {self.limits.size:,} bytes.")
                return
            await self.app(scope, _replayed(body, receive), answer.send)
        except asyncio.TimeoutError:
            await answer.say(408, f"The request took more than {self.limits.seconds:g} seconds to arrive.")
        except _Gone:
            return
        except Exception as error:  # noqa: BLE001  whatever it was, the server goes on; the text stays out of the log
            print(f"safelint: {said(error)}", file=sys.stderr)  # noqa: T201
            await answer.say(500, "safelint could not do that; what went wrong stands where the server was started.")
        finally:
            self._under_way -= 1


class _Gone(Exception):  # noqa: N818  no error: somebody closed the page
    """Whoever asked has gone."""


class _Answer:
    """What goes back: every answer carries the same headers, and only one is begun."""

    def __init__(self, scope: Scope, send: Send, origin: str) -> None:
        self._plain = not scope["path"].startswith(JSON_BELOW)
        self._send = send
        self._begun = False
        self._headers = list(HEADERS)
        if origin:
            self._headers += [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin")]

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            own = {name.lower() for name, _ in message.get("headers", ())}
            extra = [pair for pair in self._headers if pair[0] not in own]
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        await self._send(message)

    async def say(self, status: int, sentence: str) -> None:
        if self._begun:
            return
        told = {"error": {"what": sentence, "where": "request", "do": ""}}
        body = (sentence if self._plain else json.dumps(told, ensure_ascii=False)).encode("utf-8", "replace")
        kind = b"text/plain; charset=utf-8" if self._plain else b"application/json"
        headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
        headers += [(b"connection", b"close")] if status in (408, 413) else []
        headers += [(b"retry-after", b"1")] if status == 503 else []  # noqa: PLR2004
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})

    async def preflight(self, headers: dict[str, list[str]]) -> None:
        """Tell a browser what an allowed page may send."""
        asked = headers.get("access-control-request-headers", ["content-type"])[0]
        allowed = [(b"access-control-allow-methods", b"GET, POST"), (b"access-control-max-age", b"600")]
        allowed.append((b"access-control-allow-headers", asked.encode("latin-1")))
        if headers.get("access-control-request-private-network"):
            allowed.append((b"access-control-allow-private-network", b"true"))
        await self.send({"type": "http.response.start", "status": 204, "headers": allowed})
        await self.send({"type": "http.response.body", "body": b""})


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _ours(host: str, scope: Scope) -> bool:
    """Whether a Host header names this machine and the port that was asked."""
    name, port = host, "80"
    if not host.endswith("]") and ":" in host:
        name, _, port = host.rpartition(":")
    server = scope.get("server")
    return name.lower() in NAMES and (server is None or port == str(server[1]))


async def _body(receive: Receive, size: int) -> bytes | None:
    """The whole body; None when it is larger than ``size``."""
    parts: list[bytes] = []
    for _ in _forever():
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        parts.append(message.get("body", b""))
        size -= len(parts[-1])
        if size < 0:
            return None
        if not message.get("more_body"):
            break
    return b"".join(parts)


def _forever() -> Iterator[None]:
    while True:
        yield None


def _replayed(body: bytes, receive: Receive) -> Receive:
    """``receive`` for an application whose request was read already."""
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay
