"""Put a freshly trained pipeline in the place of the bundled one, with its name, version and licence.

    python adopt.py TRAINED-PIPELINE safelint/nlp/en VERSION
"""

import argparse
import json
import re
import shutil
from pathlib import Path

META = {
    "name": "safelint",
    "spacy_version": ">=3.8,<3.9",
    "description": "English tagger, morphologizer, lemmatizer and dependency parser with Universal Dependencies labels, "
    "trained on UD English EWT and the openly licensed part of GUM. See training/README.md.",
    "author": "safelint contributors",
    "license": "CC BY-SA 4.0",
    "sources": [
        {
            "name": "UD English EWT 2.15",
            "author": "Silveira et al.",
            "url": "https://github.com/UniversalDependencies/UD_English-EWT",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "GUM (openly licensed genres)",
            "author": "Zeldes et al.",
            "url": "https://gucorpling.org/gum/",
            "license": "annotations CC BY 4.0; texts CC BY or CC BY-SA",
        },
    ],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("place", type=Path)
    parser.add_argument("version")
    given = parser.parse_args()
    if given.place.exists():
        shutil.rmtree(given.place)
    shutil.copytree(given.trained, given.place)
    meta_file = given.place / "meta.json"
    meta = json.loads(meta_file.read_text(encoding="utf-8")) | META | {"version": given.version}
    meta_file.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    config_file = given.place / "config.cfg"
    config = re.sub(r"(?m)^(train|dev) = .*$", r"\1 = null", config_file.read_text(encoding="utf-8"), count=2)
    config_file.write_text(config, encoding="utf-8")
    print(given.place, meta["lang"], meta["version"])


if __name__ == "__main__":
    main()
