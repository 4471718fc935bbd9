"""The figures as a page."""

from __future__ import annotations

from typing import Any

from targets import SAFELINT, exponent, targets

HEAD = """# How fast

What follows is written by `python benchmarks/speed/run.py --write`, which installs the other tools and runs all of them
over the same files in turn. CPU seconds of a process and its children, median of the runs; peak memory in MiB. Machines
differ, so it is the ratios that count. Rules are compiled before, as they are in an installed package, and nothing is
recalled from an earlier run except where it says so. Vale is among the tools where a `vale` is found.
"""
NAMES = {
    "plain": "One file of 1,000 words, nothing in it",
    "phrase": "One file of 1,000 words, findings that need no parser",
    "parsed": "One file of 1,000 words, findings that need the parser",
}


def written(figures: dict[str, Any], *, generated: bool) -> str:
    """The page."""
    parts = [HEAD, f"Python {figures['python']}; texts {'generated' if generated else 'partly given'}.\n"]
    parts += ["## What we want, and what we get\n", "| what | wanted | found | |", "|---|---|---|---|"]
    parts += [_judged(*one) for one in targets(figures)]
    parts.append("")
    for name, costs in figures["cold"].items():
        parts += [f"## {NAMES[name]}\n", _table(costs)]
    for name, title in (("tree", "A folder of general Markdown"), ("articles", "Articles about mental health")):
        one = figures[name]
        parts += [f"## {title}\n", f"{one['files']:,} files, {one['bytes'] / 1e6:.1f} MB, {one['words']:,} words.\n"]
        parts.append(_table(one["first"]))
        first, again = one["first"][SAFELINT].cpu, one["second"].cpu
        parts.append(f"The second run over the same files takes {again:.2f} s, {again / first:.3f} of the first.")
        if "changed" in one:
            changed = one["changed"].cpu
            beside = one["first"].get("alex")
            than = f", alex {beside.cpu / changed:.1f} times as long" if beside else ""
            parts.append(f"After one of them has changed it takes {changed:.2f} s{than}.")
        parts.append("")
    said = (
        "In an editor, 1,000 words with one sentence changed: median {median:.1f} ms, 95th percentile {95th:.1f} ms.\n"
    )
    hook = "A file whose findings need the parser, with a sentence added since the last run: {:.2f} s, {:.0f} MiB.\n"
    parts += ["## Again and again\n", said.format(**figures["editor"])]
    parts.append(hook.format(figures["again"].cpu, figures["again"].memory))
    if figures["growth"]:
        parts += ["## Growth\n", "| what | CPU seconds, MiB | exponent, or growth in all |", "|---|---|---|"]
        parts += [_curve(name, rows) for name, rows in figures["growth"].items()]
    return "\n".join(parts).rstrip() + "\n"


def _judged(what: str, wanted: float, found: float, more: bool) -> str:
    reached = found >= wanted if more else found <= wanted
    bound = "at least" if more else "at most"
    return f"| {what} | {bound} {wanted:.3g} | {found:.3g} | {'yes' if reached else '**no**'} |"


def _table(costs: dict[str, Any]) -> str:
    ours = costs[SAFELINT].cpu
    rows = ["| tool | CPU s | times safelint | MiB |", "|---|---|---|---|"]
    for name, one in sorted(costs.items(), key=lambda item: item[1].cpu):
        rows.append(f"| {name} | {one.cpu:.2f} | {one.cpu / ours:.1f} | {one.memory:.0f} |")
    return "\n".join(rows) + "\n"


def _curve(name: str, rows: list[tuple[int, float, float]]) -> str:
    shown = " · ".join(f"{count:,}: {cpu:.2f} s, {memory:.0f}" for count, cpu, memory in rows)
    # Rules cost so little that their exponent would be one of noise.
    grown = f"{rows[-1][1] / rows[0][1]:.2f} times" if name == "rules" else f"{exponent(rows):.2f}"
    return f"| {name} | {shown} | {grown} |"
