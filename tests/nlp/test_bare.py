"""The bundled pipeline put together by hand is the one that spaCy loads, number for number."""

import re
from pathlib import Path

import pytest
import spacy

from safelint.nlp import bare as bare_module
from safelint.nlp import loading
from safelint.nlp.bare import Bare
from safelint.nlp.loading import BUNDLED, LEMMATISER, Stock
from safelint.nlp.pipeline import BATCH, Pipeline

ROOT = Path(__file__).parents[2]
ODD = [
    "",
    " ",
    "\n",
    "  He  ate —\twell…\n\n",
    "Don't! I'd've gone @ 5p.m. to the U.S. (see e.g. www.example.org/a?b=c or a@b.co), it's 5km or US$5.",
    "A smile : ) is no :) and : ) ) is neither :-)) nor : - ) )",
    "“Don't!” said O'Neil; it'sn't…",
    "cannot gonna wanna Cannot ain't y'all ’em 'cause o'clock C++ .50 1.5-2.5% a/b self-harm—no",
    "éàü 他很好。 ع 5° C. 🙂🙂 \xa0 x\xa0y",
    "colour color favour Favor aint AINT doin' Doin’",
    "W.H.O. WHO WHO. I. I.B.M",
]


def sentences():
    """Lines of prose, quoted rules and tables of this project."""
    paths = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md"), ROOT / "README.md"]
    texts = [path.read_text("utf-8") for path in sorted(paths)]
    found = [one for text in texts for one in re.split(r"(?<=[.!?])\s+|\n\n+", text) if one]
    return list(dict.fromkeys(ODD + found))[:1500]


@pytest.fixture(scope="module")
def ours():
    return Bare(BUNDLED)


@pytest.fixture(scope="module")
def theirs():
    return spacy.load(BUNDLED, disable=[LEMMATISER])


def tokenised(tokenizer, texts):
    docs = [tokenizer(text) for text in texts]
    for doc in docs:
        for token in doc[1:]:
            token.is_sent_start = False
    return docs


def seen(doc):
    """All that a rule could ask of a text."""
    return [
        (
            *(token.text, token.whitespace_, token.idx, token.lower_, token.norm_, token.shape_, token.prefix_),
            *(token.tag_, token.pos_, str(token.morph), token.dep_, token.head.i, token.is_sent_start, token.lang_),
            *(token.is_punct, token.is_alpha, token.is_digit, token.like_num, token.is_title, token.is_stop),
            *(token.like_url, token.like_email, token.is_space, token.is_quote, token.is_oov, token.lemma_),
        )
        for token in doc
    ]


def test_every_sentence_is_parsed_alike_to_the_last_bit(ours, theirs):
    texts = sentences()
    here = list(ours.pipe(tokenised(ours.tokenizer, texts), batch_size=BATCH))
    there = list(theirs.pipe(tokenised(theirs.tokenizer, texts), batch_size=BATCH))
    assert len(here) == len(there) == len(texts)
    for one, other in zip(here, there, strict=True):
        assert seen(one) == seen(other)
        assert one.tensor.tobytes() == other.tensor.tobytes()


def test_every_word_has_the_same_lemma(ours, theirs):
    parts = dict(theirs.components)
    for text in sentences()[:400]:
        doc = parts[LEMMATISER](parts["tok2vec"](theirs.tokenizer(text)))
        assert ours.lemmas(ours.tokenizer(text)) == [token.lemma_ for token in doc]


@pytest.mark.parametrize("order", [1, -1])
def test_exceptions_are_told_when_a_text_holds_them(theirs, order, monkeypatch):
    monkeypatch.setattr(bare_module, "MANY", 12)
    fresh = Bare(BUNDLED)
    known = len(fresh._exceptions)
    assert known > 1000
    texts = [*ODD, *fresh._exceptions][::order]
    fresh.tokenizer("can't")
    assert known - 10 < len(fresh._exceptions) < known
    assert " " in fresh._exceptions
    fresh.tokenizer("a  b")
    assert " " not in fresh._exceptions
    for text in texts:
        assert [(token.text, token.norm_) for token in fresh.tokenizer(text)] == [
            (token.text, token.norm_) for token in theirs.tokenizer(text)
        ]
    assert not fresh._exceptions


@pytest.mark.parametrize("error", [AttributeError, ImportError, KeyError, TypeError, ValueError])
def test_another_spacy_loads_the_pipeline_its_own_way(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr("safelint.nlp.network.Vectors.__init__", fail)
    pipeline = Pipeline()
    assert pipeline.parse(["He rested."])[0][1].tag_ == "VBD"
    assert isinstance(pipeline._nlp, Stock)


def test_a_pipeline_that_parses_otherwise_is_not_taken(monkeypatch):
    monkeypatch.setattr(bare_module, "_PARSED", [("NN", "ROOT")])
    with pytest.raises(ValueError, match="some other way"):
        Bare(BUNDLED)
    assert isinstance(loading.load(loading.locate("")), Stock)


@pytest.mark.parametrize("part", ["tok2vec", "parser"])
def test_a_network_of_another_make_is_not_taken(tmp_path, part):
    saved = tmp_path / "model"
    other = {"tok2vec": "parser", "parser": "tok2vec"}[part]
    saved.write_bytes((BUNDLED / other / "model").read_bytes())
    from thinc.api import NumpyOps

    from safelint.nlp.network import Vectors
    from safelint.nlp.steps import steps

    with pytest.raises(ValueError, match=r"not the network|not enough values"):
        (Vectors if part == "tok2vec" else steps)(NumpyOps(), saved)
