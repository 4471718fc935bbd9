"""The language pipeline: when it loads, what it keeps, and what it gets right and wrong."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys

import pytest

from safelint.model.errors import SafelintError
from safelint.nlp.loading import BUNDLED
from safelint.nlp.pipeline import LONGEST, UD_RELATIONS, Pipeline, lemma


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


@pytest.fixture
def token(pipeline):
    """A function from a sentence and one of its words to that word's token."""

    def find(sentence, word):
        return next(found for found in pipeline.parse([sentence])[0] if found.text == word)

    return find


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


# -- loading


def test_nothing_is_imported_until_the_first_sentence():
    code = """
import sys
from safelint.nlp.pipeline import Pipeline
pipeline = Pipeline()
pipeline.parse([])
print(pipeline.version, pipeline.loaded, "spacy" in sys.modules, "numpy" in sys.modules)
"""
    assert run(code) == "en 0.1.0 False False False"


def test_spacy_comes_without_its_command_line_and_is_whole_afterwards():
    code = """
import sys
from safelint.nlp.pipeline import Pipeline
pipeline = Pipeline()
pipeline.parse(["He rested."])
assert pipeline.loaded
assert not [name for name in sys.modules if name.startswith(("spacy.cli", "typer", "weasel", "requests"))]
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
from spacy.cli.info import info
from spacy.cli import download
print(spacy.cli.info is not None)
"""
    assert run(code) == "True"


def test_spacy_imported_by_somebody_else_is_used_as_it_is():
    code = """
import spacy, spacy.cli
cli = spacy.cli
from safelint.nlp.pipeline import Pipeline
Pipeline().parse(["He rested."])
import sys
print(sys.modules["spacy"] is spacy and spacy.cli is cli)
"""
    assert run(code) == "True"


def test_an_unknown_pipeline_is_named_with_what_to_do():
    with pytest.raises(SafelintError, match=r"“xx_nothing_there” is not installed.*Leave the setting empty"):
        Pipeline("xx_nothing_there")
    with pytest.raises(SafelintError, match="not installed"):
        Pipeline("../json")
    with pytest.raises(SafelintError, match="not installed"):
        Pipeline("json")


def installed(folder, name):
    """Lay out the bundled pipeline as an installed package called ``name``."""
    package = folder / name
    package.mkdir()
    shutil.copytree(BUNDLED, package / f"{name}-1.2.0")
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n"
        "def load(**options):\n    return load_model_from_init_py(__file__, **options)\n"
    )
    meta = (BUNDLED / "meta.json").read_text("utf-8").replace('"0.1.0"', '"1.2.0"')
    meta = meta.replace('"name": "safelint"', f'"name": "{name.removeprefix("en_")}"')
    (package / "meta.json").write_text(meta, "utf-8")
    info = folder / f"{name}-1.2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.0\n")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")


def test_an_installed_pipeline_is_loaded_by_name(tmp_path, monkeypatch):
    installed(tmp_path, "en_probe")
    monkeypatch.syspath_prepend(tmp_path)
    named = Pipeline("en_probe")
    assert named.version == "en_probe 1.2.0"
    assert lemma(named.parse(["He rested."])[0][1]) == "rest"
    with pytest.raises(SafelintError, match=r"Installed: en_probe\."):
        Pipeline("en_prob")


def test_a_folder_is_loaded_by_path():
    named = Pipeline(str(BUNDLED))
    assert named.version.endswith(" 0.1.0")
    assert named.parse(["He rested."])[0][1].pos_ == "VERB"


def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    import spacy

    nlp = spacy.load(BUNDLED, exclude=["parser"])
    nlp.to_disk(tmp_path / "half")
    with pytest.raises(SafelintError, match="has no parser"):
        Pipeline(str(tmp_path / "half")).parse(["He rested."])


