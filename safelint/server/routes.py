"""The addresses of the review page: its parts, and what it asks; behind a key that nobody else knows."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from safelint.model.errors import SafelintError
from safelint.server import asked, page
from safelint.server.asked import ShapeError
from safelint.server.desk import TimeLimitError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from safelint.server.review import Review

    Handler = Callable[[Request], Awaitable[Response]]

_NO_KEY = "Nothing is here. Please open the address that safelint printed when it was started."
_POLICY = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types safelint"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def application(review: Review) -> Any:
    """What answers for ``review``: an ASGI application."""
    handlers = _Handlers(review)
    json = [("check", review.check), ("score", review.score), ("helplines", review.helplines)]
    return Starlette(
        routes=[
            Route("/{key}/", handlers.keyed(handlers.page), methods=["GET"]),
            Route("/{key}/begin", handlers.keyed(handlers.begin), methods=["GET"]),
            Route("/{key}/open", handlers.keyed(handlers.open), methods=["POST"]),
            Route("/{key}/export", handlers.keyed(handlers.export), methods=["POST"]),
            *(
                Route(f"/{{key}}/{name}", handlers.keyed(partial(handlers.answer, work)), methods=["POST"])
                for name, work in json
            ),
            Route("/{key}/{asset}", handlers.keyed(handlers.asset), methods=["GET"]),
            Route("/{ticket}", handlers.enter, methods=["GET"]),
        ],
        exception_handlers={404: _nothing, HTTPException: _refused, SafelintError: _said},
    )


class _Handlers:
    """Turns requests into calls of one review, and results into answers."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._warming: set[asyncio.Task[None]] = set()

    def keyed(self, handler: Handler) -> Handler:
        """``handler`` for those who know the key."""

        async def guarded(request: Request) -> Response:
            key = str(request.path_params["key"])
            if not secrets.compare_digest(key.encode(), self._review.key.encode()):
                raise HTTPException(404)
            answer = await handler(request)
            answer.headers.update(_POLICY)
            return answer

        return guarded

    async def enter(self, request: Request) -> Response:
        """Lead a browser that has the ticket to the page."""
        if not self._review.take(str(request.path_params["ticket"])):
            raise HTTPException(404)
        return RedirectResponse(f"/{self._review.key}/", 303)

    async def page(self, request: Request) -> Response:
        """The page itself; what it will need is loaded meanwhile."""
        del request
        desk = self._review.desk
        shown = await desk.run(lambda: page.page(desk.session))
        task = asyncio.create_task(desk.warm())
        self._warming.add(task)
        task.add_done_callback(self._warmed)
        return Response(shown, media_type="text/html")

    def _warmed(self, task: asyncio.Task[None]) -> None:
        """Rules that can't be loaded are told with the first answer that needs them."""
        self._warming.discard(task)
        if not task.cancelled():
            task.exception()

    async def asset(self, request: Request) -> Response:
        """A style, a script or the sign of the page."""
        name = str(request.path_params["asset"])
        if name not in page.ASSETS:
            raise HTTPException(404)
        return Response(page.asset(name), media_type=page.ASSETS[name])

    async def begin(self, request: Request) -> Response:
        """The file that the page was started with."""
        del request
        return JSONResponse(self._review.begin())

    async def open(self, request: Request) -> Response:
        """A file that was dropped or chosen: its bytes, and its name in the address."""
        data, name = await request.body(), request.query_params.get("name", "")
        return JSONResponse(await self._done(request, lambda: self._review.open(data, name)))

    async def answer(self, work: Callable[[asked.Asked], dict[str, Any]], request: Request) -> Response:
        """What was asked, as JSON."""
        ask = asked.read(await request.body())
        return JSONResponse(await self._done(request, lambda: work(ask)))

    async def export(self, request: Request) -> Response:
        """A file to keep."""
        ask = asked.read(await request.body())
        data, kind = await self._done(request, lambda: self._review.export(ask))
        headers = {"content-disposition": "attachment", "content-type": kind}
        return Response(data, headers=headers)

    async def _done(self, request: Request, work: Callable[[], Any]) -> Any:
        """What ``work`` gives; it is taken off the desk when the page no longer waits for it."""
        working = asyncio.ensure_future(self._review.desk.run(work))
        gone = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise HTTPException(499)
            return working.result()
        finally:
            for task in (working, gone):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, SafelintError):
                    await task


async def _left(request: Request) -> None:
    """Until whoever asked has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _nothing(request: Request, error: Exception) -> Response:
    del request, error
    return PlainTextResponse(_NO_KEY, 404)


async def _refused(request: Request, error: Exception) -> Response:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    return PlainTextResponse("That can’t be asked here.", status)


async def _said(request: Request, error: Exception) -> Response:
    """What went wrong, in a sentence that the page shows."""
    del request
    status = 400 if isinstance(error, ShapeError) else 503 if isinstance(error, TimeLimitError) else 422
    return JSONResponse({"error": str(error)}, status)
