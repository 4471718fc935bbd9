"""A rule's page: everything its file says, for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook


def page(book: Rulebook, rule: Rule) -> str:
    """The page of one rule as Markdown that also reads well as plain text."""
    lines = [
        f"# {rule.title}",
        "",
        f"`{rule.id}` · {rule.topic} · {rule.severity.value} · {rule.status.value}",
        "",
        rule.why,
        "",
    ]
    lines += ["## What it looks for", "", *(f"- {pattern.written}" for pattern in rule.find), ""]
    if rule.exceptions:
        lines += ["Not meant: " + " · ".join(one.written for one in rule.exceptions), ""]
    if rule.unless:
        lines += ["Excused when " + ", ".join(rule.unless) + ".", ""]
    if rule.about:
        titles = [book.topics[one].title for one in rule.about if one in book.topics]
        lines += ["Only in documents about " + ", ".join(titles) + ".", ""]
    if rule.use:
        lines += ["## What to write instead", "", *(f"- {one.forms['']}" for one in rule.use), ""]
    lines += ["## Guidelines behind it", ""]
    for id_ in rule.sources:
        source = book.sources[id_]
        year = f", {source.year}" if source.year else ""
        lines.append(f"- {source.organisation}: {source.title}{year}. {source.url}".rstrip())
    lines += ["", "## Examples", ""]
    for example in rule.examples:
        text = " ".join(example.text.split())
        verdict = (
            "reported" if example.flags else f"not reported ({example.excuse})" if example.excuse else "not reported"
        )
        lines.append(f"- {verdict}: {text}")
    return "\n".join(lines) + "\n"
