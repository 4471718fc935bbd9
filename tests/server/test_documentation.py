"""What docs/servers.md shows works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs/servers.md").read_text("utf-8")
CURLS = re.findall(r"^curl .*$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", CURLS, ids=range(len(CURLS)))
def test_each_example_of_curl_is_answered(server, program, line):
    command = shlex.split(line.replace("http://127.0.0.1:8081", server.address))
    command[:1] = [program("curl"), "--fail"]
    run = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    assert isinstance(json.loads(run.stdout), dict)


def test_there_is_an_example_for_every_way_to_ask():
    for path in ("/api/v1/check", "/api/v1/fix", "/api/v1/score", "/api/v1/helplines", "/api/v1/rules", "/v2/check"):
        assert any(path in line for line in CURLS), path


def test_the_error_shown_is_the_error_given(server):
    (shown,) = re.findall(r"^\{\"error\".*$", PAGE, re.MULTILINE)
    asked = {"text": "a", "options": {"select": ["commited-suicide"]}}
    assert server.post("/api/v1/check", asked).json == json.loads(shown)


def test_every_option_and_request_is_on_the_page(server):
    from safelint.cli.serve import command

    options = {name for option in command.params for name in option.opts}
    hidden = {"--host", "--no-cache"}  # nobody needs them to begin with; --help has them
    assert [name for name in sorted(options - hidden) if f"`{name}" not in PAGE] == []
    paths = server.ask("GET", "/api/v1/openapi.json").json["paths"]
    assert [path for path in paths if path.partition("{")[0] not in PAGE] == []
