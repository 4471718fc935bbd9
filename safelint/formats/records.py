"""Records to documents: which field of a record is its text, its title and its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from safelint.formats.compose import MOST_DOCUMENTS, Composer, markup_of
from safelint.formats.opening import Opened
from safelint.model.dataclass import dataclass, replace
from safelint.model.document import BlockKind, Document
from safelint.model.errors import ReadError
from safelint.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

_TEXTS = ("body", "text", "content", "article", "html", "markdown", "message", "post", "story", "description")
_TITLES = ("title", "headline", "subject")
_ADDRESSES = ("url", "link", "permalink", "address", "uri")
_LANGUAGES = ("language", "lang", "locale")
_FORMATS = {"html": "html", "markdown": "markdown"}
_MANY = 8  # names of fields that a message lists
_LONGEST_NAME = 40
_LONGEST_TAG = 35


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number in the file, the line it begins on, its fields by name, or why it can't be read."""

    number: int
    line: int
    fields: Mapping[str, Any]
    error: str = ""


def opened(records: Iterable[Record], path: str, name: str, field: str, notes: tuple[str, ...]) -> tuple[Opened, ...]:
    """The documents of a file of records in the format ``name``; ``field`` says which holds the text.

    A record that can't be read is an error of its own, one without a text is passed over.

    Raises:
        ReadError: no record can be read, or there are too many.
    """
    found: list[Opened] = []
    errors, told = 0, ""
    for record in records:
        one, used = _document(record, path, name, field)
        if one is None:
            continue
        if one.error:
            errors += 1
        elif not field and not told:
            told = used
            note = f"The text was taken from the field “{used}”; --field names another."
            one = replace(one, source=replace(one.source, notes=(note,)))
        found.append(one)
        if len(found) > MOST_DOCUMENTS:
            raise ReadError(f"{path}: It holds more than {MOST_DOCUMENTS:,} records. Split it first.")
    if not found:
        notes += ("There is no record with any text in it.",)
        return (Opened(Source(path, "", notes=notes), Document(path, name)),)
    if errors == len(found):
        many = f"None of its {errors} records can be read. " if errors > 1 else ""
        raise ReadError(f"{path}: {many}{found[0].error}")
    if notes:
        found[0] = replace(found[0], source=replace(found[0].source, notes=(*notes, *found[0].source.notes)))
    return tuple(found)


def _document(record: Record, path: str, name: str, field: str) -> tuple[Opened | None, str]:
    """The document of one record, or None when it has no text, and the field that the text is from."""
    at, line = f"{path}#{record.number}", f"line {record.line}"
    fields = record.fields
    title = _first(fields, _TITLES)
    address = _first(fields, _ADDRESSES) or line
    what, text, used = record.error, "", ""
    try:
        text, used = _text(fields, field, line)
    except ReadError as error:
        what = what or str(error)
    if what:
        return Opened(Source(at, "", title=title, address=address), Document(at, name), what), ""
    if not text.strip() and not title:
        return None, used
    kind = _FORMATS.get(used) or markup_of(text)
    composer = Composer(any_heading=not title and kind != "text")
    if title:
        composer.field(BlockKind.TITLE, title, markup=kind == "html")
    composer.piece(text, kind)
    language = _first(fields, _LANGUAGES)
    composer.say(language=language.replace("_", "-") if 1 < len(language) <= _LONGEST_TAG else "")
    return composer.opened(at, name, title=None, address=address), used


def _text(fields: Mapping[str, Any], field: str, line: str) -> tuple[str, str]:
    """The text of a record and the name of its field.

    Raises:
        ReadError: there is no such field, or it holds no text.
    """
    for name in (field,) if field else _TEXTS:
        value, there = _value(fields, name)
        if not there:
            continue
        text = _said(value)
        if text is not None:
            return text, name
        if field:
            what = type(value).__name__
            raise ReadError(f"The field “{field}” on {line} holds no text ({_KINDS.get(what, what)}).")
    names = [f"“{name[:_LONGEST_NAME]}”" for name in list(fields)[:_MANY]]
    more = " …" if len(fields) > _MANY else ""
    has = f"it has {', '.join(names)}{more}" if names else "it has none"
    if field:
        raise ReadError(f"The record on {line} has no field “{field}”; {has}.")
    raise ReadError(f"No field of the record on {line} is known to hold its text; {has}. Name one with --field.")


_KINDS = {"dict": "other fields", "list": "a list", "int": "a number", "float": "a number", "bool": "yes or no"}


def _value(fields: Mapping[str, Any], name: str) -> tuple[Any, bool]:
    """The value of a field, and whether there is one; “content.rendered” leads into a record within the record."""
    if (key := _key(fields, name)) is not None:
        return fields[key], True
    value: Any = fields
    for step in name.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return None, False
        value = value[step]
    return value, True


def _said(value: Any) -> str | None:
    """A value as text: a string, nothing, paragraphs in a list, or what the interface of WordPress calls rendered."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        value = value.get("rendered")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of some fields that holds a line of text."""
    values = (fields[key] for name in names if (key := _key(fields, name)) is not None)
    return next((text for value in values if (text := " ".join((_said(value) or "").split()))), "")


def _key(fields: Mapping[str, Any], name: str) -> str | None:
    """How a record writes the name of a field: as given, else in other letters, “Body” for “body”."""
    if name in fields:
        return name
    return next((key for key in fields if key.lower() == name.lower()), None)
