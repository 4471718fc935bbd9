"""What an editor may do about a finding: write a suggestion, let it through, add helplines, read about the rule."""

from __future__ import annotations

import difflib
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from safelint.model.dataclass import dataclass
from safelint.model.fix import Edit, Safety
from safelint.server.lsp.diagnostics import diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from safelint.model.finding import Finding
    from safelint.runner.mend import Draft
    from safelint.runner.session import Session
    from safelint.server.lsp.checking import Checked
    from safelint.server.lsp.texts import Text

FIX_ALL = "source.fixAll.safelint"
QUICK = types.CodeActionKind.QuickFix.value
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)
EXPLAIN = "safelint.explain"
ALL, ALLOW, SIGNPOST = "all", "allow", "signpost"


@dataclass(frozen=True, slots=True)
class Later:
    """An action whose edits are worked out when it is chosen: ``does`` is all, allow or signpost."""

    does: str
    uri: str
    edition: int
    rule: str = ""
    fingerprint: str = ""


def asked_later(data: Any) -> Later | None:
    """What an editor gave back of a ``Later``; None when it is not ours."""
    given = data if isinstance(data, dict) else getattr(data, "__dict__", {})
    try:
        return Later(**given)
    except TypeError:
        return None


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asked for some kinds of actions, or for any, wants this one."""
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)


def actions(
    checked: Checked, text: Text, place: types.Range, only: Sequence[str] | None, *, versioned: bool
) -> Iterator[types.CodeAction]:
    """What can be done about the findings at a place; those to be worked out later carry a ``Later`` as data."""
    if wanted(QUICK, only):
        start, end = sorted((text.offset(place.start), text.offset(place.end)))
        for finding in checked.result.findings:
            if finding.start.offset <= end and start <= finding.end.offset:
                yield from _about(checked, text, finding, versioned=versioned)
    certain = sum(one.fix is not None and one.fix.safety is Safety.SAFE for one in checked.result.findings)
    if certain and wanted(FIX_ALL, only):
        title = f"Write all that is certain ({certain} place{'' if certain == 1 else 's'})"
        yield types.CodeAction(title, FIX_ALL, data=asdict(Later(ALL, text.uri, text.edition)))


def _about(checked: Checked, text: Text, finding: Finding, *, versioned: bool) -> Iterator[types.CodeAction]:
    shown, about = checked.twin(finding), [diagnostic(checked, finding, text)]
    for at, (edits, words) in enumerate(_choices(finding, shown.suggestions)):
        yield types.CodeAction(
            f"Write “{words}”",
            types.CodeActionKind.QuickFix,
            about,
            is_preferred=(at == 0 and finding.fix is not None and finding.fix.safety is Safety.SAFE) or None,
            edit=workspace_edit(text, edits, versioned=versioned),
        )
    later = Later(SIGNPOST, text.uri, text.edition, finding.rule, finding.fingerprint)
    if lacks_helpline(checked, finding):
        title = "Write helplines here (look each one up before you publish)"
        yield types.CodeAction(title, types.CodeActionKind.QuickFix, about, data=asdict(later))
    where = "in this file" if finding.scope == "document" else "here"
    later = Later(ALLOW, text.uri, text.edition, finding.rule, finding.fingerprint)
    title = f"Allow “{finding.rule}” {where}, with a reason"
    yield types.CodeAction(title, types.CodeActionKind.QuickFix, about, data=asdict(later))
    title = f"Explain “{finding.rule}”"
    command = types.Command(title, EXPLAIN, arguments=[finding.rule, text.uri])
    yield types.CodeAction(title, types.CodeActionKind.QuickFix, about, command=command)


def _choices(finding: Finding, words: Sequence[str]) -> list[tuple[tuple[Edit, ...], str]]:
    """The edits for each suggestion that can be written in place, with the words to show."""
    if finding.fix is None:
        return []
    offered = (finding.fix.edits, *finding.fix.alternatives)
    return [(edits, said) for edits, said in zip(offered, words, strict=False) if edits]


def lacks_helpline(checked: Checked, finding: Finding) -> bool:
    """Whether a finding is that the text names no helpline, and one could be written into it."""
    from safelint.formats.signpostforms import FORMS
    from safelint.model.pattern import Missing

    rule = checked.rules.get(finding.rule)
    missing = rule is not None and any(isinstance(one, Missing) and one.helpline for one in rule.find)
    return missing and checked.result.format in FORMS


def worked_out(session: Session, draft: Callable[[], Draft], checked: Checked, later: Later) -> list[Edit] | None:
    """The edits of an action, worked out now; None when there are none. For the thread that lints."""
    from safelint.runner import allow, mend, signpost

    if later.does == ALL:
        before = draft()
        after = mend.mend(session, before, mend.safe)
        return changes(before.source.text, after.source.text) or None
    found = (one.fingerprint == later.fingerprint and one.rule == later.rule for one in checked.result.findings)
    at = next((index for index, fits in enumerate(found) if fits), -1)
    if at < 0:
        return None
    if later.does == ALLOW:
        edit = allow.allow(session, draft(), checked.result.findings[at])
        return [edit] if edit else None
    before = draft()
    offer = signpost.offer(session, before)
    return changes(before.source.text, offer.draft.source.text) if offer else None


def changes(old: str, new: str) -> list[Edit]:
    """The edits that make ``new`` of ``old``, word by word in the lines that differ, so that the cursor stays."""
    before, after = re.findall(r"[^\n]*\n|[^\n]+", old), re.findall(r"[^\n]*\n|[^\n]+", new)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    found: list[Edit] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _words("".join(before[i1:i2]), "".join(after[j1:j2]), starts[i1])
    return found


def _words(old: str, new: str, at: int) -> Iterator[Edit]:
    before, after = re.findall(r"\w+|\W", old), re.findall(r"\w+|\W", new)
    starts = [at]
    for word in before:
        starts.append(starts[-1] + len(word))
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(starts[i1], starts[i2], "".join(after[j1:j2]))


def workspace_edit(text: Text, edits: Sequence[Edit], *, versioned: bool) -> types.WorkspaceEdit:
    """Edits of one text; with ``versioned`` an editor refuses them once the text is another."""
    made = text.edits(edits)
    if not versioned:
        return types.WorkspaceEdit(changes={text.uri: made})
    named = types.OptionalVersionedTextDocumentIdentifier(text.uri, text.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(named, list(made))])
