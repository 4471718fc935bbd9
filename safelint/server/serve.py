"""``safelint serve``: LanguageTool's protocol and the JSON API on one port of this machine."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse

from safelint.model import regex
from safelint.model.errors import SafelintError
from safelint.server import loopback
from safelint.server.api import Api
from safelint.server.desk import Desk, TimeLimitError
from safelint.server.guard import Guard
from safelint.server.languagetool import HERE, LanguageTool
from safelint.server.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from safelint.runner.session import Session
    from safelint.server.guard import App

_ORIGIN = regex.compile(r"[a-z][a-z0-9+.-]*://(?:\*|[^/\s*]*)")
_HINTS = {404: "GET /api/v1/openapi.json says what there is.", 405: "The header Allow says which methods there are."}


def serve(
    session: Session,
    host: str = loopback.HOST,
    port: int = 8081,
    origins: tuple[str, ...] = (),
    whole: str = "auto",
    told: Callable[[str], None] = print,
) -> None:
    """Answer programs on this machine until Ctrl-C or SIGTERM.

    Args:
        session: lints the texts.
        host: an address of this machine.
        port: 0 takes one that is free.
        origins: web origins and add-ons that may ask; see ``Guard``.
        whole: when a text is taken for a whole one; see ``languagetool.WHOLE``.
        told: is told where the server listens.

    Raises:
        SafelintError: settings, rules, host, port or an origin can't be used.
    """
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SafelintError(
                f"“{origin}” is no origin. Write it as the browser sends it, such as https://cms.example.org or "
                "chrome-extension://abcdef; moz-extension://* lets in every add-on of Firefox."
            )
    session.rules(session.settings(HERE))  # what is wrong with them is said before anybody asks
    listening = loopback.listen(host, port)
    desk = Desk(session)
    tasks: set[asyncio.Task[None]] = set()

    def begun() -> None:
        told(f"safelint answers on {loopback.address_of(listening)} (Ctrl-C ends it)")
        tasks.add(asyncio.get_running_loop().create_task(_warm(desk)))

    try:
        loopback.serve(Guard(cast("App", application(desk, whole)), origins), listening, begun)
    finally:
        desk.close()


async def _warm(desk: Desk) -> None:
    with contextlib.suppress(Exception):  # whoever asks next is told what is wrong
        await desk.warm()


def application(desk: Desk, whole: str = "auto") -> Starlette:
    """What answers, without anything before it that looks at who asks."""
    app = Starlette(
        routes=[*LanguageTool(desk, whole).routes(), *Api(desk).routes()],
        exception_handlers={
            Refusal: _refused,
            TimeLimitError: _late,
            SafelintError: _failed,
            HTTPException: _unknown,
            Exception: _broken,
        },
    )
    app.router.redirect_slashes = False
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101  registered for nothing else
    return _said(request, error)


def _late(request: Request, error: Exception) -> Response:
    return _said(request, Refusal(503, str(error), "text"))


def _failed(request: Request, error: Exception) -> Response:
    hint = "Mend the settings, and start safelint serve again."
    return _said(request, Refusal(500, str(error), "settings", hint))


def _unknown(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for nothing else
    what = f"{request.method} {request.url.path[:200]}: {error.detail}."
    return _said(request, Refusal(error.status_code, what, "request", _HINTS.get(error.status_code, "")), error.headers)


def _broken(request: Request, error: Exception) -> Response:
    del error  # the guard tells the one who started the server
    return _said(request, Refusal(500, "safelint could not do that; what went wrong stands where it was started."))


def _said(request: Request, refusal: Refusal, headers: object = None) -> Response:
    """JSON for the API, a sentence for clients of LanguageTool, as they expect."""
    extra = dict(headers) if isinstance(headers, dict) else None
    if request.url.path.startswith("/api/"):
        what = {"what": refusal.what, "where": refusal.where, "do": refusal.hint}
        return JSONResponse({"error": what}, refusal.status, extra)
    where = f" ({refusal.where})" if refusal.where else ""
    return PlainTextResponse(f"Error: {refusal.what}{where} {refusal.hint}".rstrip(), refusal.status, extra)
