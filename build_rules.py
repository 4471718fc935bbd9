"""Compiles the built-in rules while a wheel is built, so that an installed safelint reads no YAML to start."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "safelint/_rules"


class RulesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled rule book and its gate beside the YAML files in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, check against the YAML by digest, and add both files to the wheel."""
        if version == "editable":
            return
        target = Path(tempfile.mkdtemp(prefix="safelint-"))
        compile_rules(Path(self.root), target)
        build_data["force_include"] |= {str(file): f"{FOLDER}/{file.name}" for file in target.iterdir()}


def compile_rules(root: Path, target: Path) -> None:
    """Write the compiled rules of a checkout into a folder.

    Raises:
        RuntimeError: what was written does not read back as the rules.
    """
    sys.path.insert(0, str(root))
    try:
        load, packed, program, gate = (
            importlib.import_module(f"safelint.{name}")
            for name in ("rulebook.load", "rulebook.packed", "runner.program", "engine.gate")
        )
    finally:
        sys.path.remove(str(root))
    folders = [root / "rules"]
    files = load.find_files(folders)
    digest = load.digest_of(files, folders)
    book = load.compile_book(files, digest)
    (target / load.COMPILED).write_bytes(packed.packed(book))
    made = gate.gate(book)
    if made is not None:
        (target / program.SHIPPED).write_bytes(made.dumps())
    again = packed.unpacked((target / load.COMPILED).read_bytes())
    if again is None or again != book or again.digest != digest:
        raise RuntimeError("the compiled rules do not read back as they were written")
