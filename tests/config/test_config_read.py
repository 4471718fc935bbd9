"""Config files: found upwards, read with every scalar a string, and complained about where it helps."""

import subprocess
import sys

import pytest

from safelint.config import retired
from safelint.config.read import NAMES, find, read
from safelint.config.settings import Settings
from safelint.model.errors import ConfigError
from safelint.model.rule import Severity

FULL = """\
extends: newsroom
audience: [us, NO]
fail-on: warning
min-severity: warning
select: [stigma, addict]
ignore: epidemic
severity: {addict: advice}
identity-first: [autistic, deaf]
vocabulary: [Suicide Squad, 1408]
packs: [./our-rules]
exclude: ["drafts/**", "*.bak.md"]
pipeline: en_core_web_md
overrides:
  - files: ["clinical/**"]
    preset: clinical
    audience: GB
    ignore: [patient]
    severity: {addict: error}
"""

TOML = """\
[project]
name = "a"

[tool.safelint]
audience = ["US"]
fail-on = "warning"
severity = {addict = "advice"}

[[tool.safelint.overrides]]
files = ["clinical/**"]
preset = "clinical"
"""


def write(folder, text, name="safelint.yaml"):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def complaint(path):
    with pytest.raises(ConfigError) as caught:
        read(path)
    return caught.value


def test_every_key_is_read(tmp_path):
    (tmp_path / "our-rules").mkdir()
    settings = read(write(tmp_path, FULL))
    assert settings.preset == "newsroom"
    assert settings.audience == ("US", "NO")
    assert (settings.fail_on, settings.min_severity) == (Severity.WARNING, Severity.WARNING)
    assert (settings.select, settings.ignore) == (("stigma", "addict"), ("epidemic",))
    assert settings.severity == {"addict": Severity.ADVICE}
    assert settings.identity_first == ("autistic", "deaf")
    assert settings.vocabulary == ("Suicide Squad", "1408")
    assert settings.packs == (str(tmp_path / "our-rules"),)
    assert settings.pipeline == "en_core_web_md"
    assert settings.excludes(str(tmp_path / "drafts" / "a.md"))
    assert settings.excludes(str(tmp_path / "posts" / "a.bak.md"))
    assert not settings.excludes(str(tmp_path / "posts" / "a.md"))


def test_overrides_count_for_their_files_only(tmp_path):
    (tmp_path / "our-rules").mkdir()
    settings = read(write(tmp_path, FULL))
    clinical = settings.for_file(str(tmp_path / "clinical" / "deep" / "a.md"))
    assert (clinical.preset, clinical.audience) == ("clinical", ("GB",))
    assert clinical.ignore == ("epidemic", "patient")
    assert clinical.severity == {"addict": Severity.ERROR}
    assert settings.for_file(str(tmp_path / "posts" / "a.md")).preset == "newsroom"


def test_never_and_empty_values(tmp_path):
    settings = read(write(tmp_path, "fail-on: never\nignore:\naudience: []\n"))
    assert settings.fail_on is None
    assert settings.ignore == ()


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_file_changes_nothing(tmp_path, text):
    path = write(tmp_path, text)
    assert read(path) == Settings(path=str(path))


def test_pyproject(tmp_path):
    settings = read(write(tmp_path, TOML, "pyproject.toml"))
    assert (settings.audience, settings.fail_on) == (("US",), Severity.WARNING)
    assert settings.for_file(str(tmp_path / "clinical" / "a.md")).preset == "clinical"


