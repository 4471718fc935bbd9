"""A real editor: Neovim without a screen shows the finding and the reason, and applies the fix."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

SAID = "🙂 He committed suicide in 2019."


def snippet(page: str) -> str:
    """What the page for editors tells users of any Neovim from 0.7 on to write."""
    return re.search(r"Before that .*?```lua\n(.*?)```", page, re.DOTALL)[1]


def test_neovim_shows_hovers_and_fixes(tmp_path, root, program):
    post, seen = tmp_path / "post.md", tmp_path / "seen"
    post.write_text(f"# News\n\n{SAID}\n", "utf-8")
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\n", "utf-8")
    script, setup = root / "tests/server/nvim.lua", tmp_path / "init.lua"
    setup.write_text(snippet((root / "docs/editors.md").read_text("utf-8")), "utf-8")
    command = tmp_path / "bin/safelint"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m safelint "$@"\n', "utf-8")
    command.chmod(0o755)
    before = ["--headless", "--clean", "-n", "--cmd", f"luafile {setup}"]
    run = subprocess.run(
        [program("nvim"), *before, str(post), "-c", f"luafile {script}", "-c", "cquit"],
        env={**os.environ, "SEEN": str(seen), "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in seen.read_text("utf-8").splitlines()]
    said = dict(found)
    start = len("🙂 He ".encode())  # Neovim counts columns in bytes
    assert said["diagnostic"] == ["committed-suicide", 2, start, start + len("committed suicide"), 1, "safelint"]
    assert "Suicide was a crime in England" in said["hover"]
    assert "](<https://" in said["hover"]
    titles = [value for name, value in found if name == "action"]
    assert titles[0] == "Write “died by suicide”"
    assert "Allow “committed-suicide” here, with a reason" in titles
    assert said["text"] == f"# News\n\n{SAID.replace('committed suicide', 'died by suicide')}"
    assert said["left"] == 0
