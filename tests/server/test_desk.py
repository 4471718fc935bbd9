"""Many askers, one thread: in turn, without waiting for ever, and with nothing left behind."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from safelint import Session
from safelint.server.desk import Desk, TimeLimitError


def test_work_is_done_in_turn_and_in_one_thread():
    done = []

    async def all_at_once():
        desk = Desk(Session(isolated=True))
        await asyncio.gather(*(desk.run(lambda at=at: done.append((at, threading.get_ident()))) for at in range(20)))
        desk.close()

    asyncio.run(all_at_once())
    assert [at for at, _ in done] == list(range(20))
    assert len({thread for _, thread in done}) == 1


def test_what_takes_too_long_is_given_up_and_what_was_not_begun_can_be_dropped():
    done = []

    async def slow_and_stale():
        desk = Desk(Session(isolated=True), seconds=0.2)
        slow = asyncio.create_task(desk.run(lambda: time.sleep(0.6)))
        stale = asyncio.create_task(desk.run(lambda: done.append("stale")))
        await asyncio.sleep(0.05)
        stale.cancel()
        with pytest.raises(TimeLimitError, match=r"0\.2 seconds"):
            await slow
        await asyncio.sleep(0.5)
        await desk.run(lambda: done.append("next"))
        desk.close()

    asyncio.run(slow_and_stale())
    assert done == ["next"]


def test_a_text_is_linted_and_an_error_reaches_who_asked():
    async def both():
        desk = Desk(Session(isolated=True))
        await desk.warm()
        found = await desk.run(lambda: desk.session.lint_text("He committed suicide in 2019."))
        with pytest.raises(ZeroDivisionError):
            await desk.run(lambda: 1 // 0)
        desk.close()
        return found

    assert any(one.rule == "committed-suicide" for one in asyncio.run(both()).findings)
