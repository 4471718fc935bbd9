"""Zip archives in memory: nothing grows beyond its limits, and one member is replaced without touching another.

The standard library's ``zipfile`` is not used: it can't replace a member, what it accepts differs between Python
versions, and every other member must come out with the very bytes it went in with.
"""

from __future__ import annotations

import re
import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

from safelint.model import regex
from safelint.model.dataclass import dataclass, replace
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_MEMBERS = 10_000
LARGEST = 64 * 1024 * 1024
"""Bytes of one member, unpacked."""
MOST_BYTES = 128 * 1024 * 1024
"""Bytes of all members that are read, unpacked."""
TIGHTEST = 250
"""How many times smaller than its text a member over 1 MB may be packed; real documents stay below 100."""
_SMALL = 1024 * 1024

_OLD = b"\xd0\xcf\x11\xe0"
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LAST = struct.Struct("<4s4H2LH")
_LAST_64 = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 65_535
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_AFTER, _UTF8 = 0x1, 0x8, 0x800
_FULL = 0xFFFFFFFF
_ODD_NAME = regex.compile(r"/|[A-Za-z]:|.*\\|.*\0|(?:.*/)?\.\.(?:/|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive, as the directory at its end tells it.

    Attributes:
        name: decoded.
        offset: of its local header; ``body`` of its packed bytes, ``end`` of whatever stands before the next member.
        entry: the fields of its directory entry; ``tail`` its name, extra fields and comment.
    """

    name: str
    offset: int
    body: int
    end: int
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    entry: tuple[int, ...]
    tail: tuple[bytes, bytes, bytes]


class Archive:
    """An opened zip archive; how much has been unpacked is counted over all reads.

    Args:
        data: the bytes of the file.
        path: as the user named it, for messages.

    Raises:
        ReadError: it is no zip archive, broken, hostile or protected with a password.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._unpacked = 0
        last = _last(data, path)
        self._comment, self._shift, self._start = last.comment, last.shift, last.start
        self._members = _placed(_directory(data, path, last), data, path, last.start)
        self._by_name: dict[str, Member] = {}
        for member in self._members:
            if _ODD_NAME.match(member.name):
                continue  # never read; nothing is ever written to disk under any name
            if member.name in self._by_name:
                raise ReadError(f"{path}: the archive holds two files called “{member.name}”. Save the document anew.")
            self._by_name[member.name] = member

    @property
    def names(self) -> tuple[str, ...]:
        """The members in order; those with paths that lead out of the archive are left out."""
        return tuple(self._by_name)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            ReadError: there is no such member, or it is too large, protected, packed in an unknown way or broken.
        """
        member = self._by_name.get(name)
        if member is None:
            raise ReadError(f"{self._path}: “{name}” is missing from the archive. Open and save the document anew.")
        self._refuse(member)
        self._unpacked += member.size
        packed = self._data[member.body : member.body + member.packed]
        return _unpacked(member, packed, self._path)

    def replaced(self, changed: Mapping[str, bytes], like: str = "") -> bytes:
        """The archive with members ``changed``; new ones come last, dated like the member ``like``."""
        if not changed:
            return self._data
        first = self._members[0].offset if self._members else self._start
        parts, entries, at = [self._data[:first]], [], first
        for member in self._members:
            new = changed.get(member.name) if self._by_name.get(member.name) is member else None
            raw, now = self._raw(member) if new is None else _packed(member, new)
            entries.append(_entry(now, at - self._shift))
            parts.append(raw)
            at += len(raw)
        for name in changed:
            if name not in self._by_name:
                raw, now = _packed(_fresh(name, self._by_name[like]), changed[name])
                entries.append(_entry(now, at - self._shift))
                parts.append(raw)
                at += len(raw)
        listing, count = b"".join(entries), len(entries)
        end = _LAST.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), at - self._shift, len(self._comment))
        return b"".join([*parts, listing, end, self._comment])

    def _raw(self, member: Member) -> tuple[bytes, Member]:
        return self._data[member.offset : member.end], member

    def _refuse(self, member: Member) -> None:
        """Raise when a member must not be unpacked."""
        about = f"{self._path}: “{member.name}” in the archive"
        if member.flags & _ENCRYPTED:
            raise ReadError(f"{about} is protected with a password. Save the document without one first.")
        if member.method not in {_STORED, _DEFLATED}:
            raise ReadError(f"{about} is packed in a way that can't be read. Save the document anew.")
        if member.size > LARGEST or self._unpacked + member.size > MOST_BYTES:
            raise ReadError(f"{about} is too large for a text ({member.size // _SMALL} MB unpacked); split it first.")
        if member.size > _SMALL and member.size > TIGHTEST * max(member.packed, 1):
            raise ReadError(
                f"{about} is packed more than {TIGHTEST} times smaller than it is, as no document is; it was not read."
            )


@dataclass(frozen=True, slots=True)
class _Last:
    """The record at the end: where the directory starts and ends, and by how much all offsets are off."""

    start: int
    end: int
    count: int
    shift: int
    comment: bytes


def _broken(path: str, what: str) -> ReadError:
    return ReadError(f"{path}: the archive is broken ({what}). Get the file again, or open and save it anew.")


def _last(data: bytes, path: str) -> _Last:
    if data.startswith(_OLD):
        raise ReadError(
            f"{path}: this is an old Office file, or one protected with a password. Save it without a password in a "
            "format of today, such as .docx."
        )
    at = data.rfind(b"PK\x05\x06", max(len(data) - _LONGEST_COMMENT - _LAST.size, 0))
    if at < 0 or at + _LAST.size > len(data):
        raise _broken(path, "its end is missing" if data.startswith(b"PK") else "it is no zip archive")
    *_, count, size, offset, length = _LAST.unpack_from(data, at)
    end, comment = at, data[at + _LAST.size : at + _LAST.size + length]
    if data[at - 20 : at - 16] == b"PK\x06\x07" and at >= 20 + _LAST_64.size:
        end = at - 20 - _LAST_64.size
        signature, *_, count, size, offset = _LAST_64.unpack_from(data, end)
        if signature != b"PK\x06\x06":
            raise _broken(path, "its directory is missing")
    start = end - size
    if start < 0 or offset > start:
        raise _broken(path, "its directory is missing")
    if count > MOST_MEMBERS:
        raise ReadError(f"{path}: the archive holds {count} files, more than {MOST_MEMBERS}; it was not read.")
    return _Last(start, end, count, start - offset, comment)


def _directory(data: bytes, path: str, last: _Last) -> list[Member]:
    """The members as the directory lists them."""
    members, at = [], last.start
    for _ in range(last.count):
        if at + _ENTRY.size > last.end or data[at : at + 4] != b"PK\x01\x02":
            raise _broken(path, "its directory can't be read")
        _, *entry = _ENTRY.unpack_from(data, at)
        made, needed, flags, method, time, day, crc, packed, size, *lengths, disk, inner, outer, offset = entry
        ends = [at + _ENTRY.size]
        for length in lengths:
            ends.append(ends[-1] + length)
        name, extra, comment = (data[low:high] for low, high in pairwise(ends))
        if ends[-1] > last.end or disk:
            raise _broken(path, "its directory can't be read")
        size, packed, offset = _wide(extra, size, packed, offset)
        shown = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        place = offset + last.shift
        kept = (made, needed, flags, method, time, day, inner, outer)
        tail = (name, _without_wide(extra), comment)
        members.append(Member(shown, place, 0, 0, method, flags, crc, packed, size, kept, tail))
        at = ends[-1]
    return members


def _placed(members: list[Member], data: bytes, path: str, end: int) -> tuple[Member, ...]:
    """The members in the order they stand in, each with its place; none may overlap another."""
    placed: list[Member] = []
    for member in sorted(members, key=lambda one: -one.offset):
        at = member.offset
        if at + _LOCAL.size > end or data[at : at + 4] != b"PK\x03\x04":
            raise _broken(path, f"“{member.name}” is missing")
        *_, named, extra = _LOCAL.unpack_from(data, at)
        body = at + _LOCAL.size + named + extra
        if body + member.packed > end or data[at + _LOCAL.size : at + _LOCAL.size + named] != member.tail[0]:
            raise _broken(path, f"“{member.name}” is not where the directory says")
        placed.append(replace(member, body=body, end=end))
        end = at
    return tuple(reversed(placed))


def _unpacked(member: Member, packed: bytes, path: str) -> bytes:
    data = packed
    if member.method == _DEFLATED:
        try:
            data = zlib.decompressobj(-15).decompress(packed, member.size + 1)
        except zlib.error as error:
            raise _broken(path, f"“{member.name}” can't be unpacked") from error
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise _broken(path, f"“{member.name}” is damaged")
    return data


def _packed(member: Member, data: bytes) -> tuple[bytes, Member]:
    """The local header and packed bytes of a member whose content is ``data``, and the member as it is then."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush() if member.method == _DEFLATED else data
    made, needed, flags, method, time, day, inner, outer = member.entry
    flags &= ~_SIZES_AFTER
    crc, name = zlib.crc32(data), member.tail[0]
    head = _LOCAL.pack(b"PK\x03\x04", needed, flags, method, time, day, crc, len(body), len(data), len(name), 0)
    entry = (made, needed, flags, method, time, day, inner, outer)
    return head + name + body, replace(member, crc=crc, packed=len(body), size=len(data), flags=flags, entry=entry)


def _fresh(name: str, like: Member) -> Member:
    """A member that is not there yet, dated as another."""
    made, needed, _, _, time, day, _, outer = like.entry
    kept = (made, max(needed, 20), _UTF8, _DEFLATED, time, day, 0, outer)
    return replace(like, name=name, method=_DEFLATED, flags=_UTF8, entry=kept, tail=(name.encode(), b"", b""))


def _entry(member: Member, offset: int) -> bytes:
    """The directory entry of a member that stands at ``offset``."""
    made, needed, flags, method, time, day, inner, outer = member.entry
    sizes = (member.crc, member.packed, member.size)
    lengths = tuple(map(len, member.tail))
    head = (b"PK\x01\x02", made, needed, flags, method, time, day, *sizes, *lengths, 0, inner, outer, offset)
    return _ENTRY.pack(*head) + b"".join(member.tail)


def _wide(extra: bytes, *values: int) -> list[int]:
    """Sizes and offset, taken from the field for large files where the directory has no room for them."""
    wide = _fields(extra).get(1, b"")
    found = []
    for value in values:
        if value == _FULL and len(wide) >= 8:  # noqa: PLR2004  bytes of a number
            found.append(int.from_bytes(wide[:8], "little"))
            wide = wide[8:]
        else:
            found.append(value)
    return found


def _without_wide(extra: bytes) -> bytes:
    fields = _fields(extra)
    if 1 not in fields:
        return extra
    return b"".join(struct.pack("<HH", key, len(value)) + value for key, value in fields.items() if key != 1)


def _fields(extra: bytes) -> dict[int, bytes]:
    fields, at = {}, 0
    while at + 4 <= len(extra):
        key, length = struct.unpack_from("<HH", extra, at)
        fields[key] = extra[at + 4 : at + 4 + length]
        at += 4 + length
    return fields
