import gc
import threading

from safelint.model import process
from safelint.model.process import owned, uncollected


def test_a_process_is_ours_when_we_say_so_and_nobody_else_is_at_work(monkeypatch):
    monkeypatch.setattr(process, "_owned", [])
    assert not owned()
    process.own()
    alone = threading.active_count() == 1
    assert owned() == alone
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not owned()
    finally:
        done.set()
        other.join()


def test_rubbish_is_looked_for_again_afterwards():
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
