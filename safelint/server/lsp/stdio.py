"""Speaking over standard input and output, with nothing on the latter that is not the protocol."""

from __future__ import annotations

import logging
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SafelintError
from safelint.server.loopback import EXTRA

if TYPE_CHECKING:
    from safelint.runner.session import Session

INTERRUPTED = 130


def run(session: Session, given: dict[str, Any], *, isolated: bool = False) -> None:
    """Serve one editor until it says goodbye or goes away, and end the process: 0 after a proper goodbye, else 1.

    Args:
        session: lints the texts.
        given: the settings it was made with, over which an editor's wishes are laid.
        isolated: whether config files and baselines are left alone.

    Raises:
        SafelintError: pygls is not installed; the message names the extra that brings it.
    """
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError as error:
        raise SafelintError(f"This needs a part of safelint that is not installed: {EXTRA}") from error
    from lsprotocol import types

    from safelint.server.lsp.checking import Checker
    from safelint.server.lsp.features import built

    spoken = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints something does not disturb the protocol
    logging.getLogger("pygls").disabled = True  # it would log whole messages, and with them the text
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("pygls"):
            logging.getLogger(name).disabled = True
    signal.signal(signal.SIGINT, lambda *_: _end(INTERRUPTED))
    if sys.stdin.isatty():
        print("safelint lsp speaks with an editor (see docs/editors.md). Ctrl-C ends it.", file=sys.stderr)  # noqa: T201
    server = built(Checker(session, given, isolated=isolated))

    @server.feature(types.EXIT)
    def goodbye(params: None) -> None:
        del params
        _end(0 if server.ended else 1)

    server.start_io(sys.stdin.buffer, spoken)
    _end(0 if server.ended else 1)


def _end(status: int) -> None:
    """End at once: a thread may be waiting for standard input, or be in a text that nobody asks for any more."""
    sys.stderr.flush()
    os._exit(status)
