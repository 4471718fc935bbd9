"""``missing``: what a whole document should say and does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from safelint.model.errors import SpecError
from safelint.model.match import Match
from safelint.model.pattern import Missing
from safelint.model.rule import Severity
from safelint.model.span import Span
from safelint.nlp.phrases import compile_phrase, locate
from safelint.nlp.plan import standing

if TYPE_CHECKING:
    from safelint.model.pattern import Phrase
    from safelint.model.rule import Rule
    from safelint.nlp.lexicon import Lexicon
    from safelint.nlp.passage import Passage

_KEYS = ("helpline", "any", "when", "at-least", "topics", "severity")


def compile_spec(spec: object, lexicon: Lexicon, inflect: str) -> list[Missing]:
    """A mapping of ``helpline`` or ``any`` (what is wanted), ``when`` or ``topics``, ``at-least`` and ``severity``.

    Several of them in a list ask for different things of different documents; the first that holds counts.
    """
    if isinstance(spec, list):
        return [one for part in spec for one in compile_spec(part, lexicon, inflect)]
    if not isinstance(spec, Mapping) or not ({"helpline", "any"} & spec.keys()):
        raise SpecError("`missing` takes `helpline: here` or `any:` (a list of phrases), and `when:` or `topics:`")
    unknown = [key for key in spec if key not in _KEYS]
    if unknown:
        raise SpecError(f"“{unknown[0]}” is none of {', '.join(_KEYS)}", (unknown[0],))
    if spec.get("helpline", "here") != "here":
        raise SpecError("`helpline` is `here`: any line for the reader's country", ("helpline",))
    if not ({"when", "topics"} & spec.keys()):
        raise SpecError("`missing` needs `when:` (phrases) or `topics:` to say which documents are meant")
    least = str(spec.get("at-least", "1"))
    if not least.isdigit() or int(least) < 1:
        raise SpecError("`at-least` is a whole number from 1", ("at-least",))
    severity = spec.get("severity", "")
    if severity and severity not in {one.value for one in Severity}:
        raise SpecError(f"`severity` is {', '.join(one.value for one in Severity)}", ("severity",))
    helpline = "here" if "helpline" in spec else ""
    wanted = _phrases(spec.get("any", []), lexicon, "any")
    when = _phrases(spec.get("when", []), lexicon, "when")
    topics = spec.get("topics", [])
    written = "helpline" if helpline else " · ".join(phrase.written for phrase in wanted)
    return [
        Missing(written, helpline, tuple(wanted), tuple(when), tuple(topics), int(least), severity=severity),
    ]


def _phrases(spec: object, lexicon: Lexicon, key: str) -> list[Phrase]:
    listed = spec if isinstance(spec, list) else [spec]
    try:
        return [compile_phrase(str(one), lexicon) for one in listed]
    except SpecError as error:
        raise SpecError(str(error), (key,)) from error


def find(
    pattern: Missing,
    rule: Rule,
    passages: Sequence[Passage],
    mentions: Sequence[tuple[int, Span]],
    *,
    helpline_here: bool,
) -> Match | None:
    """One match for the document when what it should say is missing.

    Args:
        pattern: the pattern.
        rule: the rule it belongs to.
        passages: every block of the document.
        mentions: (block, span) of the words that make the document be about the pattern's ``topics``.
        helpline_here: whether a helpline for the reader stands in the document.
    """
    if (pattern.helpline and helpline_here) or _says(pattern.wanted, passages):
        return None
    said = list(mentions) if pattern.topics else _places(pattern.when, passages)
    if len(said) < pattern.at_least:
        return None
    block, span = said[0]
    title = passages[0].document.title
    if title >= 0:
        block, span = title, Span(0, len(passages[title].text))
    return Match(rule.id, block, span, "", pattern.written, severity=pattern.severity)


def _says(wanted: Sequence[Phrase], passages: Sequence[Passage]) -> bool:
    return bool(_places(wanted, passages))


def _places(phrases: Sequence[Phrase], passages: Sequence[Passage]) -> list[tuple[int, Span]]:
    found: list[tuple[int, Span]] = []
    for passage in passages:
        for phrase in standing(phrases, passage.normal):
            found.extend((passage.index, span) for span in locate(phrase, passage.text, passage.normal))
    return found
