"""``helpline``: a number or name of a helpline in a certain state, or how the helplines of a document stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.model.pattern import HelplineState
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.finding import HelplineMention
    from safelint.model.rule import Rule
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage

STATES = ("current", "retired", "renamed", "wrong-country", "mistyped", "name-only", "former", "unknown")
_OLD = frozenset({"retired", "renamed"})
_WORKING = frozenset({"current", "renamed", "unknown"})
_KEYS = ("state", "alone", "topics", "serving", "fewer-than", "hours", "below", "audience", "severity")


def compile_spec(spec: object, lexicon: Lexicon, inflect: str) -> list[HelplineState]:
    """A mapping of ``state`` (several with ``|``), of ``serving``, ``fewer-than`` or ``below``; or a list of them."""
    if isinstance(spec, list):
        return [one for part in spec for one in compile_spec(part, lexicon, inflect)]
    if not isinstance(spec, Mapping) or not ({"state", "serving", "fewer-than", "below"} & spec.keys()):
        raise SpecError("`helpline` takes one of `state`, `serving`, `fewer-than` and `below`")
    unknown = [key for key in spec if key not in _KEYS]
    if unknown:
        raise SpecError(f"“{unknown[0]}” is none of {', '.join(_KEYS)}", (unknown[0],))
    states = tuple(part.strip() for part in str(spec.get("state", "")).split("|") if part.strip())
    for state in states:
        if state not in STATES:
            raise SpecError(f"“{state}” is none of {', '.join(STATES)}", ("state",))
    severity = str(spec.get("severity", ""))
    if severity and severity not in {one.value for one in Severity}:
        raise SpecError(f"`severity` is {', '.join(one.value for one in Severity)}", ("severity",))
    written = " · ".join(f"{key} {_shown(value)}" for key, value in spec.items())
    return [
        HelplineState(
            written=written,
            states=states,
            alone=spec.get("alone") == "yes",
            topics=_list(spec, "topics"),
            serving=_list(spec, "serving"),
            fewer_than=_number(spec, "fewer-than"),
            hours=str(spec.get("hours", "")),
            below=_number(spec, "below"),
            audience=_list(spec, "audience"),
            severity=severity,
        )
    ]


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _list(spec: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = spec.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SpecError(f"`{key}` takes a list", (key,))
    return tuple(value)


def _number(spec: Mapping[str, Any], key: str) -> int:
    value = str(spec.get(key, "0"))
    if not value.isdigit():
        raise SpecError(f"`{key}` is a whole number", (key,))
    return int(value)


def find(
    pattern: HelplineState,
    rule: Rule,
    passages: Sequence[Passage],
    mentions: Sequence[HelplineMention],
    about: frozenset[str],
    audience: Sequence[str],
) -> Iterator[Match]:
    """The mentions in one of the pattern's states, or one match for the document.

    Args:
        pattern: the pattern.
        rule: the rule it belongs to.
        passages: every block of the document.
        mentions: its helplines, by position.
        about: the topics of the document.
        audience: ISO 3166 codes of the readers' countries.
    """
    if pattern.topics and not about.intersection(pattern.topics):
        return
    if pattern.audience and not set(audience).intersection(pattern.audience):
        return
    current = [one for one in mentions if one.state == "current"]
    if pattern.states:
        if pattern.alone and current:
            return
        for one in mentions:
            if one.state in pattern.states and one.block >= 0 and not _by_number(one, mentions):
                yield _match(pattern, rule, one)
    elif current and _lacks(pattern, current, mentions, passages):
        yield _match(pattern, rule, next((one for one in current if one.block >= 0), current[0]))


def _by_number(mention: HelplineMention, mentions: Sequence[HelplineMention]) -> bool:
    """Whether an old name stands beside an old number in one block: the finding at the number says it all."""
    if mention.state not in _OLD or any(char.isdigit() for char in mention.found):
        return False
    return any(
        other.block == mention.block and other.state in _OLD and any(char.isdigit() for char in other.found)
        for other in mentions
    )


def _match(pattern: HelplineState, rule: Rule, mention: HelplineMention) -> Match:
    values = (("name", mention.name), ("instead", mention.instead))
    block, span = max(mention.block, 0), mention.span
    return Match(rule.id, block, span, "", pattern.written, values=values, severity=pattern.severity)


def _lacks(
    pattern: HelplineState,
    current: Sequence[HelplineMention],
    mentions: Sequence[HelplineMention],
    passages: Sequence[Passage],
) -> bool:
    """Whether the current lines of a document fall short of what the pattern asks."""
    if pattern.serving:
        return not any(set(one.topics).intersection(pattern.serving) for one in current)
    if pattern.fewer_than:
        # A line under its old name still answers, and one that nobody has told us of may.
        working = [one for one in mentions if one.state in _WORKING]
        counted = {one.helpline or one.found for one in working if one.hours.startswith(pattern.hours)}
        return len(counted) < pattern.fewer_than
    return _words_before(current[0], passages) > pattern.below


def _words_before(mention: HelplineMention, passages: Sequence[Passage]) -> int:
    """How many words of the document a reader passes before a mention."""
    above = sum(passage.text.count(" ") + 1 for passage in passages[: mention.block])
    return above + passages[mention.block].text.count(" ", 0, mention.span.start)
