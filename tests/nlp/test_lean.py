"""A process of our own imports spaCy in part, and has all of it as soon as somebody asks."""

import json
import os
import subprocess
import sys

import pytest

START = """
import os, sys, json
from safelint.model.process import own
own()
from safelint.nlp import lean
from safelint.nlp.pipeline import Pipeline
"""
SENTENCES = ["He rested.", "She hasn't slept since 2.4.2019, and I'd've left.", "WHO SAID SO? www.example.org", "é—a"]
# None of these is needed to parse.
UNUSED = (
    *("pydantic", "importlib.metadata", "thinc.layers", "ruamel", "srsly.cloudpickle", "typer", "requests"),
    *("numpy.linalg._linalg", "numpy._typing._array_like", "wasabi.util"),
    *("spacy.cli", "spacy.pipeline.tagger", "spacy.ml.models", "spacy.displacy", "spacy.training.corpus", "spacy.kb"),
)


def run(code, **environment):
    command = [sys.executable, "-W", "ignore", "-c", code]
    told = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


def test_what_only_trains_is_not_imported():
    code = f"""{START}
pipeline = Pipeline()
pipeline.parse({SENTENCES})
from safelint.nlp.search import token_matches
print(list(token_matches('{{"pattern": [{{"LOWER": "rested"}}], "mark": []}}', pipeline.parse(["He rested."])[0])))
print([name for name in {UNUSED} if name in sys.modules], lean.is_lean(), len(sys.modules) < 420)
print(os.environ.get("OPENBLAS_NUM_THREADS"))
"""
    assert run(code, PYTHONPATH=os.pathsep.join(sys.path)).splitlines() == [
        "[[Span(start=3, end=9)]]",
        "[] True True",
        str(os.environ.get("OPENBLAS_NUM_THREADS")),
    ]


def test_a_program_that_uses_safelint_gets_spacy_as_it_is():
    code = START.replace("own()\n", "\n", 1).replace("own()", "") + "Pipeline().parse(['He rested.'])\n"
    assert run(code + "print(lean.is_lean(), 'thinc.layers' in sys.modules)") == "False True"


def test_where_spacy_is_there_already_it_is_used():
    code = f"import spacy\n{START}\nPipeline().parse(['He rested.'])\nprint(lean.is_lean(), lean.import_lean())"
    assert run(code) == "False False"


def parsed(start):
    code = """
docs = Pipeline().parse(%s)
print(json.dumps([[(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.norm_) for t in doc] for doc in docs]))
"""
    return json.loads(run(start + code % SENTENCES))


def test_a_sentence_is_parsed_alike():
    assert parsed(START) == parsed(START.replace("\nown()", "\n"))


# What a module holds, each name with its type.
HOLDS = """
libraries = ("spacy", "thinc", "srsly", "catalogue", "confection", "pydantic", "packaging", "numpy", "importlib")
passing = ("__warningregistry__", "__spec__", "__file__", "__cached__", "__doc__")
print(json.dumps({
    name: {one: f"{type(value).__module__}.{type(value).__name__}" for one, value in vars(module).items()
           if one not in passing}
    for name, module in sys.modules.items()
    if module and name.split(".")[0] in libraries and not name.startswith("spacy.lang")
}))
"""


def test_asked_for_anything_spacy_is_as_if_imported_in_the_usual_way():
    partly = json.loads(run(f"{START}\nassert lean.import_lean()\nimport spacy\nspacy.load\n{HOLDS}"))
    usually = json.loads(run(f"import json, sys\nimport spacy\n{HOLDS}"))
    assert partly == usually


USES = [
    "import spacy; print(spacy.blank('en')('It is.')[0].text)",
    "from spacy.lang.en import English; print(English()('It is.')[0].text)",
    "from spacy.lang.de import German; print(German()('It is.')[0].text)",
    "from spacy.training import Example as E; import spacy; print(E.from_dict(spacy.blank('en')('It is.'), {}).x[0])",
    "from spacy import matcher, vocab; matcher.Matcher(vocab.Vocab()).add('x', [[{'POS': 'X'}]]); print('It')",
    "from thinc.api import Config, chain, Linear; print(Config().from_str('[a]\\nb = \"It\"')['a']['b'])",
    "from thinc.layers import Linear; print('It' if Linear(2, 2).name else 0)",
    "import numpy; print('It' if 0 <= numpy.random.random() < 1 else 0)",
    "import numpy; print('It' if numpy.linalg.norm([3, 4]) == 5 else 0)",
    "import numpy; print('It' if (numpy.matrix([[1, 1], [0, 1]]) ** 3)[0, 1] == 3 else 0)",
    "from numpy.linalg import LinAlgError; print('It' if issubclass(LinAlgError, ValueError) else 0)",
    "import numpy.typing; print('It' if numpy.typing.NDArray else 0)",
    "import numpy; print('It' if numpy.fft.fft([1, 0]).size == 2 and numpy.ma.array([1]).sum() == 1 else 0)",
    "from numpy.random import default_rng; print('It' if default_rng(1).random() < 1 else 0)",
    "import srsly; print(srsly.pickle_loads(srsly.pickle_dumps('It')), srsly.yaml_dumps({}) and '')",
    "import importlib.metadata as m; print('It' if m.version('spacy') and m.entry_points() else 0)",
    "import spacy; spacy.registry.get('layers', 'Linear.v1'); print('It')",
    "from spacy.util import is_compatible_version as fits; print('It' if fits('1.2', 'nonsense') is None else 0)",
    "import spacy.cli; from spacy.cli import download; print('It')",
    "from spacy import displacy; print('It' if displacy.render else 0)",
]


