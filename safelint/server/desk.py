"""One session that answers many: texts are linted one after the other, beside whatever waits for them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from safelint.model.errors import SafelintError

if TYPE_CHECKING:
    from collections.abc import Callable

    from safelint.runner.session import Session

Answer = TypeVar("Answer")


class TimeLimitError(SafelintError):
    """A text needed more time than it is given."""


class Desk:
    """Does the work of a server in one thread, in the order it was asked for.

    Python runs one thread at a time, so more would only take turns; one keeps the answers quick for everybody, and
    whoever gives up waiting takes the request along.

    Args:
        session: lints the texts.
        seconds: how long one may take, waiting left out.
    """

    def __init__(self, session: Session, seconds: float = 60) -> None:
        self.session = session
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="safelint")
        self._turn = asyncio.Lock()

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """The result of ``work``, done when everything asked for before is done.

        Raises:
            TimeLimitError: it goes on longer than it may. It is not stopped, since that can't be done to a thread, but
                nobody waits for it.
        """
        loop = asyncio.get_running_loop()
        async with self._turn:
            try:
                return await asyncio.wait_for(loop.run_in_executor(self._thread, work), self._seconds)
            except asyncio.TimeoutError:
                raise TimeLimitError(f"This took more than {self._seconds:g} seconds; try a shorter text.") from None

    async def warm(self) -> None:
        """Load rules and language model, so that the first answer is as quick as the others."""
        await self.run(self._load)

    def _load(self) -> None:
        self.session.book()
        self.session.parser().warm()

    def close(self) -> None:
        """Take no more work."""
        self._thread.shutdown(wait=False, cancel_futures=True)
