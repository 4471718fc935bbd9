"""A text rewritten round by round until nothing safe is left to do, and no rewrite that does harm is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from safelint.fixes.combine import apply, fitting
from safelint.formats import read
from safelint.formats.decode import decode
from safelint.formats.rewrite import encode, writable
from safelint.model.errors import ReadError
from safelint.model.fix import Edit, Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult
    from safelint.model.source import Source
    from safelint.runner.session import Session

ROUNDS = 10
"""How often a text is read again after it was rewritten; real ones need two."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way: as it now reads, what is found in it, and what was rewritten so far."""

    source: Source
    result: FileResult
    applied: tuple[Finding, ...] = ()


def begin(session: Session, data: bytes, path: str) -> Draft:
    """The draft that a file begins as.

    Raises:
        ReadError: it can't be read, or could not be written again byte for byte.
    """
    source = decode(data, path)
    if encode(source, source.text) != data:
        raise ReadError("Its bytes could not be kept as they are, so it was left alone. Save it as UTF-8 first.")
    result = session.lint_source(source)
    if result.error is not None:
        raise ReadError(result.error)
    if not writable(result.format):
        raise ReadError(f"Files in the format {result.format} are only read; make the changes where it was written.")
    return Draft(source, result)


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
    source = replace(draft.source, text=apply(draft.source.text, edits))
    return Draft(source, session.lint_source(source), (*draft.applied, *applied))


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
    if after.result.error is not None or _build(before) != _build(after):
        return False
    known = _found(before.result)
    gone = Counter(_key(one) for one in applied)
    waited = {_key(one) for one in before.result.excused}
    return all(
        count <= known[key] - gone[key] or (key in waited and key not in gone)
        for key, count in _found(after.result).items()
    )


def _build(draft: Draft) -> list[tuple[str, int, str]]:
    document = read(draft.source, draft.result.format)
    return [(block.kind.value, block.level, block.key) for block in document.blocks]


def _found(result: FileResult) -> Counter[tuple[str, str]]:
    return Counter(_key(one) for one in (*result.findings, *result.below, *result.suppressed))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, "" if finding.scope == "document" else finding.found.lower()
