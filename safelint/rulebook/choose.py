"""Which rules run: by preset, topic, severity, status and source, and by the writer's own choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.model.errors import ConfigError
from safelint.model.rule import TOPICS, Severity, Status
from safelint.model.rulebook import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook


def choose(
    book: Rulebook,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Mapping[str, str] | None = None,
    preset: str = "",
) -> dict[str, Severity]:
    """The rules to run, by id, with the severity to report at.

    Args:
        book: the rule book.
        select: rule or topic ids; when given, only these run, whatever the preset says.
        ignore: rule or topic ids that do not run.
        severity: rule or topic id → severity, or ``off``.
        preset: id of a preset; ``recommended`` when empty and there is one.

    Raises:
        ConfigError: an id that is neither rule nor topic nor preset, and names the nearest; or a rule that is
            retired, with what its file says about that.
    """
    ids = {rule.id for rule in book.rules}
    for one in (*select, *ignore, *(severity or {})):
        if one not in ids and one not in TOPICS:
            from safelint.rulebook.shape import nearest  # all that a rule file may hold comes with it

            hint = nearest(one, [*sorted(ids), *TOPICS]) or "see `safelint rule list`"
            raise ConfigError(f"there is no rule or topic “{one}”; {hint}")
    retired = {rule.id: rule for rule in book.rules if rule.status is Status.RETIRED}
    for one in (*select, *(name for name, level in (severity or {}).items() if level != "off")):
        if one in retired:
            raise ConfigError(f"the rule “{one}” is retired. {' '.join(retired[one].why.split())}")
    chosen = _preset(book, preset)
    found: dict[str, Severity] = {}
    for rule in book.rules:
        wanted = rule.id in select or rule.topic in select if select else _in_preset(rule, chosen)
        if wanted and rule.id not in ignore and rule.topic not in ignore and rule.status is not Status.RETIRED:
            level = _severity(rule, chosen, severity or {})
            if level is not None:
                found[rule.id] = level
    return found


def _preset(book: Rulebook, name: str) -> Preset:
    if not name:
        return book.presets.get("recommended", Preset("recommended", "Recommended"))
    if name not in book.presets:
        from safelint.rulebook.shape import nearest

        names = sorted(book.presets)
        hint = nearest(name, names)
        raise ConfigError(f"there is no preset “{name}”; {hint if '“' in hint else 'there are: ' + ', '.join(names)}")
    return book.presets[name]


def _in_preset(rule: Rule, preset: Preset) -> bool:
    wanted = (not preset.topics or rule.topic in preset.topics) and (
        not preset.sources or bool(set(preset.sources) & set(rule.sources))
    )
    return (
        (wanted or rule.topic in preset.also)
        and (not preset.statuses or rule.status.value in preset.statuses)
        and (not preset.severities or rule.severity.value in preset.severities)
    )


def _severity(rule: Rule, preset: Preset, asked: Mapping[str, str]) -> Severity | None:
    for table in (asked, preset.severity):
        level = table.get(rule.id, table.get(rule.topic))
        if level == "off":
            return None
        if level is not None:
            try:
                return Severity(level)
            except ValueError:
                known = [*(one.value for one in Severity), "off"]
                raise ConfigError(f"“{level}” is no severity; there are {', '.join(known)}") from None
    return rule.severity
