"""``hashlib.blake2b`` and ``hashlib.sha256`` from the modules that hashlib itself falls back on.

Importing hashlib loads OpenSSL, which takes a fortieth of a short run, for digests of a few hundred bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b

        try:
            from _sha2 import sha256  # Python 3.12 and later
        except ImportError:
            from _sha256 import sha256
    except ImportError:  # another Python than CPython
        from hashlib import blake2b, sha256

__all__ = ["blake2b", "sha256"]
