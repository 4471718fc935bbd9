"""``safelint lsp`` as a command: what it says where it can't do its work."""

from __future__ import annotations

import subprocess
import sys


def test_without_the_extra_it_says_how_to_get_it(tmp_path):
    code = "import sys; sys.modules['pygls'] = None\nfrom safelint.cli import main; main(['lsp'])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "pip install 'safelint[server]'" in run.stderr


def test_a_config_file_that_was_named_and_is_not_there_is_said_at_once(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "safelint", "lsp", "--config", "none.yaml"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "none.yaml" in run.stderr


def test_its_help_needs_no_pygls():
    code = "import sys\nfrom safelint.cli import main\ntry: main(['lsp', '--help'])\nexcept SystemExit: pass\n"
    code += "print(any(name.startswith(('pygls', 'lsprotocol', 'spacy')) for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False"
