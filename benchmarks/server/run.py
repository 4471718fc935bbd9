"""How ``safelint serve`` bears many clients at once: requests, errors, median and 95th percentile of the waiting time.

    python benchmarks/server/run.py                       starts a server, 50 clients, one minute, ends it
    python benchmarks/server/run.py --address http://…    asks one that runs

Every client asks again as soon as it is answered, about another paragraph, and looks at the answer: a wrong one counts
as an error. One JSON object is printed; the exit status is 1 when there was an error.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import sys
import threading
import time
from urllib.parse import quote, urlsplit

# Each with how many findings it has to bring.
PARAGRAPHS = (
    ("👍 He committed suicide in 2019.", 1),
    ("She is an addict, her neighbour told the paper on Friday, and nobody had known of it.", 1),
    ("We had tea by the sea, the water was cold and the sky was wide, and we spoke of the summer.", 0),
    ("The committee met on Monday to speak about the budget for the new library in the old mill.", 0),
    ("They call it a suicide epidemic. He committed suicide, and his friends want to speak about it.", 2),
)
STARTING, ANSWERING = 60, 30


async def client(host: str, port: int, number: int, end: float, taken: list[float], wrong: list[str]) -> None:
    """Ask until ``end`` on one connection, as a program does."""
    reader, writer = await asyncio.open_connection(host, port)
    asked = number
    while time.monotonic() < end:
        text, findings = PARAGRAPHS[asked % len(PARAGRAPHS)]
        # A number of its own, so that no answer could have been kept from an earlier request.
        text = f"{text} It was day {number * 1_000_000 + asked}."
        asked += 1
        body = f"language=en-GB&text={quote(text)}".encode()
        head = f"POST /v2/check HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {len(body)}\r\n\r\n"
        began = time.perf_counter()
        writer.write(head.encode() + body)
        status, answer = await asyncio.wait_for(_answer(reader), ANSWERING)
        taken.append(time.perf_counter() - began)
        if status != 200 or len(json.loads(answer)["matches"]) != findings:  # noqa: PLR2004
            wrong.append(f"{status}: {text}")
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
    return int(head.split()[1]), await reader.readexactly(int(length[1]) if length else 0)


async def load(host: str, port: int, clients: int, seconds: float) -> dict[str, float]:
    """The figures of one run."""
    taken: list[float] = []
    wrong: list[str] = []
    began = time.monotonic()
    ended = await asyncio.gather(
        *(client(host, port, number, began + seconds, taken, wrong) for number in range(clients)),
        return_exceptions=True,
    )
    failed = [repr(one) for one in ended if isinstance(one, BaseException)]
    for one in [*failed, *wrong][:5]:
        print(one, file=sys.stderr)
    ordered = sorted(taken) or [0.0]
    return {
        "clients": clients,
        "seconds": round(time.monotonic() - began, 1),
        "requests": len(taken),
        "errors": len(failed) + len(wrong),
        "requests_per_second": round(len(taken) / (time.monotonic() - began), 1),
        "median_ms": round(1000 * ordered[len(ordered) // 2], 1),
        "p95_ms": round(1000 * ordered[int(len(ordered) * 0.95)], 1),
    }


def started() -> tuple[subprocess.Popen[str], str]:
    """A server of our own and its address."""
    command = [sys.executable, "-m", "safelint", "serve", "--isolated", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    killer = threading.Timer(STARTING, process.kill)
    killer.start()
    line = process.stderr.readline() if process.stderr else ""
    killer.cancel()
    found = re.search(r"http://\S+", line)
    if found is None:
        sys.exit(f"The server did not start: {line}")
    return process, found[0]


def main() -> int:
    """Run, print, and say by the exit status whether there was an error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="", help="of a running server")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    process, address = (None, given.address) if given.address else started()
    try:
        place = urlsplit(address)
        asyncio.run(load(place.hostname or "", place.port or 80, 1, 2))  # rules and language model are loaded now
        figures = asyncio.run(load(place.hostname or "", place.port or 80, given.clients, given.seconds))
    finally:
        if process is not None:
            process.terminate()
            process.wait(STARTING)
    print(json.dumps(figures, indent=2))
    return 1 if figures["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
