"""The house stands as it was drawn: layers, tables, budgets, words, and nothing loaded that a run does not need."""

from __future__ import annotations

import ast
import json
import os
import pickle
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from safelint.contexts import CONTEXTS
from safelint.formats import FORMATS
from safelint.matchers import MATCHERS
from safelint.model.rule import TOPICS
from safelint.reporters import REPORTERS
from safelint.rulebook import builtin
from safelint.rulebook.shape import KEYS, schema

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "safelint").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_LINT = 300, 40, 150
# Modules and functions over budget, each with the reason.
OVER_BUDGET: dict[str, str] = {}
BANNED = re.compile(r"\b(violation|lint error|offen[cs]e found)\b", re.IGNORECASE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_keep_their_budget(path):
    text = path.read_text("utf-8")
    longest = LONGEST_LINT if path.match("engine/lint.py") else LONGEST_MODULE
    over = [name_of(path)] if text.count("\n") > longest else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and body[-1].end_lineno - body[0].lineno + 1 > LONGEST_FUNCTION:
                over.append(f"{name_of(path)}::{node.name}")
    assert [one for one in over if one not in OVER_BUDGET] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_room_for_what_has_no_home():
    assert not [path for path in MODULES if path.stem in {"utils", "common", "helpers", "base_types", "misc"}]


@pytest.mark.parametrize(
    ("room", "words"),
    [("matchers", MATCHERS), ("contexts", CONTEXTS), ("formats", FORMATS), ("reporters", REPORTERS)],
)
def test_each_word_of_a_table_has_its_module_its_tests_and_its_line_in_the_docs(room, words):
    docs = "\n".join(path.read_text("utf-8") for path in [*ROOT.glob("docs/*.md"), ROOT / "rules/README.md"])
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / room).rglob("*.py"))
    for word in words:
        assert (ROOT / "safelint" / room / f"{word.replace('-', '_')}.py").is_file(), word
        assert word in tests, f"no test in tests/{room} names {word}"
        assert re.search(rf"`{re.escape(word)}`|--format {word}\b", docs), f"no page of docs names `{word}`"


def test_every_module_in_a_room_of_words_is_in_its_table():
    aids = {"triggers", "directory", "cited"}
    for room, words in (("matchers", MATCHERS), ("contexts", CONTEXTS)):
        modules = {path.stem.replace("_", "-") for path in (ROOT / "safelint" / room).glob("*.py")} - {"--init--"}
        assert modules - aids == set(words)


def test_the_schema_is_fresh():
    page = ROOT / "rules/schema.json"
    if os.environ.get("SNAP"):
        page.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    assert json.loads(page.read_text("utf-8")) == schema(), "run `make snap`"


def test_the_template_shows_every_key():
    template = (ROOT / "rules/_template.yaml").read_text("utf-8")
    assert [key for key in KEYS if not re.search(rf"^#? ?{key}:", template, re.MULTILINE)] == []


def test_rule_folders_are_topics():
    folders = {path.name for path in (builtin() / "en").iterdir() if not path.name.startswith("_")}
    assert folders <= set(TOPICS)


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    return run.stdout


