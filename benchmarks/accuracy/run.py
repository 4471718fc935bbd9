"""How often safelint is right on the project's own labelled sentences, and how often three peers are, in one run.

    python benchmarks/accuracy/run.py [--preset NAME] [--peers [--peers-folder DIR]] [--write docs/accuracy.md] [--why]

The peers are installed from npm at fixed versions, into a temporary folder unless one is named. The same bytes give the
same page: no clock, no chance. ``--why`` prints the missed and wrongly reported sentences to the terminal.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from labels import Label, labels, passages
from measure import Found, touched
from page import OURS, page, write
from tools import PEERS, peers, safelint


def main() -> None:
    """Run the tools, print or write the page."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--preset", default="recommended")
    ask.add_argument("--peers", action="store_true")
    ask.add_argument("--peers-folder", type=Path)
    ask.add_argument("--write", type=Path)
    ask.add_argument("--why", action="store_true")
    asked = ask.parse_args()
    texts = passages()
    rows = labels(texts)
    version, ours = safelint(asked.preset)
    findings = {OURS: ours}
    versions = {OURS: version}
    if asked.peers:
        findings |= peers(texts, rows, asked.peers_folder)
        versions |= PEERS
    body = page(rows, versions, findings)
    if asked.write:
        write(asked.write, body)
    else:
        print(body)
    if asked.why:
        explain(rows, ours)


def explain(rows: list[Label], ours: list[Found]) -> None:
    """Print each label that safelint got wrong, with its reason and the rules that touched it."""
    ids = touched(rows, ours)
    for row in rows:
        if row.report != (row.id in ids):
            rules = sorted(
                {one.name for one in ours if one.file == row.file and one.start < row.end > row.start < one.end}
            )
            what = "missed" if row.report else f"reported by {', '.join(rules)}"
            print(f"{row.id} [{row.topic}, {row.context}] {what}\n    {row.sentence}\n    “{row.phrase}”: {row.reason}")


if __name__ == "__main__":
    main()
