"""``helpline``: a number or name of a helpline in a certain state, or how the helplines of a document stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass
from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.model.pattern import HelplineState
from safelint.model.rule import Severity
from safelint.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.finding import HelplineMention
    from safelint.model.rule import Rule
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage

STATES = ("current", "retired", "renamed", "wrong-country", "mistyped", "name-only", "former", "unknown")
_OLD = frozenset({"retired", "renamed"})
_WORKING = frozenset({"current", "renamed", "unknown"})
_DIALS = ("tel:", "sms:")
_KEYS = ("state", "alone", "topics", "serving", "fewer-than", "hours", "below", "footer", "audience", "severity")


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
            footer=str(spec.get("footer", "")),
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


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a document besides its words.

    Attributes:
        about: its topics.
        audience: ISO 3166 codes of the readers' countries.
        footer: whether the page around it carries a helpline.
    """

    about: frozenset[str]
    audience: Sequence[str]
    footer: bool = False


def find(
    pattern: HelplineState,
    rule: Rule,
    passages: Sequence[Passage],
    mentions: Sequence[HelplineMention],
    around: Around,
) -> Iterator[Match]:
    """The mentions in one of the pattern's states, or one match for the document.

    Args:
        pattern: the pattern.
        rule: the rule it belongs to.
        passages: every block of the document.
        mentions: its helplines, by position.
        around: its topics and readers.
    """
    if pattern.topics and not around.about.intersection(pattern.topics):
        return
    if pattern.audience and not set(around.audience).intersection(pattern.audience):
        return
    current = [one for one in mentions if one.state == "current"]
    if pattern.states:
        if pattern.alone and (current or around.footer):
            return
        for one in mentions:
            if one.state in pattern.states and one.block >= 0 and not _by_number(one, mentions):
                yield _match(pattern, rule, one)
    elif current and _lacks(pattern, current, mentions, passages, footer=around.footer):
        yield _match(pattern, rule, next((one for one in current if one.block >= 0), current[0]))
    elif not current and around.footer and pattern.footer and _words(passages) > pattern.below:
        yield _at_title(pattern, rule, passages)


def _at_title(pattern: HelplineState, rule: Rule, passages: Sequence[Passage]) -> Match:
    """A match for a document whose only line stands in the footer of its page."""
    block = max(passages[0].document.title, 0)
    span = Span(0, len(passages[block].text))
    return Match(rule.id, block, span, "", pattern.written, (), (("name", pattern.footer),), pattern.severity)


def _by_number(mention: HelplineMention, mentions: Sequence[HelplineMention]) -> bool:
    """Whether an old name stands beside an old number in one block: the finding at the number says it all."""
    if mention.state not in _OLD or any(char.isdigit() for char in mention.found):
        return False
    return any(
        other.block == mention.block and other.state in _OLD and any(char.isdigit() for char in other.found)
        for other in mentions
    )


def _match(pattern: HelplineState, rule: Rule, mention: HelplineMention) -> Match:
    values = [("name", mention.name), ("instead", mention.instead)]
    if mention.found.lower().startswith(_DIALS):  # the words it stands at are not the number
        values.append(("found", mention.found.partition(":")[2]))
    block, span = max(mention.block, 0), mention.span
    return Match(rule.id, block, span, "", pattern.written, values=tuple(values), severity=pattern.severity)


def _lacks(
    pattern: HelplineState,
    current: Sequence[HelplineMention],
    mentions: Sequence[HelplineMention],
    passages: Sequence[Passage],
    *,
    footer: bool,
) -> bool:
    """Whether the current lines of a document fall short of what the pattern asks."""
    if pattern.serving:
        return not any(set(one.topics).intersection(pattern.serving) for one in current)
    if pattern.fewer_than:
        # A line under its old name still answers, and one that nobody has told us of may.
        working = [one for one in mentions if one.state in _WORKING]
        counted = {one.helpline or one.found for one in working if one.hours.startswith(pattern.hours)}
        return len(counted) + footer < pattern.fewer_than
    return _words_before(current[0], passages) > pattern.below


def _words_before(mention: HelplineMention, passages: Sequence[Passage]) -> int:
    """How many words of the document a reader passes before a mention."""
    block = max(mention.block, 0)
    return _words(passages[:block]) + passages[block].text.count(" ", 0, mention.span.start)


def _words(passages: Sequence[Passage]) -> int:
    return sum(passage.text.count(" ") + 1 for passage in passages)