def test_a_broken_pipeline_is_refused(tmp_path):
    (tmp_path / "meta.json").write_text('{"lang": "en", "version": "1.0.0"}')
    with pytest.raises(SafelintError, match="can't be loaded"):
        Pipeline(str(tmp_path)).parse(["He rested."])


def test_relations_of_stock_pipelines_come_under_their_universal_names(pipeline):
    stock = Pipeline()
    stock._nlp = pipeline._load()
    stock._relations = {"nsubj": UD_RELATIONS["nsubjpass"], "obj": UD_RELATIONS["dobj"]}
    doc = stock.parse(["She hugged him."])[0]
    assert [token.dep_ for token in doc] == ["nsubj:pass", "ROOT", "obj", "punct"]


def test_a_pipeline_travels_to_other_processes_unloaded(pipeline):
    pipeline.parse(["He rested."])
    again = pickle.loads(pickle.dumps(pipeline))  # noqa: S301 - our own bytes
    assert (again.name, again.version, again.loaded) == ("", pipeline.version, False)


# -- parsing


def test_docs_come_in_order_and_keep_their_text(pipeline):
    texts = [
        "She rested.",
        "",
        "He  ate — well…",
        "She rested.",
        " 988 ",
        "ANNA AND BEN WENT HOME",
        "“Don't!” said O'Neil.",
    ]
    assert [doc.text for doc in pipeline.parse(texts)] == texts


def test_a_text_is_one_sentence_whatever_it_looks_like(pipeline):
    doc = pipeline.parse(["He left. She stayed! They ate"])[0]
    assert len(list(doc.sents)) == 1


def test_parsed_sentences_are_remembered_within_bounds():
    small = Pipeline(remember=2)
    one, two = small.parse(["One rested.", "Two rested."])
    assert small.parse(["One rested."])[0] is one
    small.parse(["Three rested."])
    assert small.parse(["One rested."])[0] is one
    assert small.parse(["Two rested."])[0] is not two


def test_parses_do_not_depend_on_company(pipeline):
    def signs(doc):
        return [(token.tag_, token.pos_, lemma(token), token.dep_, token.head.i) for token in doc]

    texts = [
        f"Number {n} said that {'very ' * (n % 7)}long talks help people {'a lot' if n % 2 else ''}." for n in range(80)
    ]
    together = Pipeline().parse(texts)
    assert [signs(doc) for doc in together] == [signs(pipeline.parse([text])[0]) for text in texts]


def test_a_text_without_any_stops_is_parsed_in_pieces(pipeline):
    text = "rest and sleep " * LONGEST
    doc = pipeline.parse([text])[0]
    assert doc.text == text
    assert doc.has_annotation("DEP")
    assert max(len(sent) for sent in doc.sents) == LONGEST


def test_capitals_are_parsed_as_running_text(pipeline):
    text = "SHE SUFFERS FROM SEVERE DEPRESSION."
    doc = pipeline.parse([text])[0]
    plain = pipeline.parse([text.capitalize()])[0]
    assert [token.dep_ for token in doc] == [token.dep_ for token in plain]
    assert [lemma(token) for token in doc] == [lemma(token) for token in plain]
    assert [token.idx for token in doc] == [token.idx for token in plain]
    assert doc[1].text == "SUFFERS"


def test_title_case_is_parsed_as_running_text(token):
    found = token("Singer Who Suffers From Depression Speaks", "Suffers")
    assert (found.pos_, lemma(found), found.dep_) == ("VERB", "suffer", "acl:relcl")


