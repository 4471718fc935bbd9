"""What an editor shows about the words under the pointer: why they were found, what to write, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from safelint.model.finding import Finding
    from safelint.server.lsp.checking import Checked
    from safelint.server.lsp.texts import Text

_MARKED = "\\`*_[]<>#"


def hover(checked: Checked, text: Text, at: types.Position, *, markdown: bool) -> types.Hover | None:
    """What is known about the place ``at``; None when nothing was found there."""
    offset = text.offset(at)
    met = [one for one in checked.result.findings if one.start.offset <= offset <= one.end.offset]
    inside = [one for one in met if offset < one.end.offset] or met  # right behind a word is still at it
    if not inside:
        return None
    parts = [(_markdown if markdown else _plain)(checked, one) for one in inside]
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    between = "\n\n---\n\n" if markdown else "\n\n"
    return types.Hover(
        types.MarkupContent(kind, between.join(parts)),
        text.range(min(one.start.offset for one in inside), max(one.end.offset for one in inside)),
    )


def _markdown(checked: Checked, finding: Finding) -> str:
    shown, rule = checked.twin(finding), checked.rules.get(finding.rule)
    lines = [f"**{_escaped(rule.title if rule else finding.rule)}**", ""]
    lines += [f"`{finding.rule}` · {finding.topic} · {finding.severity.value}", "", _escaped(shown.message), ""]
    lines += [_escaped(rule.why.strip()), ""] if rule else []
    lines += ["Instead:", "", *(f"- {_escaped(one)}" for one in shown.suggestions), ""] if shown.suggestions else []
    cited = checked.guidelines(finding.rule)
    lines += ["Guidelines behind it:", ""] if cited else []
    for one in cited:
        name = _escaped(f"{one.organisation}: {one.title}{f', {one.year}' if one.year else ''}")
        lines.append(f"- [{name}](<{one.url}>)" if one.url else f"- {name}")
    return "\n".join(lines).strip()


def _plain(checked: Checked, finding: Finding) -> str:
    shown, rule = checked.twin(finding), checked.rules.get(finding.rule)
    lines = [f"{rule.title if rule else finding.rule} ({finding.rule})", "", shown.message]
    lines += ["", rule.why.strip()] if rule else []
    lines += ["", "Instead:", *(f"- {one}" for one in shown.suggestions)] if shown.suggestions else []
    cited = checked.guidelines(finding.rule)
    lines += ["", "Guidelines behind it:"] if cited else []
    lines += [f"- {one.organisation}: {one.title}. {one.url}".rstrip() for one in cited]
    return "\n".join(lines)


def _escaped(words: str) -> str:
    return "".join(f"\\{char}" if char in _MARKED else char for char in words)
