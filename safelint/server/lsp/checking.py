"""What a text comes to, in the one thread that lints: with the settings as they now are, and the baseline set apart."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safelint.model.dataclass import dataclass, field
from safelint.model.errors import SafelintError
from safelint.model.report import FileResult

if TYPE_CHECKING:
    from safelint.config.settings import Settings
    from safelint.model.finding import Finding
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Guideline
    from safelint.runner.baseline import Baseline
    from safelint.runner.mend import Draft
    from safelint.runner.session import Session

LIMIT = 300_000
"""Characters of a text that are still checked while somebody writes; ``safelint check`` takes more."""

Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A text as it was when somebody asked: its path, format, words, and which edition of it this is."""

    path: str
    format: str
    text: str
    edition: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text came to.

    Attributes:
        snapshot: the text.
        result: what was found; fixes are as they are to be written.
        shown: the same with the words that tell of a method covered, for everything that is shown.
        rules: the rules that found something, by id.
        sources: guidelines by id.
        trouble: why it could not be checked: its settings or rules can't be used.
        refused: why it was not checked, when the reason is the text itself.
    """

    snapshot: Snapshot
    result: FileResult
    shown: FileResult
    rules: dict[str, Rule] = field(default_factory=dict)
    sources: dict[str, Guideline] = field(default_factory=dict)
    trouble: SafelintError | None = None
    refused: str = ""

    def twin(self, finding: Finding) -> Finding:
        """The finding as it may be shown."""
        return self.shown.findings[self.result.findings.index(finding)]

    def guidelines(self, rule: str) -> list[Guideline]:
        """The guidelines behind a rule."""
        cited = self.rules[rule].sources if rule in self.rules else ()
        return [self.sources[one] for one in cited if one in self.sources]


def failed(snapshot: Snapshot, trouble: SafelintError | None = None, refused: str = "") -> Checked:
    """A text that was not checked, and why."""
    nothing = FileResult(snapshot.path)
    return Checked(snapshot, nothing, nothing, trouble=trouble, refused=refused)


class Checker:
    """Checks one text after the other with one session, so that only what changed is parsed again.

    Not for several threads at once: everything here is done at a ``Desk``.

    Args:
        session: lints the texts.
        given: what it was asked for besides config files (audience, preset …); editors may add to that.
        isolated: whether config files and baselines are left alone.
    """

    def __init__(self, session: Session, given: dict[str, Any], *, isolated: bool = False) -> None:
        self.session = session
        self._given = given
        self._isolated = isolated
        self._stamps: dict[Path, Stamp] = {}
        self._baselines: dict[Path, tuple[Stamp, Baseline]] = {}

    def settle(self, wanted: dict[str, Any]) -> None:
        """Take over what the editor asks for; it wins over config files, as options do.

        Raises:
            ConfigError: it is no country, severity or the like.
        """
        from safelint.runner.asked import asked

        self.session.asked = asked({**self._given, **wanted})

    def forget(self) -> None:
        """Read config files, packs and baselines anew from now on.

        Raises:
            ConfigError: the one config file that was named can't be used any more.
        """
        self._stamps.clear()
        self._baselines.clear()
        self.session.forget()

    def check(self, snapshot: Snapshot) -> Checked:
        """Lint a text; never raises for what is wrong with it or its settings."""
        if len(snapshot.text) > LIMIT:
            size = f"{len(snapshot.text):,} characters"
            return failed(
                snapshot, refused=f"Not checked: with {size} it is too long to follow; run safelint check on it."
            )
        if "\0" in snapshot.text:
            return failed(snapshot, refused="Not checked: it holds NUL characters, so it is no text.")
        try:
            self._refresh(snapshot.path)
            settings = self.session.settings(snapshot.path)
            if settings.excludes(snapshot.path):
                return failed(snapshot)
            return self._checked(snapshot, settings)
        except SafelintError as error:
            return failed(snapshot, error)

    def draft(self, checked: Checked) -> Draft:
        """The text as a draft, for rewriting it."""
        from safelint.formats import read
        from safelint.formats.decode import from_text
        from safelint.formats.opening import Opened
        from safelint.runner.mend import Draft

        source = from_text(checked.snapshot.text, checked.snapshot.path)
        opened = Opened(source, read(source, checked.snapshot.format))
        return Draft(source.text.encode(), opened, checked.result)

    def _checked(self, snapshot: Snapshot, settings: Settings) -> Checked:
        from safelint.reporters.mask import masked_file

        result = self.session.lint_text(snapshot.text, snapshot.format, path=snapshot.path)
        result = self._parted(result, settings)
        named = {one.rule for one in result.findings}
        book = self.session.book(settings)
        rules = {rule.id: rule for rule in book.rules if rule.id in named}
        return Checked(snapshot, result, masked_file(result), rules, book.sources)

    def _parted(self, result: FileResult, settings: Settings) -> FileResult:
        """``result`` without what the baseline accepts."""
        from safelint.engine.baseline import accept
        from safelint.runner import baseline

        if self._isolated or result.error is not None:
            return result
        place = baseline.place(settings)
        stamp = _stamp(place)
        if place not in self._baselines or self._baselines[place][0] != stamp:
            self._baselines[place] = stamp, baseline.read(place)
        accepted = self._baselines[place][1]
        return accept(result, accepted.accepted(result.path)) if accepted.files else result

    def _refresh(self, path: str) -> None:
        """Forget the settings when the nearest config file of ``path`` has come, gone or changed, whoever did that."""
        from safelint.config.read import find

        if self._isolated:
            return
        folder = Path(path).parent
        stamp = _stamp(find(folder))
        if self._stamps.get(folder, stamp) != stamp:
            self.forget()
        self._stamps[folder] = stamp


def _stamp(path: Path | None) -> Stamp:
    """What changes when a file does; empty when there is none."""
    if path is None:
        return "", 0, 0
    try:
        found = os.stat(path)  # noqa: PTH116  asked for every text, so quickly
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
