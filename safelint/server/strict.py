"""JSON from strangers: read within limits, and held against the schema that describes it."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from safelint.server.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Schema = dict[str, Any]

_DIGITS = 300
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
    "object": dict,
}
_LISTED = 12


def parsed(text: bytes | str, where: str) -> Any:
    """The value that ``text`` is JSON for.

    Raises:
        Refusal: it is none; it is nested too deeply, has a number too long, or a key twice.
    """
    try:
        return json.loads(text, parse_int=_integer, parse_constant=_constant, object_pairs_hook=_object)
    except UnicodeDecodeError:
        raise Refusal(400, "The JSON is not in UTF-8.", where, "Encode it as UTF-8.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refusal(400, f"This is no JSON: {error.msg} ({place}).", where, "Send a JSON object.") from None
    except _Odd as error:
        raise Refusal(400, f"The JSON {error}.", where, "Leave that out.") from None
    except RecursionError:
        raise Refusal(400, "The JSON is nested too deeply.", where, "Send no lists within lists.") from None


class _Odd(Exception):  # noqa: N818  becomes a refusal at once
    """What the JSON holds that is not taken."""


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise _Odd("has a number of too many digits")
    return int(digits)


def _constant(name: str) -> NoReturn:
    raise _Odd(f"says {name}, which is no JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Odd("has a key twice in one object")
    return found


def hold(value: Any, schema: Schema, parts: Mapping[str, Schema], where: str) -> None:
    """See that ``value`` is as ``schema`` says.

    Args:
        value: from ``parsed``.
        schema: a JSON schema of few words: ``type``, ``enum``, ``required``, ``properties``, ``additionalProperties``,
            ``items``, ``minLength``, ``maxLength``, ``maxItems`` and ``$ref``.
        parts: the schemas that ``$ref`` may mean, by name.
        where: what to call the value.

    Raises:
        Refusal: it is not; says the first thing that is wrong.
    """
    for what, place, hint in _complaints(value, schema, parts, where):
        raise Refusal(400, what, place, hint)


def _complaints(value: Any, schema: Schema, parts: Mapping[str, Schema], where: str) -> Iterator[tuple[str, str, str]]:
    if "$ref" in schema:
        schema = parts[schema["$ref"].rpartition("/")[2]]
    kind = schema["type"]
    fits = isinstance(value, _TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))
    if not fits:
        yield f"{_called(kind)} is expected here, not {_named(value)}.", where, "Send what the description says."
    elif kind == "string":
        yield from _of_string(value, schema, where)
    elif kind == "array":
        if len(value) > schema["maxItems"]:
            yield f"There are {len(value):,} entries; {schema['maxItems']:,} are taken.", where, "Send fewer."
        for at, one in enumerate(value[: schema["maxItems"]]):
            yield from _complaints(one, schema["items"], parts, f"{where}[{at}]")
    elif kind == "object":
        yield from _of_object(value, schema, parts, where)


def _of_string(value: str, schema: Schema, where: str) -> Iterator[tuple[str, str, str]]:
    if "enum" in schema and value not in schema["enum"]:
        known = schema["enum"]
        near = get_close_matches(value[:60], known, n=1)
        listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
        yield f"There is no “{value[:60]}”.", where, f"Did you mean “{near[0]}”?" if near else f"There are {listed}."
    if len(value) > schema.get("maxLength", len(value)):
        yield f"It has {len(value):,} characters; {schema['maxLength']:,} are taken.", where, "Send a shorter one."
    if len(value) < schema.get("minLength", 0):
        yield "It is empty.", where, "Fill it in, or leave it out."


def _of_object(
    value: dict[str, Any], schema: Schema, parts: Mapping[str, Schema], where: str
) -> Iterator[tuple[str, str, str]]:
    known = schema["properties"]
    for name in schema.get("required", ()):
        if name not in value:
            yield f"“{name}” is missing.", where, f"Add “{name}”."
    for name, one in value.items():
        if name not in known:
            near = get_close_matches(name[:60], known, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(known)}."
            yield f"Nothing is called “{name[:60]}” here.", where, hint
        else:
            yield from _complaints(one, known[name], parts, f"{where}.{name}")


def _called(kind: str) -> str:
    return {"string": "A string", "boolean": "true or false", "integer": "A whole number", "array": "A list"}.get(
        kind, "An object"
    )


def _named(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    names = ((str, "a string"), ((int, float), "a number"), (list, "a list"))
    return next((name for kind, name in names if isinstance(value, kind)), "an object")
