"""Each finding as a card in HTML: what, why, what to write instead, and the way back to the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.reporters.line import safe
from safelint.reporters.markup import esc, good, link, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, RuleCard

# How many places are shown of each thing that a text does well.
MOST_PLACES = 3
COPY = '<button type="button" class="copy" data-copy="{text}" hidden>Copy<span class="heard"> “{text}”</span></button>'


def cards(result: FileResult, file: int, reasons: dict[str, RuleCard], placed: Collection[int]) -> Iterator[str]:
    """The findings of a file; ``placed`` are the numbers of those that are marked in the text."""
    yield '<ol class="cards">\n'
    for number, finding in enumerate(result.findings, 1):
        last = number == len(result.findings)
        yield from _card(finding, f"{file}-{number}", reasons.get(finding.rule), back=number in placed)
        yield "" if last else f'<a href="#f{file}-{number + 1}">Next finding</a>'
        yield "</p>\n</li>\n"
    yield "</ol>\n"


def _card(finding: Finding, name: str, reason: RuleCard | None, *, back: bool) -> Iterator[str]:
    severity = finding.severity.value
    words = "the whole text" if finding.scope == "document" else f"“{finding.found}”"
    yield f'<li class="card {severity}" id="f{name}" tabindex="-1">\n'
    yield f'<h4><span class="badge {severity}">{name.partition("-")[2]} {severity.capitalize()}</span> '
    yield f"<bdi>{esc(words)}</bdi></h4>\n<p>{esc(finding.message)}</p>\n"
    if not back and finding.scope != "document" and finding.excerpt.text.strip():
        yield f'<blockquote class="line">{esc(finding.excerpt.text)}</blockquote>\n'
    if finding.suggestions:
        yield '<p class="lead">You could write:</p>\n<ul class="instead">\n'
        for text in map(esc, finding.suggestions):
            yield f"<li><bdi>{text}</bdi> {COPY.format(text=text)}</li>\n"
        yield "</ul>\n"
    for related in finding.related:
        yield f'<p class="small">Line {related.start.line}: {esc(related.message)}</p>\n'
    if reason is not None:
        yield from why(reason)
    yield f'<p class="small ways"><span>{place(finding)}</span> '
    yield f'<a href="#m{name}">Back to the words</a> ' if back else ""


def why(reason: RuleCard) -> Iterator[str]:
    """The reasons of a rule and its guidelines, folded away."""
    yield f'<details>\n<summary>Why<span class="heard">: {esc(reason.title)}</span></summary>\n'
    for paragraph in reason.why.split("\n\n"):
        yield f"<p>{esc(paragraph.strip())}</p>\n"
    if reason.guidelines:
        yield '<p class="lead">Guidelines:</p>\n<ul>\n'
        for one in reason.guidelines:
            year = f" ({one.year})" if one.year else ""
            yield f"<li>{link(one.url, f'{one.organisation}, {one.title}{year}')}</li>\n"
        yield "</ul>\n"
    yield f'<p class="small">The rule is called <code>{esc(reason.id)}</code>.</p>\n</details>\n'


def went_well(result: FileResult) -> Iterator[str]:
    """What the text does well, each thing once, with the places that show it."""
    credited = [one for one in result.credits if good(one)]
    if not credited:
        return
    yield '<section class="well">\n<h3>What went well</h3>\n<ul>\n'
    for title in dict.fromkeys(one.message for one in credited):
        places = [one for one in credited if one.message == title]
        shown = [f"<bdi>“{esc(one.found)}”</bdi>" for one in places[:MOST_PLACES] if one.found]
        more = [f"{len(places) - MOST_PLACES} more"] if len(places) > MOST_PLACES else []
        yield f"<li><strong>{esc(title)}</strong>{': ' if shown else ''}{', '.join([*shown, *more])}</li>\n"
    yield "</ul>\n</section>\n"


def let_pass(result: FileResult) -> Iterator[str]:
    """What was found and is not asked to be changed, folded away, with the reason."""
    both = sorted((*result.excused, *result.suppressed), key=lambda one: (one.start.offset, one.rule))
    if not both:
        return
    yield f"<details>\n<summary>Looked at and left alone: {len(both)}</summary>\n<ul>\n"
    for one in both:
        because = ""
        if one.excuse:
            because = f"{one.excuse.because}: {one.excuse.evidence}"
        elif one.suppression:
            because = f"allowed by a comment: {one.suppression.reason or 'no reason given'}"
        yield f"<li><bdi>“{esc(one.found)}”</bdi> ({place(one)}), {esc(because)}</li>\n"
    yield "</ul>\n</details>\n"


def remarks(result: FileResult) -> Iterator[str]:
    """What safelint had to say about the file itself."""
    if result.error is not None:
        yield f'<p class="failed">It can’t be read: {esc(safe(result.error))}</p>\n'
    for note in result.notes:
        yield f'<p class="small">Note: {esc(note)}</p>\n'
