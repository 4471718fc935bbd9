"""The extension for VS Code: its own tests, in which a real language client talks to the server."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

MODULES = "vscode-languageserver-protocol"


def test_a_real_language_client_is_served(root, program, tmp_path):
    node, folder = program("node"), root / "editors/vscode"
    if not (folder / "node_modules" / MODULES).is_dir():
        if os.environ.get("SAFELINT_REQUIRE_PROGRAMS"):
            pytest.fail("editors/vscode has no node_modules: run npm install there")
        pytest.skip("editors/vscode has no node_modules: run npm install there")
    command = tmp_path / "safelint"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m safelint "$@"\n', "utf-8")
    command.chmod(0o755)
    run = subprocess.run(
        [node, "--test", "test/"],
        cwd=folder,
        env={**os.environ, "SAFELINT": str(command)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "# pass 5" in run.stdout


def test_extension_and_program_have_one_version(root):
    import json

    from safelint import __version__

    assert json.loads((root / "editors/vscode/package.json").read_text("utf-8"))["version"] == __version__
