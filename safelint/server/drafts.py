"""The draft on the review page: kept in memory only, and read in the shape of the file it came from."""

from __future__ import annotations

import re
from collections import OrderedDict
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import TYPE_CHECKING

from safelint.formats import FORMATS, read
from safelint.formats.decode import from_text
from safelint.formats.opening import Opened
from safelint.formats.rewrite import encode, rewritten, writable
from safelint.model import regex
from safelint.model.dataclass import dataclass
from safelint.model.errors import ReadError
from safelint.model.fix import Edit
from safelint.runner.guard import own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.runner.session import Session

PASTED = "Pasted text"
"""What a text is called that came from no file."""
_MOST = 16
_LONGEST_NAME = 120
_TOKEN = regex.compile(r"\w+|\s+|[^\w\s]")
_LINE_ENDING = regex.compile(r"\r\n?")
_PLAIN = (
    "This text and the {title} file no longer match paragraph by paragraph, so it is read as plain text. "
    "Changes within paragraphs can be written into the file; new or removed paragraphs can’t."
)
_ONLY_READ = "Files of this kind ({title}) are only read, so the changed text is read as plain text."


@dataclass(frozen=True, slots=True)
class File:
    """A file that was opened on the page.

    Attributes:
        path: where it is, or only its name when a browser sent it.
        data: its bytes.
        opened: how it reads; ``format`` a key of ``formats.FORMATS``.
    """

    path: str
    data: bytes
    opened: Opened

    @property
    def format(self) -> str:
        """A key of ``formats.FORMATS``."""
        return self.opened.document.format

    @property
    def text(self) -> str:
        """The text as a text field holds it, with one kind of line ending."""
        return _LINE_ENDING.sub("\n", self.opened.source.text)

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePath(self.path).name


class Tray:
    """The files that were opened while the page is served, the latest few, by number."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, File] = OrderedDict()
        self._count = 0

    def keep(self, file: File) -> str:
        """Keep a file, and give its number."""
        self._count += 1
        self._files[str(self._count)] = file
        while len(self._files) > _MOST:
            self._files.popitem(last=False)
        return str(self._count)

    def find(self, number: str) -> File | None:
        """A file by its number; None for the empty one.

        Raises:
            ReadError: it was put away long ago.
        """
        if number and number not in self._files:
            raise ReadError("This file was opened long ago and is no longer held; please open it again.")
        return self._files.get(number)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The draft as it is on the page now: how it reads, in which file, and what to say about that.

    Attributes:
        data: the file with what was changed; None where that can't be written.
    """

    path: str
    opened: Opened
    data: bytes | None
    remark: str = ""


def named(name: str) -> str:
    """A file name that a browser sent, without folders and without anything that steers."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(char for char in last if char.isprintable()).strip(" .")
    return kept[-_LONGEST_NAME:] or PASTED


def load(session: Session, data: bytes, path: str) -> File:
    """A file as it is opened.

    Raises:
        ReadError: it can't be read, or holds several documents.
    """
    try:
        found = session.open(data, path)
    except ReadError as error:
        raise ReadError(own(path, error)) from error
    if len(found) != 1:
        raise ReadError(
            f"It holds {len(found)} documents, and this page reviews one at a time. Open the one that you mean, "
            "or paste its text."
        )
    if found[0].error:
        raise ReadError(found[0].error)
    return File(path, data, found[0])


def sheet(file: File | None, text: str, form: str = "") -> Sheet:
    """The draft ``text``, in the shape of the file it came from, or in the format ``form``.

    Raises:
        ReadError: there is no such format.
    """
    if file is None:
        source = from_text(text, PASTED)
        return Sheet(PASTED, Opened(source, read(source, form or None)), None)
    known = FORMATS[file.format]
    if not known.container:
        source = from_text(text, file.path)
        return Sheet(file.path, Opened(source, read(source, file.format)), None)
    if text == file.opened.source.text:
        return Sheet(file.path, file.opened, file.data)
    data = _written(file, text)
    if data is not None:
        changed = load_again(data, file)
        if changed is not None and changed.source.text == text:
            return Sheet(file.path, changed, data)
    said = (_PLAIN if writable(file.format) else _ONLY_READ).format(title=known.title)
    source = from_text(text, file.path)
    return Sheet(file.path, Opened(source, read(source, "text")), None, said)


def finished(file: File | None, text: str) -> bytes:
    """The file with the draft ``text`` in it, in its own encoding and with its own line endings.

    Raises:
        ReadError: it can't be written.
    """
    if file is None:
        return from_text(text, PASTED).text.encode()
    if FORMATS[file.format].container:
        found = sheet(file, text)
        if found.data is None:
            raise ReadError(found.remark)
        return found.data
    source = file.opened.source
    ending = "\r\n" if "\r\n" in source.text else "\r" if "\r" in source.text else "\n"
    return encode(source, from_text(text, PASTED).text.replace("\n", ending))


def load_again(data: bytes, file: File) -> Opened | None:
    """How a file reads after it was changed; None when it does not any more."""
    from safelint.formats.opening import load as opened

    try:
        return opened(data, file.path, file.format)[0]
    except ReadError:
        return None


def _written(file: File, text: str) -> bytes | None:
    """The container with ``text`` for its own; None when paragraphs came or went, or it can't be written."""
    if not writable(file.format):
        return None
    edits = _edits(file.opened.source.text, text)
    return None if edits is None else rewritten(file.data, file.opened.source, file.format, edits)


def _edits(before: str, after: str) -> list[Edit] | None:
    """What turns one text into another, word by word within each line; None when there are more lines or fewer."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        return None
    found: list[Edit] = []
    at = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            found += _within(one, other, at)
        at += len(one) + 1
    return found


def _within(before: str, after: str, at: int) -> Iterator[Edit]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(at + starts[i1], at + starts[i2], "".join(new[j1:j2]))
