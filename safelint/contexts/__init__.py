"""Whether a match counts: one module for each word under ``unless:`` and ``only:``.

Each module has ``holds(scene, cues)``, which gives the words that show the context, or None when it does not hold.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from safelint.model.dataclass import dataclass
from safelint.model.finding import Excuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from safelint.model.match import Match
    from safelint.model.rulebook import Cues
    from safelint.model.span import Span
    from safelint.nlp.passage import Passage

CONTEXTS: tuple[str, ...] = (
    "quoted",
    "attributed",
    "mentioned",
    "negated",
    "denied",
    "figurative",
    "named",
    "self-described",
    "historical",
    "harm-reduction",
)
# What holds for every rule: a name is not the writer's wording, and a label denied is not given.
ALWAYS: tuple[str, ...] = ("named", "denied")
# How much of a quotation or sentence is shown as evidence, in code points.
_SHOWN = 60


@dataclass(frozen=True)
class Scene:
    """A match where it stands.

    Attributes:
        match: the match.
        passages: every block of the document, by index.
    """

    match: Match
    passages: Sequence[Passage]

    @property
    def passage(self) -> Passage:
        """The block of the match."""
        return self.passages[self.match.block]

    @cached_property
    def sentence(self) -> Span:
        """The sentence of the match, in the block."""
        return self.passage.sentence(self.match.span)

    def heading(self) -> Passage | None:
        """The innermost heading that the block stands under."""
        under = self.passage.block.under
        return self.passages[under[-1]] if under else None

    def lead(self) -> Passage | None:
        """The paragraph that introduces the list or table of the block."""
        lead = self.passage.block.lead
        return self.passages[lead] if lead >= 0 else None


@cache
def _holds(word: str) -> Callable[[Scene, Cues | None], str | None]:
    """What tells whether a context holds: imported when a rule first asks for it."""
    holds: Callable[[Scene, Cues | None], str | None] = import_module(
        f"safelint.contexts.{word.replace('-', '_')}"
    ).holds
    return holds


def excuse(words: Sequence[str], scene: Scene, cues: Mapping[str, Cues]) -> Excuse | None:
    """The first context of ``words`` that holds, with its evidence; None when the match counts."""
    for word in words:
        evidence = _holds(word)(scene, cues.get(word))
        if evidence is not None:
            shown = " ".join(evidence.split())
            return Excuse(word, shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1].rstrip() + "…")
    return None
