"""What a run asks of the engine for one file."""

from __future__ import annotations

from safelint.model.dataclass import dataclass, field
from safelint.model.rule import Severity


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules run and how their findings are treated.

    Attributes:
        rules: id of every rule that runs, with the severity it reports at.
        audience: ISO 3166 codes of the readers' countries; empty accepts any country's helplines.
        vocabulary: names never flagged.
        identity_first: words that may stand before “person”; ``person-first`` rules leave them alone.
        min_severity: findings below it are kept apart in ``FileResult.below``.
        suppress: whether suppression comments count.
        footer: whether the page around the text carries a helpline.
        credits: whether what a text does well is looked for, too.
    """

    rules: dict[str, Severity] = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    identity_first: tuple[str, ...] = ()
    min_severity: Severity = Severity.ADVICE
    suppress: bool = True
    credits: bool = False
    footer: bool = False
