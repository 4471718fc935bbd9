"""Document × rule book → findings, without reading or writing anything."""

from __future__ import annotations

from safelint.engine.lint import lint

__all__ = ["lint"]
