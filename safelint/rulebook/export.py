"""Rules as styles of Vale: what plain words can say, and a page on what is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.pattern import Phrase
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from safelint.model.pattern import Slot
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "suggestion"}
STYLE = "safelint"
HEADLINES = frozenset({"title", "heading"})
_NAMED = regex.compile(r"\{[^{}]*\}")
# In a message of Vale the words found stand for the first %s.
_FOUND = "{found}"


def vale(book: Rulebook, chosen: Mapping[str, Severity]) -> dict[str, str]:
    """The files of a Vale style, by their path below ``StylesPath``.

    Args:
        book: the rule book.
        chosen: the rules to export, by id, with the severity they report at.
    """
    files: dict[str, str] = {}
    lost: dict[str, str] = {}
    for rule in book.rules:
        if rule.id not in chosen:
            continue
        why = _unsaid(rule)
        phrases = [one for one in rule.find if _plain(one)]
        if why or not phrases:
            lost[rule.id] = why or "its patterns need syntax, neighbours or the whole document"
            continue
        for name, lines in _styles(book, rule, [one for one in phrases if isinstance(one, Phrase)], chosen[rule.id]):
            files[f"{STYLE}/{name}.yml"] = "\n".join(lines) + "\n"
    files[f"{STYLE}/README.md"] = _page(book, files, lost, [rule for rule in book.rules if rule.id in chosen])
    return files


def _unsaid(rule: Rule) -> str:
    """Why a rule can't be a style at all; empty when it can."""
    if rule.about:
        return "it holds only in texts about " + ", ".join(rule.about)
    if rule.only:
        return "it counts only where the text is " + ", ".join(rule.only)
    if rule.kinds and not set(rule.kinds) <= HEADLINES:
        return "it looks only at " + ", ".join(rule.kinds)
    return ""


def _plain(pattern: object) -> bool:
    return isinstance(pattern, Phrase) and bool(pattern.slots) and all(slot.forms for slot in pattern.slots)


def _styles(book: Rulebook, rule: Rule, phrases: list[Phrase], severity: Severity) -> Iterator[tuple[str, list[str]]]:
    """A style that offers other words, and one that only points, each with the lines of its file."""
    swap: dict[str, str] = {}
    tokens: list[str] = []
    for phrase in phrases:
        found = dict(_swaps(phrase, rule)) if phrase.mark == (0, len(phrase.slots)) else {}
        swap.update(found)
        if not found:
            tokens.append(_expression(phrase.slots))
    links = (book.sources[one].url for one in rule.sources if one in book.sources)
    head = [f"level: {LEVELS[severity]}", "ignorecase: true"]
    head += [f"link: {_quoted(url)}" for url in list(links)[:1] if url]
    head += ["scope: heading"] if rule.kinds else []
    if swap:
        title = rule.title.replace("%", "%%")
        pairs = [f"  {_quoted(words)}: {_quoted(text)}" for words, text in swap.items()]
        message = _quoted(f"Consider “%s” instead of “%s”: {title}")
        yield (
            rule.id,
            ["extends: substitution", f"message: {message}", *head, "action:", "  name: replace", "swap:", *pairs],
        )
    if tokens:
        name = f"{rule.id}-found" if swap else rule.id
        listed = [f"  - {_quoted(one)}" for one in dict.fromkeys(tokens)]
        yield name, ["extends: existence", f"message: {_quoted(_message(rule))}", *head, "tokens:", *listed]


def _swaps(phrase: Phrase, rule: Rule) -> Iterator[tuple[str, str]]:
    """Words → what to write instead, for each form of the word that the suggestions follow."""
    uses = [one for one in rule.use if one.when is None and not one.picks and one.forms[""]]
    uses = [one for one in uses if not any(_NAMED.search(text) for text in one.forms.values())]
    if not uses:
        return
    shaped = [at for at, slot in enumerate(phrase.slots) if any(form.shape for form in slot.forms)]
    leading = next((at for at in shaped if set(_shapes(phrase.slots[at])) & set(uses[0].forms)), None)
    if leading is None:
        yield _expression(phrase.slots), "|".join(dict.fromkeys(one.forms[""] for one in uses))
        return
    for shape in dict.fromkeys(_shapes(phrase.slots[leading])):
        forms = [form.text for form in phrase.slots[leading].forms if (form.shape.split(" ")[0]) == shape]
        texts = dict.fromkeys(one.forms.get(shape, one.forms[""]) for one in uses)
        before, after = phrase.slots[:leading], phrase.slots[leading + 1 :]
        yield " ".join(filter(None, [_expression(before), _any(forms), _expression(after)])), "|".join(texts)


def _shapes(slot: Slot) -> list[str]:
    return [form.shape.split(" ")[0] for form in slot.forms]


def _expression(slots: Iterable[Slot]) -> str:
    return " ".join(_any([form.text for form in slot.forms]) for slot in slots)


def _any(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, however their apostrophes are written."""
    escaped = [re.sub(r"[^\w\s'-]", r"\\\g<0>", word).replace("'", "['’]") for word in dict.fromkeys(words)]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _message(rule: Rule) -> str:
    first, found, rest = rule.say.partition(_FOUND)
    if not found or _NAMED.search(first + rest):
        return rule.title.replace("%", "%%")
    return f"{first.replace('%', '%%')}%s{rest.replace('%', '%%')}"


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, which JSON's are too."""
    return json.dumps(text, ensure_ascii=False)


def _page(book: Rulebook, files: Mapping[str, str], lost: Mapping[str, str], rules: list[Rule]) -> str:
    kept = [rule for rule in rules if rule.id not in lost]
    all_, plain = (sum(_plain(one) or every for rule in kept for one in rule.find) for every in (True, False))
    excused = sum(bool(rule.unless or rule.lower) for rule in kept)
    lines = [
        "# safelint as a style of Vale",
        "",
        f"Made from rule book {book.digest[:12]}: {len(files)} styles from {len(kept)} of {len(rules)} rules.",
        "",
        "In `.vale.ini`:",
        "",
        "```",
        "StylesPath = styles",
        "[*.md]",
        f"BasedOnStyles = {STYLE}",
        "```",
        "",
        "## What is lost",
        "",
        f"- Contexts: {excused} of these rules excuse quotations, talk about the words and the like. Vale reports all.",
        f"- Patterns: {all_ - plain} of their {all_} patterns need syntax or neighbours and are left out.",
        "- What a rule names as not meant (“suicide prevention”) is reported where its words stand.",
        "- Suggestions follow one word of a phrase; “a” and “an”, agreement and capitals are not looked after.",
        "- Helplines, whole documents, topics, audiences, credits, baselines and what says a line is allowed.",
        "- The words of findings about methods are not covered in Vale’s reports.",
        "",
        f"{len(lost)} rules are left out:",
        "",
        *(f"- `{name}`: {why}" for name, why in sorted(lost.items())),
    ]
    return "\n".join(lines) + "\n"
