"""A finding let through by a comment that is written into its text, once it was seen to do just that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.formats.allowing import places
from safelint.runner.mend import harmless, written

if TYPE_CHECKING:
    from safelint.model.finding import Finding
    from safelint.model.fix import Edit
    from safelint.runner.mend import Draft
    from safelint.runner.session import Session

UNSAID = "…"
"""Stands where the reason belongs, and counts as none, so that it is asked for until somebody writes one."""


def allow(session: Session, draft: Draft, finding: Finding, reason: str = UNSAID) -> Edit | None:
    """The edit that writes a comment which lets ``finding`` through and changes nothing else; None when there is none.

    Args:
        session: for reading the text again.
        draft: the text the finding is from.
        finding: to be let through; one about the whole document is let through in the whole file.
        reason: why, in the writer's words.
    """
    verb = "allow-file" if finding.scope == "document" else "allow"
    asked = f"safelint: {verb} {finding.rule}, {reason}"
    for edit in places(draft.source.text, draft.opened.document, finding.start.offset, asked):
        after = written(session, draft, [edit])
        if harmless(draft, after, ()) and any(
            one.fingerprint == finding.fingerprint and one.rule == finding.rule for one in after.result.suppressed
        ):
            return edit
    return None
