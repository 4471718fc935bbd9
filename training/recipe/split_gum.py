"""Put the openly licensed documents of a GUM checkout into train, dev and test files, with a manifest.

    python split_gum.py GUM-CHECKOUT OUT-FOLDER

Reads `dep/*.conllu` and `splits.md`. The genres under CC BY and CC BY-SA are kept; non-commercial genres and Reddit
are left out.
"""

import argparse
import re
from pathlib import Path

OPEN = {"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}
META = ("title", "author", "sourceURL")


def splits(path):
    """Document name → train, dev or test, from GUM's own list."""
    current, found = "", {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"##\s*(\w+)", line):
            current = heading[1]
        elif entry := re.match(r"\s*\*\s*(GUM_\w+)", line):
            found[entry[1]] = current
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gum", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    named = splits(given.gum / "splits.md")
    texts, manifest = {}, ["doc\tsplit\ttitle\tauthor\tsource"]
    for path in sorted((given.gum / "dep").glob("GUM_*.conllu")):
        if path.stem.split("_")[1] not in OPEN:
            continue
        text = path.read_text(encoding="utf-8")
        split = named.get(path.stem, "train")
        texts.setdefault(split, []).append(text.rstrip("\n") + "\n\n")
        meta = [re.search(rf"# meta::{key} = (.*)", text) for key in META]
        manifest.append("\t".join([path.stem, split, *(found[1] if found else "" for found in meta)]))
    for split, parts in texts.items():
        (given.out / f"{split}.conllu").write_text("".join(parts), encoding="utf-8")
        print(split, len(parts), "documents")
    (given.out / "MANIFEST.tsv").write_text("\n".join(manifest) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
