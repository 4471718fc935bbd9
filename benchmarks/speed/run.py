"""How much CPU time safelint takes next to a peer, over the same files in one run.

    python benchmarks/speed/run.py [--files 200] [--rounds 3] [--json FILE]

The peer is proselint, a prose linter in Python, installed from PyPI into an environment of its own. The files are
made from the project's example articles: whole articles, shuffled paragraphs, and plain prose without any of our words.
Runs alternate (safelint, peer, safelint, …), each as a whole process; the figure is the ratio of median CPU seconds
(user + system of the process and its children), which holds on a busy machine where wall time does not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEER = "proselint==0.16.0"
PLAIN = (
    "The ferry leaves at nine and takes an hour. Bring a coat, since the deck is open and the wind is cold in spring. "
    "On the island there is one shop, a path around the lake, and a bench from which you can see both harbours."
)


def corpus(folder: Path, count: int) -> int:
    """Write ``count`` Markdown files and give their number of words; the same files for the same count."""
    dice = random.Random(count)  # noqa: S311 - a corpus, no secret
    articles = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.md"))]
    paragraphs = [
        part for text in articles for part in re.split(r"\n{2,}", text) if part.strip() and not part.startswith("---")
    ]
    words = 0
    for at in range(count):
        kind = at % 3
        if kind == 0:
            text = articles[at % len(articles)]
        elif kind == 1:
            text = "# Notes\n\n" + "\n\n".join(dice.sample(paragraphs, min(12, len(paragraphs))))
        else:
            text = "# The island\n\n" + "\n\n".join([PLAIN] * 12)
        (folder / f"post-{at:04}.md").write_text(text + f"\n\nNumber {at}.\n", "utf-8")
        words += len(text.split())
    return words


def cpu(command: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """CPU seconds of one command and its peak memory in KiB; a linter's exit status 1 is no failure."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - our own commands
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in {0, 1}:
        sys.exit(f"{command[0]} exited {run.returncode}: {run.stderr.decode()[-500:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss


def main() -> None:
    """Install the peer, make the corpus, run both in turn, print the ratio."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--files", type=int, default=200)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--json", type=Path)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        venv.create(work / "peer", with_pip=True)
        install = [
            str(work / "peer/bin/python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            PEER,
        ]
        subprocess.run(install, check=True)  # noqa: S603
        posts = work / "posts"
        posts.mkdir()
        words = corpus(posts, asked.files)
        environment = {**os.environ, "SAFELINT_CACHE": str(work / "cache")}
        ours = [str(Path(sys.executable).parent / "safelint"), "check", "--isolated", "--fail-on", "never", str(posts)]
        theirs = [str(work / "peer/bin/proselint"), "check", str(posts)]
        cold = cpu(ours, environment)[0]
        figures: dict[str, list[float]] = {"safelint": [], "proselint": []}
        for _ in range(asked.rounds):
            figures["safelint"].append(cpu(ours, environment)[0])
            figures["proselint"].append(cpu(theirs, environment)[0])
    medians = {tool: statistics.median(found) for tool, found in figures.items()}
    ratio = medians["safelint"] / medians["proselint"]
    print(f"{asked.files} files, {words:,} words, {asked.rounds} rounds; median CPU seconds:")
    for tool, median in medians.items():
        print(f"  {tool:<10}{median:8.2f}   (each run: {', '.join(f'{one:.2f}' for one in figures[tool])})")
    print(f"  safelint takes {ratio:.2f} of proselint's time; its first run, compiling the rules, took {cold:.2f} s")
    if asked.json:
        asked.json.write_text(
            json.dumps({"words": words, "medians": medians, "ratio": ratio, "cold": cold}, indent=2) + "\n"
        )


if __name__ == "__main__":
    main()
