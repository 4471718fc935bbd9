"""Settings that no longer exist, each with a sentence that says what to write instead."""

from __future__ import annotations

RETIRED: dict[str, str] = {}
"""Retired key → what happened to it and what to do, one sentence."""
