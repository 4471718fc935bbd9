"""Measure a pipeline on test corpora, from raw text with its own tokenizer.

    python evaluate.py PIPELINE TEST.spacy … [--output FIGURES.json]

Prints tag, POS, lemma, sentence and dependency scores for each corpus, and F1 of single relations under names that
both Universal Dependencies and ClearNLP pipelines can be compared by.
"""

import argparse
import json
import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from spacy.scorer import Scorer
from spacy.tokens import DocBin
from spacy.training import Example

# name: (labels, whether the head must be a verb)
RELATIONS = {
    "obj": ({"obj", "dobj"}, True),
    "amod": ({"amod"}, False),
    "compound": ({"compound"}, False),
    "nsubj of a verb": ({"nsubj"}, True),
    "nsubj:pass": ({"nsubj:pass", "nsubjpass"}, True),
}


def edges(doc, labels, verbal):
    """Character offsets of (head, dependent) for every relation named in ``labels``."""
    return {
        (token.head.idx, token.idx)
        for token in doc
        if token.dep_ in labels and (not verbal or token.head.pos_ == "VERB")
    }


def label(token, attribute):
    """A token's attribute as text."""
    value = getattr(token, attribute)
    return token.vocab.strings[value] if isinstance(value, int) else value


def score(nlp, gold):
    """All figures for one corpus, in percent."""
    predicted = list(nlp.pipe([doc.text for doc in gold]))
    examples = [Example(guess, doc) for guess, doc in zip(predicted, gold)]
    figures = Scorer.score_tokenization(examples)
    for attribute in ("tag", "pos", "morph", "lemma"):
        figures.update(Scorer.score_token_attr(examples, attribute))
    figures.update(
        Scorer.score_spans(
            examples,
            "sents",
            has_annotation=lambda doc: doc.has_annotation("SENT_START"),
            getter=lambda doc, name: doc.sents,
        )
    )
    figures.update(Scorer.score_deps(examples, "dep", getter=label, ignore_labels=("p", "punct")))
    result = {name: round(100 * value, 2) for name, value in figures.items() if isinstance(value, float)}
    for name, (labels, verbal) in RELATIONS.items():
        right, guessed = set(), set()
        for at, (guess, doc) in enumerate(zip(predicted, gold)):
            right |= {(at, *edge) for edge in edges(doc, labels, verbal)}
            guessed |= {(at, *edge) for edge in edges(guess, labels, verbal)}
        result[f"{name} F"] = round(200 * len(right & guessed) / max(1, len(right) + len(guessed)), 2)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pipeline", help="a folder or an installed pipeline")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    nlp = spacy.load(given.pipeline, exclude=["ner"])
    vocab = spacy.blank("en").vocab
    results = {}
    for corpus in given.corpora:
        results[corpus.stem] = score(nlp, list(DocBin().from_disk(corpus).get_docs(vocab)))
        print(corpus.stem, json.dumps(results[corpus.stem], indent=1))
    if given.output:
        given.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
