"""What an editor asks of the server when it starts it or when its settings change."""

from __future__ import annotations

from typing import Any

from safelint.model.dataclass import dataclass, field

PAUSE = 0.2
_LONGEST = 10.0
_SETTINGS = {
    "audience": "audience", "preset": "preset", "minSeverity": "min_severity", "select": "select", "ignore": "ignore"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor asks for.

    Attributes:
        settings: what wins over config files, by name of a session's settings.
        pause: seconds after the last keystroke before a text is checked.
        pages: whether the editor shows the page of a rule itself, when it gets one as the answer of a command.
        strange: a sentence about what was not understood; empty when all was.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    pause: float = PAUSE
    pages: bool = False
    strange: str = ""


def wishes(given: object) -> Wishes:
    """What is asked for in ``initializationOptions`` or ``workspace/didChangeConfiguration``.

    Empty values ask for nothing; the whole may stand under the key ``safelint``. What is of the wrong kind is left out
    and said.
    """
    options = _plain(given)
    if isinstance(options, dict) and isinstance(options.get("safelint"), dict):
        options = options["safelint"]
    if not isinstance(options, dict):
        return Wishes()
    settings: dict[str, Any] = {}
    strange = []
    for name, ours in _SETTINGS.items():
        value = options.get(name)
        if value in (None, "", [], {}):
            continue
        if isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            settings[ours] = value if isinstance(value, str) or ours not in {"preset", "min_severity"} else value[0]
        else:
            strange.append(name)
    pause = options.get("pause", PAUSE * 1000)
    if isinstance(pause, bool) or not isinstance(pause, (int, float)) or not 0 <= pause <= _LONGEST * 1000:
        strange.append("pause")
        pause = PAUSE * 1000
    said = f"These options can't be used and were left out: {', '.join(strange)}." if strange else ""
    return Wishes(settings, pause / 1000, options.get("pages") is True, said)


def ours(given: object) -> bool:
    """Whether changed settings speak of us: editors send those of others, or nothing, as well."""
    options = _plain(given)
    return isinstance(options, dict) and isinstance(options.get("safelint"), dict)


def _plain(given: object) -> object:
    """JSON objects as dicts, whatever they were read as."""
    if isinstance(given, (str, int, float, list, dict)) or given is None:
        return given
    if hasattr(given, "_asdict"):
        return {name: _plain(value) for name, value in given._asdict().items()}
    return {name: _plain(value) for name, value in vars(given).items()} if hasattr(given, "__dict__") else None