def test_nothing_that_is_caught_has_a_stand_in():
    code = f"""{START}
assert lean.import_lean()
given = [one for module in lean.libraries() for one in vars(module).values() if isinstance(one, lean.StandIn)]
real = {{one.real() for one in given}}
print(len(real) > 10, [one for one in real if isinstance(one, type) and issubclass(one, BaseException)])
"""
    assert run(code) == "True []"


def test_a_name_that_a_library_lacks_is_put_off_no_longer():
    code = f"""{START}
lean._PUT_OFF = (*lean._PUT_OFF, "spacy.not_there", "not_there")
Pipeline().parse(["He rested."])
print(lean.is_lean(), "spacy.not_there" in sys.modules, "not_there" in sys.modules)
"""
    assert run(code) == "True False False"


@pytest.mark.parametrize("use", USES)
def test_every_way_into_spacy_works_after_a_parse(use):
    assert run(f"{START}\nPipeline().parse(['He rested.'])\nassert lean.is_lean()\n{use}").split()[0] == "It"


def test_another_pipeline_is_loaded_after_the_bundled_one(tmp_path):
    code = f"""{START}
import shutil
from safelint.nlp.loading import BUNDLED
shutil.copytree(BUNDLED, {str(tmp_path / "copy")!r})
one = Pipeline().parse(["He rested."])[0]
assert lean.is_lean()
pipeline = Pipeline({str(tmp_path / "copy")!r})
other = pipeline.parse(["He rested."])[0]
print(lean.is_lean(), type(pipeline._nlp).__name__, [t.tag_ for t in one] == [t.tag_ for t in other])
print([name for name in sys.modules if name.startswith(("spacy.cli", "typer"))])
"""
    assert run(code).splitlines() == ["False Stock True", "[]"]


@pytest.mark.parametrize(
    "change",
    [
        "lean._PARTS = (*lean._PARTS, 'spacy.not_there')",
        "lean._HOMES['Model'] = 'thinc.util'",
        "lean._PARTS = ('spacy.not_there', *lean._PARTS)",
        "lean._OPTIONAL = (*lean._OPTIONAL, 'preshed')",
    ],
)
def test_a_spacy_of_another_make_is_imported_whole(change):
    code = f"""{START}
{change}
doc = Pipeline().parse(["He rested."])[0]
import spacy
print(lean.is_lean(), [token.tag_ for token in doc][:2], spacy.blank("en")("It is.")[0])
"""
    assert run(code) == "False ['PRP', 'VBD'] It"


def test_frameworks_are_imported_only_when_somebody_asks(tmp_path):
    (tmp_path / "h5py.py").write_text("")
    code = f"""{START}
sys.path.insert(0, {str(tmp_path)!r})
Pipeline().parse(["He rested."])
import thinc.compat
print("h5py" in sys.modules, thinc.compat.h5py)
import spacy
spacy.load
print("h5py" in sys.modules, thinc.compat.h5py.__name__)
"""
    assert run(code).splitlines() == ["False None", "True h5py"]


def test_the_command_imports_it_so(tmp_path):
    (tmp_path / "a.md").write_text("Suicide is a loss for a town. He is an addict. She was a schizophrenic.\n")
    code = f"""
import atexit, sys
atexit.register(lambda: print(*[name for name in {UNUSED} if name in sys.modules], "spacy.tokens.doc" in sys.modules))
sys.argv = ["safelint", "check", "--isolated", "--no-cache", "--fail-on", "never", {str(tmp_path / "a.md")!r}]
from safelint.cli import run
run()
"""
    assert run(code).splitlines()[-1] == "True"