def test_matchers_work_on_what_comes_out(pipeline):
    from spacy.matcher import DependencyMatcher, Matcher

    doc = pipeline.parse(["SUICIDE WAS COMMITTED HERE."])[0]
    flat = Matcher(pipeline.vocab)
    flat.add("flat", [[{"LOWER": "was"}, {"LOWER": "committed", "POS": "VERB", "DEP": "ROOT"}]])
    assert [(start, end) for _, start, end in flat(doc)] == [(1, 3)]
    tree = DependencyMatcher(pipeline.vocab)
    suicide = {"DEP": {"IN": ["obj", "nsubj:pass"]}, "LOWER": "suicide"}
    tree.add(
        "tree",
        [
            [
                {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": "committed"}},
                {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "what", "RIGHT_ATTRS": suicide},
            ]
        ],
    )
    assert [places for _, places in tree(doc)] == [[2, 0]]


# -- what rule writers rely on


@pytest.mark.parametrize(
    ("sentence", "word", "pos", "dep", "head"),
    [
        ("He committed suicide in 2019.", "suicide", "NOUN", "obj", "committed"),
        ("Suicide was committed.", "Suicide", "NOUN", "nsubj:pass", "committed"),
        ("The agency is committed to suicide prevention.", "suicide", "NOUN", "compound", "prevention"),
        ("She suffers from severe depression.", "depression", "NOUN", "obl", "suffers"),
        ("The mentally ill are often ignored.", "ill", "ADJ", "nsubj:pass", "ignored"),
        ("Mentally ill people deserve respect.", "ill", "ADJ", "amod", "people"),
        ("Schizophrenics are not violent.", "Schizophrenics", "NOUN", "nsubj", "violent"),
        ("A schizophrenic man was arrested.", "schizophrenic", "ADJ", "amod", "man"),
        ("He is a drug addict.", "addict", "NOUN", "ROOT", "addict"),
        ("He is a drug addict.", "drug", "NOUN", "compound", "addict"),
        ("You need to stop doing this.", "stop", "VERB", "xcomp", "need"),
        ("Stop it, or I will leave you.", "Stop", "VERB", "ROOT", "Stop"),
        ("Stop it, or I will leave you.", "leave", "VERB", "conj", "Stop"),
        ("She doesn't have anorexia.", "n't", "PART", "advmod", "have"),
    ],
)
def test_parse(token, sentence, word, pos, dep, head):
    found = token(sentence, word)
    assert (found.pos_, found.dep_, found.head.text) == (pos, dep, head)


# -- known weak points: a test that passes one day says that a training helped


@pytest.mark.xfail(reason="label and verb are read as a compound")
@pytest.mark.parametrize(
    ("sentence", "word", "dep", "head"),
    [
        ("The schizophrenic heard voices.", "schizophrenic", "nsubj", "heard"),
        ("The mentally ill need care.", "ill", "nsubj", "need"),
        ("The mentally ill patient slept.", "ill", "amod", "patient"),
        ("Her cutting got worse last year.", "cutting", "nsubj", "got"),
        ("We do not use the term “commit suicide” here.", "suicide", "obj", "commit"),
    ],
)
def test_weak_relation(token, sentence, word, dep, head):
    found = token(sentence, word)
    assert (found.dep_, found.head.text) == (dep, head)


@pytest.mark.xfail(reason="a verb at the start of a sentence is taken for a name")
def test_weak_imperative(token):
    assert token("Snap out of it.", "Snap").pos_ == "VERB"


@pytest.mark.xfail(reason="the lemmatizer cuts endings of words it never saw; rules match written forms")
@pytest.mark.parametrize(
    ("sentence", "word", "base"),
    [
        ("The addict relapsed again.", "relapsed", "relapse"),
        ("He hanged on.", "hanged", "hang"),
        ("Anorexics need care.", "Anorexics", "anorexic"),
        ("Alcoholics often recover.", "Alcoholics", "alcoholic"),
    ],
)
def test_weak_lemma(token, sentence, word, base):
    assert lemma(token(sentence, word)) == base


def test_the_tagger_sees_the_verb_after_a_label_even_where_the_parser_does_not(token):
    assert token("The schizophrenic heard voices.", "heard").tag_ == "VBD"
    assert token("The mentally ill need care.", "need").tag_ == "VBP"
