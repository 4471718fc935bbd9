"""Listening on this machine and nowhere else, until somebody ends it."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SafelintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from safelint.server.guard import Guard

HOST = "127.0.0.1"
EXTRA = "pip install 'safelint[server]'"
# Seconds in which the head of a request has to arrive; its body is timed by the guard.
_HEAD = 10
_CONNECTIONS = 200
_CLOSING = 3


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on ``host``, which has to be this machine; port 0 takes one that is free.

    Raises:
        SafelintError: the host is another machine's or everybody's, or the port is taken.
    """
    name = HOST if host == "localhost" else host
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        raise SafelintError(f"“{host}” is no address; leave --host out for {HOST}.") from None
    if not address.is_loopback:
        raise SafelintError(
            f"safelint listens on this machine only (127.0.0.1 or ::1), and {host} could be reached from others. "
            "To share it, put a server of yours in front that knows who may ask."
        )
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004
    # Only where the protocol is named does asyncio switch off the delay that makes every answer 40 ms late.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((str(address), port))
    except OSError as error:
        found.close()
        raise SafelintError(
            f"Port {port} can't be had: {error.strerror}. Another one: --port 0 takes what is free."
        ) from error
    return found


def address_of(listening: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve(app: Guard, listening: socket.socket, begun: Callable[[], Any] = lambda: None) -> None:
    """Answer requests until Ctrl-C or SIGTERM; then those under way are finished and the socket is closed.

    Args:
        app: what answers.
        listening: where; see ``listen``.
        begun: called when the first request can come.
    """
    uvicorn = imported()
    config = uvicorn.Config(
        app,
        http=_protocol(),
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_CLOSING,
    )
    server = _server(uvicorn, begun)(config)
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(listening):
        asyncio.run(server.serve([listening]))


def imported() -> Any:
    """uvicorn, if it and the rest of the extra are installed.

    Raises:
        SafelintError: it is not; the message names the extra that brings it.
    """
    try:
        import starlette  # noqa: F401  the applications are made of it
        import uvicorn
    except ImportError as error:
        raise SafelintError(f"This needs a part of safelint that is not installed: {EXTRA}") from error
    return uvicorn


def _server(uvicorn: Any, begun: Callable[[], Any]) -> Any:
    import signal

    class Server(uvicorn.Server):  # type: ignore[misc]
        """Says when it listens, and ends at a signal without sending it to itself once more."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            begun()

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            wanted = [signal.SIGINT, signal.SIGTERM]
            before = []
            with contextlib.suppress(ValueError):  # not in the main thread, as in tests: whoever started it ends it
                before = [(one, signal.signal(one, self.handle_exit)) for one in wanted]
            try:
                yield
            finally:
                for one, handler in before:
                    signal.signal(one, handler)

    return Server


def _protocol() -> Any:
    """HTTP as uvicorn speaks it, for connections that may not be silent for long before a request is there."""
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Protocol(H11Protocol):
        """Closes a connection whose request does not come."""

        _late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._late = self.loop.call_later(_HEAD, transport.close)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is not h11.IDLE:
                self._settle()
            elif self._late is None and self.conn.trailing_data[0]:
                self._late = self.loop.call_later(_HEAD, self.transport.close)

        def connection_lost(self, exc: Exception | None) -> None:
            self._settle()
            super().connection_lost(exc)

        def _settle(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

    return Protocol
