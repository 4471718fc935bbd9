"""How fast safelint is next to its peers, over the same files in the same session of one machine.

    python benchmarks/speed/run.py [--work FOLDER] [--tree FOLDER] [--articles FOLDER] [--rounds 3] [--write]

Installs alex, textlint with its alex rule, write-good, retext-equality and Harper (npm) and proselint (PyPI) into
``--work`` (Vale is measured where it is on the PATH), and runs them in turn. CPU time (user + system of the process and
its children) holds on a busy machine where wall time does not; what counts are the ratios. ``--tree`` and
``--articles`` name folders of Markdown files to measure with instead of generated ones; ``--write`` writes
docs/speed.md.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import corpus
import page
import tools

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ("alex", "retext-equality", "write-good", "proselint", "textlint + alex", "harper.js", "vale")
FAST = ("alex", "retext-equality", "write-good", "proselint", "vale")
_MUCH = 1_000_000  # bytes from which a run takes so long that one must do
COLD = {
    "plain": "The ferry leaves at nine.",
    "phrase": "He committed suicide in 2019. Suicide is a loss for a town. Suicide can be prevented.",
    "parsed": "He committed suicide in 2019. Suicide is a loss for a town. He is an addict. She was a schizophrenic.",
}


def cold(work: Path, peers: dict[str, tools.Tool], rounds: int) -> dict[str, dict[str, tools.Cost]]:
    """One file of 1,000 words: nothing in it, findings that need no parser, and findings that need it."""
    figures = {}
    for name, words in COLD.items():
        file = work / f"cold-{name}.md"
        times = corpus.WORDS // len(corpus.PLAIN.split())
        file.write_text(f"# A year\n\n{words}\n\n" + "\n\n".join([corpus.PLAIN] * times) + "\n", "utf-8")
        ours = tools.safelint(work / "cache", "--no-baseline")
        tools.measured(ours, file)  # compiles the rules, as the wheel does when it is built
        names = PLAIN if name == "plain" else FAST
        chosen = [ours, *(peers[one] for one in names if one in peers)]
        figures[name] = _paired(chosen, file, rounds, work)
    return figures


def _paired(chosen: list[tools.Tool], path: Path, rounds: int, work: Path) -> dict[str, tools.Cost]:
    """Paired runs of which ours never finds the results of the one before."""
    runs: dict[str, list[tools.Cost]] = {}
    for _ in range(rounds):
        for kept in ("results.db*", "run-*"):
            for file in (work / "cache").glob(kept):
                file.unlink()
        for tool in chosen:
            if (one := tools.measured(tool, path)) is not None:
                runs.setdefault(tool.name, []).append(one)
    return {
        name: tools.Cost(statistics.median(one.cpu for one in found), max(one.memory for one in found))
        for name, found in runs.items()
    }


def trees(folder: Path, work: Path, peers: dict[str, tools.Tool], rounds: int, *, change: bool) -> dict[str, object]:
    """A whole folder: the first run beside the peers, the second, and the one after a file has changed."""
    ours = tools.safelint(work / "cache", "--jobs", "1")
    tools.measured(ours, folder)
    chosen = [ours, *(peers[one] for one in FAST if one in peers)]
    files = sorted(folder.rglob("*.md"))
    first = _paired(chosen, folder, max(1, rounds // 3), work)  # a peer takes minutes
    time.sleep(3)  # a file changed a moment ago is read again
    tools.measured(ours, folder)
    again = tools.paired([ours], folder, rounds)["safelint"]
    figures: dict[str, object] = {
        "files": len(files),
        "bytes": sum(file.stat().st_size for file in files),
        "words": sum(len(file.read_text("utf-8", "replace").split()) for file in files),
        "first": first,
        "second": again,
    }
    if change:
        costs = []
        for at in range(rounds):
            files[0].write_text(files[0].read_text("utf-8") + f"\nThey met again on day {at}.\n", "utf-8")
            costs.append(tools.measured(ours, folder))
        figures["changed"] = tools.Cost(
            statistics.median(one.cpu for one in costs if one), max(one.memory for one in costs if one)
        )
    return figures


def growth(work: Path) -> dict[str, list[tuple[int, float, float]]]:
    """What more files, longer files and more rules cost: (how many, CPU seconds, MiB)."""
    found: dict[str, list[tuple[int, float, float]]] = {}
    for count in (1, 10, 100, 1000, 10_000):
        corpus.plain(work / f"files-{count}", count, 200)
        found.setdefault("files", []).append((count, *_ours(work, work / f"files-{count}")))
    corpus.articles(ROOT, work / "long", 1)
    article = next((work / "long").glob("*.md")).read_text("utf-8")
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        file = _repeated(work / f"article-{size}.md", article, size)
        found.setdefault("bytes of an article", []).append((size, *_ours(work, file, runs=3 if size < _MUCH else 1)))
    for size in (1_000_000, 10_000_000, 50_000_000):
        file = _repeated(work / f"other-{size}.md", corpus.PLAIN + "\n\n", size)
        found.setdefault("bytes of other text", []).append((size, *_ours(work, file)))
    articles = work / "hundred"
    corpus.articles(ROOT, articles, 100)
    for rules in (50, 300, 3000, 5000):
        pack = work / f"pack-{rules}"
        _pack(pack, rules)
        config = work / f"safelint-{rules}.yaml"
        config.write_text(f"packs: [{pack}]\n")
        found.setdefault("rules", []).append((rules, *_ours(work, articles, "--config", str(config))))
    return found


def _repeated(file: Path, text: str, size: int) -> Path:
    file.write_text((text * (size // len(text) + 1))[:size], "utf-8")
    return file


def _ours(work: Path, path: Path, *options: str, runs: int = 3) -> tuple[float, float]:
    command = tools.safelint(work / "cache", "--jobs", "1", *options)
    if options:
        command.command.remove("--isolated")
    if runs > 1:
        tools.measured(command, path)  # compiles the rules
    found = [_paired([command], path, 1, work)["safelint"] for _ in range(runs)]
    return statistics.median(one.cpu for one in found), max(one.memory for one in found)


def _pack(folder: Path, rules: int) -> None:
    """So many more rules like ours, about words that stand in no text."""
    if folder.exists():
        shutil.rmtree(folder)
    place = folder / "en/stigma"
    place.mkdir(parents=True)
    model = (ROOT / "rules/en/stigma/shrink.yaml").read_text("utf-8").partition("\nfind:")[0]
    for at in range(rules):
        head = model.replace("id: shrink", f"id: extra-{at}")
        (place / f"extra-{at}.yaml").write_text(
            f"{head}\nfind:\n  phrase:\n    - quux{at} people\n\nsay: “{{found}}” is no word.\nfix: none\n\n"
            f"why: |\n  For measuring.\nsources: [mindframe_mh]\n\nflags: |\n  The <quux{at} people> came.\n"
            f"  All <quux{at} people> left.\npasses: |\n  The people came.\n  All people left.\n",
            "utf-8",
        )


def again(work: Path) -> tools.Cost:
    """An article whose findings need the parser, checked again as a hook does after a sentence was added to it."""
    ours = tools.safelint(work / "cache", "--no-baseline")
    file = work / "again.md"
    shutil.copy(work / "cold-parsed.md", file)
    tools.measured(ours, file)
    costs = []
    for at in range(5):
        file.write_text(file.read_text("utf-8") + f"\nThe ferry was late on day {at}.\n", "utf-8")
        costs.append(tools.measured(ours, file))
    return tools.Cost(statistics.median(one.cpu for one in costs if one), max(one.memory for one in costs if one))


def editor(rounds: int = 100) -> dict[str, float]:
    """Milliseconds of CPU time to lint 1,000 words again after one sentence has changed."""
    from safelint import Session

    dice = random.Random(1)  # noqa: S311
    session = Session(isolated=True)
    with tempfile.TemporaryDirectory() as name:
        corpus.articles(ROOT, Path(name), 1)
        parts = next(Path(name).glob("*.md")).read_text("utf-8").split("\n\n")
    sentences = [part.split(". ")[0] for part in parts if len(part.split()) > 5]  # noqa: PLR2004
    for part in parts:
        session.lint_text(part)
    session.lint_text("\n\n".join(parts))
    took = []
    for at in range(rounds):
        place = dice.randrange(1, len(parts))
        said = parts[place].split(". ")
        said[dice.randrange(len(said))] = f"{dice.choice(sentences)}, as somebody said on day {at}"
        parts[place] = ". ".join(said)
        started = time.process_time()
        session.lint_text("\n\n".join(parts))
        took.append(1000 * (time.process_time() - started))
    return {"median": statistics.median(took), "95th": sorted(took)[math.ceil(0.95 * len(took)) - 1]}


def main() -> None:
    """Measure, print, and write the page where asked for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--work", type=Path, help="where peers are installed and files made")
    ask.add_argument("--tree", type=Path, help="general Markdown files, instead of 2,000 generated ones")
    ask.add_argument("--articles", type=Path, help="articles about mental health, instead of 300 generated ones")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--no-growth", action="store_true", help="leave out the growth curves")
    ask.add_argument("--write", action="store_true", help="write docs/speed.md")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(asked.work or temporary).resolve()
        peers = tools.install(work / "peers")
        texts = Path(temporary) / "texts"
        for name, given in (("tree", asked.tree), ("articles", asked.articles)):
            if given:
                shutil.copytree(given, texts / name)
        if not asked.tree:
            corpus.plain(texts / "tree", 2000, 800)
        if not asked.articles:
            corpus.articles(ROOT, texts / "articles", 300)
        figures = {
            "python": sys.version.split()[0],
            "cold": cold(texts, peers, asked.rounds),
            "tree": trees(texts / "tree", texts, peers, asked.rounds, change=False),
            "articles": trees(texts / "articles", texts, peers, asked.rounds, change=True),
            "again": again(texts),
            "growth": {} if asked.no_growth else growth(texts),
            "editor": editor(),  # last, since it loads the model into this process, and a fork begins as large as that
        }
    shown = page.written(figures, generated=not (asked.tree or asked.articles))
    print(shown)
    print(json.dumps(figures, default=vars), file=sys.stderr)
    if asked.write:
        (ROOT / "docs/speed.md").write_text(shown, "utf-8")


if __name__ == "__main__":
    main()
