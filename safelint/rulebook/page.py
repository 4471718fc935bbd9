"""A rule's page: everything its file says, for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.model.scorecard import CREDIT, FACT

if TYPE_CHECKING:
    from safelint.model.rule import Replacement, Rule
    from safelint.model.rulebook import Rulebook

_LESS = "one severity lower: "


def page(book: Rulebook, rule: Rule) -> str:
    """The page of one rule, or credit, as Markdown that also reads well as plain text."""
    good = rule.topic in {CREDIT, FACT}
    reported = "found" if good else "reported"
    lines = [
        f"# {rule.title}",
        "",
        f"`{rule.id}` · {rule.topic}" + ("" if good else f" · {rule.severity.value} · {rule.status.value}"),
        "",
        rule.why,
        "",
    ]
    lines += ["## What it looks for", "", *(f"- {pattern.written}" for pattern in rule.find), ""]
    if rule.exceptions:
        lines += ["Not meant: " + " · ".join(one.written for one in rule.exceptions), ""]
    if rule.unless:
        lines += ["Excused when " + ", ".join(rule.unless) + ".", ""]
    if rule.lower:
        lines += ["Reported one severity lower when " + ", ".join(rule.lower) + ".", ""]
    if rule.about:
        titles = [book.topics[one].title for one in rule.about if one in book.topics]
        lines += ["Only in documents about " + ", ".join(titles) + ".", ""]
    if rule.use:
        lines += ["## What to write instead", "", *(_offer(one) for one in rule.use if one.forms[""]), ""]
    lines += ["## Guidelines behind it", ""] if rule.sources else []
    for id_ in rule.sources:
        source = book.sources[id_]
        year = f", {source.year}" if source.year else ""
        lines.append(f"- {source.organisation}: {source.title}{year}. {source.url}".rstrip())
    lines += ["", "## Examples", ""]
    for example in rule.examples:
        text = " ".join(example.text.split())
        verdict = reported if example.flags else f"not {reported}"
        verdict += f" ({_LESS if example.flags else ''}{example.excuse})" if example.excuse else ""
        lines.append(f"- {verdict}: {text}")
    return "\n".join(lines) + "\n"


def row(rule: Rule) -> dict[str, Any]:
    """One rule in a list of rules, as data."""
    return {
        "rule": rule.id,
        "title": rule.title,
        "topic": rule.topic,
        "severity": rule.severity.value,
        "confidence": rule.confidence.value,
        "status": rule.status.value,
        "since": rule.since,
        "sources": list(rule.sources),
    }


def _offer(use: Replacement) -> str:
    """One suggestion, with the words it is for when it is not for all."""
    return f"- {use.forms['']}" + (f" (for “{use.when.written}”)" if use.when else "")
