"""What a rule file may hold: its keys, their values, and the checks that need no compiling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.contexts import CONTEXTS
from safelint.matchers import MATCHERS
from safelint.model.dataclass import dataclass
from safelint.model.document import BlockKind
from safelint.model.fix import Safety
from safelint.model.rule import TOPICS, Confidence, Severity, Status
from safelint.nlp.lexicon import INFLECT

if TYPE_CHECKING:
    from safelint.model.errors import Complaint
    from safelint.rulebook.read import Page


@dataclass(frozen=True)
class Key:
    """One key of a rule file.

    ``kind`` is ``text``, ``words`` (a list of texts), ``offers`` (of texts, or of one text by the words it is for),
    ``mapping`` or ``examples``; ``choices`` limits the values.
    """

    kind: str
    says: str
    required: bool = False
    choices: tuple[str, ...] = ()


KEYS: dict[str, Key] = {
    "id": Key("text", "the file's name without .yaml", required=True),
    "title": Key("text", "one line that names what the rule is about", required=True),
    "topic": Key("text", "the one topic the rule belongs to", required=True, choices=TOPICS),
    "severity": Key("text", "how much a finding weighs", required=True, choices=tuple(s.value for s in Severity)),
    "status": Key("text", "where the rule is in its life", choices=tuple(s.value for s in Status)),
    "confidence": Key("text", "how sure a finding is", choices=tuple(c.value for c in Confidence)),
    "since": Key("text", "the version that brought the rule"),
    "find": Key("mapping", "what to look for", required=True, choices=(*MATCHERS, "inflect")),
    "except": Key("words", "phrases that look like it and are not"),
    "unless": Key("words", "contexts in which it does not count", choices=CONTEXTS),
    "lower": Key("words", "contexts in which it weighs one severity less", choices=CONTEXTS),
    "only": Key("words", "contexts in which alone it counts", choices=CONTEXTS),
    "about": Key("words", "document topics to which the rule is limited"),
    "locales": Key("words", "varieties of English to which the rule is limited, such as en-GB"),
    "in": Key("words", "kinds of block to look at", choices=tuple(k.value for k in BlockKind)),
    "say": Key("text", "the message; {found} stands for the words found", required=True),
    "use": Key("offers", "what to write instead, best first"),
    "fix": Key("text", "how sure the first suggestion fits", choices=tuple(s.value for s in Safety)),
    "add": Key("text", "what the document needs", choices=("helpline",)),
    "why": Key("text", "the reason, for a writer", required=True),
    "sources": Key("words", "ids of guidelines in sources.yaml", required=True),
    "flags": Key("examples", "examples that must be reported", required=True),
    "passes": Key("examples", "examples that must stay quiet", required=True),
}


# How many known words a hint lists when none is near: what fits a line or two.
_LISTED = 20


def nearest(word: str, known: tuple[str, ...] | list[str]) -> str:
    """A hint that names the nearest of ``known``, or lists them when there are few; empty when nothing helps."""
    from difflib import get_close_matches  # only where something is wrong

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean “{near[0]}”?"
    return f"there are: {', '.join(known)}" if len(known) <= _LISTED else ""


def check(page: Page, keys: dict[str, Key] = KEYS, kind: str = "rule file") -> list[Complaint]:
    """Everything wrong with the shape of one rule file, or of another kind of file with ``keys``, in file order."""
    if not isinstance(page.data, dict):
        return [page.complaint(f"a {kind} is a list of keys such as `id:`, `find:` and `why:`")]
    found = []
    for key, value in page.data.items():
        if key not in keys:
            found.append(page.complaint(f"“{key}” is no key of a {kind}", (key,), nearest(key, list(keys))))
        else:
            found.extend(_check_value(page, key, keys[key], value))
    missing = [key for key, meant in keys.items() if meant.required and not page.data.get(key)]
    found.extend(page.at(0, f"`{key}:` is missing: {keys[key].says}") for key in missing)
    return found


def _check_value(page: Page, key: str, meant: Key, value: Any) -> list[Complaint]:
    if meant.kind == "text":
        return _check_text(page, key, meant, value)
    if meant.kind == "mapping":
        if not isinstance(value, dict):
            return [page.complaint(f"`{key}:` takes one of {', '.join(meant.choices)}", (key,))]
        return _check_find(page, key, meant, value)
    if meant.kind == "examples":
        if isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            return []
        return [page.complaint(f"`{key}: |` takes one example a line, or a list of documents", (key,))]
    if isinstance(value, str):
        return [page.complaint(f"`{key}:` takes a list: write [{value}] or one “- …” a line", (key,))]
    if not isinstance(value, list) or not all(isinstance(one, str) or _offer(meant, one) for one in value):
        return [page.complaint(f"`{key}:` takes a list of plain texts", (key,), "quote a text that holds “: ”")]
    return [
        page.complaint(f"“{one}” is not known under `{key}:`", (key, at), nearest(one, meant.choices))
        for at, one in enumerate(value)
        if meant.choices and one not in meant.choices
    ]


def _offer(meant: Key, value: Any) -> bool:
    """Whether a value is one text by the words it is for: ``- drug-using: …``."""
    return meant.kind == "offers" and isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _check_text(page: Page, key: str, meant: Key, value: Any) -> list[Complaint]:
    if not isinstance(value, str):
        return [
            page.complaint(f"`{key}:` takes one text", (key,), "quote a text that holds “: ” or begins with [ or {")
        ]
    if meant.choices and value not in meant.choices:
        return [page.complaint(f"“{value}” is no value of `{key}:`", (key,), nearest(value, meant.choices))]
    return []


def _check_find(page: Page, key: str, meant: Key, value: dict[str, Any]) -> list[Complaint]:
    found = [
        page.complaint(f"“{word}” is no way to look", (key, word), nearest(word, meant.choices))
        for word in value
        if word not in meant.choices
    ]
    if value.get("inflect", "both") not in INFLECT:
        found.append(page.complaint(f"`inflect:` is one of {', '.join(INFLECT)}", (key, "inflect")))
    if not set(value) & set(MATCHERS):
        found.append(page.complaint(f"`find:` needs one of {', '.join(MATCHERS)}", (key,)))
    return found


def schema() -> dict[str, Any]:
    """The shape as a JSON Schema, for editors that complete YAML."""
    text = {"type": "string"}
    properties: dict[str, Any] = {}
    for key, meant in KEYS.items():
        one = {"type": "string", "enum": list(meant.choices)} if meant.choices and meant.kind != "mapping" else text
        shapes: dict[str, dict[str, Any]] = {
            "text": one,
            "words": {"type": "array", "items": one},
            "offers": {
                "type": "array",
                "items": {"anyOf": [text, {"type": "object", "additionalProperties": text}]},
            },
            "mapping": {
                "type": "object",
                "properties": {word: {} for word in meant.choices},
                "additionalProperties": False,
            },
            "examples": {"anyOf": [text, {"type": "array", "items": text}]},
        }
        properties[key] = {"description": meant.says, **shapes[meant.kind]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A safelint rule",
        "type": "object",
        "properties": properties,
        "required": [key for key, meant in KEYS.items() if meant.required],
        "additionalProperties": False,
    }
