"""``safelint rule``: list, show, check, begin and export rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from safelint.cli.explain import find_rule, page_of
from safelint.cli.options import sessional
from safelint.cli.printing import emit
from safelint.model.dataclass import replace
from safelint.model.errors import SafelintError
from safelint.model.rule import TOPICS, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.model.rule import Rule

STATUSES = [status.value for status in Status]


@click.group("rule")
def command() -> None:
    """The rule book: list, show, check, new and export."""


@command.command("list")
@click.option("--topic", type=click.Choice(TOPICS), metavar="TOPIC", help="Only rules of one topic.")
@click.option("--source", metavar="GUIDELINE", help="Only rules that cite a guideline (an id of sources.yaml).")
@click.option("--status", type=click.Choice(STATUSES), help="Only rules of one status.")
@click.option("--preset", metavar="NAME", help="Only rules that a preset chooses, weighing what it makes them weigh.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@sessional
def list_rules(
    topic: str | None,
    source: str | None,
    status: str | None,
    preset: str | None,
    form: str,
    config: str | None,
    isolated: bool,
    no_cache: bool,
) -> None:
    """List the rules, by topic."""
    from safelint.rulebook import choose
    from safelint.rulebook.page import row
    from safelint.rulebook.shape import nearest
    from safelint.runner.session import Session

    book = Session(config, isolated=isolated, keep=not no_cache).book()
    chosen = choose(book, preset=preset) if preset else {rule.id: rule.severity for rule in book.rules}
    if source is not None and source not in book.sources:
        hint = nearest(source, sorted(book.sources)) or "rules/sources.yaml holds their ids."
        raise SafelintError(f"No guideline is called “{source}”; {hint}")
    rules = [
        replace(rule, severity=chosen[rule.id])
        for rule in sorted(book.rules, key=lambda rule: (TOPICS.index(rule.topic), rule.id))
        if rule.id in chosen
        and topic in (None, rule.topic)
        and status in (None, rule.status.value)
        and (not source or source in rule.sources)
    ]
    emit(
        [json.dumps([row(rule) for rule in rules], ensure_ascii=False, indent=2) + "\n"]
        if form == "json"
        else _table(rules)
    )


def _table(rules: list[Rule]) -> Iterator[str]:
    """One line a rule under a heading for each topic."""
    width = max((len(rule.id) for rule in rules), default=0)
    topic = ""
    for rule in rules:
        if rule.topic != topic:
            yield f"{chr(10) if topic else ''}{rule.topic}\n"
            topic = rule.topic
        status = "" if rule.status is Status.STABLE else f" ({rule.status.value})"
        yield f"  {rule.id:<{width}}  {rule.severity.value:<7}  {rule.title}{status}\n"
    yield f"{chr(10) if rules else ''}{len(rules)} rule{'' if len(rules) == 1 else 's'}.\n"


@command.command("show", short_help="Print a rule’s page.")
@click.argument("rule", metavar="RULE")
@sessional
def show(rule: str, config: str | None, isolated: bool, no_cache: bool) -> None:
    """Print a rule's page: what it looks for, why, and what to write instead."""
    from safelint.runner.session import Session

    emit([page_of(Session(config, isolated=isolated, keep=not no_cache), rule)])


@command.command("check", short_help="Run the examples of rules.")
@click.argument("names", nargs=-1, metavar="[RULE|FILE]...")
@sessional
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], config: str | None, isolated: bool, no_cache: bool) -> None:
    """Run the examples of rules, by default of all; a rule FILE is read from its own folder of rules.

    Exit status: 0 all as they say, 1 an example is not, 2 a rule file can't be read.
    """
    from safelint.runner.rulecheck import bench
    from safelint.runner.rulecheck import check as check_rule
    from safelint.runner.rulefile import is_file, pack, rule_of
    from safelint.runner.session import Session

    packs = dict.fromkeys(pack(name) for name in names if is_file(name))
    session = Session(config, isolated=isolated, keep=not no_cache, packs=list(packs))
    book = bench(session.book())
    rules = [rule_of(book, name) if is_file(name) else find_rule(session, name) for name in names] or list(book.rules)
    complaints = [complaint for rule in rules for complaint in check_rule(book, rule, session.parser())]
    emit(f"{complaint}\n" for complaint in complaints)
    examples = sum(len(rule.examples) for rule in rules)
    counts = f"{len(rules)} rule{'' if len(rules) == 1 else 's'}, {examples} examples"
    emit([f"{counts}: {len(complaints)} to look at.\n" if complaints else f"{counts}: all as they say.\n"])
    ctx.exit(1 if complaints else 0)


@command.command("new", short_help="Begin a rule from the template.")
@click.argument("rule", metavar="RULE")
@click.option("--topic", type=click.Choice(TOPICS), required=True, metavar="TOPIC", help="The rule's one topic.")
@click.option("--into", default="rules", show_default=True, metavar="FOLDER", help="A folder shaped like rules/.")
def new(rule: str, topic: str, into: str) -> None:
    """Begin a rule: a file with every key explained, for you to fill in."""
    from safelint.runner.rulefile import begin

    path = begin(rule, topic, into)
    emit([f"Begun: {path}\nFill it in, then run: safelint rule check {path}\n"])


@command.command("export", short_help="Write rules for another tool.")
@click.argument("folder", metavar="DIR")
@click.option("--to", "tool", type=click.Choice(["vale"]), required=True, help="The tool.")
@click.option("--preset", default="", metavar="NAME", help="The rules that a preset chooses (recommended).")
@sessional
def export(folder: str, tool: str, preset: str, config: str | None, isolated: bool, no_cache: bool) -> None:
    """Write what plain words can say of the rules as a style of Vale, and a page on what is lost."""
    from pathlib import Path

    from safelint.rulebook import choose
    from safelint.rulebook.export import STYLE, vale
    from safelint.runner.session import Session

    del tool  # there is one
    book = Session(config, isolated=isolated, keep=not no_cache).book()
    files = vale(book, choose(book, preset=preset))
    try:
        (Path(folder) / STYLE).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (Path(folder) / name).write_bytes(text.encode())
    except OSError as error:
        raise SafelintError(f"{folder} can't be written: {error.strerror}.") from error
    emit([f"{len(files) - 1} styles in {Path(folder) / STYLE}; its README.md says what is lost.\n"])
