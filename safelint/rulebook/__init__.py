"""YAML to rules: read, shape, words, topics, helplines, build, choose, examples, page."""

from __future__ import annotations

from safelint.rulebook.choose import choose
from safelint.rulebook.load import builtin, load

__all__ = ["builtin", "choose", "load"]
