"""The body of a form, also as LibreOffice 7.4 sends it: without percent-encoding."""

from __future__ import annotations

from urllib.parse import parse_qsl

from safelint.model import regex
from safelint.server.refusal import Refusal

FORM = "application/x-www-form-urlencoded"
_FIELDS = 50
# What an encoded body never holds: white space, control characters, anything beyond ASCII, a “%” without two digits.
_RAW = regex.compile(rb"[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})")
_TEXT, _LANGUAGE = b"text=", b"&language="


def fields(body: bytes, content_type: str, known: frozenset[str]) -> dict[str, str]:
    """The fields of a form by name.

    Args:
        body: as it was sent.
        content_type: as the header says; only a form of many parts is told by it.
        known: names of fields; one that is none of them shows that a text with “&” was not encoded.

    Raises:
        Refusal: it is no form, is not in UTF-8, or names a field twice.
    """
    # LTeX calls its forms application/json, so what the body is called proves nothing.
    if content_type.lower().startswith("multipart/") or body.lstrip()[:1] in (b"{", b"["):
        raise Refusal(415, "The body is no form.", "body", f"Send {FORM}.")
    if _LANGUAGE in body and body.startswith(_TEXT) and _RAW.search(body):
        return _raw(body)
    found = _parsed(body)
    if _LANGUAGE in body and body.startswith(_TEXT) and not found.keys() <= known:
        return _raw(body)
    return found


def _raw(body: bytes) -> dict[str, str]:
    """A text sent as it stands; the fields behind it begin with its language."""
    text, _, rest = body.rpartition(_LANGUAGE)
    return {**_parsed(_LANGUAGE[1:] + rest), "text": _decoded(text.removeprefix(_TEXT))}


def _parsed(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(_decoded(body), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise Refusal(400, f"The form has more than {_FIELDS} fields.", "body", "Encode “&” in the text.") from None
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refusal(400, "A field is named twice.", "body", "Name each once; encode “&” in the text.")
    return found


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _not_utf8() -> Refusal:
    return Refusal(400, "The form is not in UTF-8.", "body", "Encode the text as UTF-8.")
