"""A request that can't be answered as asked."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  no error of ours: the one who asks can do something about it
    """What is wrong with a request, where, and what to do; ``status`` is that of HTTP."""

    def __init__(self, status: int, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.status = status
        self.what = what
        self.where = where
        self.hint = hint
