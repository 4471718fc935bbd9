"""E-mail messages such as newsletters: the subject, the preview text and what the reader sees; no attachments."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING

from safelint.formats.compose import Composer, plain
from safelint.formats.elements import EMPTY
from safelint.formats.markup import Token, tokens, weave
from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.document import BlockKind
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from safelint.formats.opening import Opened
    from safelint.formats.weave import Woven

_LONGEST_HEADER = 8_000
_LONGEST_SUBJECT = 2_000
_MOST_PARTS = 60
_PARTED = 500  # lines that may part parts, for each that does
_MOST_WORK = 20_000_000  # lines looked at for the end of each part they stand in
_HEADER = regex.compile(rb"^content-[a-z-]{2,30}[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_HOLDER = regex.compile(rb":\s*[\"']?(?:multipart|message)/", re.IGNORECASE)
_ANY_HEADER = regex.compile(rb"(?:From |[!-9;-~]{1,70}[ \t]*:)")
_UNSEEN = regex.compile(r"display:none|visibility:hidden|max-height:0|font-size:0|opacity:0(?![.\d])|mso-hide:all")
_EARLY = 400  # tokens of a page among which its preview text stands
_SHORTEST = 10


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  openers share a signature
    """The message, as one document.

    Raises:
        ReadError: it is no message, or built to do harm.
    """
    message = _message(data, path)
    notes: list[str] = []
    subject = _subject(message)
    parts = [(plain(_decoded(part, notes)), part.get_content_subtype()) for part in _shown(message)]
    composer = Composer(any_heading=not subject)
    if subject:
        composer.field(BlockKind.TITLE, subject)
    for index, (text, kind) in enumerate(parts):
        if kind == "html" and index == 0 and (preview := _preview(text, composer.length)):
            composer.show(BlockKind.META, preview, "preheader")
        composer.piece(text, "html" if kind == "html" else "text", untitled=True, laid_out=True)
    composer.say(language=_language(message))
    if not subject and not parts:
        notes.append("There is no text in the message.")
    return (composer.opened(path, "eml", notes=tuple(notes), heading="subject"),)


def _message(data: bytes, path: str) -> Message:
    """The parsed message; headers that the standard library would choke on are refused first."""
    headers = [found.group() for found in _HEADER.finditer(data)]
    holders = sum(_HOLDER.search(header) is not None for header in headers)
    parts = data.count(b"\n--")
    if (
        max(holders, parts // _PARTED) > _MOST_PARTS
        or holders * data.count(b"\n") > _MOST_WORK
        or any(len(header) > _LONGEST_HEADER for header in headers)
    ):
        raise ReadError(f"{path}: The message is nested or headed as no newsletter is; it was not read.")
    if not _ANY_HEADER.match(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")):
        raise ReadError(f"{path}: This is no e-mail message: it does not begin with headers such as “Subject:”.")
    try:
        return message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    except (RecursionError, ValueError, LookupError, HeaderParseError) as error:
        raise ReadError(f"{path}: The message can't be taken apart ({type(error).__name__}).") from error


def _shown(part: Message) -> Iterator[Message]:
    """The parts a reader sees, of alternatives the HTML one."""
    kind = part.get_content_type()
    if part.is_multipart():
        inside = [one for one in part.get_payload() if not isinstance(one, str)]
        if kind.startswith("message/"):
            return  # a forwarded or returned message is somebody else's
        if kind == "multipart/alternative":
            choices = [list(_shown(one)) for one in inside]
            html = (choice for choice in choices if any(one.get_content_subtype() == "html" for one in choice))
            yield from next(html, next(filter(None, choices), []))
        else:
            for one in inside[:1] if kind == "multipart/related" else inside:
                yield from _shown(one)
    elif kind in {"text/html", "text/plain"} and not _attached(part):
        yield part


def _attached(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return disposition.startswith("attachment") or "filename" in disposition


def _decoded(part: Message, notes: list[str]) -> str:
    """The text of a part; what its encoding does not fit is read as well as can be, and said."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        charset = part.get_content_charset() or "utf-8"
        return data.decode(charset)
    except (LookupError, ValueError, AttributeError):
        pass
    try:
        text, read_as = data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text, read_as = data.decode("cp1252", "replace"), "Windows-1252"
    notes.append(f"A part of the message is not in the encoding it says; read as {read_as}.")
    return text


def _subject(message: Message) -> str:
    """The subject, encoded words decoded; empty without one."""
    raw = " ".join(str(message.get("Subject", ""))[:_LONGEST_SUBJECT].split())
    if "=?" not in raw:
        return raw
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, LookupError):
        return raw
    said = []
    for piece, charset in pieces:
        try:
            said.append(piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece)
        except (LookupError, ValueError):
            said.append(piece.decode("latin-1"))
    return " ".join("".join(said).split())


def _language(message: Message) -> str:
    found = re.match(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\b", str(message.get("Content-Language", "")))
    return found[1] if found else ""


def _preview(text: str, base: int) -> Woven | None:
    """The hidden text that mail programs show beside the subject: the first hidden element with words in it."""
    hidden: Token | None = None
    depth = 0
    weaver = Weaver(text, base)
    for count, token in enumerate(tokens(text)):
        if count > (_EARLY if hidden is None else 2 * _EARLY):
            return None
        if hidden is None:
            if token.kind == "open" and token.name not in EMPTY and _hides(token):
                hidden, depth, weaver = token, 1, Weaver(text, base)
        elif token.kind == "text":
            weave(weaver, text, token.start, token.end)
        elif token.name == hidden.name:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                hidden = None
                woven = weaver.woven()
                if sum(map(str.isalpha, woven.text)) >= _SHORTEST:
                    return woven
    return None


def _hides(token: Token) -> bool:
    style = re.sub(r"\s+", "", token.attribute("style")).lower()
    return bool(_UNSEEN.search(style)) and token.name in {"div", "span", "p", "td", "center", "font"}
