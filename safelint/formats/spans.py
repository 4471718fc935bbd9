"""Inline markup as one pattern: each named alternative has a handler that weaves what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.dataclass import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from safelint.formats.lined import Page
    from safelint.model.document import BlockKind

_DEEPEST = 6  # marks inside marks; deeper ones are shown as they stand
_LEADING = regex.compile(r"\s*")


class Handler(Protocol):
    """Weaves one piece of inline markup."""

    def __call__(self, at: Place, found: re.Match[str]) -> None:
        """Show what ``found`` shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where inline markup was met: its page, the block being woven, how deep, and the rules to go on with."""

    page: Page
    weaver: Weaver
    depth: int
    inline: Inline

    def show(self, start: int, end: int) -> None:
        """Show a stretch whose own markup counts."""
        self.inline.weave(self.page, self.weaver, start, end, self.depth + 1)

    def marked(self, kind: str, start: int, end: int) -> None:
        """Show a stretch with an inline mark over it."""
        self.weaver.open(kind)
        self.show(start, end)
        self.weaver.close(kind)

    def blank(self, start: int, end: int) -> None:
        """Blank code."""
        self.weaver.open("code")
        self.weaver.blank(start, end)
        self.weaver.close("code")

    def link(self, start: int, end: int) -> None:
        """Take note of a link target that stands in the source."""
        target = self.page.text[start:end].strip()
        if target:
            self.page.outline.link(target, start, end)

    def later(self, kind: BlockKind, start: int, end: int, key: str = "") -> None:
        """Show a stretch as a block of its own after this one."""
        weaver = Weaver(self.page.text)
        self.inline.weave(self.page, weaver, start, end, self.depth + 1)
        self.page.later(kind, weaver.woven(), key)


@dataclass(frozen=True, slots=True)
class Inline:
    """The inline markup of a format: one pattern whose alternatives are named, and a handler for each name."""

    pattern: re.Pattern[str]
    handlers: Mapping[str, Handler]

    def weave(self, page: Page, weaver: Weaver, start: int, end: int, depth: int = 0) -> None:
        """Show a stretch of the page's text."""
        if depth > _DEEPEST:
            weaver.run(start, end)
            return
        place, at = Place(page, weaver, depth, self), start
        for found in self.pattern.finditer(page.text, start, end):
            weaver.run(at, found.start())
            self.handlers[found.lastgroup or ""](place, found)
            at = found.end()
        weaver.run(at, end)


def mark(kind: str) -> Handler:
    """A handler that shows its first group with a mark of ``kind`` over it."""

    def handle(at: Place, found: re.Match[str]) -> None:
        at.marked(kind, *inner(found))

    return handle


def plain(at: Place, found: re.Match[str]) -> None:
    """Show the inside without a mark."""
    at.show(*inner(found))


def hidden(at: Place, found: re.Match[str]) -> None:
    """Show nothing."""


def spaced(at: Place, found: re.Match[str]) -> None:
    """Show one space."""
    at.weaver.gap(*found.span())


def code(at: Place, found: re.Match[str]) -> None:
    """Blank everything."""
    at.blank(*found.span())


def escaped(at: Place, found: re.Match[str]) -> None:
    """Show the character after a backslash."""
    at.weaver.run(found.start() + 1, found.end())


def inner(found: re.Match[str], part: int = 1) -> tuple[int, int]:
    """Where the inside of the alternative that was found stands: its ``part``-th group."""
    return found.span((found.re.groupindex[found.lastgroup or ""]) + part)
