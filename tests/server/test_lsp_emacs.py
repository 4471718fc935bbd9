"""Another real editor, where it is installed: Emacs with eglot shows the finding and the reason, and fixes it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

SAID = "🙂 He committed suicide in 2019."


def test_emacs_shows_hovers_and_fixes(tmp_path, root):
    emacs = shutil.which("emacs")
    if emacs is None:  # large, so no build is asked to have it
        pytest.skip("emacs is not installed")
    has = [emacs, "--batch", "--eval", "(progn (package-activate-all) (require 'eglot) (require 'markdown-mode))"]
    if subprocess.run(has, capture_output=True, check=False).returncode:
        pytest.skip("emacs has no eglot or no markdown-mode")
    post, seen = tmp_path / "post.md", tmp_path / "seen"
    post.write_text(f"# News\n\n{SAID}\n", "utf-8")
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\n", "utf-8")
    server = json.dumps([sys.executable, "-m", "safelint", "lsp"])
    run = subprocess.run(
        [emacs, "--batch", "-l", str(root / "tests/server/emacs.el")],
        env={**os.environ, "SEEN": str(seen), "POST": str(post), "SERVER": server},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    said = dict(json.loads(line) for line in seen.read_text("utf-8").splitlines())
    words, place = said["diagnostic"]
    assert "[committed-suicide]" in words
    assert place == "committed suicide"
    assert "Guidelines behind it" in said["hover"]
    assert said["action"] == "Write “died by suicide”"
    assert said["text"] == f"# News\n\n{SAID.replace('committed suicide', 'died by suicide')}\n"
    assert said["left"] == 0