HEAVY = {"spacy", "thinc", "numpy", "yaml", "msgspec", "pyromark", "ahocorasick_rs", "pygls", "lsprotocol"}


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["check", "--help"]])
def test_asking_for_help_loads_nothing_heavy(args):
    code = (
        "import sys; from safelint.cli import main\n"
        f"try: main({args!r})\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    )
    loaded = set(ast.literal_eval(python(code).strip().splitlines()[-1]))
    assert loaded & HEAVY == set()


def test_importing_the_package_loads_nothing_heavy():
    assert (
        set(ast.literal_eval(python("import sys, safelint; print(sorted(sys.modules))"))) & (HEAVY | {"click"}) == set()
    )


def run_check(tmp_path: Path, text: str) -> set[str]:
    file = tmp_path / "post.md"
    file.write_text(text, "utf-8")
    code = (
        "import os, sys\n"
        f"os.environ['SAFELINT_CACHE'] = {str(tmp_path / 'cache')!r}\n"
        "from safelint.cli import main\n"
        f"try: main(['check', '--isolated', '--fail-on', 'never', {str(file)!r}])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(sorted(sys.modules))"
    )
    return set(ast.literal_eval(python(code).strip().splitlines()[-1]))


def test_a_text_without_trigger_words_needs_no_spacy_and_a_second_run_no_yaml(tmp_path):
    text = "# A walk by the sea\n\nThe water was cold and the sky was wide. We had tea.\n"
    run_check(tmp_path, text)
    assert run_check(tmp_path, text) & {"spacy", "thinc", "numpy", "yaml"} == set()


# All of safelint that a run over a text without trigger words imports, once rules and gate are compiled.
QUICK = {
    "safelint",
    "safelint.cli",
    "safelint.cli.quick",
    "safelint.model",
    "safelint.model.inputs",
    "safelint.model.screen",
    "safelint.model.stamp",
    "safelint.model.version",
    "safelint.nlp",
    "safelint.nlp.gate",
    "safelint.nlp.gatenumbers",
    "safelint.nlp.gatetext",
    "safelint.runner",
    "safelint.runner.again",
    "safelint.runner.cache",
    "safelint.runner.gates",
    "safelint.runner.program",
    "safelint.runner.quick",
}
SLOW = HEAVY | {
    *("click", "dataclasses", "functools", "hashlib", "inspect", "json", "pathlib", "pickle", "sqlite3", "textwrap"),
    "typing",
}


def test_a_text_without_trigger_words_imports_next_to_nothing(tmp_path):
    text = "# A walk by the sea\n\nThe water was cold and the sky was wide. We had tea.\n"
    run_check(tmp_path, "Snap out of it.\n")
    loaded = run_check(tmp_path, text)
    assert {name for name in loaded if name.startswith("safelint")} == QUICK
    assert loaded & SLOW == set()


def test_a_text_whose_findings_need_no_parser_needs_no_spacy(tmp_path):
    run_check(tmp_path, "He committed suicide in 2019.\n")
    loaded = run_check(tmp_path, "He committed suicide in 2018.\n")
    assert "safelint.engine.lint" in loaded
    assert loaded & {"difflib", "numpy", "spacy", "subprocess", "tempfile", "thinc", "yaml"} == set()


def nouns():
    for path in sorted((ROOT / "safelint/model").glob("*.py")):
        module = import_module(f"safelint.model.{path.stem}" if path.stem != "__init__" else "safelint.model")
        for value in vars(module).values():
            if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
                yield value


def sample(kind):
    """An instance with something in every field."""
    from safelint.model.pattern import Phrase, Slot

    hints = {"Pattern": Phrase("a", (Slot(),), ("a",), literal=True, mark=(0, 1))}
    import typing

    types = typing.get_type_hints(kind)

    def make(hint):
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is tuple:
            return tuple(make(arg) for arg in args if arg is not Ellipsis)
        if origin is dict:
            return {make(args[0]): make(args[1])}
        if args:  # a union: Pattern, or something | None
            return hints["Pattern"] if Phrase in args else make(next(arg for arg in args if arg is not type(None)))
        if hint in {str, int, bool, float}:
            return {str: "x", int: 1, bool: True, float: 0.5}[hint]
        if is_dataclass(hint):
            return sample(hint)
        return next(iter(hint))  # an enumeration

    return kind(**{one.name: make(types[one.name]) for one in fields(kind)})


@pytest.mark.parametrize("kind", list(nouns()), ids=lambda kind: kind.__name__)
def test_every_noun_is_frozen_pickles_and_round_trips_through_json(kind):
    one = sample(kind)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301
    plain = json.loads(msgspec.json.encode(one))
    assert plain
    with pytest.raises(AttributeError):
        setattr(one, fields(kind)[0].name, None)


def test_the_words_of_the_house():
    texts = {name_of(path): path.read_text("utf-8") for path in MODULES}
    assert [name for name, text in texts.items() if BANNED.search(text)] == []


def test_version_stands_in_two_places_and_says_the_same():
    from safelint import __version__

    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_layers_are_kept():
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout[-2000:]
