"""What a caller asks for besides the config file: checked, and laid over the settings of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.config.countries import country, hint
from safelint.model.dataclass import dataclass, field, replace
from safelint.model.errors import ConfigError
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from safelint.config.settings import Settings

NEVER = "never"
ADDED = ("ignore", "vocabulary", "identity_first", "packs")
"""Fields that add to the settings; the others replace them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Settings that a caller named, by field of ``Settings``; they win over every config file."""

    fields: dict[str, Any] = field(default_factory=dict)

    def over(self, settings: Settings) -> Settings:
        """``settings`` with what was asked for laid over them."""
        if not self.fields:
            return settings
        changed: dict[str, Any] = {k: (*getattr(settings, k), *v) if k in ADDED else v for k, v in self.fields.items()}
        if "severity" in changed:
            changed["severity"] = {**settings.severity, **changed["severity"]}
        return replace(settings, **changed)

    def also(self, other: Asked) -> Asked:
        """Both, where ``other`` wins."""
        fields = {**self.fields, **other.fields}
        for name in self.fields.keys() & other.fields.keys():
            if name in ADDED:
                fields[name] = (*self.fields[name], *other.fields[name])
            elif name == "severity":
                fields[name] = {**self.fields[name], **other.fields[name]}
        return Asked(fields)


def asked(given: Mapping[str, Any]) -> Asked:
    """Check what a caller gave; None and empty lists ask for nothing.

    Lists may be given as one string with commas, severities as words, ``fail_on`` also as ``never``.

    Raises:
        ConfigError: a word that is no country, severity or the like.
        TypeError: no such setting.
    """
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name not in _READERS:
            raise TypeError(f"there is no setting “{name}”; there are {', '.join(_READERS)}")
        if value is not None and value not in ((), [], {}):
            fields[name] = _READERS[name](value)
    return Asked(fields)


def words(value: str | Iterable[str]) -> tuple[str, ...]:
    """Words from one string with commas or from several such strings."""
    parts = [value] if isinstance(value, str) else value
    return tuple(word for part in parts for word in map(str.strip, part.split(",")) if word)


def countries(value: str | Iterable[str]) -> tuple[str, ...]:
    """Country codes in upper case."""
    given = words(value)
    for name in given:
        if not country(name):
            raise ConfigError(f"“{name}” is no country code. {hint(name)}")
    return tuple(map(country, given))


def severity(value: str) -> Severity:
    """A severity by its word."""
    try:
        return Severity(value)
    except ValueError:
        known = ", ".join(reversed([one.value for one in Severity]))
        raise ConfigError(f"“{value}” is no severity; there are {known}.") from None


def _fail_on(value: str) -> Severity | None:
    return None if value == NEVER else severity(value)


def _severities(value: Mapping[str, str]) -> dict[str, Severity]:
    return {name: severity(level) for name, level in value.items()}


_READERS: dict[str, Any] = {
    "preset": str,
    "audience": countries,
    "fail_on": _fail_on,
    "min_severity": severity,
    "select": words,
    "ignore": words,
    "severity": _severities,
    "vocabulary": tuple,
    "identity_first": tuple,
    "packs": lambda folders: tuple(map(str, folders)),
    "pipeline": str,
}
