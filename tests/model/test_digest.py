import hashlib

from safelint.model.digest import blake2b, sha256


def test_digests_are_those_of_hashlib():
    for data in (b"", b"a", bytes(range(256)) * 50):
        assert sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
        assert blake2b(data, digest_size=20).digest() == hashlib.blake2b(data, digest_size=20).digest()
