import io
import marshal
import os
import pickle
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from safelint.model.dataclass import replace
from safelint.model.rulebook import Guideline
from safelint.rulebook import builtin, kept, load, packed
from safelint.rulebook.load import find_files


@pytest.fixture(scope="module")
def book():
    return load([builtin()])


def test_a_second_load_reads_no_yaml(tmp_path, book, monkeypatch):
    assert load([builtin()], tmp_path) == book
    monkeypatch.setitem(sys.modules, "yaml", None)  # importing it would fail
    assert load([builtin()], tmp_path) == book


def test_a_changed_file_is_compiled_anew(tmp_path, book):
    kept.remember(tmp_path, book.digest, book)
    assert kept.recall(tmp_path, "0" * 64) is None


@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[:100], lambda raw: raw[:-1] + b"?", lambda _: b"", lambda raw: b"x" * len(raw)]
)
def test_a_spoilt_file_is_compiled_anew(tmp_path, book, spoil):
    kept.remember(tmp_path, book.digest, book)
    (file,) = tmp_path.iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    assert kept.recall(tmp_path, book.digest) is None
    assert load([builtin()], tmp_path) == book


def test_a_file_that_would_run_code_is_not_read(tmp_path, book):
    class Evil:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "evil"),))

    part = pickle.dumps(Evil())
    table = marshal.dumps(((len(part),), ()), 4)
    body = len(table).to_bytes(4, "little") + table + part
    kept._file(tmp_path, book.digest).write_bytes(zlib.crc32(body).to_bytes(4, "little") + body)
    assert kept.recall(tmp_path, book.digest) is None
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(
    "name",
    [
        "safelint.model.regex re.enum.bltns.exec",
        "safelint.model.regex re",
        "safelint.model.dataclass _written",
        "safelint.model.rule Enum",
        "safelint.model.rule Rule.__class__",
        "safelint.model.regex Later",
        "safelint.model.rule Phrase",  # a noun, of another module
        "builtins exec",
    ],
)
def test_nothing_is_called_that_is_no_noun(name):
    module, what = (bytes([0x8C, len(one)]) + one.encode() for one in name.split())
    with pytest.raises(pickle.UnpicklingError, match="no noun"):
        packed.Nouns(io.BytesIO(b"\x80\x04" + module + what + b"\x93.")).load()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, book):
    kept.remember(tmp_path / "none" / "here", book.digest, book)
    assert load([builtin()], tmp_path / "none" / "here") == book


def test_many_writers_leave_one_whole_file(tmp_path, book):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: kept.remember(tmp_path, book.digest, book), range(16)))
    assert [file.suffix for file in tmp_path.iterdir()] == [".bin"]
    assert kept.recall(tmp_path, book.digest) == book


def test_the_digest_changes_with_every_file(tmp_path):
    from safelint.rulebook.load import digest_of

    (tmp_path / "en/stigma").mkdir(parents=True)
    file = tmp_path / "en/stigma/a.yaml"
    file.write_text("id: a")
    before = digest_of(find_files([tmp_path]), [tmp_path])
    file.write_text("id: b")
    assert digest_of(find_files([tmp_path]), [tmp_path]) != before


def test_what_comes_back_is_what_was_kept_kinds_included(book):
    back = packed.unpacked(packed.packed(book))
    assert back == book
    for one, other in zip(book.rules, back.rules, strict=True):
        for name in ("severity", "status", "confidence", "fix"):
            assert type(getattr(one, name)) is type(getattr(other, name)), (one.id, name)


def held(one):
    """The fields that a hollow noun holds, looked at without asking for them."""
    names = []
    for name in one.__match_args__:
        try:
            object.__getattribute__(one, name)
        except AttributeError:
            continue
        names.append(name)
    return names


def test_a_part_is_read_when_it_is_asked_for(book):
    back = packed.unpacked(packed.packed(book))
    assert "helplines" not in held(back)
    rule = next(one for one in back.rules if one.id == "committed-suicide")
    assert "topic" in held(rule)
    assert "find" not in held(rule)
    assert "examples" not in held(rule)
    assert rule.find == next(one for one in book.rules if one.id == rule.id).find
    assert "find" in held(rule)
    assert "examples" not in held(rule)
    assert rule.find is rule.find
    assert "find" not in held(next(one for one in back.rules if one.id == "shrink"))
    with pytest.raises(AttributeError, match="no attribute 'finds'"):
        _ = rule.finds


def test_what_parts_share_is_one_object(book):
    back = packed.unpacked(packed.packed(book))
    slots = {}
    for rule in back.rules:
        for pattern in rule.find:
            for slot in getattr(pattern, "slots", ()):
                if len(slot.forms) > 8:
                    assert slots.setdefault(slot, slot) is slot
    assert slots
    assert back.ready.helplines is back.helplines


def test_an_index_serves_only_what_it_was_made_of(book):
    back = packed.unpacked(packed.packed(book))
    assert back.ready == book.ready
    assert back.ready is not None
    assert replace(back, sources={}).ready is back.ready
    assert replace(back, rules=back.rules[:-1]).ready is None
    assert replace(back, helplines=()).ready is None


def test_a_book_of_other_nouns_is_not_read(tmp_path, book, monkeypatch):
    kept.remember(tmp_path, book.digest, book)
    assert kept.recall(tmp_path, book.digest) is not None
    monkeypatch.setattr(Guideline, "__match_args__", ("id", "title"))
    assert kept.recall(tmp_path, book.digest) is None


def test_long_results_come_back_as_they_were_and_take_little_room():
    from safelint.model.span import Position

    pieces = [
        tuple((Position(at, at, 1), "word") for at in range(part, part + 1000)) for part in range(0, 30_000, 1000)
    ]
    raw = kept.packed_plain(pieces)
    assert kept.unpacked_plain(raw) == pieces
    assert len(raw) < 300_000
    assert kept.unpacked_plain(raw[:-100]) == []
    assert kept.unpacked_plain(b"x" + raw[1:50]) == []
    assert kept.unpacked_plain(b"") == []
