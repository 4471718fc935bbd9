"""Runs safelint and its peers over the passages and brings their findings into one shape."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labels import HERE, PASSAGES, Label
from measure import Found

if TYPE_CHECKING:
    from collections.abc import Iterable

DRIVERS = HERE / "peers"
PEERS = {"alex": "11.0.1", "retext-equality": "7.1.0", "yoastseo": "3.6.0"}
BESIDE = [  # what the drivers need to read Markdown
    "remark-frontmatter@5.0.0",
    "remark-gfm@4.0.0",
    "remark-parse@11.0.0",
    "remark-retext@6.0.0",
    "remark-stringify@11.0.0",
    "retext-english@5.0.0",
    "unified@11.0.5",
]


def safelint(preset: str) -> tuple[str, list[Found]]:
    """Version and rule book, and the findings, by the interface that other programs use."""
    command = [sys.executable, "-m", "safelint", "check", "--isolated", "--no-cache", "--preset", preset]
    command += ["--fail-on", "never", "--format", "json", str(PASSAGES)]
    run = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603 - our own command
    if run.returncode:
        sys.exit(f"safelint exited {run.returncode}: {(run.stderr or run.stdout)[:1000]}")
    report = json.loads(run.stdout)
    found = [
        Found(
            file=Path(file["path"]).name,
            start=one["start"]["offset"],
            end=one["end"]["offset"],
            name=one["rule"],
            topic=one["topic"],
            whole=one.get("scope") == "document",
        )
        for file in report["files"]
        for one in file["findings"]
    ]
    return f"{report['tool']['version']}, preset {preset}", found


def peers(texts: dict[str, str], labels: Iterable[Label], folder: Path | None) -> dict[str, list[Found]]:
    """Findings of each peer; npm installs them into ``folder``, or into a temporary one."""
    with tempfile.TemporaryDirectory() as temporary:
        work = folder or Path(temporary)
        _install(work)
        (work / "task.json").write_text(json.dumps(_task(texts, list(labels))), "utf-8")
        return {name: _places(_drive(work, name), texts) for name in PEERS}


def _install(work: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("--peers needs node and npm")
    work.mkdir(parents=True, exist_ok=True)
    for driver in DRIVERS.glob("*.mjs"):
        shutil.copy(driver, work)
    if not (work / "package.json").exists():
        (work / "package.json").write_text('{"private": true}\n')
    wanted = [f"{name}@{version}" for name, version in PEERS.items()] + BESIDE
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--save-exact", *wanted]
    subprocess.run(command, cwd=work, check=True)  # noqa: S603


def _task(texts: dict[str, str], labels: list[Label]) -> list[dict[str, Any]]:
    return [
        {
            "file": file,
            "text": text,
            "sentences": [
                {"text": label.sentence, "start": _units(text, label.begin), "kind": label.kind}
                for label in labels
                if label.file == file
            ],
        }
        for file, text in texts.items()
    ]


def _drive(work: Path, name: str) -> list[dict[str, Any]]:
    command = [shutil.which("node") or "node", f"{name}.mjs", "task.json"]
    run = subprocess.run(command, cwd=work, capture_output=True, check=False, text=True)  # noqa: S603
    if run.returncode:
        sys.exit(f"{name} failed: {run.stderr[-1000:]}")
    rows: list[dict[str, Any]] = json.loads(run.stdout)
    return rows


def _places(rows: list[dict[str, Any]], texts: dict[str, str]) -> list[Found]:
    return [
        Found(
            row["file"], _points(texts[row["file"]], row["start"]), _points(texts[row["file"]], row["end"]), row["name"]
        )
        for row in rows
    ]


def _units(text: str, points: int) -> int:
    return len(text[:points].encode("utf-16-le")) // 2


def _points(text: str, units: int) -> int:
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le"))
