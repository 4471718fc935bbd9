"""From the nodes of a config file to settings: every key by name, every value checked where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.config.countries import country
from safelint.config.countries import hint as country_hint
from safelint.config.node import Entry, Node, Reading, located, nearest
from safelint.config.retired import RETIRED
from safelint.config.settings import Glob, Override, usable
from safelint.model.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEVERITIES = tuple(severity.value for severity in reversed(Severity))
NEVER = "never"
FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
MEANT = {
    "preset": "extends",
    "language": "audience",
    "country": "audience",
    "countries": "audience",
    "rules": "select",
    "enable": "select",
    "disable": "ignore",
    "accept": "vocabulary",
    "level": "min-severity",
}
"""Words of other tools → ours."""


def words(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """A list of words; one word alone is taken as a list of one."""
    node = entry.value
    if node.text is not None:
        return (node.text,) if node.text else ()
    if node.items is None:
        reading.complain(entry.line, f"“{entry.key}” takes a list of words, such as [one, two].")
        return ()
    for item in node.items:
        if item.text is None:
            reading.complain(item.line, f"Every item of “{entry.key}” is one word or name.")
    return tuple(item.text for item in node.items if item.text)


def word(reading: Reading, entry: Entry) -> str:
    """One word or name."""
    if entry.value.text is None:
        reading.complain(entry.line, f"“{entry.key}” takes one word.")
    return entry.value.text or ""


def countries(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """A list of country codes, in upper case."""
    given = words(reading, entry)
    for name in given:
        if not country(name):
            what = f"“{entry.key}” takes country codes; “{name}” is none."
            reading.complain(_line_of(entry, name), what, country_hint(name))
    return tuple(code for name in given if (code := country(name)))


def severity(reading: Reading, entry: Entry) -> Severity:
    """``error``, ``warning`` or ``advice``."""
    text = entry.value.text
    if text not in SEVERITIES:
        expected = f"“{entry.key}” is one of {', '.join(SEVERITIES)}"
        hint = "To switch a rule off, list it under ignore." if text in ("off", "none", NEVER) else ""
        reading.complain(entry.line, _instead(expected, text), hint or nearest(text or "", SEVERITIES))
        return Severity.ADVICE
    return Severity(text)


def fail_on(reading: Reading, entry: Entry) -> Severity | None:
    """A severity, or None for ``never``."""
    known = (*SEVERITIES, NEVER)
    text = entry.value.text
    if text not in known:
        reading.complain(
            entry.line, _instead(f"“{entry.key}” is one of {', '.join(known)}", text), nearest(text or "", known)
        )
    return None if text == NEVER or text not in known else Severity(text)


def severities(reading: Reading, entry: Entry) -> dict[str, Severity]:
    """Rule or topic id → severity."""
    if entry.value.entries is None:
        reading.complain(entry.line, f"“{entry.key}” takes rule: severity pairs, such as {{addict: warning}}.")
        return {}
    return {inner.key: severity(reading, inner) for inner in entry.value.entries}


def flag(reading: Reading, entry: Entry) -> bool:
    """``true`` or ``false``."""
    text = (entry.value.text or "").lower()
    if text not in FLAGS:
        reading.complain(entry.line, _instead(f"“{entry.key}” is true or false", entry.value.text))
    return FLAGS.get(text, False)


def globs(reading: Reading, entry: Entry) -> tuple[Glob, ...]:
    """File patterns, relative to the config file's folder."""
    given = words(reading, entry)
    for pattern in given:
        if not usable(pattern):
            what = f"“{pattern}” is no file pattern that fits anything."
            reading.complain(_line_of(entry, pattern), what, "Such as drafts/** or *.md.")
    return tuple(Glob(str(reading.folder), pattern) for pattern in given if usable(pattern))


def folders(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """Folders that exist, as absolute paths."""
    found = []
    for name in words(reading, entry):
        path = located(reading.folder, name)
        found.append(str(path))
        if not path.is_dir():
            hint = "A pack is a folder shaped like rules/." if path.exists() else "Paths are relative to this file."
            reading.complain(_line_of(entry, name), f"“{entry.key}” names a folder; there is none at {path}.", hint)
    return tuple(found)


def file(reading: Reading, entry: Entry) -> str:
    """The absolute path of a file, which need not be there yet."""
    name = word(reading, entry)
    return str(located(reading.folder, name)) if name else ""


def overrides(reading: Reading, entry: Entry) -> tuple[Override, ...]:
    """A list of mappings, each with ``files`` and what counts for them."""
    items = entry.value.items if entry.value.items is not None else (entry.value,)
    found = []
    for item in items:
        if item.entries is None:
            reading.complain(item.line, f"“{entry.key}” is a list; each item has files: and what counts for them.")
            continue
        given = mapping(reading, item, OVERRIDE_KEYS)
        if not given.get("files"):
            reading.complain(item.line, "An override says which files it is for.", 'Such as files: ["clinical/**"].')
        else:
            found.append(Override(**given))
    return tuple(found)


def mapping(reading: Reading, node: Node, keys: dict[str, Reader]) -> dict[str, Any]:
    """Every known key of ``node`` with its checked value, under the name of the settings field."""
    found: dict[str, Any] = {}
    for entry in _known(reading, node, keys):
        name, read = keys[entry.key]
        found[name] = read(reading, entry)
    return found


def _known(reading: Reading, node: Node, keys: dict[str, Reader]) -> Iterator[Entry]:
    """The entries with a known key; a complaint for every other, and for one that comes twice."""
    seen: dict[str, int] = {}
    for entry in node.entries or ():
        if entry.key in seen:
            reading.complain(entry.line, f"“{entry.key}” stands here a second time, first on line {seen[entry.key]}.")
        elif entry.key in keys:
            seen[entry.key] = entry.line
            if entry.value.text != "":  # “ignore:” with nothing after it leaves things as they are
                yield entry
        elif entry.key in RETIRED:
            reading.complain(entry.line, f"“{entry.key}” is no longer a setting. {RETIRED[entry.key]}")
        else:
            meant = MEANT.get(entry.key, "")
            hint = f"Did you mean “{meant}”?" if meant in keys else nearest(entry.key, keys)
            reading.complain(entry.line, f"“{entry.key}” is no setting.", hint)


def _line_of(entry: Entry, text: str) -> int:
    """The line of the item of a list that reads ``text``."""
    return next((item.line for item in entry.value.items or () if item.text == text), entry.line)


def _instead(expected: str, text: str | None) -> str:
    return f"{expected}, not “{text}”." if text is not None else f"{expected}."


if TYPE_CHECKING:
    Reader = tuple[str, Callable[[Reading, Entry], object]]

KEYS: dict[str, Reader] = {
    "extends": ("extends", words),
    "audience": ("audience", countries),
    "fail-on": ("fail_on", fail_on),
    "min-severity": ("min_severity", severity),
    "select": ("select", words),
    "ignore": ("ignore", words),
    "severity": ("severity", severities),
    "vocabulary": ("vocabulary", words),
    "identity-first": ("identity_first", words),
    "packs": ("packs", folders),
    "exclude": ("exclude", globs),
    "overrides": ("overrides", overrides),
    "pipeline": ("pipeline", word),
    "site-footer-has-helpline": ("site_footer_has_helpline", flag),
    "baseline": ("baseline", file),
}

OVERRIDE_KEYS: dict[str, Reader] = {
    "files": ("files", globs),
    "preset": ("preset", word),
    "audience": ("audience", countries),
    "select": ("select", words),
    "ignore": ("ignore", words),
    "severity": ("severity", severities),
    "site-footer-has-helpline": ("site_footer_has_helpline", flag),
}
