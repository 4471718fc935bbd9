"""A text rewritten round by round until nothing safe is left to do, and no rewrite that does harm is kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from safelint.fixes.combine import fitting
from safelint.formats.rewrite import rewritten, writable
from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError
from safelint.model.fix import Edit, Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from safelint.formats.opening import Opened
    from safelint.model.finding import Finding
    from safelint.model.report import FileResult
    from safelint.model.source import Source
    from safelint.runner.session import Session

ROUNDS = 10
"""How often a text is read again after it was rewritten; real ones need two."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file on its way: its bytes, as it now reads, what is found in it, and what was rewritten so far."""

    data: bytes
    opened: Opened
    result: FileResult
    applied: tuple[Finding, ...] = ()

    @property
    def source(self) -> Source:
        """The text that positions count in."""
        return self.opened.source


def begin(session: Session, data: bytes, path: str, format: str | None = None) -> Draft:  # noqa: A002
    """The draft that a file begins as, read in ``format`` or else in the one that its name or content tells.

    Raises:
        ReadError: it can't be read, or could not be written again byte for byte.
    """
    opened = session.open(data, path, format)
    if len(opened) != 1:
        raise ReadError(
            f"It holds {len(opened)} documents, which are only read; make the changes where they were written."
        )
    draft = Draft(data, opened[0], session.lint_opened(opened[0], path))
    if draft.result.error is not None:
        raise ReadError(draft.result.error)
    if not writable(draft.result.format):
        raise ReadError(
            f"Files in the format {draft.result.format} are only read; make the changes where it was written."
        )
    if rewritten(data, draft.source, draft.result.format, ()) != data:
        raise ReadError("Its bytes could not be kept as they are, so it was left alone. Save it as UTF-8 first.")
    return draft


def mend(session: Session, draft: Draft, wanted: Callable[[Finding], bool]) -> Draft:
    """The draft with every ``wanted`` fix that does no harm, round by round, ten at most."""
    refused: set[str] = set()
    for _ in range(ROUNDS):
        chosen = fitting(one for one in draft.result.findings if wanted(one) and one.fingerprint not in refused)
        if not chosen:
            break
        better = rewrite(session, draft, chosen)
        draft = better if better is not None else _one_by_one(session, draft, chosen, refused)
    return draft


def safe(finding: Finding) -> bool:
    """Whether a machine may write the fix."""
    return finding.fix is not None and finding.fix.safety is Safety.SAFE


def writes(finding: Finding) -> bool:
    """Whether there is a fix at all, safe or to be asked about."""
    return finding.fix is not None


def rewrite(session: Session, draft: Draft, chosen: Sequence[Finding]) -> Draft | None:
    """The draft with the fixes of ``chosen``; None when that would break the text or bring up something new."""
    edits = [edit for one in chosen if one.fix for edit in one.fix.edits]
    after = written(session, draft, edits, chosen)
    return after if harmless(draft, after, chosen) else None


def written(session: Session, draft: Draft, edits: Iterable[Edit], applied: Sequence[Finding] = ()) -> Draft:
    """The draft with ``edits``, read again."""
    return reread(session, draft, rewritten(draft.data, draft.source, draft.result.format, edits), applied)


def reread(session: Session, draft: Draft, data: bytes, applied: Sequence[Finding] = ()) -> Draft:
    """The draft with other bytes, read again."""
    path = draft.source.path
    opened = session.open(data, path, draft.result.format)[0]
    return Draft(data, opened, session.lint_opened(opened, path), (*draft.applied, *applied))


def _one_by_one(session: Session, draft: Draft, chosen: Sequence[Finding], refused: set[str]) -> Draft:
    """Those of ``chosen`` that do no harm, from the last to the first, so that positions hold."""
    for one in reversed(chosen):
        after = rewrite(session, draft, [one])
        if after is None:
            refused.add(one.fingerprint)
        else:
            draft = after
    return draft


def harmless(before: Draft, after: Draft, applied: Sequence[Finding]) -> bool:
    """Whether what was rewritten is gone, nothing new was found, and the document is built as before."""
    return _build(before) == _build(after) and nothing_new(before, after, applied)


def nothing_new(before: Draft, after: Draft, applied: Sequence[Finding]) -> bool:
    """Whether what was rewritten is gone, and nothing is found that was not there."""
    if after.result.error is not None:
        return False
    known = _found(before.result)
    gone = Counter(_key(one) for one in applied)
    waited = {_key(one) for one in before.result.excused}
    return all(
        count <= known[key] - gone[key] or (key in waited and key not in gone)
        for key, count in _found(after.result).items()
    )


def _build(draft: Draft) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.key) for block in draft.opened.document.blocks]


def _found(result: FileResult) -> Counter[tuple[str, str]]:
    return Counter(_key(one) for one in (*result.findings, *result.below, *result.suppressed))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, "" if finding.scope == "document" else finding.found.lower()
