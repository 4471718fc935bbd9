import os
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from safelint.rulebook import builtin, kept, load
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

    import hashlib

    body = pickle.dumps(Evil())
    kept._file(tmp_path, book.digest).write_bytes(hashlib.sha256(body).digest() + body)
    assert kept.recall(tmp_path, book.digest) is None
    assert not (tmp_path / "evil").exists()


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
    back = kept.unpacked(kept.packed(book))
    assert back == book
    for one, other in zip(book.rules, back.rules, strict=True):
        for name in ("severity", "status", "confidence", "fix"):
            assert type(getattr(one, name)) is type(getattr(other, name)), (one.id, name)
