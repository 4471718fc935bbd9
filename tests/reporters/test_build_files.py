"""The files that build servers read keep to their schemas and to what safe scripts need."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from safelint.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = Path(__file__).parent / "schemas"


def kept(name, schema):
    data = yaml.safe_load((ROOT / name).read_text("utf-8"))
    jsonschema.validate(data, json.loads((SCHEMAS / schema).read_text("utf-8")))
    return data


def test_the_hooks():
    hooks = kept(".pre-commit-hooks.yaml", "pre-commit-hooks.json")
    assert [hook["id"] for hook in hooks] == ["safelint", "safelint-fix"]
    for hook in hooks:
        for name in ("markdown", "html", "text", "rst", "asciidoc", "org", "latex", "srt", "vtt"):
            assert all(re.search(hook["files"], f"posts/a{end}") for end in FORMATS[name].extensions)
        assert not re.search(hook["files"], "posts/a.py")
        assert hook["require_serial"]  # one run knows all files, and compiles the rules once


def test_the_action():
    action = kept("action.yml", "github-action.json")
    scripts = [step for step in action["runs"]["steps"] if "run" in step]
    assert scripts
    for step in scripts:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # what a pull request names must not become a command
    assert set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8"))) == set(action["inputs"])


@pytest.mark.parametrize("name", ["action.yml", ".pre-commit-hooks.yaml", "Dockerfile"])
def test_the_commands_they_run_exist(name):
    from safelint.cli.app import COMMANDS

    text = (ROOT / name).read_text("utf-8")
    used = set(re.findall(r"(?:safelint\"?|entry: safelint) (check|fix|\w+) ", text)) & {"check", "fix"}
    assert used
    assert used <= set(COMMANDS)
