"""The tools measured side by side: how each is installed and called."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
NPM = [
    "alex@11.0.1",
    "write-good@1.0.8",
    "textlint@15.8.0",
    "textlint-rule-alex@5.0.0",
    "retext-equality@7.1.0",
    "harper.js@2.10.0",
    "unified@11.0.5",
    "remark-parse@11.0.0",
    "remark-gfm@4.0.0",
    "remark-frontmatter@5.0.0",
    "remark-retext@6.0.0",
    "remark-stringify@11.0.0",
    "retext-english@5.0.0",
]
PROSELINT = "proselint==0.16.0"
SAFELINT = "safelint"


@dataclass(frozen=True)
class Tool:
    """One tool: its command without the paths, and what else its environment needs."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    expand: bool = False  # it takes files and no folders
    codes: tuple[int, ...] = (0, 1)  # exit statuses of a run that was not broken off


@dataclass(frozen=True)
class Cost:
    """What one run took: CPU seconds of the process and its children, and peak memory in MiB."""

    cpu: float
    memory: float


def safelint(cache: Path, *options: str) -> Tool:
    """Our own command with a cache folder of its own."""
    command = [sys.executable, "-m", "safelint", "check", "--isolated", "--fail-on", "never", *options]
    return Tool(SAFELINT, command, {"SAFELINT_CACHE": str(cache)})


def install(work: Path) -> dict[str, Tool]:
    """Install the peers into ``work`` (what is there already stays) and give those that could be had."""
    work.mkdir(parents=True, exist_ok=True)
    found = {}
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        found |= _node(work, npm, node)
    if not (work / "proselint/bin/proselint").exists():
        venv.create(work / "proselint", with_pip=True)
        pip = [str(work / "proselint/bin/python"), "-m", "pip", "install", "--quiet", PROSELINT]
        subprocess.run(pip, check=True)  # noqa: S603
    found["proselint"] = Tool("proselint", [str(work / "proselint/bin/proselint"), "check"])
    if vale := shutil.which("vale"):
        found["vale"] = _vale(work, vale)
    return found


def _node(work: Path, npm: str, node: str) -> dict[str, Tool]:
    for driver in (HERE / "peers").glob("*.mjs"):
        shutil.copy(driver, work)
    if not (work / "node_modules/harper.js").exists():
        (work / "package.json").write_text('{"private": true}\n')
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--save-exact", *NPM]
        subprocess.run(command, cwd=work, check=True)  # noqa: S603
    home = work / "node_modules/.bin"
    return {
        "alex": Tool("alex", [str(home / "alex"), "--quiet"]),
        "write-good": Tool("write-good", [str(home / "write-good")], expand=True),
        "textlint + alex": Tool("textlint + alex", [str(home / "textlint"), "--rule", "alex"]),
        "retext-equality": Tool("retext-equality", [node, str(work / "retext-equality.mjs")], expand=True, codes=(0,)),
        "harper.js": Tool("harper.js", [node, str(work / "harper.mjs")], expand=True, codes=(0,)),
    }


def _vale(work: Path, vale: str) -> Tool:
    """Vale with as many substitutions as we have phrases, made up so that none matches."""
    style = work / "vale/styles/Many"
    style.mkdir(parents=True, exist_ok=True)
    swaps = "".join(f"  qx{at}z words: other words\n" for at in range(4000))
    (style / "Many.yml").write_text(
        f"extends: substitution\nmessage: '%s'\nlevel: error\nignorecase: true\nswap:\n{swaps}"
    )
    (work / "vale/.vale.ini").write_text("StylesPath = styles\n[*.md]\nBasedOnStyles = Many\n")
    return Tool("vale", [vale, "--config", str(work / "vale/.vale.ini"), "--no-exit"])


def measured(tool: Tool, path: Path, limit: float = 600) -> Cost | None:
    """What one run over a file or folder takes; None when it fails or takes longer than ``limit`` seconds.

    It is run from a process of its own, so that the memory and time of one run are not those of another.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        paths = sorted(map(str, path.rglob("*.md"))) if tool.expand and path.is_dir() else [str(path)]
        said = "failed"
        try:
            run = subprocess.run(  # noqa: S603
                [*tool.command, *paths],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**_environment(), **tool.environment},
                timeout=limit,
                check=False,
            )
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            if run.returncode in tool.codes:
                said = f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}"
        except (subprocess.TimeoutExpired, OSError):
            pass
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        parts = answer.read().split()
    os.waitpid(child, 0)
    return Cost(float(parts[0]), float(parts[1])) if len(parts) == 2 else None  # noqa: PLR2004


def _environment() -> dict[str, str]:
    """Ours, but Python may keep what it has compiled, as it does for everybody who installs a package."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def paired(tools: list[Tool], path: Path, rounds: int) -> dict[str, Cost]:
    """The median cost of each tool, run in turn; one that failed is left out."""
    runs: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for tool in tools:
            if (one := measured(tool, path)) is not None:
                runs.setdefault(tool.name, []).append(one)
    return {
        name: Cost(statistics.median(one.cpu for one in found), max(one.memory for one in found))
        for name, found in runs.items()
    }
