"""How long after a keystroke the findings are there, in an article of 2,000 words, measured through the protocol.

    python benchmarks/server/keystroke.py [--edits 400] [--words 2000] [--pause 200]

Starts ``safelint lsp`` as an editor does and changes the article at random places: a letter, a word, a sentence that
has a finding, a deletion, a new paragraph. Each time it waits for the diagnostics of that version. Printed are the
median and the 95th percentile from the sending of the change to the arrival of the diagnostics, without the pause that
the server makes after typing, and with it; and the CPU time of the server.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = (
    "He committed suicide in 2019. ",
    "She has suffered from depression for years. ",
    "The library opens at nine on Mondays. ",
    "Her brother is an addict, the neighbours said. ",
    "Support is there for whoever asks. ",
)


def article(words: int, dice: random.Random) -> str:
    """An article of so many words, from paragraphs of the accuracy benchmark and the examples."""
    sources = [*sorted((ROOT / "benchmarks/accuracy/passages").glob("*.md")), *sorted((ROOT / "examples").glob("*.md"))]
    parts = [
        " ".join(part.split())
        for path in sources
        for part in path.read_text("utf-8").split("\n\n")
        if len(part.split()) > 20 and part[:1].isalpha()  # noqa: PLR2004  a paragraph, no heading
    ]
    text, count = ["# Notes on a difficult year"], 0
    while count < words:
        text.append(dice.choice(parts))
        count += len(text[-1].split())
    return "\n\n".join(text) + "\n"


def edit(text: str, dice: random.Random) -> tuple[int, int, str]:
    """A random change as somebody types it: start, end and the new words."""
    at = dice.randrange(30, len(text))
    space = text.find(" ", at)
    space = len(text) - 1 if space < 0 else space + 1
    return dice.choice([
        (at, at, dice.choice("etaoin")),
        (at, at + 1, ""),
        (space, space, dice.choice(("very ", "🙂 ", "quietly "))),
        (space, space, dice.choice(SENTENCES)),
        (space, space, "\n\n"),
        (at, min(at + 40, len(text)), ""),
    ])  # fmt: skip


def place(text: str, offset: int) -> types.Position:
    """Line and column in UTF-16 units."""
    before = text[:offset]
    return types.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)


def processor(client: LanguageClient) -> float:
    """Seconds of CPU that the server has used, which hold on a busy machine; Linux only, elsewhere 0."""
    stat = Path(f"/proc/{client._server.pid}/stat")  # noqa: SLF001  nobody else knows the process
    if not stat.is_file():
        return 0.0
    used = stat.read_text("utf-8").rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


async def measure(words: int, edits: int, pause: int, folder: Path) -> tuple[list[float], float]:
    """Seconds from change to diagnostics for each of the edits after some to warm up; seconds of CPU an edit took."""
    dice = random.Random(20)  # noqa: S311  figures that can be had again
    client = LanguageClient("benchmark", "1")
    arrived: dict[int, asyncio.Future[float]] = {}

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams) -> None:
        arrived[params.version or 0].set_result(time.perf_counter())

    await client.start_io(sys.executable, "-m", "safelint", "lsp", "--isolated", cwd=str(folder))
    options = {"pause": pause}
    await client.initialize_async(
        types.InitializeParams(capabilities=types.ClientCapabilities(), initialization_options=options)
    )
    client.initialized(types.InitializedParams())
    text, uri = article(words, dice), (folder / "article.md").as_uri()
    arrived[0] = asyncio.get_running_loop().create_future()
    begun = time.perf_counter()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 0, text)))
    print(f"opened: findings after {await arrived[0] - begun:.2f} s, rules and language model loaded on the way")
    taken, before = [], processor(client)
    for version in range(1, edits + 21):
        start, end, new = edit(text, dice)
        change = types.TextDocumentContentChangePartial(types.Range(place(text, start), place(text, end)), new)
        text = text[:start] + new + text[end:]
        arrived[version] = asyncio.get_running_loop().create_future()
        named = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
        begun = time.perf_counter()
        client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))
        taken.append(await asyncio.wait_for(arrived[version], 60) - begun)
    cpu = processor(client) - before
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return taken[20:], cpu / (edits + 20)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=400)
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--pause", type=int, default=200, help="milliseconds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for pause, edits in ((0, given.edits), (given.pause, max(given.edits // 8, 20))):
            taken, cpu = asyncio.run(measure(given.words, edits, pause, Path(name)))
            middle, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
            print(
                f"{given.words} words, {edits} edits, pause {pause} ms: "
                f"median {middle * 1000:.0f} ms, 95th percentile {late * 1000:.0f} ms, "
                f"worst {max(taken) * 1000:.0f} ms; {cpu * 1000:.0f} ms of the server's CPU an edit"
            )


if __name__ == "__main__":
    main()
