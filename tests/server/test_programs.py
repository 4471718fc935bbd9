"""Programs that people write in ask the server, and get what they need."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

SENTENCE = "👍 He committed suicide in 2019."


def speaks_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, timeout=60).returncode == 0


@pytest.fixture
def libreoffice(program, tmp_path, server):
    """Asks LibreOffice Writer, which asks the server, about sentences."""
    soffice, python = program("soffice"), program("python3", "/usr/bin/python3")
    candidates = ["/usr/bin/python3", python]
    spoken = next((one for one in candidates if os.access(one, os.X_OK) and speaks_uno(one)), None)
    if spoken is None:
        program("python3-uno")  # Debian's name for what is missing: skips, or fails where it has to be there
    client = Path(__file__).with_name("libreoffice_client.py")

    def ask(language: str, *sentences: str) -> list[list[dict]]:
        (tmp_path / "home").mkdir()
        # A home of its own, and nothing of the tests' own Python, which is another one.
        around = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
        command = [spoken, str(client), soffice, str(tmp_path / "profile"), server.address, language, *sentences]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=150, env=around)
        assert run.returncode == 0, run.stderr
        return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("[")]

    return ask


def test_libreoffice_writer_shows_the_place_after_an_emoji_and_what_to_write(libreoffice):
    emoji, unencoded, quiet, paragraph = libreoffice(
        "en-US",
        SENTENCE,
        "R&D + 50% off: “She is an addict”, he said & left. She is an addict.",
        "We had tea by the sea.",
        "The singer died by suicide on Friday. The family asked that suicide be spoken of with care.",
    )
    (found,) = emoji
    assert (found["start"], found["length"]) == (6, 17)
    assert found["suggestions"][0] == "died by suicide"
    assert "crime" in found["says"]
    last = unencoded[-1]
    assert last["start"] == len("R&D + 50% off: “She is an addict”, he said & left. She ")
    assert last["suggestions"][0] == "has an addiction"
    assert quiet == []
    assert paragraph == []


def test_language_tool_python_corrects_a_text(server):
    tool_module = pytest.importorskip("language_tool_python")
    with tool_module.LanguageTool("en-GB", remote_server=server.address) as tool:
        text = f"{SENTENCE} She is an addict. 👋 They committed suicide."
        found = tool.check(text)
        places = [text[one.offset : one.offset + one.error_length] for one in found]
        assert places == ["committed suicide", "is an addict", "committed suicide"]
        assert tool.correct(text) == "👍 He died by suicide in 2019. She has an addiction. 👋 They died by suicide."
        tool.disabled_categories = {"person-first"}
        assert "addict" in tool.correct(text)
        tool.disabled_categories = set()
        tool.picky = True
        assert len(tool.check("The poet is confined to a wheelchair.")) == 1


def test_language_tool_python_is_told_of_other_languages(server):
    tool_module = pytest.importorskip("language_tool_python")
    with tool_module.LanguageTool("auto", remote_server=server.address) as tool:
        assert tool.check("Der Zug ist heute nicht gekommen, und wir sind zu Fuß gegangen.") == []
        assert len(tool.check(SENTENCE)) == 1
    with pytest.raises(ValueError, match="de-DE"):
        tool_module.LanguageTool("de-DE", remote_server=server.address)


def test_a_missing_program_skips_a_test_or_fails_it_where_it_has_to_be_there(program, monkeypatch, tmp_path):
    monkeypatch.delenv("SAFELINT_REQUIRE_PROGRAMS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program"):
        program("no-such-program")
    monkeypatch.setenv("SAFELINT_REQUIRE_PROGRAMS", "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        program("no-such-program")
    there = tmp_path / "there"
    there.touch(0o755)
    assert program("no-such-program", str(there)) == str(there)
