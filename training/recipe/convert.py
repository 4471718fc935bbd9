"""Turn CoNLL-U treebanks into the binary corpora that `spacy train` reads.

    python convert.py OUT.spacy train|test FILE.conllu[.xz] …

The surface text is kept and multiword tokens are split into syntactic words. With `train`, sentences are put together
in small random groups within a paragraph or document (the seed is fixed), so that the parser learns to live with
several sentences and with one; with `test`, a paragraph is one document, which is what a linter sees.
"""

import argparse
import lzma
import random
from collections import Counter
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

GROUP_SIZES = [1, 1, 2, 3, 4, 5, 6, 8]
STAY_IN_DOCUMENT = 0.3  # share of paragraph breaks that a training group reaches over


def read(path):
    """Yield (new document?, new paragraph?, rows, multiword tokens) for each sentence of a file."""
    opener = lzma.open if Path(path).suffix == ".xz" else open
    new_doc = new_par = False
    rows, multiword = [], {}
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                new_doc |= line.startswith("# newdoc")
                new_par |= line.startswith(("# newdoc", "# newpar"))
            elif not line:
                if rows:
                    yield new_doc, new_par, rows, multiword
                    new_doc = new_par = False
                rows, multiword = [], {}
            else:
                columns = line.split("\t")
                if "-" in columns[0]:
                    first, last = map(int, columns[0].split("-"))
                    multiword[first] = (last, columns[1], "SpaceAfter=No" not in columns[9])
                elif "." not in columns[0]:
                    rows.append(columns)
    if rows:
        yield new_doc, new_par, rows, multiword


def spaced(sentence, stats):
    """Work out which words are followed by a space."""
    new_doc, new_par, rows, multiword = sentence
    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
    for first, (last, form, space) in multiword.items():
        stats["multiword"] += 1
        stats["multiword not a concatenation"] += "".join(row[1] for row in rows[first - 1 : last]) != form
        spaces[first - 1 : last] = [False] * (last - first) + [space]
    stats["sentences"] += 1
    stats["words"] += len(rows)
    return new_doc, new_par, rows, spaces


def as_doc(vocab, group):
    """One Doc from a group of sentences."""
    fields = {name: [] for name in ("words", "spaces", "tags", "pos", "morphs", "lemmas", "heads", "deps")}
    for _, _, rows, spaces in group:
        offset = len(fields["words"])
        fields["spaces"] += spaces
        for at, row in enumerate(rows):
            head = int(row[6])
            fields["words"].append(row[1])
            fields["tags"].append(row[4])
            fields["pos"].append(row[3])
            fields["morphs"].append("" if row[5] == "_" else row[5])
            fields["lemmas"].append(row[2] if row[2] != "_" or row[1] == "_" else row[1])
            fields["heads"].append(offset + (head - 1 if head else at))
            fields["deps"].append(row[7] if head else "ROOT")
    return Doc(vocab, **fields)


def groups(path, mode, rng, stats):
    """Yield the sentences of a file in the groups that become documents."""
    train = mode == "train"
    group, limit = [], rng.choice(GROUP_SIZES)
    for sentence in read(path):
        sentence = spaced(sentence, stats)
        new_doc, new_par = sentence[:2]
        if group and (
            new_doc
            or (new_par and (not train or rng.random() >= STAY_IN_DOCUMENT))
            or (train and len(group) >= limit)
        ):
            yield group
            group, limit = [], rng.choice(GROUP_SIZES)
        group.append(sentence)
    if group:
        yield group


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("mode", choices=["train", "test"])
    parser.add_argument("treebanks", nargs="+")
    given = parser.parse_args()
    vocab, rng, stats = spacy.blank("en").vocab, random.Random(0), Counter()
    corpus = DocBin(store_user_data=False)
    for path in given.treebanks:
        for group in groups(path, given.mode, rng, stats):
            corpus.add(as_doc(vocab, group))
            stats["documents"] += 1
    given.out.parent.mkdir(parents=True, exist_ok=True)
    corpus.to_disk(given.out)
    print(given.out, dict(stats))


if __name__ == "__main__":
    main()