@pytest.mark.parametrize(
    ("text", "line", "shown", "says"),
    [
        ("fail-on: error\nignroe: [a]\n", 2, "ignroe: [a]", "Did you mean “ignore”?"),
        ("fail_on: error\n", 1, "fail_on: error", "Did you mean “fail-on”?"),
        ("preset: strict\n", 1, "preset: strict", "Did you mean “extends”?"),
        ("fail-on: eror\n", 1, "fail-on: eror", "Did you mean “error”?"),
        ("fail-on: [error]\n", 1, "fail-on: [error]", "is one of advice, warning, error, never."),
        ("severity:\n  addict: off\n", 2, "addict: off", "list it under ignore"),
        ("severity: error\n", 1, "severity: error", "rule: severity pairs"),
        ("audience:\n  - US\n  - UK\n", 3, "- UK", "Did you mean “GB”?"),
        ("audience: [Utopia]\n", 1, "audience: [Utopia]", "Two letters"),
        ("ignore:\n  - {a: b}\n", 2, "- {a: b}", "one word or name"),
        ("ignore: {a: b}\n", 1, "ignore: {a: b}", "takes a list"),
        ("pipeline: [a]\n", 1, "pipeline: [a]", "takes one word"),
        ("packs: [./nowhere]\n", 1, "packs: [./nowhere]", "there is none at"),
        ('exclude: ["[z-a]"]\n', 1, 'exclude: ["[z-a]"]', "no file pattern"),
        ("ignore: [a]\nignore: [b]\n", 2, "ignore: [b]", "second time, first on line 1"),
        ("overrides:\n  - preset: clinical\n", 2, "- preset: clinical", "which files"),
        ("overrides:\n  - files: [a]\n    extends: b\n", 3, "extends: b", "is no setting"),
        ("overrides: [a]\n", 1, "overrides: [a]", "each item has files"),
        ("a: b: c\n", 1, "a: b: c", "not YAML"),
        ("fail-on:\n\terror\n", 2, "error", "not tabs"),
        ("- error\n", 1, "- error", "holds settings"),
        ("just words\n", 1, "just words", "holds settings"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, text, line, shown, says):
    error = complaint(write(tmp_path, text))
    (first, *_) = error.complaints
    assert first.line == line
    assert first.shown.strip() == shown
    assert says in str(error)
    assert f"safelint.yaml:{line}: " in str(error)


def test_everything_wrong_is_said_at_once(tmp_path):
    assert len(complaint(write(tmp_path, "fail-on: x\nignroe: a\naudience: UK\n")).complaints) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[tool.safelint]\nignroe = ['a']\n", "pyproject.toml:2: “ignroe” is no setting."),
        ("[tool.safelint]\naudience = true\n", "pyproject.toml:2: “audience” takes country codes"),
        ("[tool.safelint\n", "pyproject.toml: This is not TOML"),
        ("[tool.other]\n", "no [tool.safelint] table"),
    ],
)
def test_pyproject_complaints(tmp_path, text, says):
    assert says in str(complaint(write(tmp_path, text, "pyproject.toml")))


@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe\x00", b"a: \x00\n", b"a: &a [*a]\n", b"ignore: " + b"[" * 5000 + b"\n", b"%YAML 9\n", b"? [a]\n: b\n"],
)
def test_a_broken_file_is_an_error_and_no_traceback(tmp_path, text):
    assert str(complaint(write(tmp_path, text)))


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    assert "can't be read" in str(complaint(tmp_path / "none.yaml"))
    assert "is a folder; a config file is needed" in str(complaint(tmp_path))


def test_extends_a_file_adds_to_lists_and_replaces_the_rest(tmp_path):
    (tmp_path / "site").mkdir()
    write(tmp_path, "extends: newsroom\nignore: [a]\naudience: US\nexclude: [old/**]\nseverity: {a: error, b: error}\n")
    path = write(tmp_path / "site", "extends: ../safelint.yaml\nignore: [b]\naudience: GB\nseverity: {b: advice}\n")
    settings = read(path)
    assert settings.preset == "newsroom"
    assert settings.ignore == ("a", "b")
    assert settings.audience == ("GB",)
    assert settings.severity == {"a": Severity.ERROR, "b": Severity.ADVICE}
    assert settings.excludes(str(tmp_path / "old" / "a.md"))
    assert settings.path == str(path)


def test_extends_later_wins(tmp_path):
    write(tmp_path, "extends: newsroom\n", "base.yaml")
    assert read(write(tmp_path, "extends: [strict, ./base.yaml]\n")).preset == "newsroom"
    assert read(write(tmp_path, "extends: [./base.yaml, strict]\n")).preset == "strict"


def test_extends_in_a_circle_is_refused(tmp_path):
    write(tmp_path, "extends: ./safelint.yaml\n", "b.yaml")
    assert "leads back" in str(complaint(write(tmp_path, "extends: ./b.yaml\n")))


@pytest.mark.parametrize("name", NAMES)
def test_found_upwards(tmp_path, name):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    path = write(tmp_path / "a", "", name)
    assert find(deep) == path


def test_the_nearest_counts_and_pyproject_only_with_our_table(tmp_path):
    deep = tmp_path / "a"
    deep.mkdir()
    outer = write(tmp_path, "")
    write(deep, "[project]\nname = 'a'\n", "pyproject.toml")
    assert find(deep) == outer
    write(deep, "[tool.safelint]\n", "pyproject.toml")
    assert find(deep) == deep / "pyproject.toml"


def test_a_retired_setting_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(retired.RETIRED, "old-key", "Write ignore instead.")
    assert "“old-key” is no longer a setting. Write ignore instead." in str(complaint(write(tmp_path, "old-key: a\n")))


def test_retired_settings_are_not_settings():
    from safelint.config.shape import KEYS

    assert not set(retired.RETIRED) & set(KEYS)
    assert all(sentence.endswith(".") for sentence in retired.RETIRED.values())


def test_no_yaml_without_a_config_file(tmp_path):
    code = (
        "import sys, pathlib; from safelint.config.read import find; "
        "find(pathlib.Path(sys.argv[1])); print({'yaml', 'tomllib'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
